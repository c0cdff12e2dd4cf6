"""How (z + |z|) / 2 and its gradient look in a graph, for the rewrites that look for them."""

from typing import NamedTuple

from pytensor.graph.basic import Apply, Variable
from pytensor.scalar import basic as scalar

from legacy_repro.rewrites.patterns import applies, is_number


class Match(NamedTuple):
    """A value, made of z in the nodes `by`, and in case another variable."""

    value: Variable
    by: list[Apply]
    top: Variable | None = None


def rectified(fgraph, z):
    """Return the match of (z + |z|) / 2, or None."""
    for absolute in _clients(fgraph, z, scalar.Abs):
        for total in _clients(fgraph, absolute.outputs[0], scalar.Add):
            if set(total.inputs) == {z, absolute.outputs[0]}:
                for half in _clients(fgraph, total.outputs[0], scalar.Mul):
                    if _halved(half) is total.outputs[0]:
                        return Match(half.outputs[0], [absolute, total, half])
    return None


def gradient(fgraph, z):
    """Return the match of t + t sign(z), where t is half of the gradient `top`, or None."""
    for sign in _clients(fgraph, z, scalar.Sign):
        for signed in _clients(fgraph, sign.outputs[0], scalar.Mul):
            half = next((x for x in signed.inputs if x is not sign.outputs[0]), sign.outputs[0])
            for total in _clients(fgraph, signed.outputs[0], scalar.Add):
                top = half.owner and _halved(half.owner)
                if top is not None and set(total.inputs) == {half, signed.outputs[0]}:
                    return Match(total.outputs[0], [sign, signed, half.owner, total], top)
    return None


def _clients(fgraph, x, operation):
    """Return the nodes that apply an elementwise operation, of two arguments if any, to x."""
    nodes = [node for node, _ in fgraph.clients[x] if applies(node, operation)]
    return [node for node in nodes if len(node.inputs) <= 2]


def _halved(node):
    """Return x where the node is x / 2, written as a product, else None."""
    if applies(node, scalar.Mul) and len(node.inputs) == 2:
        for half, x in (node.inputs, node.inputs[::-1]):
            if is_number(half, 0.5) and x.type.dtype == node.outputs[0].type.dtype:
                return x
    return None
