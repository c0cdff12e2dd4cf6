"""Windows of pixels and their codes in vector registers, as LLVM's instructions for Numba."""

from contextlib import contextmanager
from itertools import product

from llvmlite import ir
from numba.core import cgutils

from legacy_repro.ops.conv2d.lanes_numba import integer

I16 = ir.IntType(16)


def constant(code):
    """Return an unsigned integer as a constant, which is signed."""
    return I16(code - (1 << 16) if code >= 1 << 15 else code)


class Codes:
    """Emits instructions for the codes of as many windows as there are lanes."""

    def __init__(self, lanes):
        self.builder = lanes.builder
        self.vector = ir.VectorType(I16, lanes.count)
        self.lanes = lanes

    def zero(self):
        return ir.Constant(self.vector, None)

    def spread(self, code):
        """Return a vector of one code, an integer or a value."""
        code = constant(code) if isinstance(code, int) else code
        first = self.builder.insert_element(self.zero(), code, ir.IntType(32)(0))
        lanes = ir.Constant(ir.VectorType(ir.IntType(32), self.lanes.count), None)
        return self.builder.shuffle_vector(first, self.zero(), lanes)

    def load(self, pointer):
        return self.builder.load(self._vector(pointer), align=2)

    def store(self, codes, pointer):
        self.builder.store(codes, self._vector(pointer), align=2)

    def _vector(self, pointer):
        return self.builder.bitcast(pointer, self.vector.as_pointer())

    def where(self, condition, code):
        """Return the code in the lanes where the condition holds, 0 in others."""
        return self.builder.select(condition, self.spread(code), self.zero())

    def has(self, codes, bit):
        return self.builder.icmp_unsigned(
            "!=", self.builder.and_(codes, self.spread(bit)), self.zero()
        )


class Window:
    """The pixels of one window in an array that is `width` pixels wide: `down` x `across` of its
    rows and columns are inside; integers where they are known.
    """

    def __init__(self, builder, columns, width, down, across):
        self.builder, self.columns, self.width = builder, columns, width
        self.down, self.across = down, across

    def for_each(self, body):
        """Emit body(bit, offset in pixels) for each that is inside."""
        if isinstance(self.down, int):
            for i, j in product(range(self.down), range(self.across)):
                body(I16(1 << i * self.across + j), self._pixel(integer(i), integer(j)))
            return
        rows = cgutils.for_range(self.builder, self.down)
        with rows as row, cgutils.for_range(self.builder, self.across) as column:
            i, j = row.index, column.index
            place = self.builder.add(self.builder.mul(i, self.columns), j)
            bit = self.builder.shl(I16(1), self.builder.trunc(place, I16))
            body(bit, self._pixel(i, j))

    def _pixel(self, i, j):
        return self.builder.add(self.builder.mul(i, self.width), j)


def for_each_window(builder, columns, count, rows, width, body):
    """Emit body(number of the window, its first pixel, window) for a row of windows in `rows` rows.

    Those of 2 x 2 pixels are emitted by themselves, without loops.
    """
    two = integer(2)
    with cgutils.for_range(builder, count) as loop:
        x = builder.mul(loop.index, columns)
        across = _smaller(builder, columns, builder.sub(width, x))
        sizes = [builder.icmp_signed("==", size, two) for size in (rows, columns, across)]
        is_square = builder.and_(builder.and_(sizes[0], sizes[1]), sizes[2])
        with builder.if_else(is_square) as (square, other):
            with square:
                body(loop.index, x, Window(builder, columns, width, 2, 2))
            with other:
                body(loop.index, x, Window(builder, columns, width, rows, across))


def _smaller(builder, a, b):
    return builder.select(builder.icmp_signed("<", a, b), a, b)


@contextmanager
def vectors(lanes, pitch):
    """Emit a loop over the vectors of `pitch` numbers; give the number at which each begins."""
    with cgutils.for_range_slice(
        lanes.builder, integer(0), pitch, integer(lanes.count), inc=True
    ) as (first, _):
        yield first


def variable(builder, value):
    return cgutils.alloca_once_value(builder, value)
