"""MRG31k3p in NumPy: its recurrence, its jumps ahead, and the states of many streams.

    x[t] = (2^22 x[t-2] + (2^7 + 1) x[t-3]) mod M1
    y[t] = (2^15 y[t-1] + (2^15 + 1) y[t-3]) mod M2
    z[t] = (x[t] - y[t]) mod M1, and M1 instead of 0

A state is six int32: x and y of the last three steps, latest first. The uniform number is z / 2^31.
P. L'Ecuyer and R. Touzin, Fast combined multiple recursive generators with multipliers of the
form a = +-2^q +-2^r, Winter Simulation Conference 2000.
"""

import operator

import numpy as np

M1 = 2**31 - 1
M2 = 2**31 - 21069
MODULI = np.array([[M1], [M2]], dtype="uint64")

ONE_STEP = np.array(
    [
        [[0, 2**22, 2**7 + 1], [1, 0, 0], [0, 1, 0]],
        [[2**15, 0, 2**15 + 1], [1, 0, 0], [0, 1, 0]],
    ],
    dtype="uint64",
)

# The factors that turn z into a uniform number; Theano's for float32 is just below 2^-31, so that
# the largest z, which float32 rounds to 2^31, stays below 1.
SCALES = {"float32": np.float32(2.0**-31 - 2.0**-55), "float64": 2.0**-31}


def jump_matrices(log2_steps):
    """Return the matrices (2, 3, 3), for x and y, that move a state on by 2**log2_steps steps."""
    matrices = ONE_STEP
    for _ in range(log2_steps):
        matrices = matrices @ matrices % MODULI[:, :, None]
    return matrices


# From one stream of a random variable to its next, and from one random variable to the next.
NEXT_STREAM = jump_matrices(72)
NEXT_VARIABLE = jump_matrices(134)


def jump(states, matrices):
    """Return int32 states (n, 6), or one (6,), moved on by jump matrices (2, 3, 3)."""
    parts = states.reshape(-1, 2, 3).astype("uint64")
    # Three products of 31-bit numbers are below 2^64.
    moved = np.einsum("cij,ncj->nci", matrices, parts) % MODULI
    return moved.astype("int32").reshape(states.shape)


def stream_states(state, n):
    """Return the states (n, 6) of n streams, each 2^72 steps after the last, the first as given."""
    states, matrices = np.asarray(state, dtype="int32").reshape(1, 6), NEXT_STREAM
    while len(states) < n:
        states = np.concatenate([states, jump(states, matrices)])
        matrices = matrices @ matrices % MODULI[:, :, None]
    return states[:n]


def next_variable(state):
    """Return the state (6,) that the next random variable starts from, 2^134 steps further on."""
    return jump(state, NEXT_VARIABLE)


def seed_state(seed):
    """Return the state (6,) that a seed stands for, an integer or six.

    Raises TypeError for anything else, ValueError for numbers from which the recurrence cannot
    start. Theano let negative ones pass, and drew something else than MRG31k3p from them.
    """
    if not (isinstance(seed, (list, tuple, np.ndarray)) and len(seed) == 6):
        if not 0 < _integer(seed) < M2:
            raise ValueError(f"seed {seed}: an integer must be from 1 to {M2 - 1}")
        return np.full(6, seed, dtype="int32")
    state = [_integer(number) for number in seed]
    for name, part, modulus in (("first", state[:3], M1), ("last", state[3:], M2)):
        if not any(part):
            raise ValueError(f"seed {seed}: the {name} three of the six numbers must not all be 0")
        if min(part) < 0 or max(part) >= modulus:
            raise ValueError(
                f"seed {seed}: the {name} three of the six numbers must be from 0 to {modulus - 1}"
            )
    return np.array(state, dtype="int32")


def check_states(shape):
    """Raise ValueError unless this can be the shape of a state matrix."""
    if shape[0] == 0 or shape[1] != 6:
        raise ValueError(
            f"the stream states must be a matrix (n, 6) with n > 0, not ({shape[0]}, {shape[1]})"
        )


def check_size(size, ndim):
    """Raise ValueError unless this can be the size of a sample with ndim dimensions."""
    if len(size) != ndim:
        raise ValueError(f"size must have {ndim} elements, not {len(size)}")
    for axis in range(ndim):
        if size[axis] < 0:
            raise ValueError(f"size must not be negative: {size[axis]} along axis {axis}")


def uniform(states, count, dtype):
    """Return the states after `count` draws, and the uniform numbers drawn."""
    check_states(states.shape)
    states, integers = draw(states, count)
    return states, integers.astype(dtype) * SCALES[dtype]


def draw(states, count):
    """Return the states (n, 6) after `count` draws, and the z drawn, number i by row i mod n."""
    state = states.T.astype("int64")
    integers = np.empty(count, dtype="int64")
    for start in range(0, count, len(states)):
        part = integers[start : start + len(states)]
        part[:] = _step(state[:, : len(part)])
    return np.ascontiguousarray(state.T, dtype="int32"), integers


def _step(state):
    """Move the columns of a state (6, n) on by one step, in place, and return their z."""
    x = (2**22 * state[1] + (2**7 + 1) * state[2]) % M1
    y = (2**15 * state[3] + (2**15 + 1) * state[5]) % M2
    state[[1, 2, 4, 5]] = state[[0, 1, 3, 4]]
    state[0], state[3] = x, y
    return np.where(x > y, x - y, x - y + M1)


def _integer(seed):
    try:
        return operator.index(seed)
    except TypeError:
        raise TypeError(f"seed must be one integer or six integers, not {seed!r}") from None
