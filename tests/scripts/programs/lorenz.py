# An orbit of Lorenz's equations by Runge and Kutta, in a scan over time.
import numpy as np
import theano
import theano.tensor as T

sigma, rho, beta, dt = 10., 28., 8. / 3, 0.01


def velocity(state):
    x, y, z = state[0], state[1], state[2]
    return T.stack([sigma * (y - x), x * (rho - z) - y, x * y - beta * z])


def runge_kutta(state):
    k1 = velocity(state)
    k2 = velocity(state + dt / 2 * k1)
    k3 = velocity(state + dt / 2 * k2)
    k4 = velocity(state + dt * k3)
    return state + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


start = T.dvector('start')
steps = T.iscalar('steps')
orbit, _ = theano.scan(runge_kutta, outputs_info=start, n_steps=steps)
follow = theano.function([start, steps], [orbit[-1], orbit.max(axis=0), orbit.shape[0]])
for n in [1, 10, 100, 200]:
    last, highest, length = follow([1., 1., 1.], n)
    print(int(length), np.round(last, 5), np.round(highest, 5))
