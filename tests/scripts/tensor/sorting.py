# Ranks, the k largest, and medians.
import numpy as np
import theano
import theano.tensor as T

x = T.matrix('x')
k = T.ivector('k')
table = [
    ('sort', T.sort(x)), ('sort 0', x.sort(axis=0)), ('sort all', T.sort(x, axis=None)), ('argsort', T.argsort(x)),
    ('argsort 0', x.argsort(axis=0)), ('kind', T.argsort(x, axis=1, kind='mergesort', order=None)), ('ties', T.argsort(k)),
    ('descending', x[0, T.argsort(-x[0])]), ('median', T.sort(x, axis=1)[:, x.shape[1] // 2]),
    ('top 2', T.sort(T.topk(x, 2, sorted=False))), ('least', T.topk(x, -1, axis=1, sorted=False)),
    ('top index', T.argtopk(x, 1, axis=0, sorted=False)), ('both', T.topk_and_argtopk(x, 1, sorted=False, idx_dtype='int32')[1]),
    ('ranks', T.argsort(T.argsort(x[1]))), ('inverse', T.inverse_permutation(k[:4] % 4)), ('grad', T.grad(T.sum(T.sort(x) * T.arange(4)), x)),
    ('top grad', T.grad(T.topk(x, 2, sorted=False).sum(), x)), ('bincount', T.bincount(k)), ('weights', T.bincount(k, weights=k * 0.5, minlength=8)),
    ('unique', T.extra_ops.Unique()(k)), ('counts', T.extra_ops.Unique(False, False, True)(k)[1]),
]
f = theano.function([x, k], [y for _, y in table])
values = f(np.asarray([[3, 1, 2, 7], [-1, 5, 0.5, 4]], dtype=theano.config.floatX), np.asarray([4, 1, 2, 3, 1, 5, 2], 'int32'))
for (name, _), value in zip(table, values):
    print(name, value.dtype, value.tolist())
try:
    T.topk(x, 2)
except NotImplementedError:
    print('topk is not sorted')
