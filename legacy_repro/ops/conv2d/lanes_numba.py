"""Products in vector registers, for Numba: what convolution and its gradients are made of.

Numba's own loops keep no block of sums in registers, so these are written as LLVM's instructions.
"""

from typing import NamedTuple

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.codegen import get_host_cpu_features
from numba.extending import intrinsic
from pytensor.link.numba.dispatch.basic import numba_njit

FEATURES = get_host_cpu_features().split(",")
if "+avx512f" in FEATURES:
    BYTES, TALL = 64, 8  # 32 registers hold TALL x 2 sums and what is multiplied
elif "+avx" in FEATURES:
    BYTES, TALL = 32, 4  # 16 registers
elif "+neon" in FEATURES:
    BYTES, TALL = 16, 8
else:
    BYTES, TALL = 16, 4

FUSED = ("contract",)

# A panel is a matrix that is two vectors wide. A matrix is kept as its panels, one after the other.


@numba_njit
def panel(itemsize):
    """Return the columns of a panel."""
    return 2 * BYTES // itemsize


@numba_njit
def in_vectors(columns, itemsize):
    """Return the columns of the vectors that hold so many."""
    lanes = BYTES // itemsize
    return (columns + lanes - 1) // lanes * lanes


@numba_njit
def in_panels(columns, itemsize):
    """Return the columns of the panels that hold so many."""
    width = panel(itemsize)
    return (columns + width - 1) // width * width


# ---- instructions -------------------------------------------------------------------------------


class Rows(NamedTuple):
    """Rows of numbers of one C-contiguous array: row p begins at start + places[p]."""

    numbers: object
    start: int
    places: object


class Lanes:
    """Emits instructions for vectors of numbers of one type."""

    def __init__(self, context, builder, dtype):
        self.context, self.builder = context, builder
        self.size = dtype.bitwidth // 8
        self.count = BYTES // self.size
        self.vector = ir.VectorType(context.get_value_type(dtype), self.count)

    def array(self, array, array_type):
        """Return the fields of an array."""
        return self.context.make_array(array_type)(self.context, self.builder, array)

    def pointer(self, array, array_type):
        return self.array(array, array_type).data

    def element(self, pointer, index):
        return self.builder.gep(pointer, [index])

    def at(self, pointer, index):
        return self.builder.load(self.element(pointer, index))

    def row(self, rows, rows_type, index):
        """Return the pointer to a row of Rows."""
        numbers, start, places = (self.builder.extract_value(rows, i) for i in range(3))
        offset = self.at(self.pointer(places, rows_type[2]), index)
        return self.element(self.pointer(numbers, rows_type[0]), self.builder.add(start, offset))

    def load(self, pointer, v):
        return self.builder.load(self._vector(pointer, v), align=self.size)

    def store(self, value, pointer, v):
        self.builder.store(value, self._vector(pointer, v), align=self.size)

    def _vector(self, pointer, v):
        pointer = self.element(pointer, integer(v * self.count))
        return self.builder.bitcast(pointer, self.vector.as_pointer())

    def zero(self):
        return ir.Constant(self.vector, None)

    def spread(self, number):
        """Return a vector of one number."""
        undefined = ir.Constant(self.vector, ir.Undefined)
        first = self.builder.insert_element(undefined, number, ir.IntType(32)(0))
        lanes = ir.Constant(ir.VectorType(ir.IntType(32), self.count), None)
        return self.builder.shuffle_vector(first, undefined, lanes)

    def add_product(self, total, x, y):
        product = self.builder.fmul(x, y, flags=FUSED)
        return self.builder.fadd(total, product, flags=FUSED)


