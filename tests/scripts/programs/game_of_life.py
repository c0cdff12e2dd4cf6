# Conway's game of life, its neighbours counted by a convolution.
import numpy as np
import theano
import theano.tensor as T
from theano.tensor.nnet import conv

board = T.tensor4('board')
kernel = np.ones((1, 1, 3, 3), dtype=theano.config.floatX)
kernel[0, 0, 1, 1] = 0
neighbours = conv.conv2d(board, theano.shared(kernel), border_mode='full')[:, :, 1:-1, 1:-1]
born = T.and_(T.eq(board, 0), T.eq(neighbours, 3))
stays = T.and_(T.eq(board, 1), T.or_(T.eq(neighbours, 2), T.eq(neighbours, 3)))
step = theano.function([board], T.cast(T.or_(born, stays), theano.config.floatX))

glider = np.zeros((1, 1, 7, 7), dtype=theano.config.floatX)
for row, column in [(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)]:
    glider[0, 0, row, column] = 1
for generation in range(5):
    print('generation', generation, 'alive', int(glider.sum()))
    for line in glider[0, 0]:
        print(''.join('#' if cell else '.' for cell in line))
    glider = step(glider)
