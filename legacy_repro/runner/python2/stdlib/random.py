"""Python 2's random: from one seed the same choices, shuffles and samples as there."""

import random as _random
from random import *


class Random(_random.Random):
    """Draws whole numbers as Python 2 did."""

    def _randbelow(self, n):
        return int(self.random() * n)


_shared = Random()
for _name in _random.__all__:
    if hasattr(_shared, _name):
        globals()[_name] = getattr(_shared, _name)
