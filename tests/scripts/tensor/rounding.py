# Rounding, a quantizer with a straight-through gradient, and integer division.
import numpy as np
import theano
import theano.tensor as T

x = T.fvector('x')
i = T.ivector('i')
table = [
    ('round', T.round(x)), ('even', T.round(x, mode='half_to_even')), ('away', T.round(x, mode='half_away_from_zero')),
    ('x.round', x.round()), ('iround', T.iround(x)), ('iround away', T.iround(x, mode='half_away_from_zero')),
    ('1 / round', 1 / T.round(x)), ('ceil', T.ceil(x)), ('floor', T.floor(x)), ('trunc', T.trunc(x)), ('cast', T.cast(x, 'int32')),
    ('mod', x % 2), ('int_div', x // 2), ('i mod', i % 3), ('i // 3', i // 3), ('i / 2', i / 2), ('ceil_intdiv', T.ceil_intdiv(i, 2)),
    ('divmod', divmod(i, 4)[1]), ('clip', T.clip(T.round(x), -1, 1)),
]
quantized = theano.gradient.disconnected_grad(T.round(x * 4) / 4 - x) + x
f = theano.function([x, i], [y for _, y in table] + [quantized, T.grad(T.sum(quantized ** 2), x), T.grad(T.round(x).sum() + x.sum(), x)])
values = f(np.asarray([-2.5, -1.5, -0.4, 0.5, 1.5, 2.6], 'float32'), np.asarray([-7, -1, 0, 5, 8], 'int32'))
for (name, _), value in zip(table + [('quantized', 0), ('gradient', 0), ('of round', 0)], values):
    print(name, value.dtype, ' '.join('%g' % v for v in value))
