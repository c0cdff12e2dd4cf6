"""The generator that initializers draw from."""

import numpy as np
import pytest

from legacy_repro.lasagne import random


@pytest.fixture(autouse=True)
def restore():
    before = random.get_rng()
    yield
    random.set_rng(before)


def test_default_is_numpys_global_state():
    assert random.get_rng() is np.random


def test_set_rng_replaces_it():
    rng = np.random.RandomState(3)
    random.set_rng(rng)
    assert random.get_rng() is rng
