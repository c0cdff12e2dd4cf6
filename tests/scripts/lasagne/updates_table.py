import lasagne
import numpy as np
import theano
import theano.tensor as T

floatX = theano.config.floatX
A = np.asarray([[3, 0.5], [0.5, 1]], dtype=floatX)
rules = [('sgd', lasagne.updates.sgd, dict(learning_rate=0.1)),
         ('momentum', lasagne.updates.momentum, dict(learning_rate=0.1)),
         ('nesterov', lasagne.updates.nesterov_momentum, dict(learning_rate=0.1)),
         ('adagrad', lasagne.updates.adagrad, dict(learning_rate=0.5)),
         ('rmsprop', lasagne.updates.rmsprop, dict(learning_rate=0.1)),
         ('adadelta', lasagne.updates.adadelta, dict(learning_rate=1.0)),
         ('adam', lasagne.updates.adam, dict(learning_rate=0.1))]
params, updates, costs = [], {}, []
all_updates = []
for name, rule, options in rules:
    w = theano.shared(np.asarray([1, -1], dtype=floatX), name=name)
    cost = 0.5 * T.dot(w, T.dot(A, w)) - w.sum()
    all_updates += list(rule(cost, [w], **options).items())
    params.append(w)
    costs.append(cost)
step = theano.function([], costs, updates=all_updates)
for k in range(4):
    print(' '.join('%.4f' % c for c in step()))
for w in params:
    print('%-9s %.4f %.4f' % ((w.name,) + tuple(w.get_value())))
x = T.vector()
clipped = lasagne.updates.total_norm_constraint([x, 2 * x], max_norm=1.)
normed = lasagne.updates.norm_constraint(T.outer(x, x), 0.5)
for result in theano.function([x], clipped + [normed])(np.asarray([1, 2], dtype=floatX)):
    print(np.round(result, 4))
