"""max_pool(relu(conv2d(x, W) + b)) and its gradients -> one operation, and one for the gradients.

What follows a convolution is done while a tile of it is in the cache, and the convolution itself,
which the gradients do not need, is never stored. The bias may be missing, and the rectification or
the pooling.
"""

from pytensor.compile.mode import optdb
from pytensor.graph.rewriting.basic import graph_rewriter
from pytensor.scalar.basic import Add
from pytensor.tensor.basic import zeros
from pytensor.tensor.elemwise import DimShuffle, Elemwise
from pytensor.tensor.math import Sum

from legacy_repro.ops.conv2d import (
    Conv2d,
    Conv2dGradInputs,
    Conv2dGradWeights,
    PooledConv2d,
    PooledConv2dGrad,
)
from legacy_repro.ops.conv2d.pooled import LARGEST_WINDOW
from legacy_repro.ops.pool2d import MaxPool2dGrad, Pool2d
from legacy_repro.rewrites import rectification
from legacy_repro.rewrites.patterns import applies

OF_FILTERS = ("x", 0, "x", "x")


@graph_rewriter
def pooled_conv2d(fgraph):
    """Replace every convolution that is rectified or pooled, if nothing else needs its parts."""
    for node in fgraph.toposort():
        if isinstance(node.op, Conv2d) and node in fgraph.apply_nodes:
            chain = Chain(fgraph, node)
            if chain.is_closed():
                fgraph.replace_all(chain.replacements(), reason="pooled_conv2d")


class Chain:
    """What follows a convolution, and what leads back to it.

    nodes: those that will not be needed any more. inner: the variables between them.
    """

    def __init__(self, fgraph, convolution):
        self.fgraph = fgraph
        self.convolution = convolution
        self.nodes, self.inner = [convolution], []
        self.output = convolution.outputs[0]
        self._add_bias()
        self.top = self.gradient = None
        self._add_rectification_and_pooling()
        self._add_gradients()

    def _extend(self, output, nodes):
        self.inner.append(self.output)
        self.nodes += nodes
        self.output = output

    def _nodes_of(self, variable, op):
        clients = () if variable is None else self.fgraph.clients[variable]
        return [node for node, _ in clients if isinstance(node.op, op)]

    def _add_bias(self):
        self.bias = None
        for node in self._nodes_of(self.output, Elemwise):
            if applies(node, Add) and len(node.inputs) == 2:
                other = node.inputs[node.inputs[0] is self.output]
                vector = _bias(other)
                # The kernel of one filter may be spread over a longer bias.
                one = self.output.type.shape[1] == 1
                if vector is not None and not one and vector.type.dtype == self.output.type.dtype:
                    self.bias = vector
                    return self._extend(node.outputs[0], [node])

    def _add_rectification_and_pooling(self):
        z = self.output
        self.rectified = rectification.rectified(self.fgraph, z)
        if self.rectified:
            self._extend(self.rectified.value, self.rectified.by)
            self.inner += [node.outputs[0] for node in self.rectified.by[:-1]]
        unpooled = self.output
        self.pool = next(filter(_is_simple, self._nodes_of(unpooled, Pool2d)), None)
        if self.pool:
            self._extend(self.pool.outputs[0], [self.pool])
        self._add_way_back(z, unpooled)

    def _add_way_back(self, z, unpooled):
        """Find the gradient of the output, and that of the convolution, which is made of it.

        Nodes that are not of this form stay clients of the parts, which are not replaced then.
        """
        rectified = rectification.gradient(self.fgraph, z) if self.rectified else None
        pooled = self._gradient_of_pooling(unpooled) if self.pool else None
        if (self.rectified and not rectified) or (self.pool and not pooled):
            return
        if rectified and pooled and rectified.top is not pooled.outputs[0]:
            return
        by = [*(rectified.by if rectified else ()), *([pooled] if pooled else ())]
        if not by:
            return
        self.nodes += by
        self.inner += [node.outputs[0] for node in by]
        self.gradient = rectified.value if rectified else pooled.outputs[0]
        self.top = pooled.inputs[2] if pooled else rectified.top

    def _gradient_of_pooling(self, unpooled):
        op = self.pool.op.sibling(MaxPool2dGrad)
        nodes = [node for node in self._nodes_of(unpooled, MaxPool2dGrad) if node.op == op]
        return next((n for n in nodes if n.inputs[:2] == [unpooled, self.output]), None)

    def _add_gradients(self):
        """Find the gradients of the kernel, of the bias, and of the images."""
        images, kernel = self.convolution.inputs
        op = self.convolution.op
        self.to_kernel = self._only(Conv2dGradWeights, op.sibling(Conv2dGradWeights), images)
        self.to_images = self._only(Conv2dGradInputs, op.sibling(Conv2dGradInputs), kernel)
        sums = [node for node in self._nodes_of(self.gradient, Sum) if _is_over_images(node)]
        self.to_bias = sums[0] if sums else None
        self.nodes += [node for node in (self.to_kernel, self.to_images, self.to_bias) if node]

    def _only(self, cls, op, first):
        nodes = [n for n in self._nodes_of(self.gradient, cls) if n.op == op]
        return next((node for node in nodes if node.inputs[0] is first), None)

    def is_closed(self):
        """Return whether there is something to gain, and nobody else needs what is between."""
        clients = [node for x in self.inner for node, _ in self.fgraph.clients[x]]
        return bool(self.rectified or self.pool) and all(node in self.nodes for node in clients)

    def replacements(self):
        """Return pairs of what is replaced and by what."""
        images, kernel = self.convolution.inputs
        settings = self.convolution.op._props_dict() | {"rectified": bool(self.rectified)}
        if self.pool:
            settings |= {"window": self.pool.op.ws, "ignore_border": self.pool.op.ignore_border}
        bias = zeros(kernel.shape[:1], kernel.dtype) if self.bias is None else self.bias
        output, codes = PooledConv2d(**settings)(images, kernel, bias)
        pairs = [(self.output, output)]
        if self.top is not None:
            op = PooledConv2dGrad(to_images=bool(self.to_images), **settings)
            gradients = op(images, kernel, codes, self.top, return_list=True)
            old = (self.to_kernel, self.to_bias, self.to_images)
            pairs += [
                (node.outputs[0], new) for node, new in zip(old, gradients, strict=False) if node
            ]
        return [(old, old.type.filter_variable(new)) for old, new in pairs]


def _bias(x):
    """Return the vector that x spreads over images and pixels, or None."""
    if not x.owner or not isinstance(x.owner.op, DimShuffle):
        return None
    (vector,) = x.owner.inputs
    is_vector = vector.type.ndim == 1 and vector.type.shape != (1,)
    return vector if is_vector and x.owner.op.new_order == OF_FILTERS else None


def _is_simple(pool):
    """Return whether a pooling takes the maximum of windows that lie side by side."""
    op, (rows, columns) = pool.op, pool.op.ws
    side_by_side = op.stride == op.ws and op.pad == (0, 0)
    return op.mode == "max" and side_by_side and rows * columns <= LARGEST_WINDOW


def _is_over_images(node):
    return node.op.axis == (0, 2, 3) and node.outputs[0].type.dtype == node.inputs[0].type.dtype


# Before canonicalization (1), which writes the parts in other ways.
optdb.register("pooled_conv2d", pooled_conv2d, "fast_run", "fusion", position=0.6)
