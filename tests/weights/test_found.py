"""What is found in files as programs of the time wrote them, by tests/data/weights/record.py."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from legacy_repro.weights.found import find
from legacy_repro.weights.load import load

DATA = Path(__file__).parents[1] / "data" / "weights"


def found_in(name, folder=DATA):
    return {part.place: part.value for part in find(load(folder / name).value)}


def recorded(shape):
    return (np.arange(np.prod(shape), dtype=np.float32) / 8 - 0.25).reshape(shape)


def same(found, expected):
    assert found.dtype == expected.dtype
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("path", sorted(DATA.glob("py*_odds_*")), ids=lambda path: path.name)
def test_each_kind_of_value(path):
    found = found_in(path)
    text = np.array(["ab", "c"], "S" if path.name.startswith("py27") else "U")
    arrays = {
        "[0]": recorded((2, 3)),
        "[1]": recorded((3,)).astype(">f8"),
        "[2]": np.zeros((0, 3)),
        "[3]": np.array(7),
        "[4]": np.array([True, False]),
        "[5]": text,
        "[7][3]": recorded((2,)),
        "[8]": np.array([2, 1, 0]),
        "[9]": recorded((2, 3)),
    }
    for place, expected in arrays.items():
        same(found.pop(place), expected)
    assert isinstance(found["[6]"], np.float32) and found.pop("[6]") == 0.5
    assert np.isnan(found.pop("[19]"))
    objects = {"[7][0]": 1, "[7][1]": None, "[7][2]": "x"}
    others = [1 + 2j, {1, "a"}, {3}, b"\x00\xff", 2**70, True, None, "\u03b1", 1.5]
    assert found == objects | {f"[{i}]": each for i, each in enumerate(others, start=10)}


@pytest.mark.parametrize("python", ["py27", "py37", "py313"])
def test_a_file_of_the_model_zoo(python):
    found = found_in(f"{python}_zoo_2.pkl")
    for i, shape in enumerate([(2, 3), (3,), (3, 2), (2,)]):
        same(found.pop(f"['param values'][{i}]"), recorded(shape))
    same(found.pop("['mean value']"), np.ones((1, 3)))
    others = {"['model type']": "tiny", "['values']": None}
    assert found == others | {"['synset words']": ["tench", "goldfish"]}


@pytest.mark.parametrize("python", ["py27", "py37"])
def test_shared_variables_have_names(python):
    parts = find(load(DATA / f"{python}_shared_2.pkl").value)
    assert [(part.place, part.name) for part in parts] == [
        (f"[{i}]", name) for i, name in enumerate("WbVc")
    ]
    scale, stream = find(load(DATA / f"{python}_scalar_2.pkl").value)
    assert scale.name == "scale" and scale.value == 0.5
    assert repr(stream.value).endswith("RandomStateSharedVariable>") and not stream.is_array


@pytest.mark.parametrize("python", ["py27", "py37", "py313"])
def test_objects_in_an_npz(python):
    found = found_in(f"{python}_dict_in.npz")
    assert found.pop("epoch") == 3
    assert set(found) == {f"weights['{name}']" for name in ("W1", "b1", "W2", "b2")}
    same(found["weights['W2']"], recorded((3, 2)))


PROTOCOLS = pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))


@PROTOCOLS
def test_what_this_python_and_numpy_write(tmp_path, protocol):
    values = [recorded((3, 2)), np.float64(1), {"random": np.random.RandomState(1)}, (b"a", "b")]
    (tmp_path / "w.pkl").write_bytes(pickle.dumps(values, protocol))
    found = found_in(tmp_path / "w.pkl")
    same(found["[0]"], values[0])
    assert found["[1]"] == 1
    assert repr(found["[2]"]).startswith("{'random': <numpy.random._pickle.")
    assert found["[3]"] == (b"a", "b")


@PROTOCOLS
@pytest.mark.parametrize("axes", [(1, 0, 2), (2, 0, 1), (2, 1, 0), (0, 2, 1)])
def test_arrays_whose_axes_were_moved(tmp_path, protocol, axes):
    moved = recorded((2, 3, 4)).transpose(axes)
    (tmp_path / "w.pkl").write_bytes(pickle.dumps([moved, np.asfortranarray(moved)], protocol))
    for found in found_in("w.pkl", tmp_path).values():
        same(found, moved)


@PROTOCOLS
def test_a_tuple_that_is_in_itself(tmp_path, protocol):
    itself = ([], "end")
    itself[0].append(itself)
    (tmp_path / "w.pkl").write_bytes(pickle.dumps([1, itself, 2], protocol))
    first, found, last = load(tmp_path / "w.pkl").value
    assert found[0][0] is found and found[1] == "end" and (first, last) == (1, 2)


def test_objects_in_the_order_of_fortran(tmp_path):
    values = np.array([[np.ones(1), None], [2, "x"]], dtype=object)
    for array in (values, np.asfortranarray(values)):
        np.save(tmp_path / "w.npy", array)
        found = found_in("w.npy", tmp_path)
        same(found.pop("[0, 0]"), np.ones(1))
        assert found == {"[0, 1]": None, "[1, 0]": 2, "[1, 1]": "x"}


def test_values_in_a_pickle_whose_lines_end_as_on_windows(tmp_path):
    values = [3**50, -5, "abc", "", 1.5, True, None, b"bytes"]
    text = pickle.dumps(values, 0).replace(b"\n", b"\r\n")
    (tmp_path / "w.pkl").write_bytes(text)
    assert load(tmp_path / "w.pkl").value == values


def test_a_pickle_whose_lines_end_as_on_windows(tmp_path):
    text = (DATA / "py27_list_0.pkl").read_bytes()
    (tmp_path / "w.pkl").write_bytes(text.replace(b"\n", b"\r\n"))
    same(found_in(tmp_path / "w.pkl")["[2]"], recorded((3, 2)))


def test_arrays_can_be_changed_where_an_npz_gave_them(tmp_path):
    np.savez(tmp_path / "w.npz", recorded((2, 3)))
    array = found_in(tmp_path / "w.npz")["arr_0"]
    array += 1
    same(array, recorded((2, 3)) + 1)
