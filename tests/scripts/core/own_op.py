# An operation of one's own: perform, grad, R_op and infer_shape as Theano asked for them.
import numpy as np
import theano
import theano.tensor as T
from theano import gof


class DoubleOp(theano.Op):
    __props__ = ()

    def make_node(self, x):
        x = T.as_tensor_variable(x)
        return theano.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, output_storage):
        x = inputs[0]
        z = output_storage[0]
        z[0] = x * 2

    def infer_shape(self, node, i0_shapes):
        return i0_shapes

    def grad(self, inputs, output_grads):
        return [output_grads[0] * 2]

    def R_op(self, inputs, eval_points):
        if eval_points[0] is None:
            return eval_points
        return self.grad(inputs, eval_points)


class Scaled(gof.Op):
    __props__ = ('factor',)
    itypes = [T.dvector]
    otypes = [T.dvector, T.dscalar]

    def __init__(self, factor):
        self.factor = factor
        super(Scaled, self).__init__()

    def perform(self, node, inp, out):
        out[0][0] = inp[0] * self.factor
        out[1][0] = np.asarray(inp[0].sum())

    def grad(self, inp, gout):
        return [gout[0] * self.factor]

    def connection_pattern(self, node):
        return [[True, False]]


x = T.dmatrix('x')
y = DoubleOp()(x)
print(DoubleOp() == DoubleOp(), Scaled(2) == Scaled(3), Scaled(2))
f = theano.function([x], [y, y.shape[0], T.grad((y ** 2).sum(), x), T.Rop(y, x, x)])
for out in f(np.arange(4.).reshape(2, 2)):
    print(out)
v = T.dvector('v')
s, total = Scaled(3.)(v)
g = theano.function([v], [s, total, T.grad(s.sum(), v)])
for out in g([1, 2]):
    print(out)
print(T.verify_grad(DoubleOp(), [np.random.RandomState(0).rand(5, 3)], rng=np.random.RandomState(1)))
