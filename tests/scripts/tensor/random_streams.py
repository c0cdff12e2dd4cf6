# Streams of numpy's random numbers inside graphs.
import numpy as np
import theano
import theano.tensor as T
from theano.tensor.shared_randomstreams import RandomStreams, RandomStateSharedVariable

srng = RandomStreams(seed=234)
u = srng.uniform((2, 2))
n = srng.normal((2,), avg=5, std=0.1)
b = srng.binomial(size=(6,), n=1, p=0.3, dtype='int8')
i = srng.random_integers(size=(4,), low=1, high=6)
p = srng.permutation(n=5)
c = srng.choice(size=(3,), a=10)
m = srng.multinomial(n=4, pvals=[0.2, 0.3, 0.5])
draw = theano.function([], [u, n, b, i, p, c, m])
still = theano.function([], u, no_default_updates=True)
for call in range(2):
    for value in draw():
        print(value.dtype, ' '.join('%.4f' % v for v in np.ravel(value)))
print(np.allclose(still(), still()), isinstance(u.rng, RandomStateSharedVariable), len(srng.state_updates))
state = u.rng.get_value(borrow=True)
state.seed(902)
u.rng.set_value(state, borrow=True)
print(' '.join('%.4f' % v for v in np.ravel(still())))
srng.seed(234)
print(' '.join('%.4f' % v for v in np.ravel(draw()[0])))
x = T.vector('x')
mask = srng.binomial(x.shape, p=0.5, dtype=theano.config.floatX)
print(theano.function([x], x * mask / 0.5)(np.ones(8, dtype=theano.config.floatX)).tolist())
