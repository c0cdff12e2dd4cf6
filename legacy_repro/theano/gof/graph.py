"""``theano.gof.graph``: walking through graphs, copying and comparing them."""

import pytensor.graph.basic
from pytensor.graph import traversal
from pytensor.graph.basic import (
    Apply,
    Constant,
    Node,
    Variable,
    clone_get_equiv,
    equal_computations,
)
from pytensor.graph.op import io_connection_pattern
from pytensor.graph.replace import clone_replace
from pytensor.graph.traversal import general_toposort

from legacy_repro import names


def inputs(variable_list, blockers=None):
    """Return the variables that a graph starts from, constants and shared variables too."""
    return [x for x in ancestors(variable_list, blockers) if x.owner is None]


def ancestors(variable_list, blockers=None):
    """Return all variables that some variables are computed from, and these themselves.

    In Theano's order: the last of the variables first, and depth first from there.
    """
    found = {}
    waiting = list(variable_list)
    while waiting:
        variable = waiting.pop()
        if variable not in found:
            found[variable] = True
            if variable.owner is not None and variable not in (blockers or ()):
                waiting += variable.owner.inputs[::-1]
    return list(found)


def variables(i, o):
    """Return the variables between inputs and outputs, and those that come in from elsewhere."""
    return list(traversal.vars_between(i, o))


def orphans(i, o):
    """Return the variables that outputs need besides the inputs: constants, shared variables."""
    return list(traversal.orphans_between(i, o))


def variables_and_orphans(i, o):
    """Return `variables` and `orphans`."""
    return variables(i, o), orphans(i, o)


def ops(i, o):
    """Return the set of the nodes between inputs and outputs."""
    return set(traversal.applys_between(i, o))


def list_of_nodes(inputs, outputs):
    """Return the nodes between inputs and outputs."""
    return list(traversal.applys_between(inputs, outputs))


def io_toposort(inputs, outputs, orderings=None, clients=None):
    """Return the nodes between inputs and outputs, each after those that it needs."""
    return list(traversal.io_toposort(inputs, outputs, orderings))


def clone(i, o, copy_inputs=True, copy_orphans=None):
    """Copy the graph between inputs and outputs; return the new inputs and outputs."""
    return pytensor.graph.basic.clone(i, o, copy_inputs, copy_orphans)


def is_in_ancestors(l_node, f_node):
    """Return whether a node needs what another computes."""
    return f_node in traversal.apply_ancestors(l_node.outputs)


def is_same_graph(var1, var2, givens=None, debug=False):
    """Return whether two variables are computed in the same way from the same inputs.

    givens: variables to be taken for others, a dict or pairs.
    """
    one, other = clone_replace([var1, var2], givens)
    return equal_computations([one], [other])


__getattr__ = names.absent(__name__, elsewhere=pytensor.graph.basic)
