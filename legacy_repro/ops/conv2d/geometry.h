// The sizes of one convolution, and of the windows that are pooled after it.

#ifndef LEGACY_REPRO_CONV2D_GEOMETRY_H
#define LEGACY_REPRO_CONV2D_GEOMETRY_H

#include <algorithm>
#include <vector>

namespace conv2d {

struct Geometry {
    npy_intp batch, channels, height, width;
    npy_intp filters, group_channels, kernel_height, kernel_width;
    npy_intp out_height, out_width;
    npy_intp pad_top, pad_left;
    npy_intp stride_rows, stride_columns, dilation_rows, dilation_columns;
    npy_intp groups;
    bool flip;

    npy_intp places() const { return kernel_height * kernel_width; }
    npy_intp taps() const { return group_channels * places(); }
    npy_intp group_filters() const { return filters / groups; }

    // Which group filter f is in, and which of its filters that is.
    struct Member {
        npy_intp group, filter;
    };
    Member member(npy_intp f) const { return {f / group_filters(), f % group_filters()}; }

    bool empty() const { return batch == 0 || filters == 0; }

    // The rows that so many rows of the output see, and the columns that all of its columns do.
    npy_intp rows_seen(npy_intp rows) const {
        return (rows - 1) * stride_rows + (kernel_height - 1) * dilation_rows + 1;
    }
    npy_intp columns_seen() const {
        return (out_width - 1) * stride_columns + (kernel_width - 1) * dilation_columns + 1;
    }
};

// The largest number of a window is kept, of each that `rows` x `columns` of the output make; a
// window of one is no pooling. Windows at the edge may be smaller.
struct Windows {
    npy_intp rows, columns, down, across;
    bool rectified;  // before they are pooled

    npy_intp size() const { return rows * columns; }
    bool trivial() const { return size() == 1 && !rectified; }
};

// How one image with its padding lies in memory, a group of channels at a time: pixel (y, x) begins
// at pixel(y, x), and its channels follow.
struct Layout {
    npy_intp width, pitch;

    npy_intp pixel(npy_intp y, npy_intp x) const { return (y * width + x) * pitch; }
};

using Offsets = std::vector<npy_intp>;

// From the first tap of a window to each: channels, then rows, then columns, as Theano summed.
inline Offsets tap_offsets(const Geometry& g, const Layout& layout, npy_intp channels) {
    Offsets offsets;
    for (npy_intp c = 0; c < channels; c++)
        for (npy_intp i = 0; i < g.kernel_height; i++)
            for (npy_intp j = 0; j < g.kernel_width; j++)
                offsets.push_back(layout.pixel(i * g.dilation_rows, j * g.dilation_columns) + c);
    return offsets;
}

// From the window of the first pixel of the output to that of each, for so many rows of it.
inline Offsets pixel_offsets(const Geometry& g, const Layout& layout, npy_intp rows) {
    Offsets offsets;
    for (npy_intp y = 0; y < rows; y++)
        for (npy_intp x = 0; x < g.out_width; x++)
            offsets.push_back(layout.pixel(y * g.stride_rows, x * g.stride_columns));
    return offsets;
}

// From the first of so many rows of a matrix to each.
inline Offsets row_offsets(npy_intp rows, npy_intp pitch) {
    Offsets offsets;
    for (npy_intp p = 0; p < rows; p++) offsets.push_back(p * pitch);
    return offsets;
}

// Rows of windows that are computed at once: enough for the registers, few enough for the cache.
inline npy_intp window_rows_at_once(const Geometry& g, const Windows& w) {
    const npy_intp pixels = std::max<npy_intp>(1, w.rows * g.out_width);
    return std::min(w.down, (64 + pixels - 1) / pixels);
}

}  // namespace conv2d

#endif
