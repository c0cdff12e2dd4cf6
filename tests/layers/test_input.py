import numpy as np
import pytest

from layers import InputLayer
from legacy_repro import theano
from legacy_repro.theano import tensor as T


def test_a_new_variable_has_floatx_and_broadcasts_over_sizes_of_one():
    layer = InputLayer((None, 1, 7), name="data")
    assert layer.input_var.dtype == theano.config.floatX
    assert layer.input_var.broadcastable == (False, True, False)
    assert layer.input_var.name == "data.input"
    assert InputLayer((2, 3)).input_var.name == "input"


def test_sizes_but_one_are_not_pinned():
    layer = InputLayer((2, 3))
    x = np.ones((4, 5), layer.input_var.dtype)
    np.testing.assert_array_equal((2 * layer.input_var).eval({layer.input_var: x}), 2 * x)


def test_a_given_variable_is_used():
    x = T.imatrix("x")
    layer = InputLayer([None, 3], x)
    assert layer.input_var is x
    assert layer.shape == layer.output_shape == (None, 3)
    assert layer.get_params() == []


def test_another_number_of_dimensions_is_refused():
    with pytest.raises(ValueError, match="3 dimensions, but input_var x has 2"):
        InputLayer((None, 3, 4), T.matrix("x"))


@pytest.mark.parametrize("shape", [(None, 0), (-2,)])
def test_sizes_have_to_be_positive(shape):
    with pytest.raises(ValueError, match="positive"):
        InputLayer(shape)
