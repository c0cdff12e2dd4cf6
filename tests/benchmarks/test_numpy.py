"""The network that is written by hand in NumPy learns as the script in Theano's names does."""

import pytest

from benchmarks import networks
from benchmarks.peers import numpy, theano

SMALL = networks.get("mlp", images=60)


def test_training():
    by_hand, in_theano = numpy.training(SMALL)(), theano.training(SMALL)()
    expected = [float(by_hand()) for _ in range(4)]
    assert expected[3] < expected[0]  # the first batch again
    assert [float(in_theano()) for _ in range(4)] == pytest.approx(expected, rel=1e-5)


def test_prediction():
    predicted = theano.prediction(SMALL)()
    probabilities = predicted()
    assert probabilities.shape == (20, 10)
    assert probabilities == pytest.approx(numpy.prediction(SMALL)()(), rel=1e-4)
    assert (predicted() != probabilities).any()  # of the next batch
