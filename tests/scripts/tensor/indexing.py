# Every way to take elements out of a matrix.
import numpy as np
import theano
import theano.tensor as T

x = T.matrix('x')
i = T.lscalar('i')
k = T.ivector('k')
p = T.vector('p')
mask = T.eq(k % 2, 0)
table = [
    ('row', x[0]), ('last', x[-1, -1]), ('rows', x[1:]), ('step', x[::2, ::-1]), ('symbolic', x[i, :i]),
    ('ellipsis', x[..., 1]), ('newaxis', x[:, None, :].sum(axis=0)), ('dimshuffle', x[0].dimshuffle('x', 0)),
    ('rows by index', x[k]), ('columns', x[:, [2, 0]]), ('labels', x[T.arange(3), k]), ('nonzero', x[(x > 5).nonzero()]),
    ('nonzero_values', T.nonzero_values(x > 8)), ('flatnonzero', T.flatnonzero(x > 8)), ('mask', x[mask]),
    ('by array', x[np.array([2, 0])]), ('take', T.take(x, k)), ('take 1', x.take([1, 3], axis=1)),
    ('clip', T.take(x, k + 2, axis=0, mode='clip')), ('wrap', x.take(k + 2, axis=0, mode='wrap')),
    ('choose', T.choose(k, [p, p * 10, p * 100])), ('compress', T.extra_ops.compress([1, 0, 1] * mask, x, axis=0)),
    ('diagonal', x.diagonal()), ('diag 1', T.diag(x, k=1)), ('tril', T.tril(x)), ('triu', T.triu(x, 2)),
    ('searchsorted', T.extra_ops.searchsorted(p, [1.5, 3])), ('unravel', T.unravel_index(k + 4, (3, 4))[1]),
    ('ravel', T.ravel_multi_index((k, k), (3, 4))), ('permuted', T.permute_row_elements(p, k)),
]
f = theano.function([x, i, k, p], [y for _, y in table])
values = f(np.arange(12, dtype=theano.config.floatX).reshape(3, 4), 2, np.asarray([2, 0, 1], 'int32'),
           np.asarray([1, 2, 4], dtype=theano.config.floatX))
for (name, y), value in zip(table, values):
    print(name, value.shape, value.tolist())
