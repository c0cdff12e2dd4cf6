# Sums, means and extrema over axes, with their dtypes.
import numpy as np
import theano
import theano.tensor as T

x = T.fmatrix('x')
k = T.bmatrix('k')
table = [
    ('sum', x.sum()), ('sum 0', x.sum(axis=0)), ('sum keep', T.sum(x, axis=1, keepdims=True)),
    ('sum f64', T.sum(x, dtype='float64')), ('sum acc', T.sum(x, acc_dtype='float64')), ('sum int8', k.sum()),
    ('prod', T.prod(x, axis=0)), ('prod int', k.prod(axis=1)), ('mean', x.mean()), ('mean int', k.mean()),
    ('mean op', T.mean(x, axis=1, op=True)), ('mean dtype', T.mean(k, dtype='float32')),
    ('var', x.var(axis=1)), ('var corrected', T.var(x, axis=1, corrected=True)), ('var ddof', x.var(axis=1, ddof=1)),
    ('var ddof all', T.var(x, ddof=1)), ('std', T.std(x, axis=0, keepdims=True)), ('std ddof', x.std(axis=1, ddof=1)),
    ('max', T.max(x, axis=(0, 1))), ('min', x.min(axis=0)), ('argmax', T.argmax(x)), ('argmin', x.argmin(axis=1)),
    ('argmax keep', T.argmax(x, axis=1, keepdims=True)), ('ptp', T.ptp(x, axis=1)), ('x.ptp', x.ptp()),
    ('all', T.all(k, axis=0)), ('any', k.any()), ('any keep', T.any(x > 2, axis=1, keepdims=True)),
    ('norm 1', x.norm(1)), ('norm 2', x.norm(2, axis=1)), ('norm keep', x.norm(2, axis=0, keepdims=True)),
    ('max_and_argmax', T.max_and_argmax(x, axis=1)[0]), ('its index', T.max_and_argmax(x, axis=1)[1]),
    ('cumsum', T.cumsum(x, axis=1)), ('cumprod', x.cumprod(axis=0)), ('cumsum all', T.cumsum(k)),
    ('diff', T.extra_ops.diff(x, axis=1)), ('trace', T.nlinalg.trace(x)),
]
f = theano.function([x, k], [y for _, y in table])
values = f(np.asarray([[1, -2, 3.5], [0.5, 4, -1]], 'float32'), np.asarray([[1, 0, 3], [2, 5, 1]], 'int8'))
for (name, y), value in zip(table, values):
    print('%-14s %s %s %s' % (name, y.dtype, y.broadcastable, ' '.join('%.4f' % v for v in np.ravel(value))))
