"""A digit from a picture file, made to look like MNIST's."""

import warnings

import numpy as np
from PIL import Image, UnidentifiedImageError

from legacy_repro.datasets.files import DataError

SIDE = 28
LIGHT = 127  # of 255


def read_digit(path):
    """Return the digit in a picture file, any that Pillow reads: white on black, uint8 (28, 28).

    It is made grey, inverted where its background is light, made square with background at its
    shorter sides, and resized. Raises DataError if the file is missing, damaged or no picture.
    """
    try:
        with warnings.catch_warnings(action="error"), Image.open(path) as picture:
            grey = np.asarray(_grey(picture))
    except UnidentifiedImageError:
        raise DataError(f"{path} is no picture; give a PNG file") from None
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror or error}") from error
    # What a damaged picture raises depends on its damage; one too large to unpack is refused too.
    except (ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise DataError(f"cannot read {path} as a picture: {error}") from error
    if _background(grey) > LIGHT:
        grey = 255 - grey
    square = Image.fromarray(_squared(grey))
    return np.asarray(square.resize((SIDE, SIDE), Image.Resampling.LANCZOS))


def _grey(picture):
    """Return a picture in 256 greys, what is transparent in it filled."""
    if picture.mode.startswith("I"):  # 16 bits a pixel
        return Image.fromarray((np.asarray(picture) // 256).clip(0, 255).astype(np.uint8))
    picture = picture.convert("RGBA")
    *_, alpha = picture.split()
    drawn = np.asarray(picture.convert("L"))[np.asarray(alpha) > LIGHT]
    # Where the ink is light the ground must be dark.
    ground = 0 if drawn.size and drawn.mean() > LIGHT else 255
    filled = Image.new("RGBA", picture.size, (ground, ground, ground, 255))
    return Image.alpha_composite(filled, picture).convert("L")


def _background(grey):
    """Return the grey of most of the picture's edge."""
    return np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]))


def _squared(grey):
    """Return a picture with rows or columns of its background added until it is square."""
    height, width = grey.shape
    side = max(height, width)
    above, left = (side - height) // 2, (side - width) // 2
    margins = ((above, side - height - above), (left, side - width - left))
    return np.pad(grey, margins, constant_values=int(_background(grey)))
