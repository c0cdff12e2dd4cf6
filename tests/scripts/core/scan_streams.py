# Random streams inside a loop: every step draws anew, with and without the updates.
import numpy as np
import theano
import theano.tensor as T
from theano.tensor.shared_randomstreams import RandomStreams

streams = RandomStreams(seed=234)
start = theano.shared(np.zeros(3, dtype=theano.config.floatX))
walk, updates = theano.scan(lambda s: s + streams.uniform((3,), low=-1, high=1), outputs_info=start, n_steps=4)
print(len(updates), type(updates).__name__)
f = theano.function([], walk, updates=updates)
first = f()
print(np.round(first, 4))
print(np.round(f()[-1], 4))
print(len(np.unique(first)))
