import numpy as np
import pytest

from layers import (
    ConcatLayer,
    DenseLayer,
    ElemwiseSumLayer,
    InputLayer,
    Layer,
    count_params,
    get_all_layers,
    get_all_param_values,
    get_all_params,
    get_output,
    get_output_shape,
    set_all_param_values,
)
from legacy_repro import theano
from legacy_repro.theano import tensor as T

floatX = theano.config.floatX


class Add(Layer):
    """Adds a number, or what `get_output` is told to."""

    def __init__(self, incoming, number=1, **kwargs):
        super().__init__(incoming, **kwargs)
        self.number = number

    def get_output_for(self, input, shift=0, **kwargs):
        return input + self.number + shift


@pytest.fixture
def diamond():
    """l_in feeds left and right, which are summed: ((x + 1) + (x + 2), 2x + 3)."""
    l_in = InputLayer((None, 3))
    left, right = Add(l_in, 1), Add(l_in, 2)
    return l_in, left, right, ElemwiseSumLayer([left, right])


@pytest.fixture
def network():
    l_in = InputLayer((None, 4))
    return DenseLayer(DenseLayer(l_in, 3, name="hidden"), 2, name="out")


def test_layers_come_after_their_inputs_and_once(diamond):
    l_in, left, right, top = diamond
    assert get_all_layers(top) == [l_in, left, right, top]
    assert get_all_layers([right, top]) == [l_in, right, left, top]
    assert get_all_layers([top, left]) == [l_in, left, right, top]
    crossed = ConcatLayer([top, right, l_in])
    assert get_all_layers(crossed) == [l_in, left, right, top, crossed]
    assert get_all_layers(Layer((2, 3))) != []


def test_layers_stop_at_those_treated_as_input(diamond):
    l_in, left, right, top = diamond
    assert get_all_layers(top, treat_as_input=[left]) == [left, l_in, right, top]
    assert get_all_layers(top, treat_as_input=[left, right]) == [left, right, top]
    assert get_all_layers(top, treat_as_input=[top]) == [top]


def test_a_network_may_be_deep():
    layer = InputLayer((None, 1))
    for _ in range(2000):
        layer = Layer(layer)
    assert len(get_all_layers(layer)) == 2001


def test_outputs_for_each_kind_of_input(diamond):
    l_in, left, right, top = diamond
    x, y = T.matrix("x"), T.matrix("y")
    outputs = [
        *get_output([top, left], x),
        get_output(top, {l_in: x}),
        get_output(top, {left: y, l_in: x}),
        get_output(top, {left: x, right: y}),
        get_output(top, np.ones((2, 3), floatX)),
    ]
    own = get_output(top)
    a, b, c = np.random.RandomState(1).normal(size=(3, 2, 3)).astype(floatX)
    got = theano.function([x, y, l_in.input_var], [*outputs, own])(a, b, c)
    ones = np.ones((2, 3))
    expected = [2 * a + 3, a + 1, 2 * a + 3, a + 2 + b, a + b, 2 * ones + 3, 2 * c + 3]
    for value, want in zip(got, expected, strict=True):
        np.testing.assert_allclose(value, want, rtol=1e-10, atol=1e-10)


def test_a_single_input_is_refused_by_several_input_layers():
    top = ElemwiseSumLayer([InputLayer((None, 2)), InputLayer((None, 2))])
    with pytest.raises(ValueError, match="one input for a network with 2 input layers"):
        get_output(top, np.array([[1, 2]], floatX))
    with pytest.raises(ValueError, match="one input for a network with 2 input layers"):
        get_output_shape(top, (7, 2))


def test_the_keys_of_an_input_dict_are_layers():
    with pytest.raises(TypeError, match=r"are layers \(or None\), got 'x'"):
        get_output(InputLayer((None, 2)), {"x": np.ones((1, 2), floatX)})


