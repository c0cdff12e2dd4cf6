# How soon each point of the plane flies away: complex numbers in two parts, and a scan.
import numpy as np
import theano
import theano.tensor as T

re, im = T.dmatrices('re', 'im')
limit = T.iscalar('limit')


def step(a, b, count, re, im):
    inside = T.lt(a ** 2 + b ** 2, 4)
    new_a = T.switch(inside, a ** 2 - b ** 2 + re, a)
    new_b = T.switch(inside, 2 * a * b + im, b)
    return new_a, new_b, count + T.cast(inside, 'int64')


(_, _, counts), _ = theano.scan(
    step, outputs_info=[T.zeros_like(re), T.zeros_like(im), T.zeros_like(re, dtype='int64')],
    non_sequences=[re, im], n_steps=limit)
escape = theano.function([re, im, limit], counts[-1])

xs, ys = np.meshgrid(np.linspace(-2.1, 0.9, 40), np.linspace(-1.1, 1.1, 13))
for row in escape(xs, ys, 24):
    print(''.join(' .:-=+*#%@'[min(count * 9 // 24, 9)] for count in row))
