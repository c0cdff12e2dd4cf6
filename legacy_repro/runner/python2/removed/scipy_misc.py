"""The module scipy.misc as it was: pictures as arrays, and functions now in scipy.special."""

import numpy as np
from PIL import Image
from scipy.special import comb, factorial, factorial2, factorialk, logsumexp

_RESAMPLING = {
    "nearest": Image.Resampling.NEAREST,
    "lanczos": Image.Resampling.LANCZOS,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "cubic": Image.Resampling.BICUBIC,
}


def bytescale(data, cmin=None, cmax=None, high=255, low=0):
    """Return an array as uint8, its values from cmin to cmax (its own) spread over low to high."""
    data = np.asarray(data)
    if data.dtype == np.uint8:
        return data
    cmin = data.min() if cmin is None else cmin
    cmax = data.max() if cmax is None else cmax
    scale = float(high - low) / (float(cmax) - float(cmin) or 1)
    return (np.clip((data - cmin) * scale + low, low, high) + 0.5).astype(np.uint8)


def toimage(arr, high=255, low=0, cmin=None, cmax=None, pal=None, mode=None, channel_axis=None):
    """Return the Pillow image of an array, (rows, columns) or with 3 or 4 channels on some axis."""
    arr = np.asarray(arr)
    if pal is not None or mode not in (None, "L", "RGB", "RGBA", "F"):
        raise ValueError(f"scipy.misc.toimage: mode={mode!r} with pal={pal!r} is not supplied")
    if mode == "F":
        return Image.fromarray(arr.astype(np.float32))
    pixels = bytescale(arr, cmin, cmax, high, low)
    return Image.fromarray(pixels if arr.ndim == 2 else _channels_last(pixels, channel_axis))


def fromimage(im, flatten=False, mode=None):
    """Return an image's pixels, of a flattened one as float32 grey values."""
    if mode is not None:
        im = im.convert(mode)
    elif im.mode == "P":
        im = im.convert("RGBA" if "transparency" in im.info else "RGB")
    if flatten:
        im = im.convert("F")
    elif im.mode == "1":
        im = im.convert("L")
    return np.array(im)


def imread(name, flatten=False, mode=None):
    """Read a picture file as an array."""
    with Image.open(name) as im:
        return fromimage(im, flatten, mode)


def imsave(name, arr, format=None):
    """Write an array as a picture file, its values spread over 0 to 255."""
    toimage(arr, channel_axis=2).save(name, format=format)


def imresize(arr, size, interp="bilinear", mode=None):
    """Return a picture resized: to int size percent, by a float, or to (rows, columns)."""
    im = toimage(arr, mode=mode)
    if np.issubdtype(type(size), np.integer):
        size = size / 100.0
    if np.issubdtype(type(size), np.floating):
        wide_high = tuple(int(length * size) for length in im.size)
    else:
        wide_high = (size[1], size[0])
    return fromimage(im.resize(wide_high, resample=_RESAMPLING[interp]))


def imrotate(arr, angle, interp="bilinear"):
    """Return a picture turned against the clock by an angle in degrees."""
    return fromimage(toimage(arr).rotate(angle, resample=_RESAMPLING[interp]))


def _channels_last(pixels, axis):
    if axis is None:
        axis = next((axis for n in (3, 4) for axis in range(3) if pixels.shape[axis] == n), None)
    if pixels.ndim != 3 or axis is None or pixels.shape[axis] not in (3, 4):
        raise ValueError(f"an array of shape {pixels.shape} has no axis of 3 or 4 channels")
    return np.ascontiguousarray(np.moveaxis(pixels, axis, -1))
