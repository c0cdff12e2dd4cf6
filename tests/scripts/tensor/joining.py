# Tensors put together, cut and repeated, by the call forms of several years.
import numpy as np
import theano
import theano.tensor as T

a = T.matrix('a')
v = T.vector('v')
s = T.scalar('s')
n = T.iscalar('n')
first, second = T.split(a, [1, 2], 2, axis=1)
table = [
    ('stack', T.stack(v, v * 2)), ('stack list', T.stack([v, v + 1], axis=1)), ('stack scalars', T.stack(s, 2, s * 3)),
    ('concatenate', T.concatenate([a, a], axis=1)), ('mixed', T.concatenate([v, T.arange(2)])), ('join', T.join(0, a, -a)),
    ('horizontal', T.horizontal_stack(a, a)), ('vertical', T.vertical_stack(a, a)), ('split', first), ('split 2', second),
    ('split positional', T.split(v, [2, 1], 2)[0]), ('tile', T.tile(v, 2)), ('tile 2', T.tile(v, (2, 1), ndim=2)),
    ('tile n', T.tile(a, (n, 1))), ('repeat', T.repeat(v, 2)), ('repeat axis', a.repeat(2, axis=0)),
    ('repeat each', T.extra_ops.repeat(v, [0, 1, 2])), ('flatten', T.flatten(a, outdim=1)), ('x.flatten', a.dimshuffle(0, 'x', 1).flatten(2)),
    ('reshape', a.reshape((3, 2), 2)), ('reshape n', T.reshape(a, (n + 1, -1), ndim=2)), ('reshape vector', a.reshape(T.stack([3, n]), ndim=2)),
    ('padleft', T.shape_padleft(v, 2)), ('padright', T.shape_padright(v)), ('padaxis', T.shape_padaxis(a, 1)),
    ('roll', T.roll(v, 1)), ('roll axis', T.roll(a, -1, axis=1)), ('swapaxes', a.swapaxes(0, 1)), ('transpose', T.transpose(a)),
    ('squeeze', T.squeeze(T.shape_padleft(v))), ('reversed', v[::-1]), ('outer', T.outer(v, v)),
]
f = theano.function([a, v, s, n], [y for _, y in table])
values = f(np.arange(6, dtype=theano.config.floatX).reshape(2, 3), np.asarray([1, 2, 3], dtype=theano.config.floatX), 0.5, 2)
for (name, y), value in zip(table, values):
    print(name, y.dtype, y.broadcastable, value.tolist())
