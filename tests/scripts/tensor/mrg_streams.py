# MRG31k3p streams: noise, masks, draws of categories.
import numpy as np
import theano
import theano.tensor as T
from theano.sandbox.multinomial import MultinomialFromUniform
from theano.sandbox.rng_mrg import MRG_RandomStreams as RandomStreams, guess_n_streams
from theano.sandbox.softsign import softsign

rng = RandomStreams(42)
x = T.matrix('x')
u = rng.uniform(size=(2, 3), low=-1, high=1)
n = rng.normal(size=x.shape, std=0.1)
mask = rng.binomial(size=x.shape, n=1, p=0.8, dtype=x.dtype)
k = rng.multinomial(pvals=T.nnet.softmax(x), dtype='int32')
chosen = rng.choice(size=2, replace=False, p=T.nnet.softmax(x))
f = theano.function([x], [u, n, mask, k, chosen, softsign(x + n) * mask])
data = np.arange(8, dtype=theano.config.floatX).reshape(2, 4) / 4
for call in range(2):
    for value in f(data):
        print(value.dtype, value.shape, ' '.join('%.4f' % v for v in np.ravel(value)))
print(len(rng.state_updates), [guess_n_streams(s) for s in ((2, 3), (20, 784), (5,))])
pvals = T.fmatrix('pvals')
unis = T.fvector('unis')
g = theano.function([pvals, unis], MultinomialFromUniform('auto')(pvals, unis))
print(g(np.asarray([[0.1, 0.5, 0.4], [0.3, 0.3, 0.4]], 'float32'), np.asarray([0.55, 0.95], 'float32')).tolist())
