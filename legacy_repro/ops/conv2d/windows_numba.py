"""What comes after a convolution while it is in the cache, and its way back, for Numba: bias,
(x + |x|) / 2, and the maximum of each window.

The way back needs to know of a window only which of its places were the maximum, and its sign: that
is its code, two bytes. A gradient goes to all places of a tie, and half of it where the maximum is
exactly 0, as in Theano.
"""

from contextlib import contextmanager
from itertools import product

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from pytensor.link.numba.dispatch.basic import numba_njit

from legacy_repro.ops.conv2d.lanes_numba import Lanes, integer
from legacy_repro.ops.conv2d.pooled import AT_ZERO, NOT_A_NUMBER

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
        with cgutils.for_range(self.builder, self.down) as rows:
            with cgutils.for_range(self.builder, self.across) as columns:
                i, j = rows.index, columns.index
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


def _variable(builder, value):
    return cgutils.alloca_once_value(builder, value)


@intrinsic
def _reduce_windows(typing_context, w, rows, width, pixels, pitch, bias, top, codes):
    signature = types.void(w, rows, width, pixels, pitch, bias, top, codes)

    def emit(context, builder, signature, arguments):
        w, rows, width, convolved, pitch, *outputs = arguments
        lanes = Lanes(context, builder, signature.args[5].dtype)
        coder = Codes(lanes)
        bias, top, codes = map(lanes.pointer, outputs, signature.args[5:])
        convolved = lanes.row(convolved, signature.args[3], integer(0))
        height, columns, _, across, rectified = (builder.extract_value(w, i) for i in range(5))
        rectified = builder.icmp_signed("!=", rectified, integer(0))
        bits = builder.shl(I16(1), builder.trunc(builder.mul(height, columns), I16))
        missing = builder.or_(constant(NOT_A_NUMBER), builder.sub(bits, I16(1)))
        at_zero, missing = (builder.select(rectified, x, I16(0)) for x in (constant(AT_ZERO), missing))

        def reduce_window(k, x, window):
            with vectors(lanes, pitch) as f:
                b = lanes.load(lanes.element(bias, f), 0)
                first = lanes.element(convolved, builder.add(builder.mul(x, pitch), f))

                def value(pixel):
                    z = lanes.load(lanes.element(first, builder.mul(pixel, pitch)), 0)
                    return builder.fadd(z, b)

                start = builder.select(rectified, lanes.zero(), value(integer(0)))
                most, bits = _variable(builder, start), _variable(builder, coder.zero())

                def keep_largest(bit, pixel):
                    z, old = value(pixel), builder.load(most)
                    larger = builder.fcmp_ordered(">", z, old)
                    larger = builder.or_(larger, builder.fcmp_unordered("uno", z, z))
                    builder.store(builder.select(larger, z, old), most)

                def mark(bit, pixel):
                    same = builder.fcmp_ordered("==", value(pixel), builder.load(most))
                    builder.store(builder.or_(builder.load(bits), coder.where(same, bit)), bits)

                window.for_each(keep_largest)
                largest = builder.load(most)
                window.for_each(mark)
                is_missing = builder.fcmp_unordered("uno", largest, largest)
                is_zero = builder.fcmp_ordered("==", largest, lanes.zero())
                code = builder.or_(builder.load(bits), coder.where(is_zero, at_zero))
                code = builder.or_(code, coder.where(is_missing, missing))
                to = builder.add(builder.mul(k, pitch), f)
                lanes.store(largest, lanes.element(top, to), 0)
                coder.store(code, lanes.element(codes, to))

        for_each_window(builder, columns, across, rows, width, reduce_window)
        return context.get_dummy_value()

    return signature, emit


@intrinsic
def _spread_windows(typing_context, w, rows, width, windows, codes, z, pixels, first, pitch, sums):
    signature = types.void(w, rows, width, windows, codes, z, pixels, first, pitch, sums)

    def emit(context, builder, signature, arguments):
        w, rows, width, windows, codes, z, pixels, first, pitch, sums = arguments
        lanes = Lanes(context, builder, signature.args[3].dtype)
        coder = Codes(lanes)
        types_of = signature.args
        windows, codes = lanes.pointer(windows, types_of[3]), lanes.pointer(codes, types_of[4])
        z, sums = lanes.pointer(z, types_of[5]), lanes.pointer(sums, types_of[9])
        columns, across = (builder.extract_value(w, i) for i in (1, 3))
        panel = integer(2 * lanes.count)

        def spread_window(k, x, window):
            with vectors(lanes, pitch) as f:
                at = builder.add(builder.mul(k, pitch), f)
                code = coder.load(lanes.element(codes, at))
                top = lanes.load(lanes.element(windows, at), 0)
                value = builder.fmul(top, _slope(lanes, coder, code))
                total = _variable(builder, lanes.load(lanes.element(sums, f), 0))
                inner = builder.urem(f, panel)
                start = builder.mul(builder.sub(f, inner), pixels)
                pixel = builder.mul(builder.add(first, x), panel)
                to = lanes.element(z, builder.add(start, builder.add(pixel, inner)))

                def store(bit, pixel):
                    here = builder.select(coder.has(code, bit), value, lanes.zero())
                    lanes.store(here, lanes.element(to, builder.mul(pixel, panel)), 0)
                    builder.store(builder.fadd(builder.load(total), here), total)

                window.for_each(store)
                lanes.store(builder.load(total), lanes.element(sums, f), 0)

        for_each_window(builder, columns, across, rows, width, spread_window)
        return context.get_dummy_value()

    return signature, emit


def _slope(lanes, coder, codes):
    """Return by what the gradient of a window is multiplied on its way to the maximum."""
    constant = lambda x: lanes.spread(lanes.vector.element(x))
    select = lanes.builder.select
    known = select(coder.has(codes, AT_ZERO), constant(0.5), constant(1.0))
    return select(coder.has(codes, NOT_A_NUMBER), constant(float("nan")), known)


@numba_njit
def reduce_windows(w, rows, width, pixels, pitch, bias, top, codes):
    """Set `top` and `codes` (across, pitch) to the maxima of a row of windows and to their codes.

    `pixels` are the Rows of the convolution, `rows` x `width` with `pitch` numbers each; `bias` is
    added to them.
    """
    _reduce_windows(w, rows, width, pixels, pitch, bias, top, codes)


@numba_njit
def spread_windows(w, rows, width, top, codes, z, pixels, first, pitch, sums):
    """Set the gradient `z` of a row of windows, `rows` x `width`, from that of their maxima, and
    add it to `sums`; `z` is in panels of `pixels` rows, and of these the windows begin at `first`.
    """
    _spread_windows(w, rows, width, top, codes, z, pixels, first, pitch, sums)
