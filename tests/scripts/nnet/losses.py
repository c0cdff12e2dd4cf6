import numpy as np
import theano
import theano.tensor as T

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(2)

n_in, n_out = 6, 4
W = theano.shared(rng.uniform(-1, 1, (n_in, n_out)).astype(floatX), name='W')
b = theano.shared(np.zeros(n_out, dtype=floatX), name='b')
x, y = T.matrix('x'), T.ivector('y')
p = T.nnet.softmax(T.dot(x, W) + b)
picked = -T.mean(T.log(p)[T.arange(y.shape[0]), y])
hot = T.extra_ops.to_one_hot(y, n_out)
costs = [picked,
         T.nnet.categorical_crossentropy(p, y).mean(),
         T.nnet.categorical_crossentropy(p, hot).mean(),
         T.nnet.binary_crossentropy(p, hot).sum(axis=1).mean(),
         T.nnet.sigmoid_binary_crossentropy(T.dot(x, W) + b, hot).mean(),
         -(T.nnet.logsoftmax(T.dot(x, W) + b) * hot).sum(axis=1).mean()]
gW = T.grad(picked, W)
f = theano.function([x, y], costs + [gW, T.neq(T.argmax(p, axis=1), y).mean()],
                    allow_input_downcast=True)
data = rng.randn(8, n_in).astype(floatX)
labels = rng.randint(0, n_out, 8).astype('int32')
results = f(data, labels)
for cost in results[:6]:
    print('%.4f' % cost)
print(results[6])
print('errors %.3f' % results[7])
