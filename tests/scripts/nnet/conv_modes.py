import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet import conv2d

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(5)

x, w = T.tensor4('x'), T.tensor4('w')
modes = ['valid', 'full', 'half', 1, (2, 0)]
outputs = [conv2d(x, w, border_mode=mode) for mode in modes]
outputs.append(conv2d(x, w, subsample=(2, 1)))
outputs.append(conv2d(x, w, filter_flip=False))
outputs.append(conv2d(x, w, filter_dilation=(2, 2)))
outputs.append(conv2d(x, w, input_shape=(2, 2, 6, 5), filter_shape=(3, 2, 3, 2)))
grads = T.grad(sum((o ** 2).sum() for o in outputs), [x, w])
f = theano.function([x, w], outputs + grads)
results = f(rng.randn(2, 2, 6, 5).astype(floatX), rng.randn(3, 2, 3, 2).astype(floatX))
for name, result in zip(modes + ['subsample', 'no flip', 'dilated', 'shapes', 'gx', 'gw'], results):
    print('%-10s %-14s %9.3f %9.3f' % (name, result.shape, result.sum(), abs(result).max()))
print(results[0][0, 0])
