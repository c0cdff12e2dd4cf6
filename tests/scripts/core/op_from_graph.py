# A piece of graph as an operation, also with a gradient of one's own.
import numpy as np
import theano
import theano.tensor as T
from theano import OpFromGraph

x, y, z = T.scalars('xyz')
e = x + y * z
op = OpFromGraph([x, y, z], [e], name='fused')
print(op.__class__.__name__)
d = op(x, y, z) - op(z, y, x)
inline = OpFromGraph([x, y], [x * T.exp(y)], inline=True)


def clipped(inputs, gradients):
    x, y = inputs
    g = T.clip(gradients[0], -1, 1)
    return [g * y, g * x]


careful = OpFromGraph([x, y], [x * y], grad_overrides=clipped)
out = careful(3 * x, y)
f = theano.function([x, y, z], [d, inline(x, y), T.grad(op(x, y, z) ** 2, y)] + T.grad(5 * out, [x, y]))
print(['%.4f' % v for v in f(2, 0.5, 4)])

w = theano.shared(np.float32(3), name='w')
with_shared = OpFromGraph([x], [x * w])
g = theano.function([x], with_shared(x), updates=[(w, w + 1)])
print(float(g(2)), float(g(2)))
