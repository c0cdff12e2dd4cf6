# The network of every first lesson: two inputs, a hidden layer, one output.
import numpy as np
import theano
import theano.tensor as T

x = T.vector()
target = T.scalar()


def layer(x, w):
    b = np.array([1], dtype=theano.config.floatX)
    return T.nnet.sigmoid(T.dot(w.T, T.concatenate([x, b])))


rng = np.random.RandomState(3)
theta1 = theano.shared(np.array(rng.rand(3, 3), dtype=theano.config.floatX))
theta2 = theano.shared(np.array(rng.rand(4, 1), dtype=theano.config.floatX))

out = T.sum(layer(layer(x, theta1), theta2))
error = (out - target) ** 2


def descend(cost, theta, alpha=0.5):
    return theta - (alpha * T.grad(cost, wrt=theta))


train = theano.function([x, target], error, updates=[
    (theta1, descend(error, theta1)), (theta2, descend(error, theta2))])
run_forward = theano.function([x], out, allow_input_downcast=True)

inputs = np.array([[0, 1], [1, 0], [1, 1], [0, 0]]).reshape(4, 2).astype(theano.config.floatX)
expected = np.array([1, 1, 0, 0], dtype=theano.config.floatX)
for i in range(200):
    for k in range(4):
        cost = train(inputs[k], expected[k])
    if i % 50 == 0:
        print('Cost: %.4f' % cost)
for row in inputs.tolist():
    print(row, '%.4f' % run_forward(row))
