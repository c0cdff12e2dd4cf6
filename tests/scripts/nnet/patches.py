import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet.neighbours import images2neibs, neibs2images

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(12)

images = T.tensor4('images')
tiles = images2neibs(images, neib_shape=(2, 3))
sliding = images2neibs(images, neib_shape=(3, 3), neib_step=(1, 1))
loose = images2neibs(images, neib_shape=(3, 2), mode='ignore_borders')
wrapped = images2neibs(images, (3, 3), (2, 2), mode='wrap_centered')
around = images2neibs(images, (3, 3), (1, 1), mode='half')
back = neibs2images(tiles, (2, 3), images.shape)
local = sliding.var(axis=1)
f = theano.function([images], [tiles, sliding, loose, wrapped, around, back,
                               T.grad(local.sum(), images)])
data = np.arange(48, dtype=floatX).reshape(1, 2, 4, 6) % 11
for result in f(data):
    print(result.shape)
    print(result.reshape((-1, result.shape[-1]))[:6])
