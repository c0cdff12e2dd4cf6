"""What Python, NumPy and SciPy have dropped; the pictures' numbers are those of SciPy 1.1."""

import numpy as np
import pytest

from legacy_repro.runner.python2.removed import scipy_misc

PIXELS = np.random.RandomState(0).randint(0, 255, (8, 8)).astype("uint8")


def test_a_python3_script_of_2015_finds_its_names(run):
    ended = run(
        """
        import collections, fractions, imp, inspect, time, os
        import xml.etree.cElementTree as ET
        from numpy import *
        import numpy as np
        import scipy, scipy.misc
        from scipy.misc import imsave, imread, logsumexp
        other = imp.load_source("other", "module.py")
        print(other.value, isinstance(len, collections.Callable), time.clock() > 0, os.errno.EPERM)
        print(inspect.getargspec(lambda a, b=2: a), fractions.gcd(4, 6), ET.fromstring("<a/>").tag)
        print(np.int(7.5), np.float, np.object, np.zeros(1, np.bool).dtype, np.cast["int8"](2.5))
        print(np.fromstring(b"ab", "u1"), np.asfarray([1]).dtype, np.product([2, 3]), np.NaN)
        imsave("x.png", np.eye(3))
        print(imread("x.png").tolist(), scipy.misc.logsumexp([0.0]), 1 / 2, max(1, 2))
        """,
        {"module.py": "value = 3\n"},
    )
    assert ended.stdout.splitlines() == [
        "3 True True 1",
        "ArgSpec(args=['a', 'b'], varargs=None, keywords=None, defaults=(2,)) 2 a",
        "7 <class 'float'> <class 'object'> bool 2",
        "[97 98] float64 6 nan",
        "[[255, 0, 0], [0, 255, 0], [0, 0, 255]] 0.0 0.5 2",
    ], ended.stderr


def test_pickled_arrays_of_python2_are_read_without_asking(run):
    ended = run(
        """
        import numpy as np
        np.save("x.npy", np.array([1, "a"], dtype=object))
        print np.load("x.npy").tolist()
        """
    )
    assert ended.stdout == "[1, 'a']\n", ended.stderr


@pytest.mark.parametrize(
    ("size", "interp", "shape", "total"),
    [
        (50, "nearest", (4, 4), 2255),
        (2.0, "bilinear", (16, 16), 34308),
        ((4, 3), "bicubic", (4, 3), 1595),
    ],
)
def test_a_picture_is_resized(size, interp, shape, total):
    resized = scipy_misc.imresize(PIXELS, size, interp)
    assert (resized.shape, resized.sum()) == (shape, total)


def test_values_are_spread_over_bytes():
    values = np.array([[0.0, 1.0], [2.0, 5.0]])
    assert scipy_misc.bytescale(values).tolist() == [[0, 51], [102, 255]]
    assert scipy_misc.bytescale(values, 0, 10, 200, 10).tolist() == [[10, 29], [48, 105]]
    assert scipy_misc.bytescale(np.ones((1, 2))).tolist() == [[0, 0]]
    assert scipy_misc.bytescale(PIXELS) is PIXELS


def test_an_array_is_a_picture():
    picture = scipy_misc.toimage(np.random.RandomState(0).rand(3, 6, 5))
    assert (picture.mode, picture.size, np.asarray(picture).sum()) == ("RGB", (5, 6), 11000)
    turned = scipy_misc.imrotate(PIXELS, 90)
    assert turned[0].tolist() == [103, 216, 174, 148, 192, 147, 32, 114]
    with pytest.raises(ValueError, match=r"shape \(2, 2, 2\) has no axis of 3 or 4 channels"):
        scipy_misc.toimage(np.zeros((2, 2, 2)))
