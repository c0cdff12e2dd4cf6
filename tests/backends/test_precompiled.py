import itertools
import os
import shutil

import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest

from legacy_repro.backends import ahead, precompiled
from legacy_repro.ops.conv2d import Conv2d

# Sorts the rows of an integer matrix of two columns, as Elemwise sorts its loops.
SORT = """
    npy_int64* rows = (npy_int64*)PyArray_DATA(copy);
    std::vector< std::pair<int, npy_intp> > loops(PyArray_DIM(copy, 0));
    for (size_t i = 0; i < loops.size(); i++)
        loops[i] = std::make_pair((int)rows[2 * i], (npy_intp)rows[2 * i + 1]);
    std::sort(loops.rbegin(), loops.rend());
    for (size_t i = 0; i < loops.size(); i++) {
        rows[2 * i] = loops[i].first;
        rows[2 * i + 1] = loops[i].second;
    }
"""


@pytest.fixture
def headers(monkeypatch):
    """Return the list of the precompiled headers that modules take from now on."""
    taken = []

    def run(command, **kwargs):
        out, err, status = original([*command, "-H"], **kwargs)
        lines = err.decode().splitlines()
        taken.append([line.rpartition("/")[2] for line in lines if line.startswith("! ")])
        return out, err, status

    original = ahead.run
    monkeypatch.setattr(ahead, "run", run)
    return taken


def test_modules_take_the_precompiled_headers(headers, copied):
    flags_of_ours = Conv2d().c_compile_args()
    ops = [copied(SORT, [f"-DPID={os.getpid()}", *flags]) for flags in ([], flags_of_ours)]
    for folder in ahead.compile_missing([op(pt.lmatrix()).owner for op in ops]):
        shutil.rmtree(folder)
    name = pytensor.config.gcc__cxxflags.split()[-1].rpartition("/")[2]
    assert headers == [[f"{name}.gch"]] * 2


def test_loops_are_sorted_as_by_the_standard_library(function, copied):
    x = pt.lmatrix("x")
    ours = function([x], copied(SORT)(x))
    numbers = np.random.RandomState(1)
    for length in range(7):
        for _ in range(20):
            rows = np.stack([numbers.randint(3, size=length), numbers.permutation(length)], axis=1)
            assert ours(rows).tolist() == sorted(rows.tolist(), reverse=True)


def test_the_order_of_axes_in_memory_changes_no_number(function):
    x, y = pt.tensor4("x"), pt.tensor4("y")
    ours = function([x, y], x * 2 - y)
    values = np.random.RandomState(1).normal(size=(2, 3, 4, 5)).astype(x.dtype)
    for axes in itertools.permutations(range(4)):
        there = values.transpose(axes)
        np.testing.assert_array_equal(ours(there, there.copy()), there)


def test_other_compilers_go_without(monkeypatch):
    with pytensor.config.change_flags(cxx="/usr/bin/clang++", gcc__cxxflags="-O3"):
        precompiled.use()
        assert pytensor.config.gcc__cxxflags == "-O3"
