# switch computes both branches, ifelse only the one that is chosen.
import numpy as np
import theano
import theano.tensor as T
from theano.ifelse import ifelse

calls = []


@theano.compile.ops.as_op(itypes=[T.fscalar], otypes=[T.fscalar])
def noted(x):
    calls.append(float(x))
    return np.asarray(-x, dtype='float32')


c = T.iscalar('c')
x = T.fscalar('x')
y = T.fscalar('y')
lazy = theano.function([c, x, y], ifelse(c, noted(x), y, name='lazy'), mode=theano.Mode(linker='vm'))
print(float(lazy(1, 2, 3)), float(lazy(0, 2, 3)), calls)

a, b = T.vectors('a', 'b')
cond = T.lt(a.sum(), b.sum())
both = ifelse(cond, [a, b], [b, a])
f = theano.function([a, b], [T.switch(cond, a.mean(), b.mean()), ifelse(cond, a.mean(), b.mean())] + both)
for out in f([1, 2, 3], [3, 2, 0]):
    print(out)
gradient = T.grad(ifelse(T.gt(x, 0), x ** 2, -x), x)
g = theano.function([x], gradient)
print(float(g(3)), float(g(-3)))
