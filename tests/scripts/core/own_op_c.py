# An operation with C code beside its perform.
import numpy as np
import theano
import theano.tensor as T
from theano import gof


class VectorTimesScalar(gof.Op):
    __props__ = ()

    def make_node(self, x, y):
        x, y = T.as_tensor_variable(x), T.as_tensor_variable(y)
        if x.type.ndim != 1 or y.type.ndim != 0:
            raise TypeError('a vector and a scalar')
        return gof.Apply(self, [x, y], [T.vector(dtype=theano.scalar.upcast(x.dtype, y.dtype))])

    def perform(self, node, inputs, output_storage):
        x, y = inputs
        output_storage[0][0] = x * y

    def c_headers(self):
        return ['<math.h>']

    def c_support_code(self):
        return 'static float twice_half(float x) { return 2 * (x / 2); }'

    def c_code_cache_version(self):
        return (1, 0)

    def c_code(self, node, name, inp, out, sub):
        x, y = inp
        z, = out
        fail = sub['fail']
        return """
        npy_intp n = PyArray_DIMS(%(x)s)[0];
        Py_XDECREF(%(z)s);
        %(z)s = (PyArrayObject*)PyArray_EMPTY(1, &n, NPY_FLOAT32, 0);
        if (!%(z)s) { %(fail)s }
        for (npy_intp i = 0; i < n; i++)
            *(float*)PyArray_GETPTR1(%(z)s, i) = twice_half(
                *(float*)PyArray_GETPTR1(%(x)s, i) * *(float*)PyArray_DATA(%(y)s));
        """ % locals()

    def grad(self, inputs, gz):
        x, y = inputs
        return [gz[0] * y, T.dot(gz[0], x)]


x = T.fvector('x')
y = T.fscalar('y')
z = VectorTimesScalar()(x, y)
f = theano.function([x, y], [z, T.grad((z ** 2).sum(), y)])
for out in f(np.arange(4, dtype='float32'), 3):
    print(out)
try:
    VectorTimesScalar()(y, x)
except TypeError as e:
    print(e)
