"""Draw on JAX: compiled code holds the state as words, and calls NumPy for the sample."""

import jax
import numpy as np
from jax.experimental.buffer_callback import buffer_callback
from pytensor.link.jax.dispatch.basic import jax_funcify

from legacy_repro.ops.checks import require
from legacy_repro.ops.random_state import ADDED, Draw, words


@jax_funcify.register(Draw)
def _draw(op, node, **kwargs):
    errors = []

    def first_error():
        error = errors[0]
        errors.clear()
        return error

    def draw(state, size, *params):
        shape = _shape(op, size, params)

        def on_host(state, *params):
            state, *params = map(np.asarray, (state, *params))
            try:
                return *words.draw(op, state, shape[: len(size)], params), True
            except Exception as error:
                errors.append(error)
                return state, np.zeros(shape, op.dtype), False

        after, sample, drawn = _called(on_host, shape, op.dtype, state, *params)
        require(drawn, first_error)
        return after, sample

    return draw


def _shape(op, size, params):
    """Return the shape of the sample, which XLA must know."""
    added = [ADDED[op.distribution](*params)] if op.distribution in ADDED else []
    shape = tuple(map(int, (*size, *added)))
    if min(shape, default=0) < 0:
        raise ValueError(f"negative dimensions are not allowed: a sample of shape {shape}")
    return shape


def _called(on_host, shape, dtype, *inputs):
    """Return what ``on_host`` returns for the inputs, when the compiled function runs.

    On a CPU not with pure_callback: it copies what it passes on with the thread pool of XLA, waits
    for that in a thread of the pool, and waits for ever where the pool has a single one.
    """
    results = [
        jax.ShapeDtypeStruct((words.WORDS,), "uint32"),
        jax.ShapeDtypeStruct(shape, dtype),
        jax.ShapeDtypeStruct((), "bool"),
    ]

    def write(context, buffers, *inputs):
        for buffer, value in zip(buffers, on_host(*inputs), strict=True):
            np.asarray(buffer)[...] = value

    def call(*inputs):
        return jax.pure_callback(
            lambda *inputs: list(map(np.asarray, on_host(*inputs))),
            results,
            *inputs,
            vmap_method="sequential",
        )

    return jax.lax.platform_dependent(*inputs, cpu=buffer_callback(write, results), default=call)
