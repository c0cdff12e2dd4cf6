# Complex tensors: parts, angles, polar form.
import numpy as np
import theano
import theano.tensor as T

z = T.cvector('z')
r = T.fvector('r')
table = [
    ('real', z.real), ('imag', T.imag(z)), ('conj', T.conj(z)), ('x.conj', z.conj()), ('abs', T.abs_(z)), ('angle', T.angle(z)),
    ('complex', T.complex(r, -r)), ('polar', T.complex_from_polar(r, r)), ('times', z * z), ('by real', z * r), ('sum', z.sum()),
    ('exp', T.exp(z)), ('division', z / (1 + r)), ('real of real', T.real(r)), ('square', T.sqr(z)), ('eq', T.eq(z, z.conj())),
    ('cast', T.cast(r, 'complex64')), ('zeros', T.zeros_like(z)), ('dot', T.dot(z, z)),
]
f = theano.function([z, r], [y for _, y in table])
values = f(np.asarray([1 + 2j, -1j, 3], 'complex64'), np.asarray([1, 2, 0.5], 'float32'))
for (name, _), value in zip(table, values):
    parts = np.ravel(value) + 0
    if parts.dtype.kind == 'c':
        parts = np.stack([parts.real, parts.imag], axis=1).ravel()
    print(name, value.dtype, ' '.join('%.3f' % v for v in parts + 0.0))
try:
    T.cast(z, 'float32')
except TypeError:
    print('no cast from complex to real')
