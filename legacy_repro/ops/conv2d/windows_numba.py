"""What comes after a convolution while it is in the cache, and its way back, for Numba: bias,
(x + |x|) / 2, and the maximum of each window.

The way back needs to know of a window only which of its places were the maximum, and its sign: that
is its code, two bytes. A gradient goes to all places of a tie, and half of it where the maximum is
exactly 0, as in Theano.
"""

from numba import types
from numba.extending import intrinsic
from pytensor.link.numba.dispatch.basic import numba_njit

from legacy_repro.ops.conv2d.codes_numba import (
    I16,
    Codes,
    constant,
    for_each_window,
    variable,
    vectors,
)
from legacy_repro.ops.conv2d.lanes_numba import Lanes, integer
from legacy_repro.ops.conv2d.pooled import AT_ZERO, NOT_A_NUMBER


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
        at_zero, missing = (
            builder.select(rectified, x, I16(0)) for x in (constant(AT_ZERO), missing)
        )

        def reduce_window(k, x, window):
            with vectors(lanes, pitch) as f:
                b = lanes.load(lanes.element(bias, f), 0)
                first = lanes.element(convolved, builder.add(builder.mul(x, pitch), f))

                def value(pixel):
                    z = lanes.load(lanes.element(first, builder.mul(pixel, pitch)), 0)
                    return builder.fadd(z, b)

                start = builder.select(rectified, lanes.zero(), value(integer(0)))
                most, bits = variable(builder, start), variable(builder, coder.zero())

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
                total = variable(builder, lanes.load(lanes.element(sums, f), 0))
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
    half, one, missing = (lanes.spread(lanes.vector.element(x)) for x in (0.5, 1.0, float("nan")))
    select = lanes.builder.select
    known = select(coder.has(codes, AT_ZERO), half, one)
    return select(coder.has(codes, NOT_A_NUMBER), missing, known)


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
