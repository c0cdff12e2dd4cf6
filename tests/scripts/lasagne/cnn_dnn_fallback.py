import lasagne
import numpy as np
import theano
import theano.tensor as T

try:
    from lasagne.layers.dnn import Conv2DDNNLayer as ConvLayer
    from lasagne.layers.dnn import MaxPool2DDNNLayer as PoolLayer
    flip = {'flip_filters': True}
except ImportError:
    from lasagne.layers import Conv2DLayer as ConvLayer
    from lasagne.layers import MaxPool2DLayer as PoolLayer
    flip = {}

lasagne.random.set_rng(np.random.RandomState(3))
rng = np.random.RandomState(4)
floatX = theano.config.floatX
X, y = T.tensor4('X'), T.ivector('y')
net = {}
net['input'] = lasagne.layers.InputLayer((None, 2, 10, 10), input_var=X)
net['conv1'] = ConvLayer(net['input'], 3, 3, pad=1, nonlinearity=lasagne.nonlinearities.rectify,
                         **flip)
net['pool1'] = PoolLayer(net['conv1'], 2)
net['conv2'] = ConvLayer(net['pool1'], 4, (2, 2), stride=2, **flip)
net['prob'] = lasagne.layers.DenseLayer(net['conv2'], 3,
                                        nonlinearity=lasagne.nonlinearities.softmax)
for name in ['input', 'conv1', 'pool1', 'conv2', 'prob']:
    print('%-6s %s' % (name, net[name].output_shape))
prob = lasagne.layers.get_output(net['prob'])
loss = lasagne.objectives.categorical_crossentropy(prob, y).mean()
params = lasagne.layers.get_all_params(net['prob'], trainable=True)
updates = lasagne.updates.adam(loss, params, learning_rate=0.01)
train = theano.function([X, y], loss, updates=updates)
images = rng.randn(6, 2, 10, 10).astype(floatX)
labels = np.asarray([0, 1, 2, 0, 1, 2], dtype='int32')
for epoch in range(5):
    print('%d %.4f' % (epoch, train(images, labels)))
