"""A machine for the opcodes of pickles that builds descriptions and calls nothing they name.

It knows what Python 2 and 3 write for plain containers, numbers, text and, by the table in
`named`, NumPy's arrays and Theano's shared variables. All else is refused by its name.
"""

import codecs
import pickletools

from legacy_repro.weights.arrays import Array, DType
from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.named import Named, named
from legacy_repro.weights.shown import plain, shown
from legacy_repro.weights.standins import Standin, keys

MAX_ARGUMENTS = 10
ONLY = (
    "which is refused: only arrays, plain containers and Theano's shared variables are read; "
    "save the arrays alone where the file is from, by numpy.savez"
)
JOBLIB = (
    "so joblib wrote it, whose files are not read: "
    "joblib.load it where it is from, and save its arrays by numpy.savez"
)
WITHOUT = {  # opcodes that lead out of the file
    "PERSID": "a persistent id",
    "BINPERSID": "a persistent id",
    "EXT1": "a registered extension",
    "EXT2": "a registered extension",
    "EXT4": "a registered extension",
    "NEXT_BUFFER": "a buffer beside the file",
    "READONLY_BUFFER": "a buffer beside the file",
}

WITH_VALUE = (
    *("INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4", "FLOAT", "BINFLOAT"),
    *("STRING", "BINSTRING", "SHORT_BINSTRING", "BINBYTES", "SHORT_BINBYTES", "BINBYTES8"),
    *("BYTEARRAY8", "UNICODE", "SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8"),
)


