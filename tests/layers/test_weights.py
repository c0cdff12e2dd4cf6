import pickle
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest

from layers import (
    Conv2DLayer,
    DenseLayer,
    InputLayer,
    MaxPool2DLayer,
    dropout,
    get_all_param_values,
    get_all_params,
    get_output,
    load_weights,
    save_weights,
    set_all_param_values,
)
from legacy_repro import theano, weights
from legacy_repro.lasagne.nonlinearities import rectify, softmax

DATA = Path(__file__).parents[1] / "data"
OF_THE_TIME = DATA / "weights"
IN_ORDER = [
    path
    for kind in ("list", "dumps", "nested", "ordered", "shared", "cuda", "gpuarray", "zoo")
    for path in sorted(OF_THE_TIME.glob(f"py*_{kind}*"))
]


@pytest.fixture
def network():
    return DenseLayer(DenseLayer(InputLayer((None, 4)), 3, name="hidden"), 2, name="out")


@pytest.fixture
def values():
    rng = np.random.RandomState(3)
    return [rng.normal(size=s).astype(theano.config.floatX) for s in [(4, 3), 3, (3, 2), 2]]


def assert_same(got, expected):
    for a, b in zip(got, expected, strict=True):
        np.testing.assert_array_equal(a, b)


def test_a_saved_file_is_that_of_savez(tmp_path, network, values):
    set_all_param_values(network, values)
    save_weights(tmp_path / "ours.npz", network)
    np.savez(tmp_path / "theirs.npz", *values)
    ours, theirs = (np.load(tmp_path / name) for name in ("ours.npz", "theirs.npz"))
    assert ours.files == theirs.files == ["arr_0", "arr_1", "arr_2", "arr_3"]
    assert_same(ours.values(), theirs.values())
    assert {a.dtype for a in ours.values()} == {np.dtype(theano.config.floatX)}


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_loading(tmp_path, network, values, save):
    save(tmp_path / "weights.npz", *values)
    load_weights(str(tmp_path / "weights.npz"), network)
    assert_same(get_all_param_values(network), values)


def test_the_suffix_is_added_as_savez_does(tmp_path, network, values):
    set_all_param_values(network, values)
    save_weights(tmp_path / "model.v1", network)
    assert [path.name for path in tmp_path.iterdir()] == ["model.v1.npz"]
    set_all_param_values(network, [0 * value for value in values])
    load_weights(tmp_path / "model.v1", network)
    assert_same(get_all_param_values(network), values)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", "int8"])
def test_values_of_another_dtype_are_cast(tmp_path, network, values, dtype):
    stored = [(8 * value).astype(dtype) for value in values]
    np.savez(tmp_path / "weights.npz", *stored)
    load_weights(tmp_path / "weights.npz", network)
    got = get_all_param_values(network)
    assert_same(got, [value.astype(theano.config.floatX) for value in stored])
    assert {value.dtype for value in got} == {np.dtype(theano.config.floatX)}


def test_weights_of_the_original_give_its_predictions():
    network = InputLayer((None, 1, 12, 12))
    network = MaxPool2DLayer(Conv2DLayer(network, 4, (3, 3)), (2, 2))
    network = DenseLayer(dropout(network, 0.5), 6, nonlinearity=rectify)
    network = DenseLayer(network, 5, nonlinearity=softmax)
    load_weights(DATA / "original_weights.npz", network)
    recorded = np.load(DATA / "original_predictions.npz")
    images = (recorded["images"] / np.float32(256)).astype(theano.config.floatX)
    ours = get_output(network, images, deterministic=True).eval()
    np.testing.assert_allclose(ours, recorded["predictions"], rtol=1e-13)


def test_saving_replaces_a_file_whole_or_leaves_it(tmp_path, network, monkeypatch):
    path = tmp_path / "weights.npz"
    path.write_bytes(b"old")

    def failing(file, *values):
        file.write(b"half")
        raise OSError("disk full")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="disk full"):
        patched.setattr(np, "savez", failing)
        save_weights(path, network)
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]
    save_weights(path, network)
    assert list(tmp_path.iterdir()) == [path] and len(np.load(path).files) == 4


def test_saving_follows_a_link(tmp_path, network):
    (tmp_path / "store").mkdir()
    link = tmp_path / "weights.npz"
    link.symlink_to(tmp_path / "store" / "real.npz")
    save_weights(link, network)
    assert link.is_symlink() and (tmp_path / "store" / "real.npz").exists()


def missing(values):
    return dict(arr_0=values[0], arr_1=values[1], arr_2=values[2])


def renamed(values):
    return missing(values) | {"bias": values[3]}


