import numpy as np
import theano
import theano.tensor as T
from theano.tensor.signal.conv import conv2d

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(18)

image, kernel = T.matrix('image'), T.matrix('kernel')
stack, bank = T.tensor3('stack'), T.tensor3('bank')
f = theano.function([image, kernel, stack, bank], [
    conv2d(image, kernel), conv2d(image, kernel, border_mode='full'), conv2d(stack, kernel),
    conv2d(image, bank, subsample=(2, 2)), conv2d(stack, bank)])
edges = np.asarray([[1, 0, -1], [2, 0, -2], [1, 0, -1]], dtype=floatX)
picture = np.zeros((6, 6), dtype=floatX)
picture[2:5, 1:4] = 1
for result in f(picture, edges, np.stack([picture, picture.T]), np.stack([edges, edges.T, -edges])):
    print(result.shape)
    print(result.reshape((-1,) + result.shape[-2:])[-1])
