# A logistic regression on sparse rows.
import numpy as np
import theano
import theano.sparse as S
import theano.tensor as T
from theano.sparse.basic import structured_dot

rs = np.random.RandomState(0)
dense = (rs.rand(6, 4) * (rs.rand(6, 4) > 0.5)).astype(theano.config.floatX)
labels = (dense.sum(axis=1) > 0.9).astype(theano.config.floatX)
x = S.csr_matrix('x', dtype=theano.config.floatX)
y = T.vector('y')
d = T.matrix('d')
sparse = theano.function([d], S.csr_from_dense(d))(dense)
w = theano.shared(np.zeros(4, dtype=theano.config.floatX))
p = T.nnet.sigmoid(structured_dot(x, w.dimshuffle(0, 'x')).flatten() - 0.5)
cost = T.nnet.binary_crossentropy(p, y).mean()
train = theano.function([x, y], cost, updates=[(w, w - T.grad(cost, w))])
for epoch in range(5):
    print('%d %.4f' % (epoch, train(sparse, labels)))
print(' '.join('%.3f' % v for v in w.get_value()))
outputs = [S.dense_from_sparse(S.sqr(x)), S.sp_sum(x, axis=1), S.csm_data(x), S.dot(x, T.eye(4)[:, :2]), S.dense_from_sparse(S.sgn(x.T)),
           (x + x).toarray(), S.dense_from_sparse(S.mul(x, x)), S.dense_from_sparse(S.vstack([x, x])).shape, S.dense_from_sparse(x[1:3])]
for value in theano.function([x], outputs)(sparse):
    print(value.dtype, value.shape, ' '.join('%.3f' % v for v in np.ravel(value)))
print(x.type.format, x.dtype, S.SparseType('csc', 'float64').format, S.as_sparse_variable(sparse).dtype)
