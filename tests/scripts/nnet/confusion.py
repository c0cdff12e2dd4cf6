import numpy as np
import theano
import theano.tensor as T

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(20)

x, y = T.matrix('x'), T.lvector('y')
W = theano.shared(np.zeros((2, 3), dtype=floatX))
p = T.nnet.softmax(T.dot(x, W))
cost = T.nnet.categorical_crossentropy(p, y).mean()
train = theano.function([x, y], cost, updates=[(W, W - T.grad(cost, W))],
                        allow_input_downcast=True)
counts, order = T.nnet.confusion_matrix(y, T.argmax(p, axis=1))
confusions = theano.function([x, y], [counts, order], allow_input_downcast=True)
centres = np.asarray([[2, 0], [-1, 2], [-1, -2]])
labels = rng.randint(0, 3, 30)
points = centres[labels] + rng.randn(30, 2)
for epoch in range(10):
    cost_now = train(points, labels)
print('%.4f' % cost_now)
for result in confusions(points, labels):
    print(result)
