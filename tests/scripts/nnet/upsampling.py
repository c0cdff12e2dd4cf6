import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet.abstract_conv import (bilinear_kernel_1D, bilinear_kernel_2D,
                                              bilinear_upsampling, frac_bilinear_upsampling)

np.set_printoptions(precision=4, suppress=True)
floatX = theano.config.floatX
rng = np.random.RandomState(13)

x = T.tensor4('x')
doubled = bilinear_upsampling(x, ratio=2, batch_size=1, num_input_channels=2)
tripled = bilinear_upsampling(x, ratio=3, use_1D_kernel=False)
half_more = frac_bilinear_upsampling(x, frac_ratio=(3, 2))
repeated = x.repeat(2, axis=2).repeat(2, axis=3)
f = theano.function([x], [doubled, tripled, half_more, repeated, bilinear_kernel_1D(3),
                          bilinear_kernel_2D(2), T.grad((doubled ** 2).sum(), x)])
for result in f(rng.randint(0, 9, (1, 2, 3, 4)).astype(floatX)):
    print(result.shape)
    print(result[0, 0] if result.ndim == 4 else result)