def extra(values):
    return missing(values) | {"arr_3": values[3], "arr_4": np.zeros((6, 7))}


def misshapen(values):
    return missing(values) | {"arr_3": np.zeros((2, 1))}


def textual(values):
    return missing(values) | {"arr_3": np.array(["a", "b"])}


def of_objects(values):
    return missing(values) | {"arr_3": np.array([1, None], dtype=object)}


@pytest.mark.parametrize(
    "change, says",
    [
        (missing, r"lacks arr_3 \(2,\) for the parameter out.b"),
        (renamed, r"lacks arr_3 .*out.b and has bias \(2,\) besides"),
        (extra, r"has arr_4 \(6, 7\) besides"),
        (misshapen, r"arr_3 has the shape \(2, 1\), but the parameter out.b has the shape \(2,\)"),
        (textual, r"arr_3 holds <U1, the parameter out.b holds float"),
        (of_objects, r"lacks arr_3 \(2,\) for the parameter out.b"),
    ],
)
def test_files_that_do_not_fit_change_nothing(tmp_path, network, values, change, says):
    np.savez(tmp_path / "weights.npz", **change(values))
    refused(tmp_path / "weights.npz", network, says)


def test_damaged_files_change_nothing(tmp_path, network, values):
    np.savez_compressed(tmp_path / "good.npz", *[np.tile(v, 1) for v in values])
    good = (tmp_path / "good.npz").read_bytes()
    flipped = bytearray(good)
    flipped[60] ^= 255
    for content, says in [
        (good[:-30], "no whole npz"),
        (good[:200], "no whole npz"),
        (bytes(flipped), r"no whole npz|in arr_0\.npy it"),
        (b"", "empty"),
        (b"just text", "no whole npz, npy or pickle"),
    ]:
        (tmp_path / "bad.npz").write_bytes(content)
        refused(tmp_path / "bad.npz", network, says)


def refused(path, network, says):
    before = get_all_param_values(network)
    with pytest.raises(ValueError, match=says) as caught:
        load_weights(path, network)
    assert path.name in str(caught.value)
    assert_same(get_all_param_values(network), before)


def test_a_file_that_is_not_there(tmp_path, network):
    with pytest.raises(FileNotFoundError, match=r"nowhere\.npz"):
        load_weights(tmp_path / "nowhere", network)


def network_named(*names):
    """Return a network that the recorded files fit, its parameters named so."""
    network = DenseLayer(DenseLayer(InputLayer((None, 2)), 3), 2)
    for param, name in zip(get_all_params(network), names, strict=True):
        param.name = name
    return network


def assert_holds_the_recorded(network):
    sizes = [np.arange(n) / 8 - 0.25 for n in (6, 3, 6, 2)]
    shapes = [(2, 3), (3,), (3, 2), (2,)]
    recorded = [values.reshape(shape) for values, shape in zip(sizes, shapes, strict=True)]
    assert_same(get_all_param_values(network), recorded)


@pytest.mark.parametrize("path", IN_ORDER, ids=lambda path: path.name)
def test_arrays_of_the_time_are_taken_in_their_order(path):
    network = network_named("W", "b", "W", "b")
    load_weights(path, network)
    assert_holds_the_recorded(network)


@pytest.mark.parametrize("python", ["py27", "py37", "py313"])
@pytest.mark.parametrize("kind", ["dict_2.pkl", "ordered_2.pkl"])
def test_arrays_of_the_time_are_taken_by_name(python, kind):
    network = network_named("W1", "b1", "W2", "b2")
    load_weights(OF_THE_TIME / f"{python}_{kind}", network)
    assert_holds_the_recorded(network)


@pytest.mark.parametrize("python", ["py27", "py37"])
def test_what_theano_dumped_is_taken_by_name(python):
    network = network_named("W", "b", "V", "c")
    load_weights(OF_THE_TIME / f"{python}_pkl_utils.zip", network)
    assert_holds_the_recorded(network)


def test_names_win_over_an_order(tmp_path):
    network = DenseLayer(InputLayer((None, 2)), 2)
    network.b.name, network.W.name = "second", "first"
    np.savez(tmp_path / "w.npz", second=[1, 2], first=[[3, 4], [5, 6]])
    load_weights(tmp_path / "w.npz", network)
    assert_same(get_all_param_values(network), [[[3, 4], [5, 6]], [1, 2]])


