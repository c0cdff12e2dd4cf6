"""Python 2's math: floor and ceil give floats."""

import math
from math import *


def floor(x):
    """Return the largest whole number up to x, as a float."""
    return float(math.floor(x)) if math.isfinite(x) else x


def ceil(x):
    """Return the smallest whole number from x on, as a float."""
    return float(math.ceil(x)) if math.isfinite(x) else x
