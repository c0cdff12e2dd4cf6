// 2-D convolution and its two gradients: windows unrolled into a matrix (im2col), and a product.
//
// A tile, some images or some rows of one, is unrolled at a time, so the scratch stays in the cache.
// With taps = group channels * kernel height * kernel width, row-major:
//
//     forward          top (filters x pixels) = kernel (filters x taps) . columns (taps x pixels)
//     weight gradient  kernel += top . columns^T
//     image gradient   columns = kernel^T . top, added back into the images

#ifndef LEGACY_REPRO_CONV2D_H
#define LEGACY_REPRO_CONV2D_H

#include <algorithm>
#include <memory>

namespace conv2d {

// ---- geometry -----------------------------------------------------------------------------------

// All sizes of one convolution; every array is C-contiguous.
struct Geometry {
    npy_intp batch, channels, height, width;
    npy_intp filters, group_channels, kernel_height, kernel_width;
    npy_intp out_height, out_width;
    npy_intp pad_top, pad_left;
    npy_intp stride_rows, stride_columns, dilation_rows, dilation_columns;
    npy_intp groups;
    bool flip;

    npy_intp taps() const { return group_channels * kernel_height * kernel_width; }
    npy_intp pixels() const { return out_height * out_width; }
    npy_intp group_filters() const { return filters / groups; }
    npy_intp image_size() const { return channels * height * width; }
};

// ---- tiles --------------------------------------------------------------------------------------

// One group of `images` whole images or, where images is 1, of the output rows [row, row + rows),
// and where its data begin in the three arrays.
struct Tile {
    npy_intp images, row, rows;
    npy_intp image_offset, kernel_offset, top_offset;

    npy_intp pixels(const Geometry& g) const { return images * rows * g.out_width; }
};

constexpr npy_intp COLUMN_BYTES = 1 << 19;  // half a level-2 cache

// The largest tile whose columns fit into COLUMN_BYTES; never less than one row.
template <typename T>
Tile largest_tile(const Geometry& g) {
    const npy_intp row_bytes = std::max<npy_intp>(1, g.taps() * g.out_width * sizeof(T));
    const npy_intp rows = std::max<npy_intp>(1, COLUMN_BYTES / row_bytes);
    const npy_intp images = std::max<npy_intp>(1, rows / g.out_height);
    return {std::min(images, g.batch), 0, std::min(rows, g.out_height), 0, 0, 0};
}

// Call body(tile) for tiles that cover the batch; for none where there is nothing to add up.
template <typename T, typename Body>
void for_each_tile(const Geometry& g, Body body) {
    const Tile most = largest_tile<T>(g);
    if (g.taps() == 0 || g.filters == 0) return;
    for (npy_intp n = 0; n < g.batch; n += most.images)
        for (npy_intp y = 0; y < g.out_height; y += most.rows)
            for (npy_intp i = 0; i < g.groups; i++) {
                const npy_intp channel = i * g.group_channels, filter = i * g.group_filters();
                Tile tile;
                tile.images = std::min(most.images, g.batch - n);
                tile.row = y;
                tile.rows = std::min(most.rows, g.out_height - y);
                tile.image_offset = (n * g.channels + channel) * g.height * g.width;
                tile.kernel_offset = filter * g.taps();
                tile.top_offset = (n * g.filters + filter) * g.pixels() + y * g.out_width;
                body(tile);
            }
}

// Room for the columns of a tile and for its output; rows are padded to whole vectors.
template <typename T>
struct Scratch {
    std::unique_ptr<T[]> columns, top;

