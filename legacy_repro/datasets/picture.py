"""A digit from a picture file, made to look like MNIST's."""

import warnings

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from legacy_repro.datasets.files import DataError

SIDE = 28
LIGHT = 127  # of 255


def read_digit(path):
    """Return the digit in a picture file, as Pillow reads it: white on black, uint8 (28, 28).

    It is made grey, with the darkest black and the lightest white, inverted where its background is
    light, resized, and made square with background at its shorter sides. Raises DataError if the
    file is missing, damaged or no picture, or if there is nothing in it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                grey = _stretched(_grey(ImageOps.exif_transpose(picture)))
    except UnidentifiedImageError:
        raise DataError(f"{path} is no picture; give a PNG file") from None
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror or error}") from error
    # What a damaged picture raises depends on its damage.
    except (ValueError, SyntaxError, Image.DecompressionBombWarning) as error:
        raise DataError(f"cannot read {path} as a picture: {error}") from error
    except Image.DecompressionBombError as error:
        raise DataError(f"{path} is too large a picture: {error}") from error
    if grey is None:
        raise DataError(f"{path} shows nothing: all its pixels are alike")
    return _squared(grey if _background(grey) <= LIGHT else 255 - grey)


def _grey(picture):
    """Return the greys of a picture as an array; its transparent parts are white paper.

    Or black, where everything drawn is white.
    """
    if picture.mode.startswith(("I", "F")):  # 16 or 32 bits a pixel
        return np.asarray(picture, np.float64)
    picture = picture.convert("RGBA")
    for paper in ("white", "black"):
        filled = Image.alpha_composite(Image.new("RGBA", picture.size, paper), picture)
        grey = np.asarray(filled.convert("L"))
        if grey.min() < grey.max():
            break
    return grey


def _stretched(grey):
    """Return greys as uint8 from 0 to 255, or None if they are all alike."""
    lowest, highest = float(grey.min()), float(grey.max())
    if lowest == highest:
        return None
    return np.rint((grey - lowest) * (255 / (highest - lowest))).astype(np.uint8)


def _background(grey):
    """Return the grey of most of the picture's edge."""
    return np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]))


def _squared(grey):
    """Return a picture 28 pixels high and wide, with background where it was not square."""
    size = (SIDE, SIDE)
    small = np.asarray(ImageOps.contain(Image.fromarray(grey), size, Image.Resampling.LANCZOS))
    missing = [SIDE - length for length in small.shape]
    margins = [(length // 2, length - length // 2) for length in missing]
    return np.pad(small, margins, constant_values=int(_background(grey)))
