# Jacobians and Hessians: by scan, by theano.gradient, and products with vectors by Rop and Lop.
import numpy as np
import theano
import theano.tensor as T

x = T.dvector('x')
y = x ** 2 * T.sin(x).sum()
J, updates = theano.scan(lambda i, y, x: T.grad(y[i], x), sequences=T.arange(y.shape[0]), non_sequences=[y, x])
cost = (x ** 3).sum() * x[0]
gy = T.grad(cost, x)
H, more = theano.scan(lambda i, gy, x: T.grad(gy[i], x), sequences=T.arange(gy.shape[0]), non_sequences=[gy, x])
f = theano.function([x], [J, theano.gradient.jacobian(y, x), H, theano.gradient.hessian(cost, x)],
                    updates=updates + more)
J1, J2, H1, H2 = f([1, 2, 3])
print(np.round(J1, 4))
print(np.allclose(J1, J2))
print(H1)
print(np.allclose(H1, H2))

W = T.dmatrix('W')
V = T.dmatrix('V')
v = T.dvector('v')
out = T.tanh(T.dot(x, W))
g = theano.function([W, V, v, x], [T.Rop(out, W, V), T.Lop(out, W, v), theano.Rop(out, x, 2 * x)])
for value in g(np.eye(2), np.ones((2, 2)), [2, 3], [0.1, 0.2]):
    print(np.round(value, 4))
