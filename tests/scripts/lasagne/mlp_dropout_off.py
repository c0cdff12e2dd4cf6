import lasagne
import numpy as np
import theano
import theano.tensor as T

from lasagne.layers import DenseLayer, DropoutLayer, InputLayer, get_all_params, get_output

rng = np.random.RandomState(1)
lasagne.random.set_rng(np.random.RandomState(2))
floatX = theano.config.floatX


def build_mlp(input_var):
    l_in = InputLayer(shape=(None, 6), input_var=input_var)
    l_drop = DropoutLayer(l_in, p=0.2)
    l_hid = DenseLayer(l_drop, num_units=5, nonlinearity=lasagne.nonlinearities.rectify,
                       W=lasagne.init.GlorotUniform())
    l_hid_drop = DropoutLayer(l_hid, p=0.5)
    return DenseLayer(l_hid_drop, num_units=3, nonlinearity=lasagne.nonlinearities.softmax)


input_var, target_var = T.matrix('inputs'), T.ivector('targets')
network = build_mlp(input_var)
prediction = get_output(network, deterministic=True)
loss = lasagne.objectives.categorical_crossentropy(prediction, target_var).mean()
params = get_all_params(network, trainable=True)
updates = lasagne.updates.nesterov_momentum(loss, params, learning_rate=0.1, momentum=0.9)
accuracy = T.mean(T.eq(T.argmax(prediction, axis=1), target_var))
train_fn = theano.function([input_var, target_var], [loss, accuracy], updates=updates)
inputs = rng.randn(12, 6).astype(floatX)
targets = (inputs[:, 0] > 0).astype('int32') + (inputs[:, 1] > 0.5)
for epoch in range(10):
    err, acc = train_fn(inputs, targets)
    if epoch % 3 == 0:
        print('epoch %d: loss %.4f, accuracy %.3f' % (epoch, err, acc))
print([p.name for p in params], lasagne.layers.count_params(network))
