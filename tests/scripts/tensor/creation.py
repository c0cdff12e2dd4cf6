# Tensors made from nothing, from numbers and from each other.
import numpy as np
import theano
import theano.tensor as T

np.set_printoptions(precision=4, suppress=True)
n = T.iscalar('n')
x = T.matrix('x')
made = [
    ('zeros', T.zeros((2, n))), ('ones', T.ones((n,), dtype='int32')),
    ('alloc', T.alloc(np.float32(0.5), n, 2)), ('zeros_like', T.zeros_like(x)),
    ('ones_like', T.ones_like(x, dtype='int8')), ('fill', T.fill(x, 7)),
    ('eye', T.eye(n)), ('eye off', T.eye(2, 3, 1)), ('identity_like', T.identity_like(T.dot(x, x.T))),
    ('arange', T.arange(n)), ('arange step', T.arange(1, 2, 0.25)), ('arange int', T.arange(2, 9, 3)),
    ('tri', T.tri(3, k=-1)), ('mgrid', T.mgrid[0:2, 0:3][1]), ('ogrid', T.ogrid[0:2, 0:3][0]),
    ('bartlett', T.bartlett(n + 3)), ('diag', T.diag(x[0])), ('x.fill', x.fill(-1)),
    ('constant', T.constant([[1.5, 2]], dtype='float32')), ('stacklists', T.stacklists([[n, n + 1], [0, 9]])),
]
names, variables = zip(*made)
f = theano.function([n, x], list(variables))
values = f(3, np.arange(6, dtype=theano.config.floatX).reshape(2, 3))
for name, variable, value in zip(names, variables, values):
    print(name, variable.dtype, variable.broadcastable, np.round(value, 4).tolist())
print([(v.name, v.ndim, v.dtype) for v in T.matrices('a', 'b') + T.ivectors('i', 'j') + [T.dtensor3('d')]])
print([v.dtype for v in (T.wmatrix(), T.bvector(), T.lscalar(), T.zvector(), T.fmatrix(), T.scalar('s', 'int16'))])
print(T.tensor('float64', (False, True), 'c').broadcastable, T.TensorType('int8', (True,) * 2)('t').ndim)
