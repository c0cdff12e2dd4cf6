"""How values of a file are shown: short, and no more of them looked at than is shown."""

import tracemalloc

import numpy as np
import pytest

from legacy_repro.weights.arrays import Objects
from legacy_repro.weights.shown import shown
from legacy_repro.weights.standins import Archive, Ordered

MILLION = 1_000_000


@pytest.mark.parametrize(
    "value",
    [
        dict.fromkeys(range(MILLION)),
        set(range(MILLION)),
        [0] * MILLION,
        "x" * MILLION,
        bytes(MILLION),
        bytearray(MILLION),
        np.str_("x" * MILLION),
        np.bytes_(b"x" * MILLION),
        np.zeros(MILLION),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_large_is_not_copied(value):
    tracemalloc.start()
    try:
        text = shown(value)
        assert tracemalloc.get_traced_memory()[1] < 10_000
    finally:
        tracemalloc.stop()
    assert len(text) <= 50


@pytest.mark.parametrize(
    "value, text",
    [
        (Archive(a=Archive(b=Archive(c=1))), "{'a': {'b': {...}}}"),
        (Ordered(a=1), "{'a': 1}"),
        (((((),),),), "(((...),),)"),
        ({(): set()}, "{(): set()}"),
        ({"b", 1, "a"}, "{'a', 'b', 1}"),
        (frozenset([2]), "{2}"),
        (True, "True"),
        (2**200, "<integer of 201 bits>"),
        (np.float32(0.1), "0.1"),
        (1 + 2j, "(1+2j)"),
        (bytearray(b"ab"), "b'ab'"),
        (np.zeros((2, 3)), "<float64 array (2, 3)>"),
        (Objects((1,), [None]), "<array of objects (1,)>"),
        ("\x1b\u03b1", r"'\x1b\u03b1'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "value",
)
def test_values(value, text):
    assert shown(value) == text
