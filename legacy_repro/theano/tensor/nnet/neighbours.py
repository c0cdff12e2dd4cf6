"""Patches of images as the rows of a matrix, and back: images2neibs and neibs2images.

    neibs[(n, c, a, b), (i, j)] = images[n, c, a * step rows + i, b * step columns + j]

Mode "half" and "full" put zeros around the images, "wrap_centered" takes the pixels that lie
outside from the other side.
"""

import pytensor.tensor as pt
from pytensor.raise_op import CheckAndRaise

from legacy_repro import names
from legacy_repro.theano.tensor.nnet.windows import padded, window_pixels, windows

MODES = ("valid", "ignore_borders", "wrap_centered", "half", "full")


def images2neibs(ten4, neib_shape, neib_step=None, mode="valid"):
    """Return the patches of images (batch, channels, rows, columns), one a row of a matrix.

    neib_shape: (rows, columns) of a patch; neib_step: steps between patches, by default
    neib_shape. Modes: "valid", where the patches must cover the images exactly; "ignore_borders";
    "wrap_centered", with odd patches centred on the pixels; "half" and "full", with zeros around.
    Raises TypeError when the function runs and shapes do not fit the mode.
    """
    return Images2Neibs(mode)(ten4, neib_shape, neib_step)


class Images2Neibs:
    """`images2neibs` of one mode: call it with images, neib_shape and neib_step."""

    def __init__(self, mode="valid"):
        if mode not in MODES:
            raise NotImplementedError(
                f"images2neibs has the modes {', '.join(MODES)}, got {mode!r}"
            )
        self.mode = mode

    def __call__(self, ten4, neib_shape, neib_step=None):
        ten4 = pt.as_tensor(ten4)
        sizes = pt.as_tensor(neib_shape)
        steps = sizes if neib_step is None else pt.as_tensor(neib_step)
        if ten4.ndim != 4 or sizes.ndim != 1 or steps.ndim != 1:
            raise AssertionError(
                "images2neibs takes a 4-D tensor and vectors (rows, columns), "
                f"got {ten4.type}, {sizes.type} and {steps.type}"
            )
        for axis, k in ((2, 0), (4, 1)):  # the rows are two axes when it is the columns' turn
            ten4 = self._along(ten4, axis, sizes[k], steps[k])
        patches = ten4.dimshuffle(0, 1, 2, 4, 3, 5)
        return patches.reshape((pt.prod(patches.shape[:4]), sizes[0] * sizes[1]))

    def _along(self, images, axis, size, step):
        """Return the images with an axis replaced by two: the patches, and the pixels in one."""
        length = images.shape[axis]
        if self.mode == "wrap_centered":
            fits = pt.and_(pt.eq(size % 2, 1), pt.ge(length, size))
            count = _checked((length + step - 1) // step, fits, "odd patches, within the images")
            return windows(images, axis, (window_pixels(count, size, step) - size // 2) % length)
        pad = {"half": size // 2, "full": size - 1}.get(self.mode, 0)
        rest = length - size % 2 if self.mode == "half" else length + 2 * pad - size
        if self.mode == "ignore_borders":
            count = pt.maximum(rest // step + 1, 0)
        else:
            fits = pt.and_(pt.ge(length, size), pt.eq(rest % step, 0))
            count = _checked(
                rest // step + 1,
                fits,
                f"patches that meet the images' ends (axis {axis}), or mode='ignore_borders'",
            )
        pixels = window_pixels(count, size, step)
        return windows(padded(images, axis, pad, pad), axis, pixels)


def _checked(count, holds, what):
    return CheckAndRaise(TypeError, f"images2neibs needs {what}")(count, holds)


def neibs2images(neibs, neib_shape, original_shape, mode="valid"):
    """Return the images of which `images2neibs` made side by side patches.

    original_shape: the four sizes of the images. Mode "ignore_borders" fills what no patch covered
    with zeros.
    """
    if mode not in ("valid", "ignore_borders"):
        raise NotImplementedError(
            f'neibs2images has the modes "valid" and "ignore_borders", got {mode!r}'
        )
    neibs, sizes = pt.as_tensor(neibs), pt.as_tensor(neib_shape)
    batch, channels, rows, columns = (pt.as_tensor(original_shape)[k] for k in range(4))
    down, right = rows // sizes[0], columns // sizes[1]
    patches = neibs.reshape((batch, channels, down, right, sizes[0], sizes[1]))
    covered = patches.dimshuffle(0, 1, 2, 4, 3, 5)
    covered = covered.reshape((batch, channels, down * sizes[0], right * sizes[1]))
    if mode == "valid":
        return covered.reshape((batch, channels, rows, columns))
    covered = padded(covered, 2, 0, rows - covered.shape[2])
    return padded(covered, 3, 0, columns - covered.shape[3])


__getattr__ = names.absent(__name__)
