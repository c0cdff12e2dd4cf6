import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet.blocksparse import sparse_block_dot

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(19)

W = theano.shared((rng.randn(3, 4, 5, 2) * 0.5).astype(floatX))
b = theano.shared(rng.randn(4, 2).astype(floatX))
h, active_in, active_out = T.tensor3('h'), T.lmatrix('active_in'), T.lmatrix('active_out')
out = T.tanh(sparse_block_dot(W, h, active_in, b, active_out))
cost = (out ** 2).sum()
train = theano.function([h, active_in, active_out], [cost, out],
                        updates=[(p, p - 0.1 * g) for p, g in zip([W, b], T.grad(cost, [W, b]))])
batch = rng.randn(2, 2, 5).astype(floatX)
for _ in range(4):
    cost_now, values = train(batch, [[0, 2], [1, 0]], [[0, 3, 1], [2, 1, 0]])
    print('%.4f' % cost_now)
print(values)
print(b.get_value())
