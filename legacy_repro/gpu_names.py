"""Names of GPU libraries: what computes the same without them, which is said once when it is used.

``PLAIN[old name]`` is the plain name, ``REFUSED[old name]`` the reason why there is none.
"""

from legacy_repro import names
from legacy_repro.say import say

_ARRAYS = {
    "gpu_contiguous": "its argument",
    "host_from_gpu": "its argument",
    "GpuContiguous": "its argument",
    "GpuFromHost": "its argument",
    "HostFromGpu": "its argument",
}
_GPUARRAY = {
    **_ARRAYS,
    "as_gpuarray_variable": "theano.tensor.as_tensor_variable",
    "GpuAllocEmpty": "theano.tensor.zeros",
}
_CUDA = {
    **_ARRAYS,
    "as_cuda_ndarray_variable": "theano.tensor.as_tensor_variable",
    "gpu_alloc_empty": "theano.tensor.zeros",
    "gpu_from_host": "its argument",
}
_CORRELATION = {
    "GpuCorrMM": "theano.tensor.nnet.corr.CorrMM",
    "GpuCorrMM_gradInputs": "theano.tensor.nnet.corr.CorrMM_gradInputs",
    "GpuCorrMM_gradWeights": "theano.tensor.nnet.corr.CorrMM_gradWeights",
    "GpuCorr3dMM": "theano.tensor.nnet.corr3d.Corr3dMM",
    "GpuCorr3dMM_gradInputs": "theano.tensor.nnet.corr3d.Corr3dMM_gradInputs",
    "GpuCorr3dMM_gradWeights": "theano.tensor.nnet.corr3d.Corr3dMM_gradWeights",
}
_DNN = {
    "dnn_batch_normalization_test": "theano.tensor.nnet.bn.batch_normalization_test",
    "dnn_batch_normalization_train": "theano.tensor.nnet.bn.batch_normalization_train",
    "dnn_conv": "theano.tensor.nnet.conv2d",
    "dnn_conv3d": "theano.tensor.nnet.conv3d",
    "dnn_gradinput": "theano.tensor.nnet.abstract_conv.conv2d_grad_wrt_inputs",
    "dnn_gradweight": "theano.tensor.nnet.abstract_conv.conv2d_grad_wrt_weights",
    "dnn_pool": "theano.tensor.signal.pool.pool_2d",
    "GpuDnnConv": "theano.tensor.nnet.conv2d",
    "GpuDnnConvGradI": "theano.tensor.nnet.abstract_conv.conv2d_grad_wrt_inputs",
    "GpuDnnConvGradW": "theano.tensor.nnet.abstract_conv.conv2d_grad_wrt_weights",
    "GpuDnnPool": "theano.tensor.signal.pool.pool_2d",
    "GpuDnnSoftmax": "theano.tensor.exp(x) / its sum",
}
_LASAGNE = {
    "corrmm.Conv2DMMLayer": "Conv2DLayer",
    "cuda_convnet.Conv2DCCLayer": "Conv2DLayer",
    "cuda_convnet.MaxPool2DCCLayer": "MaxPool2DLayer",
    "cuda_convnet.ShuffleBC01ToC01BLayer": "DimshuffleLayer",
    "cuda_convnet.ShuffleC01BToBC01Layer": "DimshuffleLayer",
    "dnn.BatchNormDNNLayer": "BatchNormLayer",
    "dnn.batch_norm_dnn": "batch_norm",
    "dnn.Conv2DDNNLayer": "Conv2DLayer",
    "dnn.Conv3DDNNLayer": "Conv3DLayer",
    "dnn.MaxPool2DDNNLayer": "MaxPool2DLayer",
    "dnn.MaxPool3DDNNLayer": "MaxPool3DLayer",
    "dnn.Pool2DDNNLayer": "Pool2DLayer",
    "dnn.Pool3DDNNLayer": "Pool3DLayer",
}


def _below(prefix, table):
    return {f"{prefix}.{name}": plain for name, plain in table.items()}


PLAIN = {
    **_below("theano.gpuarray", _GPUARRAY),
    **_below("theano.gpuarray.basic_ops", _GPUARRAY),
    **_below("theano.gpuarray.blas", _CORRELATION),
    **_below("theano.gpuarray.dnn", _DNN),
    **_below("theano.sandbox.cuda", _CUDA),
    **_below("theano.sandbox.cuda.basic_ops", _CUDA),
    **_below("theano.sandbox.cuda.blas", _CORRELATION),
    **_below("theano.sandbox.cuda.dnn", _DNN),
    "theano.gpuarray.dnn.dnn_gradinput3d": (
        "theano.tensor.nnet.abstract_conv.conv3d_grad_wrt_inputs"
    ),
    "theano.gpuarray.dnn.dnn_gradweight3d": (
        "theano.tensor.nnet.abstract_conv.conv3d_grad_wrt_weights"
    ),
    "theano.gpuarray.gpuarray_shared_constructor": "theano.shared",
    "theano.gpuarray.use": "the backend that is set",
    "theano.sandbox.cuda.CudaNdarray": "numpy.ndarray of float32",
    "theano.sandbox.cuda.float32_shared_constructor": "theano.shared",
    "theano.sandbox.cuda.shared_constructor": "theano.shared",
    "theano.sandbox.cuda.use": "the backend that is set",
    "theano.sandbox.cuda.var.float32_shared_constructor": "theano.shared",
    "theano.sandbox.cuda.rng_curand.CURAND_RandomStreams": (
        "theano.sandbox.rng_mrg.MRG_RandomStreams, whose numbers are others"
    ),
    **{f"lasagne.layers.{old}": f"lasagne.layers.{new}" for old, new in _LASAGNE.items()},
}
_NO_CUDA = "it runs a script's own CUDA code, which nothing here can compute"
REFUSED = {
    "lasagne.layers.cuda_convnet.NINLayer_c01b": (
        "leave out the layers that shuffle to c01b, and take lasagne.layers.NINLayer"
    ),
    "lasagne.layers.dnn.SpatialPyramidPoolingDNNLayer": "there is no such layer here yet",
    "theano.misc.pycuda_example": _NO_CUDA,
    "theano.misc.pycuda_init": _NO_CUDA,
    "theano.misc.pycuda_utils": _NO_CUDA,
    "theano.sandbox.cuda.GpuOp": _NO_CUDA,
}


def refusing(module):
    """Return a module's ``__getattr__``, which gives the reason why a name is not there."""
    absent = names.absent(module)

    def __getattr__(name):
        old = f"{names.old_name(module)}.{name}"
        if old in REFUSED:
            raise AttributeError(f"{old}: {REFUSED[old]}")
        return absent(name)

    return __getattr__


def say_plain(module, name):
    """Say what computes a name of one of our modules, in place of the GPU library that has it."""
    plain = PLAIN[f"{names.old_name(module)}.{name}"]
    say(f"{name} needs no GPU here: {plain} takes its place")
