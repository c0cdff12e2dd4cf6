"""The multinomial draws in JAX."""

import jax.numpy as jnp
from jax import lax
from pytensor.link.jax.dispatch.basic import jax_funcify

from legacy_repro.ops.checks import require
from legacy_repro.ops.multinomial import ChoiceFromUniform, MultinomialFromUniform, by_draw


def running_sums(pvals, dtype):
    """Return the running sums (B, K), added one by one: cumsum may add in another order."""

    def add(total, p):
        total = total + p.astype(dtype)
        return total, total

    return lax.scan(add, jnp.zeros(len(pvals), dtype), pvals.T)[1].T


def category(pvals, u):
    """Return the first category of each row whose running sum exceeds u, and if there is one."""
    above = running_sums(pvals, "float64") > u[..., None]
    return jnp.argmax(above, axis=-1), above.any(axis=-1)


def remove(pvals, rows, k):
    """Take category k of each row away and scale the others to sum 1, in the precision of pvals."""
    pvals = pvals.at[rows, k].set(0)
    return pvals / running_sums(pvals, pvals.dtype)[:, -1:]


def too_few(row, n):
    return ValueError(f"row {row} of pvals has fewer than {n} categories of positive probability")


def count(pvals, unis, n):
    k, found = category(pvals, by_draw(pvals, unis, int(n)))
    return jnp.zeros(pvals.shape, "int64").at[jnp.arange(len(pvals)), k].add(found)


def choose(pvals, unis, n):
    rows, draws = jnp.arange(len(pvals)), int(n)

    def draw(pvals, u):
        k, found = category(pvals, u)
        # Where rounding left the sum below u, the last possible category is meant.
        last = pvals.shape[1] - 1 - jnp.argmax(pvals[:, ::-1] > 0, axis=1)
        k = jnp.where(found, k, last)
        return remove(pvals, rows, k), (k, pvals[rows, k] > 0)

    _, (chosen, possible) = lax.scan(draw, pvals, by_draw(pvals, unis, draws))
    if possible.size:
        first = jnp.argmin(possible)
        require(possible.ravel()[first], too_few, first % len(pvals), draws)
    return chosen.T


@jax_funcify.register(MultinomialFromUniform)
def counts(op, **kwargs):
    return count


@jax_funcify.register(ChoiceFromUniform)
def choices(op, **kwargs):
    return choose