    explicit Scratch(const Geometry& g) {
        const npy_intp pixels = product::padded<T>(largest_tile<T>(g).pixels(g));
        columns.reset(new T[g.taps() * pixels]);
        top.reset(new T[g.group_filters() * pixels]);
    }
};

template <typename T>
void zero_padding(npy_intp rows, npy_intp pixels, T* matrix) {
    const npy_intp length = product::padded<T>(pixels);
    for (npy_intp i = 0; i < rows; i++)
        std::fill(matrix + i * length + pixels, matrix + (i + 1) * length, T(0));
}

// ---- windows <-> columns ------------------------------------------------------------------------

// What one tap sees along one axis: `before` pixels of padding, `inside` of the image, `after`.
struct Span {
    npy_intp before, inside, after;
};

// The span of a tap that sees pixel y * stride + shift in window y, for `count` windows.
inline Span span(npy_intp shift, npy_intp stride, npy_intp size, npy_intp count) {
    const npy_intp before = shift < 0 ? std::min((-shift + stride - 1) / stride, count) : 0;
    const npy_intp end = shift < size ? std::min((size - shift + stride - 1) / stride, count) : 0;
    const npy_intp inside = std::max<npy_intp>(0, end - before);
    return {before, inside, count - before - inside};
}

// Call body(rows, columns, first pixel inside the image, column) for each tap of each image; a
// column holds rows * out_width pixels, the columns are (taps x images).
template <typename T, typename Column, typename Body>
void for_each_column(const Geometry& g, const Tile& tile, T* images, Column* column, Body body) {
    const npy_intp padding = product::padded<T>(tile.pixels(g)) - tile.pixels(g);
    for (npy_intp c = 0; c < g.group_channels; c++)
        for (npy_intp i = 0; i < g.kernel_height; i++)
            for (npy_intp j = 0; j < g.kernel_width; j++) {
                const npy_intp down = i * g.dilation_rows - g.pad_top + tile.row * g.stride_rows;
                const npy_intp right = j * g.dilation_columns - g.pad_left;
                const Span rows = span(down, g.stride_rows, g.height, tile.rows);
                const Span columns = span(right, g.stride_columns, g.width, g.out_width);
                const npy_intp first_row = down + rows.before * g.stride_rows;
                const npy_intp first_column = right + columns.before * g.stride_columns;
                const npy_intp first = (c * g.height + first_row) * g.width + first_column;
                for (npy_intp n = 0; n < tile.images; n++, column += tile.rows * g.out_width)
                    body(rows, columns, images + n * g.image_size() + first, column);
                column += padding;
            }
}

template <typename T>
void unroll(const Geometry& g, const Tile& tile, const T* images, T* columns) {
    const npy_intp width = g.out_width, down = g.stride_rows * g.width, s = g.stride_columns;
    const auto copy = [=](const Span& rows, const Span& across, const T* __restrict pixels,
                          T* __restrict column) {
        column = std::fill_n(column, rows.before * width, T(0));
        for (npy_intp y = 0; y < rows.inside; y++, pixels += down) {
            column = std::fill_n(column, across.before, T(0));
            if (s == 1)
                for (npy_intp x = 0; x < across.inside; x++) column[x] = pixels[x];
            else
                for (npy_intp x = 0; x < across.inside; x++) column[x] = pixels[x * s];
            column = std::fill_n(column + across.inside, across.after, T(0));
        }
        std::fill_n(column, rows.after * width, T(0));
    };
    for_each_column(g, tile, images, columns, copy);
    zero_padding(g.taps(), tile.pixels(g), columns);
}

template <typename T>
void add_back(const Geometry& g, const Tile& tile, const T* columns, T* images) {
    const npy_intp width = g.out_width, down = g.stride_rows * g.width, s = g.stride_columns;
    const auto add = [=](const Span& rows, const Span& across, T* __restrict pixels,
                         const T* __restrict column) {
        column += rows.before * width + across.before;
        for (npy_intp y = 0; y < rows.inside; y++, pixels += down, column += width)
            if (s == 1)
                for (npy_intp x = 0; x < across.inside; x++) pixels[x] += column[x];
            else
                for (npy_intp x = 0; x < across.inside; x++) pixels[x * s] += column[x];
    };
    for_each_column(g, tile, images, columns, add);
}

// ---- the output of a tile <-> a matrix (group filters x pixels) ---------------------------------

// Call body(pixels of one image in the output, the same in the matrix) for each filter and image.
template <typename T, typename Row, typename Body>
void for_each_row(const Geometry& g, const Tile& tile, T* top, Row* row, Body body) {
    const npy_intp padding = product::padded<T>(tile.pixels(g)) - tile.pixels(g);
    for (npy_intp f = 0; f < g.group_filters(); f++, row += padding)
        for (npy_intp n = 0; n < tile.images; n++, row += tile.rows * g.out_width)
            body(top + (n * g.filters + f) * g.pixels(), row);
}

template <typename T>
void load(const Geometry& g, const Tile& tile, const T* top, T* matrix) {
    const npy_intp count = tile.rows * g.out_width;
    const auto copy = [=](const T* pixels, T* row) { std::copy_n(pixels, count, row); };
    for_each_row(g, tile, top, matrix, copy);
    zero_padding(g.group_filters(), tile.pixels(g), matrix);
}

template <typename T>
void store(const Geometry& g, const Tile& tile, const T* matrix, T* top) {
    const npy_intp count = tile.rows * g.out_width;
    const auto copy = [=](T* pixels, const T* row) { std::copy_n(row, count, pixels); };
    for_each_row(g, tile, top, matrix, copy);
}

// ---- the three kernels --------------------------------------------------------------------------

// Between the order of the taps in the kernel and that in which they meet the image.
template <typename T>
void flip_taps(const Geometry& g, T* kernel) {
    const npy_intp taps = g.kernel_height * g.kernel_width;
    for (T* end = kernel + g.filters * g.taps(); g.flip && kernel < end; kernel += taps)
        std::reverse(kernel, kernel + taps);
}

// The kernel as the images meet it: Theano summed the taps in that order.
template <typename T>
std::unique_ptr<T[]> in_image_order(const Geometry& g, const T* kernel) {
    std::unique_ptr<T[]> taps(new T[g.filters * g.taps()]);
    std::copy_n(kernel, g.filters * g.taps(), taps.get());
    flip_taps(g, taps.get());
    return taps;
}

template <typename T>
void forward(const Geometry& g, const T* images, const T* kernel, T* top) {
    const Scratch<T> scratch(g);
    const auto taps = in_image_order(g, kernel);
    if (g.taps() == 0) std::fill_n(top, g.batch * g.filters * g.pixels(), T(0));
    for_each_tile<T>(g, [&](const Tile& tile) {
        unroll(g, tile, images + tile.image_offset, scratch.columns.get());
        const product::Matrix<T> filters{taps.get() + tile.kernel_offset, g.taps(), 1};
        product::multiply(g.group_filters(), product::padded<T>(tile.pixels(g)), g.taps(), filters,
                          scratch.columns.get(), scratch.top.get());
        store(g, tile, scratch.top.get(), top + tile.top_offset);
    });
}

template <typename T>
void weight_gradient(const Geometry& g, const T* images, const T* top, T* kernel) {
    const Scratch<T> scratch(g);
    std::fill_n(kernel, g.filters * g.taps(), T(0));
    for_each_tile<T>(g, [&](const Tile& tile) {
        load(g, tile, top + tile.top_offset, scratch.top.get());
        unroll(g, tile, images + tile.image_offset, scratch.columns.get());
        product::add_dots(g.group_filters(), g.taps(), product::padded<T>(tile.pixels(g)),
                          scratch.top.get(), scratch.columns.get(), kernel + tile.kernel_offset);
    });
    flip_taps(g, kernel);
}

template <typename T>
void image_gradient(const Geometry& g, const T* kernel, const T* top, T* images) {
    const Scratch<T> scratch(g);
    const auto taps = in_image_order(g, kernel);
    std::fill_n(images, g.batch * g.image_size(), T(0));
    for_each_tile<T>(g, [&](const Tile& tile) {
        load(g, tile, top + tile.top_offset, scratch.top.get());
        const product::Matrix<T> transposed{taps.get() + tile.kernel_offset, 1, g.taps()};
        product::multiply(g.taps(), product::padded<T>(tile.pixels(g)), g.group_filters(),
                          transposed, scratch.top.get(), scratch.columns.get());
        add_back(g, tile, scratch.columns.get(), images + tile.image_offset);
    });
}

}  // namespace conv2d

#endif
