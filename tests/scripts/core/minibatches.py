# Softmax regression over minibatches of a shared data set, chosen by givens.
import numpy as np
import theano
import theano.tensor as T

floatX = theano.config.floatX
rng = np.random.RandomState(7)
data = theano.shared(np.asarray(rng.rand(40, 6), dtype=floatX), borrow=True)
labels = T.cast(theano.shared(np.asarray(rng.randint(3, size=40), dtype=floatX)), 'int32')

index = T.lscalar('index')
x, y = T.matrix('x'), T.ivector('y')
W = theano.shared(value=np.zeros((6, 3), dtype=floatX), name='W', borrow=True)
b = theano.shared(value=np.zeros((3,), dtype=floatX), name='b', borrow=True)
p_y_given_x = T.nnet.softmax(T.dot(x, W) + b)
cost = -T.mean(T.log(p_y_given_x)[T.arange(y.shape[0]), y])
errors = T.mean(T.neq(T.argmax(p_y_given_x, axis=1), y))
params = [W, b]
grads = theano.grad(cost=cost, wrt=params)
batch = 10
givens = {x: data[index * batch:(index + 1) * batch], y: labels[index * batch:(index + 1) * batch]}
train = theano.function([index], [cost, errors], updates=[(p, p - 0.5 * g) for p, g in zip(params, grads)],
                        givens=givens)
for epoch in range(3):
    costs, wrong = zip(*[train(i) for i in range(4)])
    print('epoch %d, cost %.4f, wrong %.3f' % (epoch, np.mean(costs), np.mean(wrong)))
print('W %.4f b %.4f' % (np.abs(W.get_value()).sum(), np.abs(b.get_value(borrow=True)).sum()))
