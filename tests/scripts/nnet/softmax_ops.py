import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet import nnet

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(3)

x, b = T.matrix('x'), T.vector('b')
y = T.ivector('y')
loss, p, guess = nnet.crossentropy_softmax_argmax_1hot_with_bias(x, b, y)
loss2, p2 = nnet.crossentropy_softmax_1hot(x, y)
_, _, most, which = nnet.crossentropy_softmax_max_and_argmax_1hot_with_bias(x, b, y)
gx, gb = T.grad(loss.mean() + loss2.sum(), [x, b])
f = theano.function([x, b, y], [loss, p, guess, loss2, p2, most, which, gx, gb,
                                nnet.softmax_with_bias(x, b), nnet.prepend_1_to_each_row(x),
                                nnet.prepend_scalar_to_each_row(2.5, x)])
for result in f(rng.randn(3, 4).astype(floatX), rng.randn(4).astype(floatX),
                np.asarray([3, 0, 2], dtype='int32')):
    print(result)
