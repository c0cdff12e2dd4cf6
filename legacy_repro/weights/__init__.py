"""The values of parameters in a file: our own npz, and what programs of the time wrote.

Nothing in a file is ever run: a pickle is read as a description, by a machine that knows arrays,
plain containers and Theano's shared variables, and of what these lead to (their types and
containers, NumPy's random states) that it is there; every other name is refused.
"""

from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.fit import read, shape_of
from legacy_repro.weights.npz import read_arrays, with_suffix, write
from legacy_repro.weights.table import describe
