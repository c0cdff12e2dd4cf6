"""What GPU libraries computed: the plain numbers, and one line about each name that is used."""

import importlib

import lasagne
import numpy as np
import pytest
import theano
import theano.tensor as T
from theano import gpuarray
from theano.gpuarray import dnn as new_dnn
from theano.sandbox import cuda
from theano.sandbox.cuda import dnn

from legacy_repro import gpu_names


@pytest.fixture(autouse=True)
def _float32():
    with theano.change_flags(floatX="float32"):
        yield


@pytest.fixture
def x():
    return T.constant(np.sin(np.arange(2 * 3 * 6 * 6)).reshape(2, 3, 6, 6).astype("float32"))


@pytest.fixture
def w():
    return T.constant(np.cos(np.arange(4 * 3 * 3 * 3)).reshape(4, 3, 3, 3).astype("float32"))


def same(*graphs):
    first, *others = theano.function([], list(graphs))()
    for other in others:
        np.testing.assert_allclose(other, first, rtol=1e-5, atol=1e-5)


def test_every_name_of_the_table_is_there():
    for old in gpu_names.PLAIN:
        module, _, name = old.rpartition(".")
        assert hasattr(importlib.import_module(module), name), old


def test_every_plain_name_is_there():
    for plain in gpu_names.PLAIN.values():
        module, _, name = plain.partition(",")[0].rpartition(".")
        if module.startswith(("theano", "lasagne")) and " " not in plain.partition(",")[0]:
            assert hasattr(importlib.import_module(module), name), plain


def test_a_name_is_said_once(x, w, capsys):
    dnn.dnn_conv(cuda.basic_ops.gpu_contiguous(x), w)
    dnn.dnn_conv(cuda.basic_ops.gpu_contiguous(x), w)
    assert capsys.readouterr().err.splitlines() == [
        "legacy-repro: gpu_contiguous needs no GPU here: its argument takes its place",
        "legacy-repro: dnn_conv needs no GPU here: theano.tensor.nnet.conv2d takes its place",
    ]


def test_there_is_no_gpu(capsys):
    assert not cuda.cuda_available and not cuda.cuda_enabled and not gpuarray.pygpu_activated
    assert not dnn.dnn_available() and not new_dnn.dnn_present()
    assert "without cuDNN" in dnn.dnn_available.msg
    assert not isinstance(T.fmatrix().type, (cuda.CudaNdarrayType, gpuarray.GpuArrayType))
    with pytest.raises(gpuarray.ContextNotDefined, match="dev0"):
        gpuarray.get_context("dev0")
    assert capsys.readouterr().err == "", "nothing takes the place of these"


def test_what_is_refused():
    with pytest.raises(AttributeError, match=r"cuda\.GpuOp: it runs a script's own CUDA code"):
        cuda.GpuOp  # noqa: B018
    for name in ("pycuda_init", "pycuda_utils"):
        with pytest.raises(ImportError, match="own CUDA code"):
            importlib.import_module(f"theano.misc.{name}")


def test_convolutions(x, w):
    flipped = T.nnet.conv2d(x, w, border_mode=(1, 0), subsample=(2, 1))
    same(flipped, dnn.dnn_conv(x, w, (1, 0), (2, 1)), new_dnn.dnn_conv(x, w, (1, 0), (2, 1)))
    crossed = T.nnet.conv2d(x, w, filter_flip=False)
    same(
        crossed,
        dnn.dnn_conv(x, w, "valid", (1, 1), "cross"),
        new_dnn.dnn_conv(x, w, conv_mode="cross"),
        cuda.blas.GpuCorrMM()(x, w),
    )
    volumes, filters = x.dimshuffle(0, 1, 2, 3, "x"), w.dimshuffle(0, 1, 2, 3, "x")
    same(T.nnet.conv3d(volumes, filters), dnn.dnn_conv3d(volumes, filters))
    with pytest.raises(ValueError, match='"conv" or "cross"'):
        dnn.dnn_conv(x, w, conv_mode="half")