def test_layers_made_from_a_shape_need_a_dict():
    layer = Add((None, 2), 5, name="loose")
    x = T.matrix("x")
    for inputs in None, x, {InputLayer((2,)): x}:
        with pytest.raises(ValueError, match=r"Add 'loose'.* has no input"):
            get_output(layer, inputs)
    assert get_output(layer, {layer: x}) is x
    value = np.zeros((1, 2), floatX)
    np.testing.assert_array_equal(get_output(layer, {None: value}).eval(), value + 5)


def test_keyword_arguments_reach_the_layers(diamond):
    x = np.zeros((1, 3), floatX)
    np.testing.assert_array_equal(get_output(diamond[-1], x, shift=10).eval(), np.full((1, 3), 23))


def test_a_keyword_argument_no_layer_takes_is_named_in_one_line(diamond):
    with pytest.warns(UserWarning) as caught:
        get_output(diamond[-1], determinstic=True, quiet=1)
    message = str(caught[0].message)
    assert "determinstic (did you mean deterministic?), quiet" in message
    assert len(caught) == 1 and "\n" not in message
    assert caught[0].filename == __file__
    with pytest.warns(UserWarning, match=r"shft \(did you mean shift\?\)"):
        get_output(diamond[-1], shft=1)


def test_accepted_keyword_arguments_give_no_warning(diamond):
    get_output(diamond[0], deterministic=True)  # known even where no layer is random
    top = Layer(diamond[-1])
    top.get_output_for = lambda input, **kwargs: input
    top.get_output_kwargs = ["special"]
    get_output(top, special=1)


def test_output_shapes(diamond):
    l_in, left, _, top = diamond
    assert get_output_shape(top) == get_output_shape(top, {}) == (None, 3)
    assert get_output_shape([left, top], (7, 3)) == [(7, 3), (7, 3)]
    dense = DenseLayer(top, 5)
    assert get_output_shape(dense, {l_in: (9, 3)}) == (9, 5)
    assert get_output_shape(Layer((2, 3))) == (2, 3)
    assert get_output_shape(Layer((2, 3)), {None: (4, 3)}) == (4, 3)


def test_parameters_in_order_once_and_by_tag(network):
    names = [param.name for param in get_all_params(network)]
    assert names == ["hidden.W", "hidden.b", "out.W", "out.b"]
    hidden = network.input_layer
    assert get_all_params(network, regularizable=True) == [hidden.W, network.W]
    tied = DenseLayer(DenseLayer(network, 2, W=network.W.T @ network.W, b=None), 2, b=network.b)
    assert get_all_params(tied)[:4] == get_all_params(network)
    assert len(get_all_params(tied)) == 5
    assert len(get_all_params(tied, unwrap_shared=False)) == 6


def test_counting(network):
    assert count_params(network) == 4 * 3 + 3 + 3 * 2 + 2
    assert count_params(network, regularizable=True) == 4 * 3 + 3 * 2


def test_values_go_out_and_in(network):
    values = [value + 1 for value in get_all_param_values(network)]
    set_all_param_values(network, values)
    for got, value in zip(get_all_param_values(network), values, strict=True):
        np.testing.assert_array_equal(got, value)
    set_all_param_values(network, [[7] * 3, [8, 9]], regularizable=False)
    assert network.b.get_value().tolist() == [8, 9]


@pytest.mark.parametrize(
    "change, error, says",
    [
        (
            lambda v: v[:3],
            ValueError,
            r"3 values .* 4 parameters: hidden.W \(4, 3\), .*out.b \(2,\)",
        ),
        (lambda v: v + v[:1], ValueError, r"5 values of the shapes .*\(4, 3\)\] for 4 parameters"),
        (
            lambda v: [*v[:3], np.zeros(5)],
            ValueError,
            r"Value 3 has the shape \(5,\), .* out.b has the shape \(2,\)",
        ),
        (lambda v: [*v[:3], np.zeros(2, complex)], TypeError, "out.b"),
    ],
)
def test_values_that_do_not_fit_change_nothing(network, change, error, says):
    before = get_all_param_values(network)
    with pytest.raises(error, match=says):
        set_all_param_values(network, change([value + 1 for value in before]))
    for got, value in zip(get_all_param_values(network), before, strict=True):
        np.testing.assert_array_equal(got, value)
