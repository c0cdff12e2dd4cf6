# Functions of statistics, and sign and angle.
import numpy as np
import theano
import theano.tensor as T

x = T.fvector('x')
k = T.ivector('k')
table = [
    ('gamma', T.gamma(x)), ('erfinv', T.erfinv(x)), ('erfcx', T.erfcx(x)), ('erfcinv', T.erfcinv(x)),
    ('chi2sf', T.chi2sf(x, 2)), ('j0', T.j0(x)), ('j1', T.j1(x)), ('i0', T.i0(x)), ('i1', T.i1(x)),
    ('tri_gamma', T.tri_gamma(x)), ('sgn', T.sgn(x - 0.5)), ('angle', T.angle(x - 0.5)),
    ('sgn int', T.sgn(k)), ('sqrt int', T.sqrt(k + 2)), ('exp int', T.exp(k)), ('mod', T.mod(k, 3)),
    ('isnan', T.isnan(T.log(x - 0.5))), ('isinf', T.isinf(1 / (x - 0.5))), ('isclose', T.isclose(x, x + 1e-9)),
    ('allclose', T.allclose(x, x + 1)), ('eq', T.eq(k, 2)), ('xor', T.xor(k > 0, k < 2)),
]
values = theano.function([x, k], [y for _, y in table])(
    np.asarray([0.25, 0.5, 0.9], 'float32'), np.asarray([-1, 0, 2], 'int32'))
for (name, _), value in zip(table, values):
    print(name, value.dtype, ' '.join('%.4f' % v for v in np.ravel(value)))
