import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest

from legacy_repro.theano.tensor.nnet.bn import (
    batch_normalization,
    batch_normalization_test,
    batch_normalization_train,
)

AXES = {"per-activation": (0,), "spatial": (0, 2, 3)}


@pytest.mark.parametrize("case", range(3))
def test_numbers_are_those_of_theano(case, recorded, sines, cosines, mode):
    """Normalized batch, statistics, running averages, test time, and three gradients."""
    settings, expected = recorded(f"batch_normalization/{case}")
    axes = settings.get("axes", "per-activation")
    kept = np.ones((3, 2, 2, 4)).mean(AXES.get(axes, axes), keepdims=True).shape
    values = [sines((3, 2, 2, 4)), *(cosines(kept) + k for k in (1, 2, 3, 4))]
    x, gamma, beta, mean, var = inputs = [pt.dtensor4() for _ in range(5)]
    train = batch_normalization_train(
        x, gamma, beta, running_mean=mean, running_var=var, **settings
    )
    settings.pop("running_average_factor", None)
    test = batch_normalization_test(x, gamma, beta, mean, var, **settings)
    top = pt.cos(pt.arange(train[0].size, dtype="float64") + 0.5).reshape(train[0].shape)
    gradients = pytensor.grad((train[0] * top).sum(), [x, gamma, beta])
    results = pytensor.function(inputs, [*train, test, *gradients], mode=mode)(*values)
    for result, numbers in zip(results, expected, strict=True):
        np.testing.assert_allclose(result, numbers, rtol=1e-9, atol=1e-11)


def test_parameters_without_the_normalized_axes():
    x, v = pt.dtensor4(), pt.dvector()
    output, *statistics = batch_normalization_train(x, v, v, "spatial", 1e-3, 0.1, v, v)
    assert output.ndim == 4 and [s.ndim for s in statistics] == [1, 1, 1, 1]
    assert batch_normalization_test(x, v, v, v, v, "spatial").ndim == 4


def test_a_gradient_through_the_batch_alone():
    """As in Theano: the statistics count as given."""
    x, v = pt.dmatrix(), pt.dvector()
    output, mean, inv_std = batch_normalization_train(x, v, v)
    value = np.array([[1.0, 2], [3, 5], [4, 4]])
    costs = (output**3).sum(), (output**3).sum() + (mean * inv_std).sum()
    gradients = [pytensor.grad(cost, x).eval({x: value, v: [1.0, 2]}) for cost in costs]
    np.testing.assert_array_equal(*gradients)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"epsilon": 1e-6}, "epsilon must be at least 1e-05"),
        ({"axes": "all"}, "axes must be"),
        ({"axes": (4,)}, "some of 0 to 3"),
        ({"axes": ()}, "axes must be"),
        ({"axes": (0, 1)}, "need 2 dimensions"),
        ({"running_mean": pt.dtensor3()}, "or neither"),
    ],
)
def test_what_is_refused(options, sentence):
    with pytest.raises(ValueError, match=sentence):
        batch_normalization_train(pt.dtensor4(), pt.dtensor3(), pt.dtensor3(), **options)


def test_all_arguments_broadcast(compiled):
    x = np.array([[1.0, 2], [3, 6]], dtype="float32")
    m = pt.fmatrix()
    graphs = [
        batch_normalization(m, 2.0, 1.0, m.mean(0), m.std(0, keepdims=True), mode)
        for mode in ("low_mem", "high_mem")
    ]
    for result in compiled(graphs, [m])(x):
        np.testing.assert_allclose(result, [[-1, -1], [3, 3]])
    with pytest.raises(ValueError, match="low_mem"):
        batch_normalization(m, 2.0, 1.0, 0.0, 1.0, "small")
