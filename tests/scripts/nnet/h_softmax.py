import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet.nnet import h_softmax

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(4)

batch, n_in, n_outputs, n_classes, per_class = 5, 7, 14, 4, 4


def shared(*shape):
    return theano.shared((0.5 * rng.randn(*shape)).astype(floatX))

W1, b1 = shared(n_in, n_classes), shared(n_classes)
W2, b2 = shared(n_classes, n_in, per_class), shared(n_classes, per_class)
params = [W1, b1, W2, b2]
x, y = T.matrix('x'), T.ivector('y')
sizes = (batch, n_outputs, n_classes, per_class)
of_target = h_softmax(x, *(sizes + (W1, b1, W2, b2, y)))
of_all = h_softmax(x, *(sizes + (W1, b1, W2, b2)))
cost = -T.mean(T.log(of_target))
updates = [(p, p - 0.5 * g) for p, g in zip(params, T.grad(cost, params))]
train = theano.function([x, y], cost, updates=updates)
predict = theano.function([x], of_all)
data = rng.randn(batch, n_in).astype(floatX)
labels = np.asarray([0, 5, 13, 8, 2], dtype='int32')
for epoch in range(20):
    cost_now = train(data, labels)
    if epoch % 5 == 4:
        print('%2d %.4f' % (epoch, cost_now))
probabilities = predict(data)
print(probabilities.shape, probabilities.argmax(axis=1))
print(probabilities[1])