def test_gradients(x, w):
    y = T.nnet.conv2d(x, w, border_mode=(1, 1), subsample=(2, 2))
    gx, gw = T.grad((y**2).sum() / 2, [x, w])
    settings = {"border_mode": (1, 1), "subsample": (2, 2)}
    desc = dnn.GpuDnnConvDesc((1, 1), (2, 2), "conv")(x.shape, w.shape)
    images = cuda.basic_ops.gpu_alloc_empty(*x.shape)
    same(
        gx,
        dnn.dnn_gradinput(w, y, x.shape, **settings),
        new_dnn.dnn_gradinput(w, y, (2, 3, 6, 6), **settings),
        dnn.GpuDnnConvGradI()(w, y, images, desc),
        dnn.GpuDnnConvGradI()(w, y, T.ones_like(x), desc, 1, 1) - 1,
    )
    same(
        gw,
        dnn.dnn_gradweight(x, y, w.shape, **settings),
        dnn.GpuDnnConvGradW()(x, y, w, desc, alpha=2) / 2,
    )
    same(y, dnn.GpuDnnConv()(x, w, y, desc), dnn.GpuDnnConv()(x, w, y, desc, 0.5, 0.5))


def test_pooling(x):
    settings = {"stride": (2, 1), "pad": (1, 0), "mode": "average_exc_pad"}
    same(
        T.signal.pool.pool_2d(x, (3, 2), ignore_border=True, **settings),
        dnn.dnn_pool(x, (3, 2), **settings),
        dnn.GpuDnnPool("average_exc_pad")(x, (3, 2), (2, 1), (1, 0)),
    )
    stepwise = T.signal.pool.pool_2d(x, (2, 2), ignore_border=True, stride=(1, 1))
    same(stepwise, dnn.dnn_pool(x, (2, 2)))


def test_batch_normalization_and_softmax(x):
    v = T.constant(np.array([1, 2, 3], dtype="float32"))
    wanted = T.nnet.bn.batch_normalization_train(x, v, v, "spatial", 1e-3)
    same(wanted[0], dnn.dnn_batch_normalization_train(x, v, v, "spatial", 1e-3)[0])
    wanted = T.nnet.bn.batch_normalization_test(x, v, v, v, v, "spatial")
    same(wanted, dnn.dnn_batch_normalization_test(x, v, v, v, v, "spatial"))
    channels = T.exp(x) / T.exp(x).sum(axis=1, keepdims=True)
    same(
        channels,
        dnn.GpuDnnSoftmax("bc01", "accurate", "channel")(x),
        T.exp(new_dnn.GpuDnnSoftmax("log", "channel")(x)),
    )
    whole = new_dnn.GpuDnnSoftmax("fast", "instance")(x).sum(axis=(1, 2, 3))
    same(whole, T.ones((2,), dtype="float32"))


def test_arrays_and_streams():
    zeros = cuda.CudaNdarray.zeros((2, 3))
    assert zeros.dtype == "float32" and zeros.shape == (2, 3) and not zeros.any()
    assert cuda.shared_constructor([1.0, 2.0], "v").get_value().dtype == "float32"
    assert gpuarray.gpuarray_shared_constructor(np.ones(2, "float32")).name is None
    x = T.constant(np.ones(2, "float32"))
    for move in (
        cuda.host_from_gpu,
        cuda.gpu_from_host,
        cuda.HostFromGpu(),
        gpuarray.GpuFromHost(""),
    ):
        assert move(x) is x
    assert gpuarray.GpuAllocEmpty("float64", None)(2, 3).eval().shape == (2, 3)
    from theano.sandbox.cuda.rng_curand import CURAND_RandomStreams
    from theano.sandbox.rng_mrg import MRG_RandomStreams

    first, second = (kind(5).uniform((3,)) for kind in (CURAND_RandomStreams, MRG_RandomStreams))
    assert first.eval().tolist() == second.eval().tolist()


