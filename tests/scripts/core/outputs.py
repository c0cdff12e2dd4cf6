# What theano.function returns: lists, single values, dictionaries, nothing; and how it is called.
import numpy as np
import theano
import theano.tensor as T

x = T.fscalar('x')
y = T.fscalar('y')
f = theano.function([x, theano.In(y, borrow=True)], {'sum': x + y, 'difference': x - y, 'product': x * y})
out = f(5, 3)
print(type(out).__name__, sorted((k, float(v)) for k, v in out.items()))
print(sorted((k, float(v)) for k, v in f(y=5, x=3).items()))

g = theano.function([x], [x + 1])
h = theano.function([x], theano.Out(x + 1, borrow=True))
print(type(g(1)).__name__, len(g(1)), h(1).dtype, h(1).shape)
c = theano.shared(np.float32(1))
n = theano.function([x], updates=[(c, c + x)])
print(n(2), float(c.get_value()))

for bad in ('text', np.arange(3.)):
    try:
        g(bad)
    except (TypeError, ValueError):
        print('refused', type(bad).__name__)
g.trust_input = True
print(float(g(np.asarray(2, dtype='float32'))[0]))
try:
    theano.function([x, x], x)
except theano.compile.UnusedInputError:
    print('twice the same input')
try:
    theano.function([x, y], x)
except theano.compile.function_module.UnusedInputError:
    print('an input that is not used')
