"""Write small files of weights as programs of the time wrote them, named by the Python that ran.

    cd tests/data/weights; python record.py

Recorded by Python 2.7 (NumPy 1.16.6, Theano 1.0.5), 3.7 (NumPy 1.19.5, Theano 1.0.5) and 3.13 (NumPy
2.5, no Theano). There was no GPU: the files of CudaNdarray and GpuArray are pickled by functions of the
names that Theano registered for them, which are all that such a pickle says of a GPU.
"""
from __future__ import print_function

import gzip
import pickle
import sys
import types
from collections import OrderedDict

import numpy as np

try:
    import cPickle
    import copy_reg as copyreg
except ImportError:
    import copyreg
    cPickle = pickle

PYTHON = "py%d%d" % sys.version_info[:2]
SHAPES = [(2, 3), (3,), (3, 2), (2,)]


def make(shape):
    size = int(np.prod(shape))
    return (np.arange(size, dtype="float32") / 8 - 0.25).reshape(shape)


def dump(what, name, *protocols):
    for protocol in protocols:
        with open("%s_%s_%d.pkl" % (PYTHON, name, protocol), "wb") as file:
            cPickle.dump(what, file, protocol)


def module(name, **attributes):
    """Serve a module of Theano's that is not there without a GPU."""
    found = sys.modules.setdefault(name, types.ModuleType(name))
    vars(found).update(attributes)
    for attribute in attributes.values():
        attribute.__module__ = name


def plain():
    values = [make(shape) for shape in SHAPES]
    by_name = list(zip(["W1", "b1", "W2", "b2"], values))
    last = pickle.HIGHEST_PROTOCOL
    dump(values, "list", *(range(last + 1) if last < 5 else [last]))
    dump([np.asfortranarray(values[0]), values[1].astype(">f8"), np.zeros((0, 3)),
          np.array(7), np.array([True, False]), np.array(["ab", "c"]), np.float32(0.5),
          np.array([1, None, "x", make((2,))], dtype=object), np.arange(3)[::-1],
          np.asmatrix(values[0]), 1 + 2j, {1, "a"}, frozenset([3]), bytearray(b"\x00\xff"),
          2 ** 70, True, None, u"\u03b1", 1.5, float("nan")], "odds", 0, last)
    dump({"param values": values, "model type": "tiny", "mean value": np.ones((1, 3)),
          "synset words": ["tench", "goldfish"], "values": None}, "zoo", 2)
    dump(dict(by_name), "dict", 2)
    dump(OrderedDict(by_name), "ordered", 0, 2)
    in_one = np.empty(len(values), object)
    in_one[:] = values
    np.savez(PYTHON + "_list_in.npz", in_one)
    np.savez(PYTHON + "_dict_in.npz", weights=dict(by_name), epoch=3)


def only_once():
    values = [make(shape) for shape in SHAPES]
    dump({"model": {"layers": [(values[0], values[1]), [values[2], values[3]]]}}, "nested", 2)
    with open(PYTHON + "_dumps.save", "wb") as file:
        for value in values:
            cPickle.dump(value, file, 2)
    packed = gzip.GzipFile("", "wb", 9, open(PYTHON + "_list.gz", "wb"), 0)
    packed.write(cPickle.dumps(values, 2))
    packed.close()
    np.save(PYTHON + "_array.npy", values[0])


def shared():
    import theano
    from theano.misc import pkl_utils

    params = [theano.shared(make(shape), name=name) for shape, name in zip(SHAPES, "WbVc")]
    dump([param for param in params], "shared", 0, 2)
    dump([theano.shared(0.5, name="scale"), theano.shared(np.random.RandomState(3))], "scalar", 2)
    with open(PYTHON + "_pkl_utils.zip", "wb") as file:
        pkl_utils.dump(params, file)
    return params


def gpu(params):
    def CudaNdarray_unpickler(npa):
        return npa

    def GpuArray_unpickler(npa, ctx_name):
        return npa

    class OnGpu(object):
        def __init__(self, values):
            self.values = values

    class CudaNdarraySharedVariable(type(params[0])):
        pass

    module("theano.sandbox.cuda")
    module("theano.sandbox.cuda.type", CudaNdarray_unpickler=CudaNdarray_unpickler)
    module("theano.sandbox.cuda.var", CudaNdarraySharedVariable=CudaNdarraySharedVariable)
    copyreg.pickle(OnGpu, lambda on_gpu: (CudaNdarray_unpickler, (on_gpu.values,)))
    dump([OnGpu(make(shape)) for shape in SHAPES], "cuda", 0, 2)
    for param in params:
        param.__class__ = CudaNdarraySharedVariable
        param.container.storage[0] = OnGpu(param.container.storage[0])
    dump(params, "cuda_shared", 2)
    module("theano.gpuarray.type", GpuArray_unpickler=GpuArray_unpickler)
    copyreg.pickle(OnGpu, lambda on_gpu: (GpuArray_unpickler, (on_gpu.values, None)))
    dump([OnGpu(make(shape)) for shape in SHAPES], "gpuarray", 2)


if __name__ == "__main__":
    plain()
    if PYTHON == "py27":
        only_once()
        gpu(shared())
    elif PYTHON == "py37":
        shared()
