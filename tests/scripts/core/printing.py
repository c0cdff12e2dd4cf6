# Print inside a graph, and expressions as text.
import numpy as np
import theano
import theano.tensor as T
from theano import pp
from theano.printing import Print

x = T.dscalar('x')
y = x ** 2
gy = T.grad(y, x)
print(pp(gy))
f = theano.function([x], gy)
print(pp(f.maker.fgraph.outputs[0]))
a, b = T.matrices('ab')
for expression in (a + b, a * b - b / a, T.dot(a, b.T), T.exp(-a), T.log(1 + a), a.sum(), a.sum(axis=0),
                   T.maximum(a, 0), -a ** 2, T.tanh(T.dot(a, b)), a > b, T.sqrt(a) * 2.5, abs(a), T.nnet.sigmoid(a)):
    print(pp(expression))
v = T.vector('v')
shown = Print('v', attrs=['min', 'mean', 'max', 'shape'])(v)
g = theano.function([v], Print('sum')(shown.sum()) * 2)
print('%.1f' % g([1, 2, 6]))
h = theano.function([v], Print('whole')(v) * 2)
print(h([1, 2.5]))
text = theano.printing.debugprint(a + b, file='str')
print('a' in text and 'b' in text)
