# The losses of neural style: features, Gram matrices, total variation, and a descent on the image.
import numpy as np
import theano
import theano.tensor as T


def gram_matrix(x):
    x = x.flatten(ndim=3)
    return T.tensordot(x, x, axes=([2], [2]))


def style_loss(A, X):
    N, M = A.shape[1], A.shape[2] * A.shape[3]
    return 1. / (4 * N ** 2 * M ** 2) * ((gram_matrix(X) - gram_matrix(A)) ** 2).sum()


def total_variation_loss(x):
    return (((x[:, :, :-1, :-1] - x[:, :, 1:, :-1]) ** 2
             + (x[:, :, :-1, :-1] - x[:, :, :-1, 1:]) ** 2) ** 1.25).sum()


rng = np.random.RandomState(11)
floatX = theano.config.floatX
art = theano.shared(rng.uniform(-1, 1, (1, 3, 6, 6)).astype(floatX))
photo = theano.shared(rng.uniform(-1, 1, (1, 3, 6, 6)).astype(floatX))
generated = theano.shared(rng.uniform(-1, 1, (1, 3, 6, 6)).astype(floatX))

content = 0.5 * ((generated - photo) ** 2).sum()
total = 0.1 * content + 1e3 * style_loss(art, generated) + 1e-2 * total_variation_loss(generated)
step = theano.function([], [content, total],
                       updates=[(generated, generated - 0.1 * T.grad(total, generated))])
for i in range(6):
    print('%d %.3f %.3f' % ((i,) + tuple(step())))
print(np.round(generated.get_value()[0, 0, 0], 3))
