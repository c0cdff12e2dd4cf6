# Learning rates that adapt, as recipes of 2015 wrote them down.
import numpy as np
import theano
import theano.tensor as T


def floatX(X):
    return np.asarray(X, dtype=theano.config.floatX)


def rmsprop(cost, params, lr=0.05, rho=0.9, epsilon=1e-6):
    grads = T.grad(cost=cost, wrt=params)
    updates = []
    for p, g in zip(params, grads):
        acc = theano.shared(np.zeros_like(p.get_value()))
        acc_new = rho * acc + (1 - rho) * g ** 2
        gradient_scaling = T.sqrt(acc_new + epsilon)
        updates.append((acc, acc_new))
        updates.append((p, p - lr * g / gradient_scaling))
    return updates


def adagrad(cost, params, lr=0.5):
    updates = []
    for p, g in zip(params, T.grad(cost, params)):
        acc = theano.shared(np.zeros_like(p.get_value()))
        updates += [(acc, acc + T.sqr(g)), (p, p - lr * g / T.sqrt(acc + T.sqr(g) + 1e-6))]
    return updates


rng = np.random.RandomState(42)
trX = floatX(rng.randn(32, 4))
trY = trX.dot(floatX([2, -1, 0.5, 0])) + floatX(0.3)
X, Y = T.fmatrix(), T.fvector()
for rule in [rmsprop, adagrad]:
    w = theano.shared(floatX(np.zeros(4)))
    b = theano.shared(floatX(0.))
    cost = T.mean(T.sqr(T.dot(X, w) + b - Y))
    train = theano.function(inputs=[X, Y], outputs=cost, updates=rule(cost, [w, b]),
                            allow_input_downcast=True)
    for i in range(30):
        cost_value = train(trX, trY)
    print(rule.__name__, '%.5f' % cost_value, np.round(w.get_value(), 4), '%.4f' % b.get_value())
