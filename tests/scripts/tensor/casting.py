# The dtype rules of operators, by a table.
import numpy as np
import theano
import theano.tensor as T

kinds = ['int8', 'uint8', 'int32', 'int64', 'float32', 'float64', 'bool']
xs = [T.TensorType(kind, (False,))(kind) for kind in kinds]
print('%8s' % '+', ' '.join('%8s' % kind for kind in kinds))
for a in xs:
    print('%8s' % a.dtype, ' '.join('%8s' % ((a + b) if a.dtype != 'bool' or b.dtype != 'bool' else T.or_(a, b)).dtype for b in xs))
numbers = [2, 300, 2.5, np.float32(2), np.float64(2), np.int64(2)]
print('%8s' % '*', ' '.join('%8s' % type(n).__name__ for n in numbers))
for a in xs:
    print('%8s' % a.dtype, ' '.join('%8s' % (a * n).dtype for n in numbers))
for name, f in [('true_div', T.true_div), ('int_div', T.int_div), ('pow', T.pow), ('eq', T.eq), ('arctan2', lambda a, b: T.arctan2(a, b))]:
    print('%8s' % name, ' '.join('%8s' % f(a, a).dtype for a in xs[:-1]))
for name, f in [('sum', T.sum), ('mean', T.mean), ('prod', T.prod), ('max', T.max), ('sqrt', T.sqrt), ('cumsum', T.cumsum), ('var', T.var)]:
    print('%8s' % name, ' '.join('%8s' % f(a).dtype for a in xs[:-1]))
print(T.cast(xs[0], 'floatX').dtype, xs[5].astype(theano.config.floatX).dtype, T.arange(3).dtype, T.arange(3.).dtype, T.zeros(2).dtype)
print(T.constant(1).dtype, T.constant(1.5).dtype, T.as_tensor_variable([1, 2]).dtype, xs[0].shape.dtype, T.switch(xs[6], 1, 0).dtype)
f = theano.function([xs[0], xs[4]], [T.cast(xs[4], 'int32'), xs[0] / 2, xs[0] // 2, -xs[0] % 3, xs[4] * xs[0], T.neg(T.cast(xs[0], 'uint8'))])
print([value.tolist() for value in f(np.asarray([7, -7], 'int8'), np.asarray([2.7, -2.7], 'float32'))])
print(theano.scalar.upcast('int8', 'float32'), theano._asarray([1, 2], dtype='floatX').dtype, T.float_dtypes, T.complex_dtypes)
