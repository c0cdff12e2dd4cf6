// Between arrays and what the kernels read: one image, padded, with the channels of a pixel side by
// side, and filters in panels.

#ifndef LEGACY_REPRO_TILES_H
#define LEGACY_REPRO_TILES_H

namespace conv2d {

using parallel::Buffer;

// Images in an array with any strides, which are counted in elements.
template <typename T>
struct View {
    T* data;
    npy_intp image, channel, row, column;

    View from(npy_intp n, npy_intp c, npy_intp y) const {
        return {data + n * image + c * channel + y * row, image, channel, row, column};
    }
};

struct Box {
    npy_intp channels, height, width;
};

// Call copy(element of the array, element of the tile) for all in a box; the inner loop goes where
// the array is contiguous, or nearly.
template <typename T, typename U, typename Copy>
inline void for_each_element(const Box& box, const View<T>& view, const Layout& layout, U* tile,
                             const Copy& copy) {
    for (npy_intp y = 0; y < box.height; y++) {
        T* row = view.data + y * view.row;
        U* pixels = tile + layout.pixel(y, 0);
        if (view.channel == 1 && layout.pitch > 1)
            for (npy_intp x = 0; x < box.width; x++, row += view.column, pixels += layout.pitch)
                for (npy_intp c = 0; c < box.channels; c++) copy(row[c], pixels[c]);
        else
            for (npy_intp c = 0; c < box.channels; c++, row += view.channel, pixels++)
                for (npy_intp x = 0; x < box.width; x++)
                    copy(row[x * view.column], pixels[x * layout.pitch]);
    }
}

// Not inlined, as the strides would find no register in a large function.
template <typename T>
__attribute__((noinline)) void pack(const Box& box, const View<const T>& view, const Layout& layout,
                                    T* tile) {
    for_each_element(box, view, layout, tile, [](const T& from, T& to) { to = from; });
}

template <typename T>
void unpack(const Box& box, const Layout& layout, const T* tile, const View<T>& view) {
    for_each_element(box, view, layout, tile, [](T& to, const T& from) { to = from; });
}

// The part of an image that lies in the `rows` rows from row `first` of the padded one: which rows
// and columns of the image, and where in the tile they begin.
struct Inside {
    npy_intp row, height, width, down, right;

    Inside(const Geometry& g, npy_intp first, npy_intp rows) {
        const npy_intp end = std::min(first + rows - g.pad_top, g.height);
        row = std::max<npy_intp>(0, first - g.pad_top);
        height = std::max<npy_intp>(0, end - row);
        down = row + g.pad_top - first;
        width = std::max<npy_intp>(0, std::min(g.width, g.columns_seen() - g.pad_left));
        right = g.pad_left;
    }
    bool covers(const Geometry& g) const { return height == g.height && width == g.width; }
};

// Fill `rows` rows of the tile of a group, from row `first` of image n, whose padding is zeros.
template <typename T>
void load_tile(const Geometry& g, const View<const T>& images, npy_intp n, npy_intp group,
               npy_intp first, npy_intp rows, const Layout& layout, T* tile) {
    const Inside in(g, first, rows);
    const bool whole = in.height == rows && in.width == layout.width;
    if (!whole || layout.pitch > g.group_channels)
        std::fill_n(tile, rows * layout.width * layout.pitch, T(0));
    const auto view = images.from(n, group * g.group_channels, in.row);
    const Box box{g.group_channels, in.height, in.width};
    if (in.height > 0) pack(box, view, layout, tile + layout.pixel(in.down, in.right));
}

// The opposite: the gradient of an image from that of its tile; 0 where no window sees it.
template <typename T>
void store_tile(const Geometry& g, const Layout& layout, const T* tile, npy_intp n, npy_intp group,
                const View<T>& images) {
    const Inside in(g, 0, g.rows_seen(g.out_height));
    const auto view = images.from(n, group * g.group_channels, 0);
    for (npy_intp c = 0; c < g.group_channels && !in.covers(g); c++)
        for (npy_intp y = 0; y < g.height; y++)
            for (npy_intp x = 0; x < g.width; x++)
                view.data[c * view.channel + y * view.row + x * view.column] = 0;
    const Box box{g.group_channels, in.height, in.width};
    unpack(box, layout, tile + layout.pixel(in.down, in.right), view);
}

// Call body(weight, filter, channel, place) for all weights of the filters, on several threads; the
// places of a filter's window are counted as the image meets them.
template <typename T, typename Body>
void for_each_weight(const Geometry& g, T* kernel, const Body& body) {
    const npy_intp places = g.places();
    parallel::for_each(g.filters, [&](int, npy_intp f) {
        T* weight = kernel + f * g.taps();
        for (npy_intp c = 0; c < g.group_channels; c++, weight += places)
            for (npy_intp i = 0; i < places; i++)
                body(weight[g.flip ? places - 1 - i : i], f, c, i);
    });
}

// Zeros, then the weights, each at place_of(filter, channel, place).
template <typename T, typename PlaceOf>
Buffer<T> arranged(const Geometry& g, const T* kernel, npy_intp size, const PlaceOf& place_of) {
    Buffer<T> weights(size);
    std::fill_n(weights.get(), size, T(0));
    for_each_weight(g, kernel, [&](const T& weight, npy_intp f, npy_intp c, npy_intp place) {
        weights.get()[place_of(f, c, place)] = weight;
    });
    return weights;
}

}  // namespace conv2d

#endif
