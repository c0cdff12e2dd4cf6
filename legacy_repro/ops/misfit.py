"""The error of shapes that do not fit, raised by code that Numba has compiled.

An op's `check` has the text; here it is called in Python, when the error is made.
"""


class Misfit(ValueError):
    """What `check` of an op of class ``op`` says of shapes; `settings` are the op's properties.

    PyTensor 3.0 makes an error anew, of its message and more: then `settings` is the message.
    """

    op: type

    def __init__(self, settings, *shapes):
        super().__init__(self._refusal(settings, shapes) if shapes else settings)

    def _refusal(self, settings, shapes):
        try:
            self.op(*settings).check(*shapes)
        except ValueError as error:
            return str(error)
