"""2-D convolution and its two gradients in NumPy, the yardstick of the C++ kernels.

Images are (batch, channels, height, width), `kernel` is (filters, channels of a group, height,
width), its taps in the order in which they meet the image, `top` (the output or its gradient) is
(batch, filters, height, width). `layout` is (padding, stride, dilation, groups), the padding as
((top, bottom), (left, right)).
"""

import numpy as np


def forward(images, kernel, layout):
    """Return the cross-correlation of the images with the kernel."""
    windows = _windows(images, kernel.shape[2:], layout)
    parts = _groups(layout, (windows, 1), (kernel, 0))
    top = [np.tensordot(w, k, axes=([1, 4, 5], [1, 2, 3])) for w, k in parts]
    return np.concatenate(top, axis=3).transpose(0, 3, 1, 2)


def kernel_gradient(images, top, kernel_size, layout):
    """Return the gradient with respect to the kernel, of (height, width) `kernel_size`."""
    parts = _groups(layout, (_windows(images, kernel_size, layout), 1), (top, 1))
    return np.concatenate([np.tensordot(t, w, axes=([0, 2, 3], [0, 2, 3])) for w, t in parts])


def image_gradient(kernel, top, image_size, layout):
    """Return the gradient with respect to the images, of (height, width) `image_size`."""
    parts = _groups(layout, (kernel, 0), (top, 1))
    windows = np.concatenate([np.tensordot(k, t, axes=([0], [1])) for k, t in parts])
    return _overlap_add(windows.transpose(3, 0, 4, 5, 1, 2), image_size, layout)


def _windows(images, kernel_size, layout):
    """Return a view (batch, channels, output height, output width, kernel height, kernel width)."""
    padding, stride, dilation, _ = layout
    padded = np.pad(images, ((0, 0), (0, 0), *padding))
    spans = [(k - 1) * d + 1 for k, d in zip(kernel_size, dilation, strict=True)]
    windows = np.lib.stride_tricks.sliding_window_view(padded, spans, axis=(2, 3))
    return windows[:, :, :: stride[0], :: stride[1], :: dilation[0], :: dilation[1]]


def _overlap_add(windows, image_size, layout):
    """Add the windows up where they lie in the images: the transpose of `_windows`."""
    ((top, bottom), (left, right)), stride, dilation, _ = layout
    height, width = image_size
    batch, channels, out_height, out_width, kernel_height, kernel_width = windows.shape
    padded = np.zeros((batch, channels, top + height + bottom, left + width + right), windows.dtype)
    for i, j in np.ndindex(kernel_height, kernel_width):
        rows = _steps(i * dilation[0], stride[0], out_height)
        columns = _steps(j * dilation[1], stride[1], out_width)
        padded[:, :, rows, columns] += windows[..., i, j]
    return padded[:, :, top : top + height, left : left + width]


def _steps(start, stride, count):
    return slice(start, start + (count - 1) * stride + 1, stride)


def _groups(layout, *arrays_and_axes):
    """Return, group by group, the parts of the arrays split along their axes."""
    groups = layout[-1]
    return zip(*(np.split(array, groups, axis) for array, axis in arrays_and_axes), strict=True)
