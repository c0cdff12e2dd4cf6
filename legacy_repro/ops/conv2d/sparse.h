// The gradients where windows were pooled: only their maxima count, a quarter of the pixels or less, and
// of these only those with a gradient. The channels of an image are in vectors here.

#ifndef LEGACY_REPRO_CONV2D_SPARSE_H
#define LEGACY_REPRO_CONV2D_SPARSE_H

namespace conv2d {

template <typename T>
struct Sparse {
    // One pixel of the convolution with a gradient, and where the tile has what it sees.
    struct Entry {
        npy_intp offset;
        T value;
    };

    const Geometry& g;
    const Windows& w;
    const Layout layout;
    const npy_intp at_once;  // rows of windows
    const Offsets places;    // the taps of one channel
    Buffer<T> filters;       // (filters, places, channels in vectors)

    struct Scratch {
        Buffer<Entry> entries;

        explicit Scratch(const Sparse& s) : entries(s.at_once * s.w.across * s.w.size()) {}
    };

    // Whether fewer products are left than with all pixels, where the filters are in the vectors.
    static bool pays(const Geometry& g, const Windows& w) {
        return w.size() * g.group_channels >= 2 * lanes::in_vectors<T>(g.group_channels);
    }

    Sparse(const Geometry& g, const Windows& w, const T* kernel)
        : g(g),
          w(w),
          layout{g.columns_seen(), lanes::in_vectors<T>(g.group_channels)},
          at_once(std::min(w.down, 1 + 64 / std::max<npy_intp>(1, w.across))),
          places(tap_offsets(g, layout, 1)) {
        const auto place_of = [&](npy_intp f, npy_intp c, npy_intp place) {
            return place_in_sums(f, c, place);
        };
        if (kernel) filters = arranged(g, kernel, sums_size(), place_of);
    }

    npy_intp sums_size() const { return g.filters * g.places() * layout.pitch; }
    npy_intp place_in_sums(npy_intp f, npy_intp c, npy_intp place) const {
        return (f * g.places() + place) * layout.pitch + c;
    }

    void add(const Band<T>& band, T* filter_sums, T* bias_sums, Scratch& scratch) const {
        for (npy_intp f = 0; f < g.group_filters(); f++) {
            Entry* const entries = scratch.entries.get();
            const npy_intp count = collect(band, f, entries);
            for (npy_intp e = 0; e < count; e++) bias_sums[f] += entries[e].value;
            const npy_intp at = place_in_sums(band.group * g.group_filters() + f, 0, 0);
            if (band.tile) to_filters(entries, count, band.tile, filter_sums + at);
            if (band.to_tile) to_images(entries, count, filters.get() + at, band.to_tile);
        }
    }

    // Write the entries of one filter; return how many there are.
    npy_intp collect(const Band<T>& band, npy_intp f, Entry* entries) const {
        Entry* end = entries;
        npy_intp at = f;
        for (npy_intp y = band.first; y < band.last; y++)
            for (npy_intp k = 0; k < w.across; k++, at += band.pitch) {
                const Code code = band.codes[at];
                const T value = band.top[at] * slope<T>(code);
                if (value == 0) continue;
                for (unsigned rest = code & PLACES; rest; rest &= rest - 1) {
                    const int place = __builtin_ctz(rest);
                    const npy_intp row = y * w.rows + place / w.columns;
                    const npy_intp column = k * w.columns + place % w.columns;
                    // The window of a NaN may name pixels over the edge.
                    if (row < g.out_height && column < g.out_width)
                        *end++ = {layout.pixel(row * g.stride_rows, column * g.stride_columns),
                                  value};
                }
            }
        return end - entries;
    }

    // sums[place] += value * tile[entry + place] for all entries.
    void to_filters(const Entry* entries, npy_intp count, const T* tile, T* sums) const {
        for_each_part(sums, tile, [&](auto& part, T* numbers) {
            part.meet(entries, count, [](Vector<T>& sum, const T* pixel, T value) {
                sum += value * load(pixel);
            });
            part.numbers.for_each([&](int p, int v, const Vector<T>& sum) {
                store<T>(sum, numbers + p * layout.pitch + v * LANES<T>);
            });
        });
    }

    // tile[entry + place] += value * weights[place] for all entries.
    void to_images(const Entry* entries, npy_intp count, const T* weights, T* tile) const {
        for_each_part(weights, tile, [&](auto& part, const T*) {
            part.meet(entries, count, [](const Vector<T>& weight, T* pixel, T value) {
                store<T>(load(pixel) + value * weight, pixel);
            });
        });
    }

    // As many numbers of a filter as fit the registers, and the pixels that they meet at offset 0.
    template <int P, int V, typename Tile>
    struct Part {
        lanes::Sums<P, V, T> numbers;
        Tile* pixels[P];

        // Call body(vector of numbers, pixel, value) for all entries.
        template <typename Body>
        void meet(const Entry* entries, npy_intp count, const Body& body) {
            for (npy_intp e = 0; e < count; e++) {
                const npy_intp offset = entries[e].offset;
                const T value = entries[e].value;
                numbers.for_each([&](int p, int v, Vector<T>& s) {
                    body(s, pixels[p] + offset + v * LANES<T>, value);
                });
            }
        }
    };

    // Call body(part, where its numbers stand) for the parts that a filter is cut into.
    template <typename Number, typename Tile, typename Body>
    void for_each_part(Number* filter, Tile* tile, const Body& body) const {
        lanes::for_each_panel(lanes::vectors<T>(g.group_channels), [&](npy_intp vector, auto V) {
            lanes::for_each_block(g.places(), [&](npy_intp first, auto P) {
                Number* const numbers = filter + first * layout.pitch + vector * LANES<T>;
                Part<P.value, V.value, Tile> part;
#pragma GCC unroll 8
                for (int p = 0; p < P.value; p++)
                    part.pixels[p] = tile + places[first + p] + vector * LANES<T>;
                part.numbers.for_each([&](int p, int v, Vector<T>& s) {
                    s = load(numbers + p * layout.pitch + v * LANES<T>);
                });
                body(part, numbers);
            });
        });
    }
};

}  // namespace conv2d

#endif
