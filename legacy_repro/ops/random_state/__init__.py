"""draw(state, size, parameters) = the RandomState after a draw, and the sample drawn from it."""

import copy

import numpy as np
import pytensor.tensor as pt
from pytensor.compile.mode import optdb
from pytensor.gradient import grad_undefined
from pytensor.graph.basic import Apply
from pytensor.graph.op import Op
from pytensor.graph.rewriting.basic import dfs_rewriter, node_rewriter
from pytensor.tensor.basic import infer_static_shape
from pytensor.tensor.type import TensorType

from legacy_repro.ops.native import ShapeInference
from legacy_repro.ops.random_state import distributions
from legacy_repro.ops.random_state.type import RandomStateType

# The length of the dimension that some distributions add to size.
ADDED = {
    "permutation": lambda n: n,
    "multinomial": lambda n, pvals: pvals.shape[-1],
}


class Draw(ShapeInference, Op):
    """Draw a sample of one of `distributions` from a RandomState, in Python: NumPy draws.

    Inputs: the state, the size (an integer vector of known length) and the parameters. Outputs: the
    state after the draw, and the sample, drawn in NumPy's precision and cast to ``dtype``.
    """

    __props__ = ("distribution", "dtype", "inplace")
    _output_type_depends_on_input_value = True

    def __init__(self, distribution, dtype, inplace=False):
        self.distribution = distribution
        self.dtype = dtype
        self.inplace = inplace
        if inplace:
            self.destroy_map = {0: [0]}

    def make_node(self, state, size, *params):
        if not isinstance(state.type, RandomStateType):
            raise TypeError(f"expected a shared numpy.random.RandomState, got {state}")
        _, static = infer_static_shape(size)
        size = pt.cast(pt.as_tensor_variable(size, ndim=1), "int64")
        added = (None,) * (self.distribution in ADDED)
        sample = TensorType(self.dtype, static + added)()
        params = [pt.as_tensor_variable(x) for x in params]
        return Apply(self, [state, size, *params], [state.type(), sample])

    def perform(self, node, inputs, outputs):
        state, size, *params = inputs
        if not self.inplace:
            state = copy.deepcopy(state)
        outputs[0][0] = state
        outputs[1][0] = self.sample(state, size, params)

    def sample(self, state, size, params):
        """Return a sample from the state, which the draw changes."""
        sample = getattr(distributions, self.distribution)(state, tuple(size), *params)
        return np.asarray(sample, dtype=self.dtype, order="C")

    @property
    def static_inputs(self):
        return (1, 2) if self.distribution == "permutation" else (1,)

    def output_shapes(self, node, shapes):
        _, size, *params = node.inputs
        shape = [size[axis] for axis in range(size.type.shape[0])]
        if self.distribution in ADDED:
            shape.append(ADDED[self.distribution](*params))
        return [None, shape]

    def pullback(self, inputs, outputs, cotangents):
        return [grad_undefined(self, position, x) for position, x in enumerate(inputs)]


@node_rewriter([Draw], inplace=True)
def draw_inplace(fgraph, node):
    """Draw from the state itself where nothing else needs it as it was."""
    if node.op.inplace:
        return None
    op = Draw(node.op.distribution, node.op.dtype, inplace=True)
    return op(*node.inputs, return_list=True)


# After PyTensor has begun to watch what is overwritten, at 49.5.
optdb.register(
    "random_state_draw_inplace",
    dfs_rewriter(draw_inplace, ignore_newtrees=True),
    "fast_run",
    "inplace",
    position=50.9,
)
