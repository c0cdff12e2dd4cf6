"""The names that a pickle may call, and what stands for each: nothing is imported or run."""

from functools import partial

from legacy_repro.weights.arrays import Array, DType, Objects, array_of, as_bytes
from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.shown import shown
from legacy_repro.weights.standins import Ordered, SharedVariable, Standin, keys

ARRAYS = ("numpy ndarray", "numpy matrix", "numpy memmap")
SHARED = (
    "theano.compile.sharedvalue SharedVariable",
    "theano.gpuarray.type GpuArraySharedVariable",
    "theano.sandbox.cuda.var CudaNdarraySharedVariable",
    "theano.sandbox.gpuarray.type GpuArraySharedVariable",
    "theano.tensor.shared_randomstreams RandomStateSharedVariable",
    "theano.tensor.sharedvar ScalarSharedVariable",
    "theano.tensor.sharedvar TensorSharedVariable",
)
OTHERS = (
    "__builtin__ object",
    "numpy.random __RandomState_ctor",
    "numpy.random._mt19937 MT19937",
    "numpy.random._pickle __bit_generator_ctor",
    "numpy.random._pickle __randomstate_ctor",
    "numpy.random.mtrand __RandomState_ctor",
    "theano.gof.link Container",
    "theano.gof.type Generic",
    "theano.gof.utils scratchpad",
    "theano.gpuarray.type GpuArrayType",
    "theano.sandbox.cuda.type CudaNdarrayType",
    "theano.sandbox.gpuarray.type GpuArrayType",
    "theano.tensor.raw_random RandomStateType",
    "theano.tensor.type TensorType",
)
UNPICKLERS = (  # of arrays that lay on a GPU: they are given NumPy's
    "theano.gpuarray.type GpuArray_unpickler",
    "theano.sandbox.cuda.type CudaNdarray_unpickler",
    "theano.sandbox.gpuarray.type GpuArray_unpickler",
)


class Named:
    """A name of the table; `make(charge, *arguments)` is what a call of it gives.

    charge: called with the size of what is copied, before it is: a small file cannot ask for much.
    """

    def __init__(self, name, make):
        self.name, self.make = name, make

    def __repr__(self):
        return f"<{self.name.replace(' ', '.')}>"


def _elements(charge, values=()):
    charge(len(values))
    return keys(values)


def _ordered(charge, pairs=()):
    _elements(charge, [key for key, _ in pairs])
    return Ordered(map(tuple, pairs))


def _encoded(charge, text="", codec="latin1"):
    if codec not in ("latin1", "latin-1") or not isinstance(text, str | bytes):
        raise WeightsError(f"it asks for bytes made of {shown(text)} by {shown(codec)}")
    return as_bytes(charge, text)


def _untold_array(charge, kind, *_):
    """Return an array that is told of later; its class here is NumPy's own."""
    if not (isinstance(kind, Named) and kind.name in ARRAYS):
        raise WeightsError(f"it holds an array of the class {shown(kind)}, which is not NumPy's")
    return Array(charge)


def _array(charge, shape, dtype, values):
    return array_of(charge, shape, dtype, values)


def _array_over(charge, values, dtype, shape, order, axes=None):
    """Return an array of protocol 5. axes: which axis of `shape` each is, for the order 'K'."""
    if (order == "K") != (axes is not None) or order not in ("C", "F", "K"):
        raise WeightsError(f"it holds an array in the order {shown(order)} of {shown(axes)}")
    array = array_of(charge, shape, dtype, values, is_fortran=order == "F")
    if axes is None:
        return array
    if sorted(axes) != list(range(array.ndim)):
        raise WeightsError(f"it holds an array of shape {shape} with the axes {shown(axes)}")
    return array.transpose(axes)


def _scalar(charge, dtype, value):
    array = array_of(charge, (), dtype, value)
    if isinstance(array, Objects):
        raise WeightsError("it holds a number that is an object")
    return array[()]


def _from_gpu(charge, array, *context):
    if not isinstance(array, Array):
        raise WeightsError(f"it holds {shown(array)} where an array from a GPU should be")
    return array


def _reconstructed(charge, kind, base, state):
    """Return what the protocols 0 and 1 make of an object that has no more than a state."""
    if not isinstance(kind, Named) or state is not None:
        raise WeightsError(f"it holds an object made of {shown(kind)} and {shown(state)}")
    return kind.make(charge)


def _table():
    yield from ((name, _array) for name in ARRAYS)
    yield from ((name, _from_gpu) for name in UNPICKLERS)
    for kind, names in ((SharedVariable, SHARED), (Standin, OTHERS)):
        for name in names:
            yield name, partial(_standin, kind, name)
    for core in ("numpy.core", "numpy._core"):
        yield f"{core}.multiarray _reconstruct", _untold_array
        yield f"{core}.multiarray scalar", _scalar
        yield f"{core}.numeric _frombuffer", _array_over
    yield "numpy dtype", lambda charge, text, *_: DType(text)
    yield "collections OrderedDict", _ordered
    yield "_codecs encode", _encoded
    yield "copy_reg _reconstructor", _reconstructed
    yield "__builtin__ bytearray", _encoded
    yield "__builtin__ bytes", _encoded
    yield "__builtin__ complex", lambda charge, real, imaginary: complex(real, imaginary)
    yield "__builtin__ frozenset", lambda *arguments: frozenset(_elements(*arguments))
    yield "__builtin__ set", lambda *arguments: set(_elements(*arguments))


def _standin(kind, name, charge, *arguments):
    return kind(name.replace(" ", "."))


NAMES = {name: Named(name, make) for name, make in _table()}
OF_PYTHON_3 = {"builtins": "__builtin__", "copyreg": "copy_reg"}


def named(name):
    """Return what stands for "module name", as a pickle gives it; None for what is refused."""
    module, _, attribute = name.partition(" ")
    return NAMES.get(f"{OF_PYTHON_3.get(module, module)} {attribute}")
