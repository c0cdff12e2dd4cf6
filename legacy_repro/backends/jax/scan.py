"""Scan on JAX: `jax.lax.scan` over the steps, carrying the buffers of PyTensor's Scan.

The buffer of an output holds its initial values, if it is fed back, and what each step adds. One
that is too short for that keeps the last values, as a ring.
"""

import jax
import jax.numpy as jnp
from pytensor.link.jax.dispatch import jax_funcify
from pytensor.scan.op import Scan

from legacy_repro.backends.jax.sizes import ELSEWHERE
from legacy_repro.backends.jax.trace import evaluate
from legacy_repro.ops.checks import collected, require


@jax_funcify.register(Scan)
def scan(op, node, outer, **kwargs):
    """Return the function outer inputs -> outer outputs of a Scan."""
    if op.info.as_while:
        raise NotImplementedError(
            "scan with `until` makes as many steps as the data say, and XLA compiles arrays of "
            f"known shape only. {ELSEWHERE}"
        )
    inner = op.fgraph.inputs
    outer = outer | dict(zip(op.inner_seqs(inner), op.outer_seqs(node.inputs), strict=True))
    outer |= dict(zip(op.inner_non_seqs(inner), op.outer_non_seqs(node.inputs), strict=True))

    def loop(*inputs):
        if not inputs[0]:
            return _unchanged(op, node, list(inputs))
        return _Loop(op, list(inputs), outer).run()

    return loop


def _unchanged(op, node, inputs):
    """Return the outputs of no steps: initial values, and arrays of no elements."""
    first = 1 + op.info.n_seqs
    n_fed_back = len(op.info.tap_array)
    new = node.outputs[n_fed_back : n_fed_back + op.info.n_nit_sot]
    empty = [jnp.zeros((0,) * x.type.ndim, x.type.dtype) for x in new]
    return [
        *inputs[first : first + n_fed_back],
        *empty,
        *op.outer_untraced_sit_sot(inputs),
    ]


class _Loop:
    def __init__(self, op, inputs, outer):
        self.op, self.info, self.outer, self.n_steps = op, op.info, outer, int(inputs[0])
        self.sequences = [jnp.asarray(x) for x in op.outer_seqs(inputs)]
        for position, x in enumerate(self.sequences):
            if len(x) < self.n_steps:
                raise ValueError(
                    f"scan makes {self.n_steps} steps, but sequence {position} has length {len(x)}"
                )
        fed_back = (op.outer_mitmot, op.outer_mitsot, op.outer_sitsot)
        self.buffers = [jnp.asarray(x) for group in fed_back for x in group(inputs)]
        self.untraced = list(op.outer_untraced_sit_sot(inputs))
        self.lengths = [int(length) for length in op.outer_nitsot(inputs)]
        self.fixed = op.outer_non_seqs(inputs)

    def run(self):
        """Return the buffers, each in the order of time, and the states that have none."""
        values = jax.eval_shape(lambda: self._step(0, self.buffers, self.untraced)[0])
        for length, value in zip(self.lengths, self.op.inner_nitsot_outs(values), strict=True):
            self.buffers.append(jnp.zeros((length, *value.shape), value.dtype))
        errors = []

        def advance(carry, _):
            i, buffers, untraced = carry
            values, checks = self._step(i, buffers, untraced)
            errors[:] = [check.error for check in checks]
            untraced = list(self.op.inner_untraced_sit_sot_outs(values))
            seen = [(check.holds, check.numbers) for check in checks]
            return (i + 1, self._written(i, buffers, values), untraced), seen

        carry = (jnp.int64(0), self.buffers, self.untraced)
        (_, buffers, untraced), seen = jax.lax.scan(advance, carry, length=self.n_steps)
        _require_each(errors, seen)
        return [*map(self._in_order, range(len(buffers)), buffers), *untraced]

    def _step(self, i, buffers, untraced):
        """Return the outputs of the inner graph in step i, and the checks it makes."""
        taps = [
            buffer[(self._first(k) + i + tap) % len(buffer)]
            for k, (buffer, taps) in enumerate(zip(buffers, self.info.tap_array, strict=False))
            for tap in taps
        ]
        inputs = [*(x[i] for x in self.sequences), *taps, *untraced, *self.fixed]
        with collected() as checks:
            return evaluate(self.op.fgraph, inputs, outer=self.outer), checks

    def _written(self, i, buffers, values):
        """Return the buffers with the values of step i written to them."""
        op, info = self.op, self.info
        new = list(buffers)
        for k, group in enumerate(op.inner_mitmot_outs_grouped(values)):
            for tap, value in zip(info.mit_mot_out_slices[k], group, strict=True):
                new[k] = new[k].at[self._first(k) + i + tap].set(value)
        others = (op.inner_mitsot_outs, op.inner_sitsot_outs, op.inner_nitsot_outs)
        single = [value for group in others for value in group(values)]
        for k, value in enumerate(single, start=info.n_mit_mot):
            new[k] = new[k].at[(self._first(k) + i) % len(new[k])].set(value)
        return new

    def _first(self, k):
        """Return where step 0 writes to buffer k: behind its initial values."""
        taps = self.info.tap_array
        return max(0, -min(taps[k])) if k < len(taps) else 0

    def _in_order(self, k, buffer):
        written = self._first(k) + self.n_steps
        if k < self.info.n_mit_mot or written <= len(buffer):
            return buffer
        return jnp.roll(buffer, -(written % len(buffer)), axis=0)


def _require_each(errors, seen):
    """Require what was checked in every step; the numbers are those of the first that failed."""
    for error, (holds, numbers) in zip(errors, seen, strict=True):
        first_wrong = jnp.argmin(holds)
        require(holds.all(), error, *(jnp.asarray(number)[first_wrong] for number in numbers))
