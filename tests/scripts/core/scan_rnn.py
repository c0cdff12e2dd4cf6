# A recurrent network by scan, with backpropagation through time.
import numpy as np
import theano
import theano.tensor as T

rng = np.random.RandomState(1)


def weights(*shape):
    return theano.shared(np.asarray(rng.uniform(-.3, .3, size=shape), dtype=theano.config.floatX))


n_in, n_hid, n_out = 2, 5, 1
W_in, W_rec, W_out = weights(n_in, n_hid), weights(n_hid, n_hid), weights(n_hid, n_out)
W_out.set_value(W_out.get_value() * 3)
h0 = theano.shared(np.zeros((1, n_hid), dtype=theano.config.floatX), broadcastable=(True, False))
x, t = T.tensor3('x'), T.matrix('t')


def step(x_t, h_tm1, W_in, W_rec, W_out):
    h_t = T.tanh(T.dot(x_t, W_in) + T.dot(h_tm1, W_rec))
    return h_t, T.dot(h_t, W_out)


start = T.alloc(np.asarray(0., dtype=theano.config.floatX), x.shape[1], n_hid) + h0
(h, y), _ = theano.scan(step, sequences=x, outputs_info=[start, None],
                        non_sequences=[W_in, W_rec, W_out], strict=True)
cost = ((y[-1] - t) ** 2).mean()
params = [W_in, W_rec, W_out, h0]
grads = T.grad(cost, params)
train = theano.function([x, t], cost, updates=[(p, p - .1 * T.clip(g, -1, 1)) for p, g in zip(params, grads)])

xs = rng.randn(6, 4, n_in).astype(theano.config.floatX)
ts = xs[:, :, :1].mean(0)
for i in range(5):
    print('%.5f' % train(xs, ts))
print(np.round(h0.get_value(), 4))

short, _ = theano.scan(lambda u, s: T.tanh(s + u) * 1.1, sequences=x[:, 0, 0], outputs_info=[W_out[0, 0]],
                       truncate_gradient=2)
print(np.round(T.grad(short[-1], x)[:, 0, 0].eval({x: xs}), 4))
