import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet.bn import (batch_normalization, batch_normalization_test,
                                   batch_normalization_train)

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(9)

x = T.tensor4('x')
gamma = theano.shared(np.ones((3,), dtype=floatX) * 1.5)
beta = theano.shared(np.zeros((3,), dtype=floatX))
mean = theano.shared(np.zeros((3,), dtype=floatX))
var = theano.shared(np.ones((3,), dtype=floatX))
out, batch_mean, inv_std, new_mean, new_var = batch_normalization_train(
    x, gamma, beta, axes='spatial', epsilon=1e-3, running_average_factor=0.25,
    running_mean=mean, running_var=var)
cost = (T.nnet.relu(out - 0.3) ** 2).mean()
grads = T.grad(cost, [gamma, beta])
train = theano.function([x], [cost, batch_mean, inv_std] + grads,
                        updates=[(mean, new_mean), (var, new_var)])
frozen = batch_normalization_test(x, gamma, beta, mean, var, axes='spatial', epsilon=1e-3)
test = theano.function([x], frozen)
images = (rng.randn(4, 3, 3, 2) * [[[[2]], [[1]], [[.5]]]] + 1).astype(floatX)
for _ in range(3):
    for result in train(images):
        print(np.round(result, 4))
print(mean.get_value(), var.get_value())
print(test(images)[0])
m = T.matrix('m')
plain = batch_normalization(m, T.ones_like(m[0]) * 2, T.ones_like(m[0]),
                            m.mean(axis=0, keepdims=True), m.std(axis=0, keepdims=True))
per = batch_normalization_train(m, T.ones_like(m[0]), T.zeros_like(m[0]))[0]
for result in theano.function([m], [plain, per])(images[:, :, 0, 0]):
    print(result)