class Registers:
    """P x V vectors in registers."""

    def __init__(self, lanes, P, V, initial):
        self.builder = lanes.builder
        self.at = {
            (p, v): cgutils.alloca_once_value(self.builder, initial(p, v))
            for p in range(P)
            for v in range(V)
        }

    def update(self, function):
        """Set each to function(p, v, its value)."""
        for (p, v), variable in self.at.items():
            self.builder.store(function(p, v, self.builder.load(variable)), variable)

    def for_each(self, body):
        for (p, v), variable in self.at.items():
            body(p, v, self.builder.load(variable))


def integer(value):
    return ir.IntType(64)(value)


def for_each_block(builder, count, body, size=TALL):
    """Emit body(first, size) for blocks of `size`, then less, that cover `count`."""
    first = integer(0)
    while size:
        end = builder.and_(count, integer(-size))
        with cgutils.for_range_slice(builder, first, end, integer(size)) as (index, _):
            body(index, size)
        first, size = end, size // 2


def for_each_panel(lanes, columns, body):
    """Emit body(first vector, V) for each panel, or the half of one, of so many columns."""
    builder = lanes.builder
    more = builder.add(columns, integer(lanes.count - 1))
    for_each_block(builder, builder.udiv(more, integer(lanes.count)), body, size=2)


def _multiply(lanes, depth, offsets, left, right, total):
    """Emit total[p, v] += left[p][offsets[k]] * right[k][v] for k < depth."""
    panel = integer(2 * lanes.count)
    with cgutils.for_range(lanes.builder, depth) as loop:
        offset = lanes.at(offsets, loop.index)
        row = lanes.element(right, lanes.builder.mul(loop.index, panel))
        across = {v: lanes.load(row, v) for _, v in total.at}
        factors = {p: lanes.spread(lanes.at(left[p], offset)) for p, _ in total.at}
        total.update(lambda p, v, s: lanes.add_product(s, factors[p], across[v]))


def _product(fresh):
    """Return the intrinsic that adds a product to the result or, if `fresh`, sets this to it."""

    @intrinsic
    def product(typing_context, rows, columns, depth, offsets, left, right, first, result):
        signature = types.void(rows, columns, depth, offsets, left, right, first, result)

        def emit(context, builder, signature, arguments):
            count, width, depth, *arrays = arguments
            offsets, left, right, first, result = arrays
            lanes = Lanes(context, builder, signature.args[5].dtype)
            offsets = lanes.pointer(offsets, signature.args[3])
            right = lanes.element(lanes.pointer(right, signature.args[5]), first)

            def add_panel(vector, V):
                start = builder.mul(vector, integer(lanes.count))
                panel = lanes.element(right, builder.mul(start, depth))

                def add_block(row, P):
                    index = [builder.add(row, integer(p)) for p in range(P)]
                    factors = [lanes.row(left, signature.args[4], i) for i in index]
                    totals = [lanes.row(result, signature.args[7], i) for i in index]
                    totals = [lanes.element(total, start) for total in totals]

                    def initial(p, v):
                        return lanes.zero() if fresh else lanes.load(totals[p], v)

                    total = Registers(lanes, P, V, initial)
                    _multiply(lanes, depth, offsets, factors, panel, total)
                    total.for_each(lambda p, v, s: lanes.store(s, totals[p], v))

                for_each_block(builder, count, add_block)

            for_each_panel(lanes, width, add_panel)
            return context.get_dummy_value()

        return signature, emit

    return product


# result[p][0 .. columns) = sum over k < depth of left[p][offsets[k]] * right[first ...][k] for each
# p < rows; `right` is in panels from `first` on, `result` has whole vectors; or it is added.
#
# Each sum is in one register, in the order of k. So equal rows give equal results wherever they
# stand, and a tie that max-pooling must see stays a tie.
_set_product, _add_product = _product(fresh=True), _product(fresh=False)


@numba_njit
def set_product(rows, columns, depth, offsets, left, right, first, result):
    _set_product(rows, columns, depth, offsets, left, right, first, result)


@numba_njit
def add_product(rows, columns, depth, offsets, left, right, first, result):
    _add_product(rows, columns, depth, offsets, left, right, first, result)
