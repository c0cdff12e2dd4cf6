# Logistic regression, full batch, as in the first chapter of every tutorial.
import numpy as np
import theano
import theano.tensor as T

rng = np.random.RandomState(42)
N, feats, training_steps = 60, 12, 40
data = rng.randn(N, feats).astype(theano.config.floatX)
target = (data[:, 0] - 2 * data[:, 1] > 0).astype(theano.config.floatX)

x = T.matrix('x')
y = T.vector('y')
w = theano.shared(np.zeros(feats, dtype=theano.config.floatX), name='w')
b = theano.shared(np.asarray(0., dtype=theano.config.floatX), name='b')

p_1 = 1 / (1 + T.exp(-T.dot(x, w) - b))
prediction = p_1 > 0.5
xent = -y * T.log(p_1) - (1 - y) * T.log(1 - p_1)
cost = xent.mean() + 0.01 * (w ** 2).sum()
gw, gb = T.grad(cost, [w, b])

train = theano.function(
    inputs=[x, y],
    outputs={'prediction': prediction, 'cost': cost},
    updates=((w, w - 0.1 * gw), (b, b - 0.1 * gb)),
    name='train')
predict = theano.function(inputs=[x], outputs=prediction, name='predict')

for i in range(training_steps):
    result = train(data, target)
    if i % 10 == 0:
        print('step %2d  cost %.4f  wrong %d' % (i, result['cost'], (result['prediction'] != target).sum()))
print(sorted(result))
print('weights', ' '.join('%.3f' % v for v in w.get_value()[:4]), 'bias %.3f' % b.get_value())
print('errors', int(np.sum(predict(data) != target)))
print(train.name, any(node.op.__class__.__name__ == 'Elemwise' for node in train.maker.fgraph.toposort()))