@pytest.mark.parametrize(
    "name, names, says",
    [
        ("py27_dict_2.pkl", "abcd", r"in a dictionary, which has no order, with the keys \['b2',"),
        ("py27_dict_in.npz", "abcd", r"lacks arr_0 \(2, 3\) for the parameter a"),
        ("py27_dict_2.pkl", ["W1", "b1", "W2", "x"], r"lacks x \(2,\) .* has b2 \(2,\) besides"),
        ("py27_array.npy", "abcd", r"lacks array 2 \(3,\) for the parameter b"),
        ("py27_odds_2.pkl", "abcd", r"has \[4\] \(2,\), \[5\] \(2,\), .* besides"),
        ("py27_scalar_2.pkl", "abcd", r"lacks array 2 \(3,\) for the parameter b"),
        ("record.py", "abcd", "no whole npz, npy or pickle"),
    ],
)
def test_files_of_the_time_that_do_not_fit_change_nothing(name, names, says):
    refused(OF_THE_TIME / name, network_named(*names), says)


def test_the_wrong_array_of_a_pickle_is_named_by_its_place():
    network = DenseLayer(DenseLayer(InputLayer((None, 2)), 3), 3)
    says = r"\['param values'\]\[2\] has the shape \(3, 2\), but .* has the shape \(3, 3\)"
    refused(OF_THE_TIME / "py27_zoo_2.pkl", network, says)


def test_integers_that_a_parameter_cannot_hold_are_refused(tmp_path):
    counts = theano.shared(np.zeros(2, "int32"), name="counts")
    np.savez(tmp_path / "counts.npz", np.array([2**40, 1]))
    with pytest.raises(ValueError, match="arr_0 has values too large for counts, int32"):
        weights.read(tmp_path / "counts.npz", [counts])
    np.savez(tmp_path / "counts.npz", np.array([2**20, 1]))
    weights.read(tmp_path / "counts.npz", [counts])
    assert counts.get_value().tolist() == [2**20, 1]


def parameters(*names):
    return [theano.shared(np.full(2, -1.0), name=name) for name in names]


def read_into(tmp_path, value, *names):
    """Return what parameters of these names are set to from a pickle of a value."""
    (tmp_path / "w.pkl").write_bytes(pickle.dumps(value, 2))
    params = parameters(*names)
    try:
        weights.read(tmp_path / "w.pkl", params)
    except weights.WeightsError as error:
        assert all((param.get_value() == -1).all() for param in params)
        assert str(error).count("w.pkl") == 1
        raise
    return [param.get_value()[0] for param in params]


def full(value):
    return np.full(2, float(value))


LONG = 300 * "k"


@pytest.mark.parametrize(
    "value, names, expected",
    [
        ({"W": full(1), "values": full(0)}, ["W", "values"], [1, 0]),
        ({"values": [full(1), full(2)], "epoch": 3}, "ab", [1, 2]),
        ({"param_values": {"b": full(1), "a": full(2)}}, "ab", [2, 1]),
        ({"param values": [full(1)], "mean value": full(2)}, "a", [1]),
        (OrderedDict([(LONG + str(i) + LONG, full(i)) for i in range(3)]), "abc", [0, 1, 2]),
        ({"W": [full(1), full(2)]}, ["W[0]", "W[1]"], [1, 2]),
    ],
)
def test_what_a_dictionary_holds_is_taken_whole(tmp_path, value, names, expected):
    assert read_into(tmp_path, value, *names) == expected


@pytest.mark.parametrize(
    "value, names, says",
    [
        ({"W": full(1), "values": full(0)}, ["W"], r"has values \(2,\) besides"),
        ({"W": full(1), "values": full(0)}, ["b"], r"no order, with the keys \['W', 'values'\]"),
        ({"W": full(1), "param values": [full(0)]}, ["W"], r"has param values \(2,\) besides"),
        ({"W": [full(1)], "param_values": [full(0)]}, "aa", "no order, with the keys"),
        (
            {"W[0]": full(0), "W": [full(1), full(2)]},
            ["W[0]", "W[1]"],
            r"it holds two arrays that are called W\[0\]",
        ),
        (OrderedDict([(LONG + str(i) + LONG, full(i)) for i in range(2)]), "a", "besides"),
    ],
)
def test_what_could_be_lost_of_a_dictionary_is_refused(tmp_path, value, names, says):
    with pytest.raises(weights.WeightsError, match=says):
        read_into(tmp_path, value, *names)


def test_the_file_that_is_named_wins_over_one_with_the_suffix(tmp_path):
    (tmp_path / "w").write_bytes(pickle.dumps([full(1)], 2))
    np.savez(tmp_path / "w.npz", full(2))
    (param,) = parameters("a")
    weights.read(tmp_path / "w", [param])
    assert param.get_value()[0] == 1
    (tmp_path / "w").unlink()
    weights.read(tmp_path / "w", [param])
    assert param.get_value()[0] == 2
