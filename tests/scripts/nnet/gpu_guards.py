import numpy as np
import theano
import theano.tensor as T
try:
    from theano.sandbox.cuda.basic_ops import gpu_contiguous
    from theano.sandbox.cuda.dnn import dnn_available, dnn_conv
    use_dnn = dnn_available()
except ImportError:
    use_dnn = False

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(15)

if theano.config.device.startswith('gpu') or theano.config.device.startswith('cuda'):
    print('on the GPU')
else:
    print('on the CPU')


def conv(x, w, pad):
    if use_dnn:
        return dnn_conv(gpu_contiguous(x), gpu_contiguous(w), border_mode=pad)
    return T.nnet.conv2d(x, w, border_mode=pad)


x = T.tensor4('x')
w = theano.shared(rng.randn(2, 3, 3, 3).astype(floatX))
f = theano.function([x], conv(x, w, (1, 1)).mean(axis=(2, 3)))
print(f(rng.randn(2, 3, 5, 5).astype(floatX)))
kind = 'GPU' if any('Gpu' in type(n.op).__name__ for n in f.maker.fgraph.toposort()) else 'CPU'
print('the graph runs on the', kind)
