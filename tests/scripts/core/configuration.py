# Settings: read, set, sections, wrong values.
import numpy as np
import theano
import theano.tensor as T
from theano import config

print(config.floatX, config.device, config.compute_test_value, config.on_unused_input, config.exception_verbosity)
print(config.cast_policy, config.int_division, config.warn_float64, config.numpy.seterr_all)
print(config.warn.subtensor_merge_bug, config.warn.sum_sum_bug, config.dnn.enabled, config.gpuarray.preallocate)
print(config.allow_gc, config.profile, config.openmp, config.scan.allow_gc, config.traceback.limit)
config.exception_verbosity = 'high'
config.on_unused_input = 'ignore'
config.warn.round = True
x, y = T.scalars('xy')
f = theano.function([x, y], x * 2)
print(float(f(2, 3)), config.exception_verbosity, config.warn.round)
for name, value in (('floatX', 'float8'), ('on_unused_input', 'maybe'), ('compute_test_value', 'sometimes')):
    try:
        setattr(config, name, value)
    except ValueError:
        print('refused', name, value)
try:
    config.nonsense
except AttributeError:
    print('no such setting')
with theano.change_flags(floatX='float64'):
    print(T.scalar().dtype)
print(T.scalar().dtype)
from theano.configparser import AddConfigVar, EnumStr, IntParam
AddConfigVar('mine.depth', 'how deep', IntParam(3), in_c_key=False)
AddConfigVar('mine.colour', 'which colour', EnumStr('red', 'green'))
config.mine.depth += 2
print(config.mine.depth, config.mine.colour)
print((T.iscalar() / T.iscalar()).dtype)
print('floatX' in str(config))