class Machine:
    """Read one pickle from a stream.

    stream: binary, with read, readline and tell. charge: called with the size of each copy, before
    it is made; may raise WeightsError.
    """

    def __init__(self, stream, charge):
        self._stream, self._charge = _Stream(stream), charge
        self._stack, self._marks, self._memo = [], [], {}

    def run(self):
        """Return what the pickle describes, the stream behind it; raises WeightsError."""
        position = self._stream.tell()
        try:
            while (opcode := self._opcode()).name != "STOP":
                self._do(opcode)
                position = self._stream.tell()
            return self._stack.pop()
        except WeightsError as error:
            raise WeightsError(f"at byte {position:,} {error}") from error
        # A damaged pickle raises whatever its damaged part leads to.
        except Exception as error:
            reason = plain(error) or type(error).__name__
            raise WeightsError(
                f"it is no whole npz, npy or pickle (at byte {position:,}: {reason})"
            ) from error

    def _opcode(self):
        code = self._stream.read(1)
        if not code:
            raise EOFError("it ends there")
        if (opcode := pickletools.code2op.get(code.decode("latin-1"))) is None:
            raise ValueError(f"no opcode {code}")
        return opcode

    def _do(self, opcode):
        if opcode.name in WITHOUT:
            raise WeightsError(f"it asks for {WITHOUT[opcode.name]}, {ONLY}")
        # pickletools takes the bytes of Python 2 for ASCII.
        read = _python_2_bytes if opcode.name == "STRING" else opcode.arg and opcode.arg.reader
        self.ACTIONS[opcode.name](self, *([read(self._stream)] if read else []))

    def _push(self, value):
        self._stack.append(value)

    def _mark(self):
        self._marks.append(len(self._stack))

    def _marked(self):
        mark = self._marks.pop()
        items = self._stack[mark:]
        del self._stack[mark:]
        return items

    def _pop(self):
        # Protocols 0 and 1 take marks away like this, after a tuple that is in itself.
        if self._marks and self._marks[-1] == len(self._stack):
            self._marks.pop()
        else:
            self._last(1)

    def _put(self, index):
        if not 0 <= index < 2**32:
            raise ValueError(f"nothing can be kept as {shown(index)}")
        self._memo[index] = self._stack[-1]

    def _get(self, index):
        if index not in self._memo:
            raise ValueError(f"nothing was kept as {shown(index)}")
        self._push(self._memo[index])

    def _extend(self, items):
        if not isinstance(self._stack[-1], list):
            raise WeightsError("it extends what is no list")
        self._stack[-1].extend(items)

    def _set_items(self, items):
        if not isinstance(self._stack[-1], dict):
            raise WeightsError("it sets items of what is no dictionary")
        self._stack[-1].update(_dict(items))

    def _add(self, items):
        if not isinstance(self._stack[-1], set):
            raise WeightsError("it adds to what is no set")
        self._stack[-1].update(keys(items))

    def _name(self, name):
        if (found := named(name)) is None:
            name = plain(name).replace(" ", ".")
            raise WeightsError(f"it asks for {name}, {JOBLIB if 'joblib' in name else ONLY}")
        self._push(found)

    def _name_on_stack(self):
        name, module = self._stack.pop(), self._stack.pop()
        if not (isinstance(name, str) and isinstance(module, str)):
            raise WeightsError(f"it asks for {shown(name)} of {shown(module)}, {ONLY}")
        self._name(f"{module} {name}")

    def _call(self, arguments):
        """Replace a name on the stack by what a call of it gives."""
        what = self._stack.pop()
        if not isinstance(what, Named) or len(arguments) > MAX_ARGUMENTS:
            raise WeightsError(f"it calls {shown(what)}, {ONLY}")
        try:
            self._push(what.make(self._charge, *arguments))
        except (TypeError, ValueError, AttributeError) as error:
            if isinstance(error, WeightsError):
                raise
            raise WeightsError(f"it calls {shown(what)} with {shown(arguments)}, {ONLY}") from error

    def _call_with_names(self, named_arguments):
        if named_arguments != {}:
            raise WeightsError(f"it calls with {shown(named_arguments)}, {ONLY}")
        self._call(self._stack.pop())

    def _build(self, state):
        if not isinstance(self._stack[-1], Array | DType | Standin):
            raise WeightsError(f"it gives a state to {shown(self._stack[-1])}, {ONLY}")
        self._stack[-1].build(state)

    def _call_old_class(self, name):
        arguments = self._marked()
        self._name(name)
        self._call(arguments)

    def _call_old_class_on_stack(self):
        what, *arguments = self._marked()
        self._push(what)
        self._call(arguments)

    def _last(self, count):
        """Take the last values off the stack."""
        if len(self._stack) < count:
            raise ValueError("its stack is empty")
        items = self._stack[-count:]
        del self._stack[-count:]
        return items

    ACTIONS = (
        dict.fromkeys(WITH_VALUE, _push)
        | dict.fromkeys(["PUT", "BINPUT", "LONG_BINPUT"], _put)
        | dict.fromkeys(["GET", "BINGET", "LONG_BINGET"], _get)
        | dict.fromkeys(["PROTO", "FRAME"], lambda self, _: None)
        | {
            "NONE": lambda self: self._push(None),
            "NEWTRUE": lambda self: self._push(True),
            "NEWFALSE": lambda self: self._push(False),
            "EMPTY_TUPLE": lambda self: self._push(()),
            "EMPTY_LIST": lambda self: self._push([]),
            "EMPTY_DICT": lambda self: self._push({}),
            "EMPTY_SET": lambda self: self._push(set()),
            "MARK": _mark,
            "TUPLE": lambda self: self._push(tuple(self._marked())),
            "TUPLE1": lambda self: self._push(tuple(self._last(1))),
            "TUPLE2": lambda self: self._push(tuple(self._last(2))),
            "TUPLE3": lambda self: self._push(tuple(self._last(3))),
            "LIST": lambda self: self._push(self._marked()),
            "DICT": lambda self: self._push(_dict(self._marked())),
            "FROZENSET": lambda self: self._push(frozenset(keys(self._marked()))),
            "APPEND": lambda self: self._extend(self._last(1)),
            "APPENDS": lambda self: self._extend(self._marked()),
            "SETITEM": lambda self: self._set_items(self._last(2)),
            "SETITEMS": lambda self: self._set_items(self._marked()),
            "ADDITEMS": lambda self: self._add(self._marked()),
            "POP": _pop,
            "POP_MARK": _marked,
            "DUP": lambda self: self._push(self._stack[-1]),
            "MEMOIZE": lambda self: self._put(len(self._memo)),
            "GLOBAL": _name,
            "STACK_GLOBAL": _name_on_stack,
            "REDUCE": lambda self: self._call(self._last(1)[0]),
            "NEWOBJ": lambda self: self._call(self._last(1)[0]),
            "NEWOBJ_EX": lambda self: self._call_with_names(self._last(1)[0]),
            "INST": _call_old_class,
            "OBJ": _call_old_class_on_stack,
            "BUILD": lambda self: self._build(self._last(1)[0]),
        }
    )


class _Stream:
    """A stream whose lines end in \\n: on Windows, some wrote protocol 0 as text, with \\r\\n."""

    def __init__(self, stream):
        self.read, self.tell = stream.read, stream.tell
        self._readline = stream.readline

    def readline(self):
        """Return the next line, as bytes."""
        line = self._readline()
        return line[:-2] + b"\n" if line.endswith(b"\r\n") else line


def _dict(items):
    return dict(zip(keys(items[::2]), items[1::2], strict=True))


def _python_2_bytes(stream):
    """Read the quoted text of protocol 0: bytes of Python 2, as latin-1."""
    line = stream.readline().strip()
    if len(line) < 2 or line[:1] != line[-1:] or line[:1] not in b"'\"":
        raise ValueError("text without quotes")
    return codecs.escape_decode(line[1:-1])[0].decode("latin-1")
