"""``theano.sandbox.multinomial``: the categories that uniform numbers fall into."""

import pytensor.tensor as pt

from legacy_repro import names
from legacy_repro.ops import multinomial


class MultinomialFromUniform:
    """Count how often each category of the rows of pvals is drawn by the uniform numbers unis.

    ``odtype`` is the dtype of the counts, "auto" that of pvals.
    """

    draw = multinomial.MultinomialFromUniform()

    def __init__(self, odtype):
        self.odtype = odtype

    def __call__(self, pvals, unis, n=1):
        pvals = pt.as_tensor_variable(pvals)
        drawn = self.draw(pvals, unis, n)
        return pt.cast(drawn, pvals.dtype if self.odtype == "auto" else self.odtype)


class ChoiceFromUniform(MultinomialFromUniform):
    """Draw n different categories of each row of pvals, without replacement."""

    draw = multinomial.ChoiceFromUniform()

    def __init__(self, odtype, replace=False):
        if replace:
            raise NotImplementedError("ChoiceFromUniform works with replace=False only")
        super().__init__("int64" if odtype == "auto" else odtype)


MultinomialWOReplacementFromUniform = ChoiceFromUniform

__getattr__ = names.absent(__name__)
