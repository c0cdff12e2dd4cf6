# Newton's method on Rosenbrock's function: the Hessian by theano, the step by numpy.
import numpy as np
import theano
import theano.tensor as T

v = T.dvector('v')
f = T.sum(100 * (v[1:] - v[:-1] ** 2) ** 2 + (1 - v[:-1]) ** 2)
gradient = T.grad(f, v)
hessian = theano.gradient.hessian(f, v)
evaluate = theano.function([v], [f, gradient, hessian])

point = np.array([-1.2, 1.0, 0.8])
for iteration in range(8):
    value, g, H = evaluate(point)
    print('%d %.6f %.6f' % (iteration, value, np.linalg.norm(g)))
    point = point - np.linalg.solve(H, g)
print(np.round(point, 6), np.round(np.linalg.eigvalsh(H), 4))
