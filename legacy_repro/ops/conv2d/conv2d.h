// 2-D convolution and its two gradients: windows unrolled into a matrix (im2col), then BLAS.
//
// A tile, some images or some rows of one, is unrolled at a time, so the scratch stays a few
// megabytes. With taps = group channels * kernel height * kernel width, row-major:
//
//     forward          top (filters x pixels) = kernel (filters x taps) . columns (taps x pixels)
//     weight gradient  kernel += top . columns^T
//     image gradient   columns = kernel^T . top, added back into the images

#ifndef LEGACY_REPRO_CONV2D_H
#define LEGACY_REPRO_CONV2D_H

#include <algorithm>
#include <memory>

extern "C" {
void sgemm_(const char*, const char*, const int*, const int*, const int*, const float*,
            const float*, const int*, const float*, const int*, const float*, float*, const int*);
void dgemm_(const char*, const char*, const int*, const int*, const int*, const double*,
            const double*, const int*, const double*, const int*, const double*, double*,
            const int*);
}

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

// ---- the matrix product -------------------------------------------------------------------------

inline void gemm(char ta, char tb, int m, int n, int k, const float* a, int lda, const float* b,
                 int ldb, float beta, float* c, int ldc) {
    const float one = 1;
    sgemm_(&ta, &tb, &m, &n, &k, &one, a, &lda, b, &ldb, &beta, c, &ldc);
}

inline void gemm(char ta, char tb, int m, int n, int k, const double* a, int lda, const double* b,
                 int ldb, double beta, double* c, int ldc) {
    const double one = 1;
    dgemm_(&ta, &tb, &m, &n, &k, &one, a, &lda, b, &ldb, &beta, c, &ldc);
}

// ---- tiles --------------------------------------------------------------------------------------

// One group of `images` whole images or, where images is 1, of the output rows [row, row + rows),
// and where its data begin in the three arrays.
struct Tile {
    npy_intp images, row, rows;
    npy_intp image_offset, kernel_offset, top_offset;
};

constexpr npy_intp COLUMN_BYTES = 1 << 20;  // about one level-2 cache

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

// Room for the columns of a tile and for its output.
template <typename T>
struct Scratch {
    std::unique_ptr<T[]> columns, top;

    explicit Scratch(const Geometry& g) {
        const Tile most = largest_tile<T>(g);
        const npy_intp pixels = most.images * most.rows * g.out_width;
        columns.reset(new T[g.taps() * pixels]);
        top.reset(new T[g.group_filters() * pixels]);
    }
};

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
    for (npy_intp c = 0; c < g.group_channels; c++)
        for (npy_intp i = 0; i < g.kernel_height; i++)
            for (npy_intp j = 0; j < g.kernel_width; j++) {
                const npy_intp tap_row = g.flip ? g.kernel_height - 1 - i : i;
                const npy_intp tap_column = g.flip ? g.kernel_width - 1 - j : j;
                const npy_intp down =
                    tap_row * g.dilation_rows - g.pad_top + tile.row * g.stride_rows;
                const npy_intp right = tap_column * g.dilation_columns - g.pad_left;
                const Span rows = span(down, g.stride_rows, g.height, tile.rows);
                const Span columns = span(right, g.stride_columns, g.width, g.out_width);
                const npy_intp first_row = down + rows.before * g.stride_rows;
                const npy_intp first_column = right + columns.before * g.stride_columns;
                const npy_intp first = (c * g.height + first_row) * g.width + first_column;
                for (npy_intp n = 0; n < tile.images; n++, column += tile.rows * g.out_width)
                    body(rows, columns, images + n * g.image_size() + first, column);
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

// ---- the output of a tile as a matrix (group filters x pixels) ----------------------------------

// A tile of one image is such a matrix where it lies; that of several is copied to or from scratch.
inline bool in_place(const Tile& tile) { return tile.images == 1; }

inline int row_stride(const Geometry& g, const Tile& tile) { return tile.images * g.pixels(); }

template <typename T>
const T* load(const Geometry& g, const Tile& tile, const T* top, T* scratch) {
    if (in_place(tile)) return top;
    T* row = scratch;
    for (npy_intp f = 0; f < g.group_filters(); f++)
        for (npy_intp n = 0; n < tile.images; n++, row += g.pixels())
            std::copy_n(top + (n * g.filters + f) * g.pixels(), g.pixels(), row);
    return scratch;
}

template <typename T>
void store(const Geometry& g, const Tile& tile, const T* scratch, T* top) {
    if (in_place(tile)) return;
    for (npy_intp f = 0; f < g.group_filters(); f++)
        for (npy_intp n = 0; n < tile.images; n++, scratch += g.pixels())
            std::copy_n(scratch, g.pixels(), top + (n * g.filters + f) * g.pixels());
}

// ---- the three kernels --------------------------------------------------------------------------
// BLAS counts in columns: a row-major matrix is its transpose there.

template <typename T>
void forward(const Geometry& g, const T* images, const T* kernel, T* top) {
    Scratch<T> scratch(g);
    T* columns = scratch.columns.get();
    if (g.taps() == 0) std::fill_n(top, g.batch * g.filters * g.pixels(), T(0));
    for_each_tile<T>(g, [&](const Tile& tile) {
        const int pixels = tile.images * tile.rows * g.out_width;
        T* out = in_place(tile) ? top + tile.top_offset : scratch.top.get();
        unroll(g, tile, images + tile.image_offset, columns);
        gemm('N', 'N', pixels, g.group_filters(), g.taps(), columns, pixels,
             kernel + tile.kernel_offset, g.taps(), T(0), out, row_stride(g, tile));
        store(g, tile, out, top + tile.top_offset);
    });
}

template <typename T>
void weight_gradient(const Geometry& g, const T* images, const T* top, T* kernel) {
    Scratch<T> scratch(g);
    T* columns = scratch.columns.get();
    std::fill_n(kernel, g.filters * g.taps(), T(0));
    for_each_tile<T>(g, [&](const Tile& tile) {
        const int pixels = tile.images * tile.rows * g.out_width;
        const T* out = load(g, tile, top + tile.top_offset, scratch.top.get());
        unroll(g, tile, images + tile.image_offset, columns);
        gemm('T', 'N', g.taps(), g.group_filters(), pixels, columns, pixels, out,
             row_stride(g, tile), T(1), kernel + tile.kernel_offset, g.taps());
    });
}

template <typename T>
void image_gradient(const Geometry& g, const T* kernel, const T* top, T* images) {
    Scratch<T> scratch(g);
    T* columns = scratch.columns.get();
    std::fill_n(images, g.batch * g.channels * g.height * g.width, T(0));
    for_each_tile<T>(g, [&](const Tile& tile) {
        const int pixels = tile.images * tile.rows * g.out_width;
        const T* out = load(g, tile, top + tile.top_offset, scratch.top.get());
        gemm('N', 'T', pixels, g.taps(), g.group_filters(), out, row_stride(g, tile),
             kernel + tile.kernel_offset, g.taps(), T(0), columns, pixels);
        add_back(g, tile, columns, images + tile.image_offset);
    });
}

}  // namespace conv2d

#endif
