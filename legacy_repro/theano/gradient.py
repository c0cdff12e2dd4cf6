"""``theano.gradient``: PyTensor's gradients, asked for as in Theano."""

import pytensor.gradient
from pytensor.compile.ops import ViewOp
from pytensor.gradient import (
    DisconnectedType,
    disconnected_grad,
    grad_clip,
    grad_not_implemented,
    grad_scale,
    grad_undefined,
    numeric_grad,
    pullback,
    pushforward,
    subgraph_grad,
    verify_grad,
    zero_grad,
)
from pytensor.graph.null_type import NullType
from pytensor.graph.traversal import apply_ancestors

from legacy_repro import names
from legacy_repro.theano.gof.op import Op
from legacy_repro.theano.gof.testvalues import filled

consider_constant = zero_grad


@filled
def grad(
    cost,
    wrt,
    consider_constant=None,
    disconnected_inputs="raise",
    add_names=True,
    known_grads=None,
    return_disconnected="zero",
    null_gradients="raise",
):
    """Return the gradient of a scalar: a variable, or a list where wrt is one.

    Arguments as in Theano 1.0. Raises TypeError where cost is no scalar.
    """
    if getattr(cost, "ndim", 0):
        raise TypeError("cost must be a scalar.")
    return pytensor.gradient.grad(
        cost,
        wrt,
        consider_constant=consider_constant,
        disconnected_inputs=disconnected_inputs,
        add_names=add_names,
        known_grads=known_grads,
        return_disconnected=return_disconnected.lower(),
        null_gradients=null_gradients,
    )


@filled
def Rop(f, wrt, eval_points, disconnected_outputs="raise", return_disconnected="zero"):
    """Return the Jacobian of f times eval_points, a point for each variable of wrt."""
    options = {"disconnected_outputs": disconnected_outputs}
    options["return_disconnected"] = return_disconnected.lower()
    nodes = apply_ancestors(f if isinstance(f, list | tuple) else [f])
    own = any(_has_own(node.op) for node in nodes)
    return pushforward(f, wrt, eval_points, use_op_pushforward=own, **options)


def _has_own(op):
    """Return whether a script has written the R_op of an operation."""
    if isinstance(op, Op):
        return type(op).R_op is not Op.R_op
    return getattr(op, "pushforward_overrides", None) is not None


@filled
def Lop(f, wrt, eval_points, consider_constant=None, disconnected_inputs="raise"):
    """Return eval_points times the Jacobian of f, a point for each variable of f."""
    return pullback(
        f,
        wrt,
        eval_points,
        consider_constant=consider_constant,
        disconnected_inputs=disconnected_inputs,
    )


@filled
def jacobian(expression, wrt, consider_constant=None, disconnected_inputs="raise"):
    """Return the derivatives of each element of a vector, a row each."""
    return pytensor.gradient.jacobian(expression, wrt, consider_constant, disconnected_inputs)


@filled
def hessian(cost, wrt, consider_constant=None, disconnected_inputs="raise"):
    """Return the second derivatives of a scalar with respect to a vector, or to each of a list."""
    return pytensor.gradient.hessian(cost, wrt, consider_constant, disconnected_inputs)


def sparse_grad(var):
    """Return a variable ``W[rows]`` as it is: its gradient was to be sparse, which saved memory.

    Raises TypeError where it is not rows of a matrix chosen by a vector.
    """
    if var.owner is None or "AdvancedSubtensor" not in type(var.owner.op).__name__:
        raise TypeError(f"sparse_grad: {var} is no W[rows]")
    return var


__getattr__ = names.absent(__name__, elsewhere=pytensor.gradient)
