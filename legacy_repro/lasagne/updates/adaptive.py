"""Rules that scale the step of each weight by the gradients it has seen.

In the formulas p is the parameter and g its gradient; `x_next` is accumulator x after the step.
"""

from collections import OrderedDict

from legacy_repro import theano
from legacy_repro.lasagne.updates.descent import accumulator, get_or_compute_grads
from legacy_repro.lasagne.utils import floatX
from legacy_repro.theano import tensor as T

# The graph subtracts from this constant in floatX, as in Lasagne: in float32 `ONE - 0.9` is
# 0.10000002, where Python's 1 - 0.9 would become 0.1.
ONE = T.constant(1)


def adagrad(loss_or_grads, params, learning_rate=1.0, epsilon=1e-6):
    """Adagrad: a = a + g**2, and p - learning_rate g / sqrt(a + epsilon).

    Duchi et al., "Adaptive subgradient methods for online learning and stochastic optimization",
    2011.
    """
    updates = OrderedDict()
    for p, g in _with_gradients(loss_or_grads, params):
        a = accumulator(p)
        a_next = a + g**2
        updates[a] = a_next
        updates[p] = p - learning_rate * g / T.sqrt(a_next + epsilon)
    return updates


def rmsprop(loss_or_grads, params, learning_rate=1.0, rho=0.9, epsilon=1e-6):
    """RMSProp: a = rho a + (1 - rho) g**2, and p - learning_rate g / sqrt(a + epsilon).

    Tieleman and Hinton, "Neural networks for machine learning", lecture 6.5, 2012.
    """
    updates = OrderedDict()
    for p, g in _with_gradients(loss_or_grads, params):
        a = accumulator(p)
        a_next = rho * a + (ONE - rho) * g**2
        updates[a] = a_next
        updates[p] = p - learning_rate * g / T.sqrt(a_next + epsilon)
    return updates


def adadelta(loss_or_grads, params, learning_rate=1.0, rho=0.95, epsilon=1e-6):
    """Adadelta: the ratio of two running averages sets the scale of each step.

    a = rho a + (1 - rho) g**2, step = g sqrt(d + epsilon) / sqrt(a + epsilon), d = rho d +
    (1 - rho) step**2, and p - learning_rate step.

    Zeiler, "ADADELTA: an adaptive learning rate method", 2012.
    """
    updates = OrderedDict()
    for p, g in _with_gradients(loss_or_grads, params):
        a, d = accumulator(p), accumulator(p)
        a_next = rho * a + (ONE - rho) * g**2
        step = g * T.sqrt(d + epsilon) / T.sqrt(a_next + epsilon)
        updates[a] = a_next
        updates[p] = p - learning_rate * step
        updates[d] = rho * d + (ONE - rho) * step**2
    return updates


def adam(loss_or_grads, params, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Adam: the mean of the gradients over the root of their mean square, corrected for the start.

    m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g**2, and p - rate m / (sqrt(v) +
    epsilon) with rate = learning_rate sqrt(1 - beta2**t) / (1 - beta1**t) in step t = 1, 2, ...

    Kingma and Ba, "Adam: a method for stochastic optimization", 2014.
    """
    t, t_next = _step_number()
    rate = learning_rate * T.sqrt(ONE - beta2**t_next) / (ONE - beta1**t_next)
    updates = OrderedDict()
    for p, g in _with_gradients(loss_or_grads, params):
        m, v = accumulator(p), accumulator(p)
        m_next = beta1 * m + (ONE - beta1) * g
        v_next = beta2 * v + (ONE - beta2) * g**2
        updates[m] = m_next
        updates[v] = v_next
        updates[p] = p - rate * m_next / (T.sqrt(v_next) + epsilon)
    updates[t] = t_next
    return updates


def adamax(loss_or_grads, params, learning_rate=0.002, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Adamax: Adam with the infinity norm.

    m = beta1 m + (1 - beta1) g, u = max(beta2 u, |g|), and p - rate m / (u + epsilon) with
    rate = learning_rate / (1 - beta1**t) in step t = 1, 2, ...

    Kingma and Ba, "Adam: a method for stochastic optimization", 2014.
    """
    t, t_next = _step_number()
    rate = learning_rate / (ONE - beta1**t_next)
    updates = OrderedDict()
    for p, g in _with_gradients(loss_or_grads, params):
        m, u = accumulator(p), accumulator(p)
        m_next = beta1 * m + (ONE - beta1) * g
        u_next = T.maximum(beta2 * u, abs(g))
        updates[m] = m_next
        updates[u] = u_next
        updates[p] = p - rate * m_next / (u_next + epsilon)
    updates[t] = t_next
    return updates


def amsgrad(loss_or_grads, params, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """AMSGrad: Adam with w = max(w, v), the largest v so far, in the place of v.

    Reddi et al., "On the convergence of Adam and beyond", 2018.
    """
    t, t_next = _step_number()
    rate = learning_rate * T.sqrt(ONE - beta2**t_next) / (ONE - beta1**t_next)
    updates = OrderedDict()
    for p, g in _with_gradients(loss_or_grads, params):
        m, v, w = accumulator(p), accumulator(p), accumulator(p)
        m_next = beta1 * m + (ONE - beta1) * g
        v_next = beta2 * v + (ONE - beta2) * g**2
        w_next = T.maximum(w, v_next)
        updates[m] = m_next
        updates[v] = v_next
        updates[w] = w_next
        updates[p] = p - rate * m_next / (T.sqrt(w_next) + epsilon)
    updates[t] = t_next
    return updates


def _with_gradients(loss_or_grads, params):
    return zip(params, get_or_compute_grads(loss_or_grads, params), strict=True)


def _step_number():
    """Return the number of steps done, a shared variable, and that after this one."""
    t = theano.shared(floatX(0.0))
    return t, t + 1
