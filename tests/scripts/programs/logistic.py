# Logistic regression by gradient descent, as in the tutorial of Theano.
import numpy as np
import theano
import theano.tensor as T

rng = np.random.RandomState(7)
N, feats = 40, 6
D = (rng.randn(N, feats), rng.randint(size=N, low=0, high=2))

x = T.dmatrix('x')
y = T.dvector('y')
w = theano.shared(rng.randn(feats), name='w')
b = theano.shared(0., name='b')

p_1 = 1 / (1 + T.exp(-T.dot(x, w) - b))
prediction = p_1 > 0.5
xent = -y * T.log(p_1) - (1 - y) * T.log(1 - p_1)
cost = xent.mean() + 0.01 * (w ** 2).sum()
gw, gb = T.grad(cost, [w, b])

train = theano.function(inputs=[x, y], outputs=[prediction, xent],
                        updates=((w, w - 0.1 * gw), (b, b - 0.1 * gb)))
predict = theano.function(inputs=[x], outputs=prediction)

for step in range(50):
    pred, err = train(D[0], D[1])
    if step % 10 == 0:
        print('%d %.6f %.3f' % (step, err.mean(), np.mean(pred == D[1])))
print(np.round(w.get_value(), 5), '%.5f' % b.get_value())
print(predict(D[0][:8]).astype('int32'))
