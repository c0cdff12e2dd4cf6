import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet.abstract_conv import causal_conv1d, separable_conv2d

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(17)

x, d, p = T.tensor4('x'), T.tensor4('d'), T.tensor4('p')
grouped = T.nnet.conv2d(x, d, num_groups=3, border_mode='half')
separable = separable_conv2d(x, d, p, 3, border_mode='half')
s, k = T.tensor3('s'), T.tensor3('k')
causal = causal_conv1d(s, k, (2, 2, 3), filter_dilation=2)
f = theano.function([x, d, p, s, k], [grouped, separable, causal] +
                    T.grad((separable ** 2).mean() + causal.mean(), [d, p, k]))
values = [rng.randn(*shape).astype(floatX) for shape in
          [(2, 3, 5, 4), (6, 1, 3, 3), (2, 6, 1, 1), (1, 2, 7), (2, 2, 3)]]
for result in f(*values):
    print(result.shape, '%.4f %.4f' % (result.sum(), abs(result).max()))
print(f(*values)[2])
