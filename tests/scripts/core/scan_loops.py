# Loops by scan: a power, a polynomial, sums, taps, and the shortcuts map, reduce, foldl, foldr.
import numpy as np
import theano
import theano.tensor as T

A = T.vector('A')
result, updates = theano.scan(fn=lambda prior, A: prior * A, outputs_info=T.ones_like(A),
                              non_sequences=A, n_steps=4)
coefficients = T.vector('coefficients')
x = T.scalar('x')
components, _ = theano.scan(fn=lambda c, power, x: c * (x ** power), outputs_info=None,
                            sequences=[coefficients, T.arange(1000)], non_sequences=x)
fib, _ = theano.scan(lambda a, b: a + b, outputs_info=[dict(initial=T.constant(np.ones(2, 'int64')), taps=[-2, -1])],
                     n_steps=7)
f = theano.function([A, coefficients, x], [result[-1], components.sum(), fib], updates=updates)
power, poly, numbers = f(np.arange(4, dtype='float32'), np.asarray([1, 0, 2], dtype='float32'), 3)
print(power, '%.1f' % poly, numbers)

v = T.vector('v')
squares, _ = theano.map(lambda t: t ** 2, v)
total, _ = theano.reduce(lambda t, s: s + t, v, outputs_info=np.float32(0))
left, _ = theano.foldl(lambda t, s: t + 2 * s, sequences=v, outputs_info=np.float32(0))
right, _ = theano.foldr(lambda t, s: t + 2 * s, sequences=v, outputs_info=np.float32(0))
back, _ = theano.scan(lambda t, s: s + t, sequences=v, outputs_info=np.float32(0), go_backwards=True)
listed, _ = theano.scan(lambda t: t + 1, sequences=[v], return_list=True, name='listed')
g = theano.function([v], [squares, total, left, right, back, listed[0]])
for out in g([1, 2, 3, 4]):
    print(out.dtype, out)
print(len(listed), isinstance(updates, theano.OrderedUpdates), len(updates))
