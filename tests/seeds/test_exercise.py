"""The code of the exercise (text 001), its blanks filled as a student would: its table appears."""

from legacy_repro import datasets

BLOCKS = [  # a cell's number, and the line after its code
    ("In [58]:", "Softmax Layer"),
    ("In [59]:", "MLP"),
    ("In [60]:", "Read data + train the network"),
    ("In [61]:", "Shape of train_x-Matrix:"),
]
BLANKS = [
    (
        "# Put your code here: Impl",
        "        self.output = activation(T.dot(input, self.W) + self.b)",
    ),
    (
        "# Put your code here, impl",
        """
        self.output = T.nnet.softmax(T.dot(input, self.W) + self.b)
        self.predictions = T.argmax(self.output, axis=1)

    def cost(self, y):
        return -T.mean(T.log(self.output)[T.arange(y.shape[0]), y])
""",
    ),
    (
        "#Put your code here to build",
        """
        self.hidden = HiddenLayer(rng, input, n_in, n_hidden, activation=T.tanh)
        self.softmax = SoftmaxLayer(self.hidden.output, n_hidden, n_out)
        self.params = [self.hidden.W, self.hidden.b, self.softmax.W, self.softmax.b]
        self.cost = self.softmax.cost
        self.predictions = self.softmax.predictions
""",
    ),
    (
        "# Put your code here to build the training",
        """
index = T.lscalar()
x = T.fmatrix('x')
y = T.ivector('y')
mlp = MLP(numpy.random.RandomState(1234), x, train_x.shape[1], hidden_units, 10)
cost = mlp.cost(y)
updates = [(param, param - learning_rate * T.grad(cost, param)) for param in mlp.params]
train_model = theano.function([index], cost, updates=updates, givens={
    x: train_x_shared[index * batch_size:(index + 1) * batch_size],
    y: train_y_shared[index * batch_size:(index + 1) * batch_size]})
predict_labels = theano.function([x], mlp.predictions)
print ">> train- and predict-functions are compiled <<"

number_of_minibatches = len(train_x) / batch_size
print "%d mini batches" % number_of_minibatches
print "10 epochs"
for epoch in xrange(10):
    for i in xrange(number_of_minibatches):
        train_model(i)
    accurarcy_dev = numpy.mean(predict_labels(dev_x) == dev_y)
    accurarcy_test = numpy.mean(predict_labels(test_x) == test_y)
    print "%d epoch: Accurarcy on dev: %f, accurarcy on test: %f" % (
        epoch, accurarcy_dev, accurarcy_test)
print "DONE"
""",
    ),
]


def test_prints_the_table_of_the_text(seed, run, filled, tmp_path):
    text = seed("001")
    datasets.write("mnist.pkl.gz", tmp_path / "data")
    ended = run(filled(code(text), BLANKS), THEANO_FLAGS="floatX=float32")
    assert ended.stderr == ""
    assert ended.stdout.splitlines() == [line for line in printed(text) if line]


def code(text):
    for first, after in BLOCKS:
        start = text.find(first)
        yield from text[start + 1 : text.find(after, start)]


def printed(text):
    """Return what the text shows as output: of the cell that loads the data, and of the last."""
    shapes, table = text.find("Shape of train_x-Matrix:"), text.find("2500 mini batches")
    compiled = text.find(">> train-")
    return text[shapes : compiled + 1] + text[table : text.find("DONE") + 1]
