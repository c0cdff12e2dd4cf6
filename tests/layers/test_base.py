import numpy as np
import pytest

from layers import DenseLayer, InputLayer, Layer, MergeLayer, get_output_shape
from legacy_repro import theano
from legacy_repro.lasagne import init


@pytest.fixture
def layer():
    return Layer((None, 3), name="mine")


def test_layer_takes_a_layer_or_a_shape(layer):
    assert layer.input_layer is None and layer.input_shape == (None, 3)
    above = Layer(layer)
    assert above.input_layer is layer and above.input_shape == (None, 3)
    assert above.output_shape == (None, 3) and above.name is None


@pytest.mark.parametrize("shape", [(None, 0), (-1, 3)])
def test_layers_refuse_sizes_that_are_not_positive(shape):
    with pytest.raises(ValueError, match=r"Layer 'low' gets an input of shape \(.*positive"):
        Layer(shape, name="low")
    with pytest.raises(ValueError, match="MergeLayer gets"):
        MergeLayer([(None, 2), shape])


def test_add_param_creates_registers_and_prefixes(layer):
    param = layer.add_param(init.Constant(2.0), (3, 2), name="W")
    assert param.name == "mine.W" and param.dtype == theano.config.floatX
    np.testing.assert_array_equal(param.get_value(), np.full((3, 2), 2))
    assert layer.params[param] == {"trainable", "regularizable"}
    assert Layer((None, 3)).add_param(init.Constant(0), (2,), name="b").name == "b"


def test_add_param_takes_what_exists(layer):
    shared = theano.shared(np.ones((2, 3)), name="own")
    assert layer.add_param(shared, (2, 3), name="W") is shared and shared.name == "own"
    array = layer.add_param(np.arange(6.0).reshape(2, 3), (2, 3), name="V")
    np.testing.assert_array_equal(array.get_value(), np.arange(6.0).reshape(2, 3))
    called = layer.add_param(lambda shape: np.zeros(shape), (4,), name="c")
    assert called.get_value().shape == (4,)
    with pytest.raises(ValueError, match=r"\(2, 3\)"):
        layer.add_param(np.ones((2, 3)), (3, 2), name="U")


def test_get_params_selects_by_tags_in_order_of_creation(layer):
    zero = init.Constant(0)
    a = layer.add_param(zero, (1,), "a")
    b = layer.add_param(zero, (1,), "b", regularizable=False)
    c = layer.add_param(zero, (1,), "c", trainable=False, extra=True)
    assert layer.get_params() == [a, b, c]
    assert layer.get_params(trainable=True) == [a, b]
    assert layer.get_params(regularizable=True) == [a, c]
    assert layer.get_params(trainable=True, regularizable=False) == [b]
    assert layer.get_params(extra=True) == [c] and layer.get_params(extra=False) == [a, b]


def test_get_params_unwraps_expressions(layer):
    a, b = theano.shared(np.ones(3), name="a"), theano.shared(np.ones(3), name="b")
    expression = layer.add_param(a * b, (3,), name="ab")
    assert layer.get_params() == [a, b]
    assert layer.get_params(unwrap_shared=False) == [expression]


def test_merge_layer_has_lists():
    l_in = InputLayer((None, 3))
    merge = MergeLayer([l_in, (4, 3)])
    assert merge.input_layers == [l_in, None]
    assert merge.input_shapes == [(None, 3), (4, 3)]


def test_what_a_subclass_has_to_define(layer):
    with pytest.raises(NotImplementedError, match="Layer has to define get_output_for"):
        layer.get_output_for(None)
    merge = MergeLayer([(1, 2)])
    with pytest.raises(NotImplementedError, match="MergeLayer has to define get_output_for"):
        merge.get_output_for([])
    with pytest.raises(NotImplementedError, match="define get_output_shape_for"):
        get_output_shape(merge)


def test_a_symbolic_size_in_the_output_shape_is_refused():
    class Odd(Layer):
        def get_output_shape_for(self, input_shape):
            return (InputLayer((2,)).input_var.shape[0],)

    with pytest.raises(ValueError, match="symbolic size"):
        get_output_shape(Odd((2,)))


def test_repr_is_one_line():
    l_in = InputLayer((None, 4), name="data")
    assert repr(l_in) == "<InputLayer 'data': (None, 4)>"
    assert repr(DenseLayer(l_in, 3)) == "<DenseLayer: (None, 4) -> (None, 3)>"


def test_repr_of_a_layer_that_has_no_shape_does_not_raise():
    l_in = InputLayer((2, 4))
    assert repr(MergeLayer([l_in])) == "<MergeLayer: [(2, 4)] -> ?>"
