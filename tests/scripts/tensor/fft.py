# The spectrum of two rows, back again, and a filter learned through it.
import numpy as np
import theano
import theano.tensor as T
from theano.tensor.fft import irfft, rfft

x = T.matrix('x')
spectrum = rfft(x)
power = T.sum(spectrum ** 2, axis=2)
filtered = irfft(T.set_subtensor(spectrum[:, 2:], 0))
loss = T.sum(power[:, 1])
f = theano.function([x], [power, filtered, irfft(rfft(x, norm='ortho'), norm='ortho'), irfft(rfft(x[:, :7]), is_odd=True),
                          irfft(spectrum, norm='no_norm'), T.grad(loss, x)])
t = np.arange(8) * 2 * np.pi / 8
data = np.asarray([np.sin(t) + 0.5, np.cos(2 * t) - np.sin(t)], dtype=theano.config.floatX)
for value in f(data):
    print(value.dtype, value.shape)
    for row in value:
        print('  ' + ' '.join('%.3f' % (v + 0.0) for v in np.round(row, 3)))
