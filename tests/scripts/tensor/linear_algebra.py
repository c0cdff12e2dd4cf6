# Decompositions and equations, with two gradients.
import numpy as np
import theano
import theano.tensor as T
from theano.tensor import nlinalg, slinalg

A = T.matrix('A')
b = T.vector('b')
w, V = nlinalg.eigh(A)
q, r = nlinalg.qr(A)
U, s, Vt = nlinalg.svd(A, full_matrices=0)
L = slinalg.cholesky(A)
table = [
    ('inverse', nlinalg.matrix_inverse(A)), ('pinv', nlinalg.pinv(A[:2])), ('det', nlinalg.det(A)), ('trace', nlinalg.trace(A)),
    ('eigenvalues', w), ('eigenvectors', V), ('Q', q), ('R', r), ('svd', T.dot(U * s, Vt)), ('singular', nlinalg.svd(A, 1, 0)),
    ('power', nlinalg.matrix_power(A, 3)), ('matrix_dot', nlinalg.matrix_dot(A, A, b)), ('norm', nlinalg.norm(A, 'fro')),
    ('norm inf', nlinalg.norm(A, 'inf')), ('norm 3', nlinalg.norm(b, 3)), ('cholesky', L), ('solve', slinalg.solve(A, b)),
    ('lower', slinalg.solve_lower_triangular(L, b)), ('upper', slinalg.Solve(A_structure='upper_triangular')(L.T, b)),
    ('kron', slinalg.kron(A[:2, :2], A[:1])), ('expm', slinalg.expm(A / 4)), ('eigvalsh', slinalg.eigvalsh(A, T.eye(3))),
    ('eig', nlinalg.eig(A)[0]), ('diag', nlinalg.diag(A)), ('alloc_diag', nlinalg.alloc_diag(b)), ('tensorsolve', nlinalg.tensorsolve(A, b)),
    ('grad det', T.grad(T.log(nlinalg.det(A)), A)), ('grad inverse', T.grad(nlinalg.matrix_inverse(A).sum(), A)),
]
f = theano.function([A, b], [y for _, y in table])
values = f(np.asarray([[4, 1, 0.5], [1, 3, 0.2], [0.5, 0.2, 2]], dtype=theano.config.floatX), np.asarray([1, -2, 3], dtype=theano.config.floatX))
for (name, _), value in zip(table, values):
    print('%-12s %s %s' % (name, value.dtype, ' '.join('%.3f' % (v + 0.0) for v in np.round(np.ravel(value), 3))))
