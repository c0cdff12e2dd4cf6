# A table of elementwise functions and their gradients at one point.
import numpy as np
import theano
import theano.tensor as T

x = T.vector('x')
functions = [
    ('exp', T.exp), ('exp2', T.exp2), ('expm1', T.expm1), ('log', T.log), ('log2', T.log2), ('log10', T.log10),
    ('log1p', T.log1p), ('sqr', T.sqr), ('sqrt', T.sqrt), ('inv', T.inv), ('abs_', T.abs_), ('neg', T.neg),
    ('sin', T.sin), ('cos', T.cos), ('tan', T.tan), ('arcsin', T.arcsin), ('arctan', T.arctan),
    ('sinh', T.sinh), ('cosh', T.cosh), ('tanh', T.tanh), ('arcsinh', T.arcsinh), ('arctanh', T.arctanh),
    ('deg2rad', T.deg2rad), ('erf', T.erf), ('erfc', T.erfc), ('gammaln', T.gammaln), ('psi', T.psi),
    ('clip', lambda z: T.clip(z, 0.3, 0.6)), ('pow', lambda z: T.pow(z, 3)), ('power', lambda z: T.power(2, z)),
    ('maximum', lambda z: T.maximum(z, 0.5)), ('switch', lambda z: T.switch(z > 0.5, z, -z)),
    ('where', lambda z: T.where(T.lt(z, 0.5), z, 1)), ('largest', lambda z: T.largest(z, 0.5)),
]
outputs = [g(x) for _, g in functions]
f = theano.function([x], outputs + [T.grad(y.sum(), x) for y in outputs])
values = f(np.asarray([0.25, 0.7], dtype=theano.config.floatX))
for i, (name, _) in enumerate(functions):
    value, slope = values[i], values[len(functions) + i]
    print('%-8s %.4f %.4f   %.4f %.4f %s' % ((name,) + tuple(value) + tuple(slope) + (value.dtype,)))
