# Products of batches: attention over a memory, by four functions that do the same.
import numpy as np
import theano
import theano.tensor as T

memory = T.tensor3('memory')  # batch, slots, features
key = T.matrix('key')  # batch, features
scores = T.batched_dot(memory, key)
weights = T.nnet.softmax(scores)
read = T.batched_dot(weights, memory)
by_tensordot = T.batched_tensordot(weights, memory, axes=[1, 1])
by_sum = T.sum(weights.dimshuffle(0, 1, 'x') * memory, axis=1)
by_scan, _ = theano.scan(lambda w, m: T.dot(w, m), sequences=[weights, memory])
gram = T.batched_dot(memory, memory.dimshuffle(0, 2, 1))
table = [
    ('scores', scores), ('weights', weights), ('read', read), ('tensordot', by_tensordot), ('sum', by_sum), ('scan', by_scan),
    ('gram', gram), ('vectors', T.batched_dot(key, key)), ('scaled', T.batched_dot(key[:, 0], memory)),
    ('contracted', T.batched_tensordot(memory, memory, axes=2)), ('one dot', T.tensordot(memory, key, axes=[[2], [1]])),
    ('outer', T.outer(key[0], key[1])), ('gradient', T.grad(T.sum(read ** 2), key)),
]
f = theano.function([memory, key], [y for _, y in table])
rs = np.random.RandomState(3)
values = f(rs.randn(2, 3, 2).astype(theano.config.floatX), rs.randn(2, 2).astype(theano.config.floatX))
for (name, y), value in zip(table, values):
    print(name, y.ndim, value.shape, ' '.join('%.3f' % v for v in np.ravel(value)))
for wrong in (lambda: T.batched_dot(T.scalar(), key), lambda: theano.function([key], T.batched_dot(key, key[:1]))(np.ones((2, 2), theano.config.floatX))):
    try:
        wrong()
        print('no error')
    except (TypeError, ValueError) as error:
        print('error')
