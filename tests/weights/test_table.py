"""The table that `legacy-repro weights FILE` prints."""

import pickle
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from legacy_repro import __main__, weights

DATA = Path(__file__).parents[1] / "data" / "weights"


def shown_of(tmp_path, value):
    path = tmp_path / "w.pkl"
    path.write_bytes(pickle.dumps(value, 2))
    return weights.describe(path).removeprefix(f"{path}: pickle\n")


def test_a_file_of_the_model_zoo(capsys):
    path = DATA / "py27_zoo_2.pkl"
    assert __main__.main(["weights", str(path)]) == 0
    assert (
        capsys.readouterr().out
        == f"""\
{path}: pickle
+--------------------------------------------------------------------------------+
| place               | shape  | dtype   |   min |    max |    mean | not finite |
|---------------------+--------+---------+-------+--------+---------+------------|
| ['mean value']      | (1, 3) | float64 |     1 |      1 |       1 |            |
| ['param values'][0] | (2, 3) | float32 | -0.25 |  0.375 |  0.0625 |            |
| ['param values'][1] | (3,)   | float32 | -0.25 |      0 |  -0.125 |            |
| ['param values'][2] | (3, 2) | float32 | -0.25 |  0.375 |  0.0625 |            |
| ['param values'][3] | (2,)   | float32 | -0.25 | -0.125 | -0.1875 |            |
+--------------------------------------------------------------------------------+
['model type']: 'tiny'
['values']: None
['synset words']: 2 entries: ['tench', 'goldfish']
Arrays: 5
Numbers: 20
"""
    )


def rows_of(text):
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in lines[1:]]


def test_what_is_not_finite_is_marked_and_left_out_of_the_numbers(tmp_path):
    values = [np.array([1, np.nan, 3]), np.array([np.inf, -np.inf, np.nan, 2]), np.full(2, np.nan)]
    assert [row[3:] for row in rows_of(shown_of(tmp_path, values))] == [
        ["1", "3", "2", "1 NaN"],
        ["2", "2", "2", "1 NaN, 2 infinite"],
        ["", "", "", "2 NaN"],
    ]


def test_the_numbers_are_found_without_a_copy(tmp_path):
    values = np.zeros(4_000_000, np.float32)
    values[0] = np.nan
    np.save(tmp_path / "w.npy", values)
    tracemalloc.start()
    try:
        assert rows_of(weights.describe(tmp_path / "w.npy"))[0][3:] == ["0", "0", "0", "1 NaN"]
        assert tracemalloc.get_traced_memory()[1] < 1.6 * values.nbytes
    finally:
        tracemalloc.stop()


def test_arrays_without_numbers(tmp_path):
    values = [np.array(["a"]), np.zeros((0, 2)), np.array([1j]), np.array([b"abc"])]
    assert [row[2:] for row in rows_of(shown_of(tmp_path, values))] == [
        [dtype, "", "", "", ""] for dtype in ("<U1", "float64", "complex128", "S3")
    ]


def test_an_array_alone(tmp_path):
    assert rows_of(shown_of(tmp_path, np.float32([2, 4]))) == [
        ["all of it", "(2,)", "float32", "2", "4", "3", ""]
    ]


def test_the_names_of_shared_variables():
    assert [row[0] for row in rows_of(weights.describe(DATA / "py37_shared_2.pkl"))] == [
        "[0] (W)",
        "[1] (b)",
        "[2] (V)",
        "[3] (c)",
    ]


def test_float16_does_not_overflow(tmp_path):
    assert rows_of(shown_of(tmp_path, np.full(10, 60000, np.float16)))[0][5] == "60000"


def test_other_things_are_short_and_plain(tmp_path):
    entries = {
        "long": "x" * 10_000,
        "esc\x1b[31m": "\x1b[31m\u03b1",
        "many": list(range(1000)),
        "large": 10**1000,
        "[bold]": 1,
        "bytes": bytes(1000),
        "losses": [np.float64(0.5)] * 3,
    }
    lines = shown_of(tmp_path, entries | {"w": np.ones(1)}).splitlines()
    assert all(line.isascii() and line.isprintable() and len(line) < 150 for line in lines)
    assert "['long']: 'xxxxxxxxxxxxxxxxx...xxxxxxxxxxxxxxxxxx'" in lines
    assert r"['esc\x1b[31m']: '\x1b[31m\u03b1'" in lines
    assert "['many']: 1,000 entries: [0, 1, 2, 3, ...]" in lines
    assert "['large']: <integer of 3,322 bits>" in lines
    assert "['[bold]']: 1" in lines
    assert "['losses']: 3 entries: [0.5, 0.5, 0.5]" in lines


def test_the_first_thousand_are_listed(tmp_path):
    text = shown_of(tmp_path, [np.ones(1)] * 1500 + [None] * 1001)
    assert len(rows_of(text)) == 1000 and text.count("]: None") == 1000
    assert "... and 500 more arrays" in text and "... and 1 more other things" in text
    assert text.endswith("Arrays: 1,500\nNumbers: 1,500")


def test_a_file_without_arrays(tmp_path):
    assert shown_of(tmp_path, [1, 2]) == "all of it: 2 entries: [1, 2]\nArrays: 0\nNumbers: 0"


@pytest.mark.parametrize(
    "content, says",
    [(None, "No such file or directory"), (b"cos\nsystem\n.", "it asks for os.system, which is")],
)
def test_the_command_says_in_one_line_what_is_wrong(tmp_path, capsys, content, says):
    path = tmp_path / "w.pkl"
    if content:
        path.write_bytes(content)
    assert __main__.main(["weights", str(path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"legacy-repro: {path}: ") and says in said and said.count("\n") == 1