def test_layers(capsys):
    from lasagne.layers import corrmm, cuda_convnet, dnn

    incoming = lasagne.layers.InputLayer((2, 3, 8, 8))
    W = np.cos(np.arange(4 * 3 * 3 * 3)).reshape(4, 3, 3, 3).astype("float32")
    plain = lasagne.layers.Conv2DLayer(incoming, 4, 3, W=W, flip_filters=False)
    layers = [
        kind(incoming, 4, 3, W=W)
        for kind in (dnn.Conv2DDNNLayer, corrmm.Conv2DMMLayer, cuda_convnet.Conv2DCCLayer)
    ]
    same(*lasagne.layers.get_output([plain, *layers], T.ones((2, 3, 8, 8), dtype="float32")))
    assert dnn.MaxPool2DDNNLayer(plain, 2).output_shape == (2, 4, 3, 3)
    assert cuda_convnet.MaxPool2DCCLayer(plain, 4, 3).output_shape == (2, 4, 2, 2)
    turned = cuda_convnet.bc01_to_c01b(plain)
    assert turned.output_shape == (4, 6, 6, 2)
    assert cuda_convnet.c01b_to_bc01(turned).output_shape == plain.output_shape
    assert dnn.batch_norm_dnn(plain).output_shape == plain.output_shape
    assert dnn.BatchNormDNNLayer(plain).axes == (0, 2, 3)
    volume = lasagne.layers.InputLayer((2, 3, 4, 8, 8))
    assert dnn.Conv3DDNNLayer(volume, 5, 3).flip_filters is False
    assert dnn.Pool3DDNNLayer(volume, 2, mode="sum").output_shape == (2, 3, 2, 4, 4)
    assert "Conv2DMMLayer needs no GPU here: lasagne.layers.Conv2DLayer" in capsys.readouterr().err


def test_what_the_layers_refuse():
    from lasagne.layers import cuda_convnet

    with pytest.raises(RuntimeError, match="square filter_size"):
        cuda_convnet.Conv2DCCLayer((2, 3, 8, 8), 4, (3, 2))
    with pytest.raises(NotImplementedError, match="dimshuffle=False"):
        cuda_convnet.MaxPool2DCCLayer((2, 3, 8, 8), 2, dimshuffle=False)
    with pytest.raises(AttributeError, match=r"take lasagne\.layers\.NINLayer"):
        cuda_convnet.NINLayer_c01b  # noqa: B018


def test_gpu_corr_mm_of_the_time_takes_pad(x, w):
    old = cuda.blas.GpuCorrMM("valid", (2, 2), pad=(1, 2))(x, w)
    same(old, T.nnet.conv2d(x, w, border_mode=(1, 2), subsample=(2, 2), filter_flip=False))
    with pytest.raises(ValueError, match=r"pad=\(1, 2\) needs border_mode='valid', not 'full'"):
        cuda.blas.GpuCorrMM("full", pad=(1, 2))


def test_the_average_of_cudnn_leaves_nothing_out(x):
    layer = lasagne.layers.InputLayer((2, 3, 6, 6), x)
    old = lasagne.layers.dnn.Pool2DDNNLayer(layer, 2, 1, 1, mode="average")
    plain = lasagne.layers.Pool2DLayer(layer, 2, 1, 1, mode="average_inc_pad")
    same(lasagne.layers.get_output(old), lasagne.layers.get_output(plain))


def test_max_pool_2d_takes_the_newer_names(x):
    from theano.tensor.signal import downsample

    old = downsample.max_pool_2d(x, (3, 3), True, (2, 2), (1, 1))
    same(old, downsample.max_pool_2d(x, ws=(3, 3), ignore_border=True, stride=(2, 2), pad=(1, 1)))


def test_contexts_and_availability():
    assert gpuarray.basic_ops.infer_context_name(T.matrix(), T.vector()) is None
    assert new_dnn.dnn_available.avail is False
    with pytest.raises(AttributeError, match=r"^theano\.sandbox\.cuda\.cuda_ndarray.*no such name"):
        importlib.import_module("theano.sandbox.cuda.cuda_ndarray.cuda_ndarray").mem_info  # noqa: B018


def test_scripts_find_that_there_is_no_gpu():
    assert not (cuda.cuda_available or cuda.cuda_enabled or cuda.pygpu_activated)
    assert not (gpuarray.pygpu_activated or dnn.dnn_available() or dnn.dnn_present())
