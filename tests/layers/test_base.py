import numpy as np
import pytest

from layers import (
    Conv2DLayer,
    DenseLayer,
    ElemwiseMergeLayer,
    ExpressionLayer,
    InputLayer,
    Layer,
    MaxPool2DLayer,
    MergeLayer,
    ReshapeLayer,
    SliceLayer,
    dropout,
    get_output_shape,
)
from legacy_repro import theano
from legacy_repro.lasagne import init
from legacy_repro.lasagne.nonlinearities import LeakyRectify
from legacy_repro.theano import tensor as T


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


def test_repr_says_what_a_layer_is():
    l_in = InputLayer((None, 1, 8, 8), name="data")
    assert repr(l_in) == str(l_in) == "<InputLayer 'data': (None, 1, 8, 8)>"
    assert repr(DenseLayer(l_in, 3)) == "<DenseLayer: (None, 1, 8, 8) -> (None, 3), num_units=3>"
    assert str(Conv2DLayer(l_in, np.int64(4), 3, stride=2, pad=1, name="c1")) == (
        "<Conv2DLayer 'c1': (None, 1, 8, 8) -> (None, 4, 4, 4), "
        "num_filters=4, filter_size=(3, 3), stride=(2, 2), pad=(1, 1)>"
    )


def settings_of(layer):
    return repr(layer).partition(" -> ")[2].partition("), ")[2].removesuffix(">")


@pytest.mark.parametrize(
    "make, settings",
    [
        (lambda x: Layer(x), ""),
        (lambda x: Conv2DLayer(x, 4, 1), "num_filters=4, filter_size=(1, 1)"),
        (lambda x: Conv2DLayer(x, 4, 1, pad=0, stride=(1, 1)), "num_filters=4, filter_size=(1, 1)"),
        (
            lambda x: Conv2DLayer(x, 4, 3, pad="same", b=None, num_groups=2),
            "num_filters=4, filter_size=(3, 3), pad='same', b=None, num_groups=2",
        ),
        (lambda x: MaxPool2DLayer(x, 2), "pool_size=(2, 2), stride=(2, 2)"),
        (lambda x: MaxPool2DLayer(x, 2, stride=2), "pool_size=(2, 2), stride=(2, 2)"),
        (lambda x: MaxPool2DLayer(x, 2, stride=1), "pool_size=(2, 2), stride=(1, 1)"),
        (lambda x: dropout(x), ""),
        (lambda x: dropout(x, p=T.scalar("rate")), "p=rate"),
        (lambda x: SliceLayer(x, slice(0, 2), 1), "indices=slice(0, 2, None), axis=1"),
        (lambda x: ExpressionLayer(x, T.exp, output_shape=None), "function=Exp"),
        (lambda x: ElemwiseMergeLayer([x, x], max), "merge_function=max"),
        (lambda x: ReshapeLayer((1, 1), ()), "shape=()"),
        (lambda x: DenseLayer(x, 5, W=np.ones((72, 5))), "num_units=5"),
        (lambda x: DenseLayer(x, 5, nonlinearity=None), "num_units=5, nonlinearity=linear"),
        (
            lambda x: DenseLayer(x, 5, nonlinearity=LeakyRectify(0.2)),
            "num_units=5, nonlinearity=LeakyRectify(leakiness=0.2)",
        ),
        (
            lambda x: DenseLayer(x, 5, nonlinearity=LeakyRectify()),
            "num_units=5, nonlinearity=LeakyRectify(leakiness=0.01)",
        ),
    ],
)
def test_repr_has_the_settings_that_describe_a_layer(make, settings):
    assert settings_of(make(InputLayer((None, 2, 6, 6)))) == settings


def test_repr_follows_kwargs_to_the_base_classes():
    class Widened(DenseLayer):
        def __init__(self, incoming, factor, **kwargs):
            super().__init__(incoming, **kwargs)
            self.factor = factor

    class Passing(MaxPool2DLayer):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)

    assert settings_of(Widened((None, 2), 3, num_units=7)) == "factor=3, num_units=7"
    assert settings_of(Passing((None, 1, 4, 4), 2, 1)) == "pool_size=(2, 2), stride=(1, 1)"


def test_repr_survives_layers_of_all_kinds():
    class Unprintable:
        def __repr__(self):
            raise RuntimeError

    class Own(Layer):
        def __init__(
            self, incoming, array, zeros, raising, absent, odd, loop, text, mixed, other, old=None
        ):
            super().__init__(incoming)
            self.array, self.zeros, self.odd, self.text = array, zeros, odd, text
            self.loop, self.mixed, self.other = {"itself": self}, mixed, [other]
            self.old = np.zeros(2)

        @property
        def raising(self):
            raise RuntimeError

    array = np.zeros((500, 500), "float32")
    layer = Own(
        (None, 2), array, [0.0] * 99, 1, 2, Unprintable(), 3, "a\nb", (array, None), Layer(())
    )
    text = settings_of(layer)
    assert "\n" not in text and len(text) < 600
    assert text.startswith("array=<float32 array (500, 500)>, zeros=[0.0, 0.0, 0.0, ")
    assert "...], odd=Unprintable, loop={'itself': Own}, " in text
    assert text.endswith(
        "text='a\\nb', mixed=(<float32 array (500, 500)>, None), old=<float64 array (2,)>"
    )


def test_repr_does_not_tell_the_history_of_a_layer():
    class Remembering(Layer):
        def __init__(self, incoming, memory):
            super().__init__(incoming)
            self.memory = memory

    layer = InputLayer((None, 2))
    for _ in range(30):
        layer = Remembering(layer, {"key": layer, "value": layer})
    assert settings_of(layer) == "memory={'key': Remembering, 'value': Remembering}"


def test_repr_tells_what_was_given():
    class Deep(MaxPool2DLayer):
        def __init__(self, incoming, factor, heads=None, **kwargs):
            super().__init__(incoming, **kwargs)
            self.factor, self.heads = factor, heads

    deep = Deep((None, 1, 4, 4), 3, 3, pool_size=2, stride=1)
    assert settings_of(deep) == "factor=3, heads=3, pool_size=(2, 2), stride=(1, 1)"


def test_repr_of_a_layer_that_is_not_made_yet():
    class Early(Layer):
        def __init__(self, incoming, depth):
            raise ValueError(f"not {self}")

    with pytest.raises(ValueError, match=r"^not <Early: \? -> \?>$"):
        Early((None, 2), 3)


def test_repr_of_a_layer_that_has_no_shape_does_not_raise():
    l_in = InputLayer((2, 4))
    assert repr(MergeLayer([l_in])) == "<MergeLayer: [(2, 4)] -> ?>"
