# A loop that ends by a condition, one that changes a shared variable, and sums of updates.
import numpy as np
import theano
import theano.tensor as T
from theano import scan_module
from theano.scan_module import until


def power_of_2(previous_power, max_value):
    return previous_power * 2, until(previous_power * 2 > max_value)


max_value = T.scalar()
values, _ = theano.scan(power_of_2, outputs_info=T.constant(1., dtype='float32'),
                        non_sequences=max_value, n_steps=1024)
f = theano.function([max_value], values)
print(f(45))

a = theano.shared(1)
b = theano.shared(np.int64(10))
_, one = theano.scan(lambda: {a: a + 1}, n_steps=5)
_, two = theano.scan(lambda: [(b, b * 2)], n_steps=3)
(i, j), three = theano.scan(lambda i: ([i, i * i], scan_module.until(i >= 3)), sequences=[T.arange(9)])
both = one + two + three
print(len(one), len(both), type(both).__name__)
g = theano.function([], [a, i, j], updates=both)
for out in g():
    print(out)
print(int(a.get_value()), int(b.get_value()))
