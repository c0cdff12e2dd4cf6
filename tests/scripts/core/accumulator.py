# Inputs with names, default values and a state of their own, as in the oldest tutorials.
import numpy as np
import theano
import theano.tensor as T
from theano import In, Param, function

x, y, w = T.dscalars('x', 'y', 'w')
f = function([x, In(y, value=1), In(w, value=2, name='weight')], (x + y) * w)
print('%.1f %.1f %.1f %.1f' % (f(33), f(33, 2), f(33, 0, 1), f(33, weight=1)))
print('%.1f %.1f' % (f(33, y=0), f(x=1, weight=3, y=1)))

state = T.dscalar('state')
inc = T.dscalar('inc')
accumulator = function([inc, In(state, value=0, update=state + inc)], state, on_unused_input='ignore')
print(accumulator(1), accumulator(10), accumulator(100))
print(accumulator[state], accumulator['state'])
accumulator[state] = 5
print(accumulator(0.5), accumulator.value['state'])
print(accumulator(1, 20), accumulator[state])

p = function([Param(x, default=3.), Param(y, default=4., name='why')], [x - y, x * y])
print([float(v) for v in p()], [float(v) for v in p(why=1.)], [float(v) for v in p(1.)])
p.trained = 3
print(p.trained)
try:
    f()
except TypeError as e:
    print('TypeError', 'x' in str(e))
try:
    f(1, nonsense=3)
except TypeError as e:
    print('TypeError', 'nonsense' in str(e))
