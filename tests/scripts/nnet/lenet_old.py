import numpy as np
import theano
import theano.tensor as T
from theano.tensor.signal import pool
from theano.tensor.nnet import conv

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(6)


class LeNetConvPoolLayer(object):
    def __init__(self, rng, input, filter_shape, image_shape, poolsize=(2, 2)):
        assert image_shape[1] == filter_shape[1]
        fan_in = np.prod(filter_shape[1:])
        fan_out = filter_shape[0] * np.prod(filter_shape[2:]) / np.prod(poolsize)
        bound = np.sqrt(6. / (fan_in + fan_out))
        self.W = theano.shared(np.asarray(rng.uniform(low=-bound, high=bound, size=filter_shape),
                                          dtype=theano.config.floatX), borrow=True)
        self.b = theano.shared(value=np.zeros((filter_shape[0],), dtype=theano.config.floatX))
        conv_out = conv.conv2d(input=input, filters=self.W, filter_shape=filter_shape,
                               image_shape=image_shape)
        pooled = pool.pool_2d(input=conv_out, ds=poolsize, ignore_border=True)
        self.output = T.tanh(pooled + self.b.dimshuffle('x', 0, 'x', 'x'))
        self.params = [self.W, self.b]


x, y = T.matrix('x'), T.ivector('y')
layer0 = LeNetConvPoolLayer(rng, x.reshape((6, 1, 12, 12)), (3, 1, 3, 3), (6, 1, 12, 12))
layer1 = LeNetConvPoolLayer(rng, layer0.output, (4, 3, 2, 2), (6, 3, 5, 5))
V = theano.shared(np.asarray(rng.uniform(-0.5, 0.5, (16, 3)), dtype=floatX))
p_y = T.nnet.softmax(T.dot(layer1.output.flatten(2), V))
cost = -T.mean(T.log(p_y)[T.arange(y.shape[0]), y])
params = [V] + layer1.params + layer0.params
updates = [(p, p - 0.1 * g) for p, g in zip(params, T.grad(cost, params))]
train = theano.function([x, y], cost, updates=updates)
images = rng.rand(6, 144).astype(floatX)
labels = np.asarray([0, 1, 2, 0, 1, 2], dtype='int32')
for epoch in range(5):
    print('epoch %d, cost %.4f' % (epoch, train(images, labels)))
print(V.get_value()[:3])
