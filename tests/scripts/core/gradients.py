# What can be asked of grad: constants, known gradients, disconnected inputs, scaled and clipped ones.
import numpy as np
import theano
import theano.tensor as T
from theano.gradient import (consider_constant, disconnected_grad, grad_clip, grad_scale, zero_grad,
                             DisconnectedInputError)

x = T.dscalar('x')
y = T.dscalar('y')
cost = x ** 2 * y + T.exp(x * y)
hidden = x * y
top = hidden ** 3
known = T.grad(None, [x, y], known_grads={hidden: T.constant(2.)})
outs = [
    T.grad(cost, x), T.grad(cost, x, consider_constant=[x * 1]), theano.grad(top, wrt=[x])[0],
    T.grad(top + x, x, consider_constant=[hidden]), T.grad(x * disconnected_grad(x) * y, x),
    T.grad(x * zero_grad(x * y), x), T.grad(x * consider_constant(x), x),
    T.grad(grad_clip(x * y, -1, 1) ** 2, x), T.grad(grad_scale(x, .5) ** 2, x), known[0], known[1],
    T.grad(x ** 2, y, disconnected_inputs='ignore'),
]
start, end = theano.subgraph_grad([x, y], [hidden], cost=top)
f = theano.function([x, y], outs + list(start) + list(end), on_unused_input='ignore')
for value in f(1.5, 2.):
    print('%.4f' % value)
try:
    T.grad(x ** 2, y)
except DisconnectedInputError:
    print('disconnected')
print(T.grad(x ** 2, [y, x], disconnected_inputs='ignore', return_disconnected='None')[0])
try:
    T.grad(T.dvector('v') ** 2, x)
except TypeError as e:
    print(e)
print(T.grad(cost, x, add_names=True).name, theano.gradient.DisconnectedType.__name__)
