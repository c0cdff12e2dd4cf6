import numpy as np
import theano
import theano.tensor as T
try:
    from theano.sandbox.cuda.basic_ops import gpu_alloc_empty, gpu_contiguous
    from theano.sandbox.cuda.dnn import GpuDnnConvDesc, GpuDnnConvGradI
except ImportError:
    from theano.tensor.nnet.abstract_conv import conv2d_grad_wrt_inputs
    GpuDnnConvGradI = None

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(16)


def deconv(X, w, subsample=(1, 1), border_mode=(0, 0)):
    shape = (X.shape[0], w.shape[1], X.shape[2] * subsample[0], X.shape[3] * subsample[1])
    if GpuDnnConvGradI is None:
        shape = (None, None) + shape[2:]
        return conv2d_grad_wrt_inputs(X, w, shape, border_mode=border_mode, subsample=subsample)
    img, kerns = gpu_contiguous(X), gpu_contiguous(w)
    desc = GpuDnnConvDesc(border_mode=border_mode, subsample=subsample, conv_mode='conv')(
        gpu_alloc_empty(*shape).shape, kerns.shape)
    return GpuDnnConvGradI()(kerns, img, gpu_alloc_empty(*shape), desc)


def batchnorm(X, g, b, e=1e-8):
    u = T.mean(X, axis=[0, 2, 3]).dimshuffle('x', 0, 'x', 'x')
    s = T.mean(T.sqr(X - u), axis=[0, 2, 3]).dimshuffle('x', 0, 'x', 'x')
    return (X - u) / T.sqrt(s + e) * g.dimshuffle('x', 0, 'x', 'x') + b.dimshuffle('x', 0, 'x', 'x')


Z = T.matrix('Z')
w1 = theano.shared((0.3 * rng.randn(5, 4 * 2 * 2)).astype(floatX))
g1, b1 = (theano.shared(v * np.ones(4, dtype=floatX)) for v in (np.float32(1.25), np.float32(0.25)))
w2 = theano.shared((0.3 * rng.randn(4, 1, 5, 5)).astype(floatX))
h = T.nnet.relu(batchnorm(T.dot(Z, w1).reshape((Z.shape[0], 4, 2, 2)), g1, b1))
images = T.tanh(deconv(h, w2, subsample=(2, 2), border_mode=(2, 2)))
gradients = T.grad((images ** 2).sum(), [w1, w2])
generate = theano.function([Z], [images] + gradients, allow_input_downcast=True)
results = generate(rng.uniform(-1, 1, (3, 5)))
print(results[0].shape)
print(results[0][0, 0])
print(' '.join('%.4f' % abs(g).sum() for g in results[1:]))
