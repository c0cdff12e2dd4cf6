"""ifelse on JAX: XLA computes the branch that the condition chooses, and makes its checks alone.

PyTensor 3.0, and later versions where a branch has nothing to compute, have both values ready.
"""

import jax
import jax.numpy as jnp
import numpy as np
from pytensor.link.jax.dispatch import jax_funcify

from legacy_repro.backends.jax.sizes import ELSEWHERE
from legacy_repro.backends.jax.trace import evaluate, is_known
from legacy_repro.ops.checks import collected, require

try:
    from pytensor.conditional.op import IfElse, LazyIfElse
except ImportError:  # PyTensor 3.0
    from pytensor.ifelse import IfElse

    LazyIfElse = None


@jax_funcify.register(IfElse)
def ifelse(op, **kwargs):
    """Return the function condition, values of both branches -> those of one."""

    def choose(condition, *values):
        branches = values[: op.n_outs], values[op.n_outs :]
        if is_known(condition):
            return branches[not condition]
        _require_equal([[np.shape(x) for x in branch] for branch in branches])
        return [jnp.where(condition != 0, a, b) for a, b in zip(*branches, strict=True)]

    return choose


def lazy_ifelse(op, **kwargs):
    """Return the function condition, inputs -> outputs of the branch."""

    def choose(condition, *inputs):
        branches = [Branch(op.true_branch, inputs), Branch(op.false_branch, inputs)]
        if is_known(condition):
            return evaluate(branches[not condition].fgraph, inputs)
        passed = [branch.passed() for branch in branches]
        _require_equal([branch.shapes for branch in branches])
        outputs, seen = jax.lax.cond(
            condition,
            lambda: branches[0].run(after=passed[1]),
            lambda: branches[1].run(before=passed[0]),
        )
        errors = branches[0].errors + branches[1].errors
        for error, (holds, numbers) in zip(errors, seen, strict=True):
            require(holds, error, *numbers)
        return outputs

    return choose


def _require_equal(shapes):
    if shapes[0] != shapes[1]:
        raise NotImplementedError(
            f"ifelse has branches of the shapes {shapes[0]} and {shapes[1]}, and XLA compiles "
            f"arrays of known shape only. {ELSEWHERE}"
        )


class Branch:
    def __init__(self, op, inputs):
        self.fgraph, self.inputs, self.errors = op.fgraph, inputs, []

    def run(self, before=(), after=()):
        """Return the outputs, and the checks of both branches: conditions and numbers."""
        with collected() as checks:
            outputs = [jnp.asarray(x) for x in evaluate(self.fgraph, self.inputs)]
        self.errors = [check.error for check in checks]
        return outputs, [*before, *((check.holds, check.numbers) for check in checks), *after]

    def passed(self):
        """Return what stands for the checks when the other branch is computed: they hold."""
        outputs, checks = jax.eval_shape(self.run)
        self.shapes = [x.shape for x in outputs]
        return jax.tree.map(lambda x: jnp.ones(x.shape, x.dtype), checks)


if LazyIfElse:
    jax_funcify.register(LazyIfElse)(lazy_ifelse)
