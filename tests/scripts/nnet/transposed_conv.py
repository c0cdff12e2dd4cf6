import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet.abstract_conv import (AbstractConv2d_gradInputs,
                                              conv2d_grad_wrt_inputs, get_conv_output_shape)

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(14)


def deconv(X, w, subsample=(2, 2), border_mode=(1, 1)):
    shape = (X.shape[0], w.shape[1], X.shape[2] * subsample[0], X.shape[3] * subsample[1])
    op = AbstractConv2d_gradInputs(border_mode=border_mode, subsample=subsample)
    return op(w, X, shape[2:])


x, w = T.tensor4('x'), T.tensor4('w')
up = deconv(x, w)
same = conv2d_grad_wrt_inputs(x, w, (2, 3, 8, 6), filter_shape=(4, 3, 4, 4), border_mode=(1, 1),
                              subsample=(2, 2))
transposed = T.nnet.conv2d_transpose(x, w, output_shape=(2, 3, 8, 6), border_mode=(1, 1),
                                     input_dilation=(2, 2))
cost = (T.tanh(up) ** 2).mean()
f = theano.function([x, w], [up, same - up, transposed - up] + T.grad(cost, [x, w]))
results = f(rng.randn(2, 4, 4, 3).astype(floatX), rng.randn(4, 3, 4, 4).astype(floatX))
for result in results:
    print(result.shape, '%.4f' % abs(result).sum())
print(results[0][0, 0])
print(get_conv_output_shape((2, 3, 8, 6), (4, 3, 4, 4), (1, 1), (2, 2)))
