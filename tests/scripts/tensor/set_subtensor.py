# Elements set and increased, and the gradient through that.
import numpy as np
import theano
import theano.tensor as T

x = T.matrix('x')
y = T.vector('y')
k = T.lvector('k')
results = [
    T.set_subtensor(x[0], 0), T.set_subtensor(x[:, 1], y[:2]), T.inc_subtensor(x[1:, ::2], 10),
    T.set_subtensor(x[(x < 2).nonzero()], -1), T.set_subtensor(x[x > 3], 3.5), T.inc_subtensor(x[T.arange(2), k], y[:2]),
    T.inc_subtensor(y[k], 1), T.inc_subtensor(y[[0, 0, 2]], 1), T.set_subtensor(y[-1], x.sum()),
    T.inc_subtensor(x[0], y, inplace=False, set_instead_of_inc=True), T.set_subtensor(x.T[2], 9, tolerate_inplace_aliasing=False),
    T.fill_diagonal(x, 5), T.fill_diagonal_offset(x, 6, 1),
]
cost = T.sum(T.set_subtensor(x[0], y ** 2) * T.inc_subtensor(x[k], y))
f = theano.function([x, y, k], results + T.grad(cost, [x, y]))
values = f(np.arange(6, dtype=theano.config.floatX).reshape(2, 3), np.asarray([1, 2, 3], dtype=theano.config.floatX), [1, 1])
for value in values:
    print(value.dtype, value.shape, ' '.join('%.4f' % v for v in np.ravel(value)))

# a running window
window = theano.shared(np.zeros(4, dtype=theano.config.floatX))
new = T.scalar('new')
moved = T.set_subtensor(window[:-1], window[1:])
push = theano.function([new], window, updates=[(window, T.set_subtensor(moved[-1], new))])
for step in range(3):
    push(step + 1)
print(window.get_value().tolist())
