// The gradients made of all pixels, as products of matrices.

#ifndef LEGACY_REPRO_CONV2D_DENSE_H
#define LEGACY_REPRO_CONV2D_DENSE_H

namespace conv2d {

template <typename T>
struct Dense {
    const Geometry& g;
    const Windows& w;
    const Layout layout;
    const npy_intp at_once;  // rows of windows
    const Offsets taps, pixels, sum_rows, z_rows;
    Buffer<T> filters;

    struct Scratch {
        Buffer<T> z;  // of a band, in panels
        Offsets filters;

        explicit Scratch(const Dense& d)
            : z(d.at_once * d.w.rows * d.g.out_width * lanes::in_panels<T>(d.g.group_filters())),
              filters(d.g.group_filters()) {}
    };

    Dense(const Geometry& g, const Windows& w, const T* kernel)
        : g(g),
          w(w),
          layout{g.columns_seen(), kernel ? lanes::in_vectors<T>(g.group_channels)
                                          : g.group_channels},
          at_once(window_rows_at_once(g, w)),
          taps(tap_offsets(g, layout, g.group_channels)),
          pixels(pixel_offsets(g, layout, at_once * w.rows)),
          sum_rows(row_offsets(taps.size(), row_size())),
          z_rows(row_offsets(pixels.size(), lanes::PANEL<T>)) {
        if (kernel)
            filters = arranged(g, kernel, g.groups * g.places() * matrix_size(),
                               [&](npy_intp f, npy_intp c, npy_intp place) {
                                   const auto [group, filter] = g.member(f);
                                   return (group * g.places() + place) * matrix_size() +
                                          lanes::place<T>(filter, c, g.group_filters());
                               });
    }

    // The filters' weights at one place of the window: a matrix (filters x channels).
    npy_intp matrix_size() const {
        return g.group_filters() * lanes::in_panels<T>(g.group_channels);
    }
    npy_intp row_size() const { return lanes::in_vectors<T>(g.group_filters()); }
    npy_intp sums_size() const { return g.groups * g.taps() * row_size(); }
    npy_intp place_in_sums(npy_intp f, npy_intp c, npy_intp place) const {
        const auto [group, filter] = g.member(f);
        return (group * g.taps() + c * g.places() + place) * row_size() + filter;
    }

    void add(const Band<T>& band, T* filter_sums, T* bias_sums, Scratch& scratch) const {
        const npy_intp first = band.first * w.rows;
        const npy_intp count =
            (std::min(band.last * w.rows, g.out_height) - first) * g.out_width;
        T* z = scratch.z.get();
        expand(band, count, z, bias_sums);
        const npy_intp start = layout.pixel(first * g.stride_rows, 0);
        if (band.tile)
            lanes::product<T>(false, g.taps(), g.group_filters(), count,
                              {band.tile + start, taps.data()}, pixels.data(), z,
                              {filter_sums + band.group * g.taps() * row_size(), sum_rows.data()});
        if (!band.to_tile || taps.empty()) return;
        for (npy_intp f = 0; f < g.group_filters(); f++)
            scratch.filters[f] = lanes::place<T>(0, f, count);
        for (npy_intp place = 0; place < g.places(); place++)
            lanes::product<T>(
                false, count, g.group_channels, g.group_filters(), {z, z_rows.data()},
                scratch.filters.data(),
                filters.get() + (band.group * g.places() + place) * matrix_size(),
                {band.to_tile + start + taps[place], pixels.data()});
    }

    // The gradient of the convolution of a band, in panels of `count` pixels, and its sum.
    void expand(const Band<T>& band, npy_intp count, T* z, T* bias_sums) const {
        if (w.across * w.columns < g.out_width)
            std::fill_n(z, count * lanes::in_panels<T>(g.group_filters()), T(0));
        for (npy_intp y = band.first; y < band.last; y++) {
            const npy_intp rows = std::min(w.rows, g.out_height - y * w.rows);
            const npy_intp row = (y - band.first) * w.rows * g.out_width;
            const auto window = [&](npy_intp k, npy_intp pixel, const auto& window) {
                const npy_intp at = ((y - band.first) * w.across + k) * band.pitch;
                for (npy_intp f = 0; f < band.pitch; f += LANES<T>)
                    spread(band, window, at + f, z + lanes::place<T>(row + pixel, f, count),
                           bias_sums + f);
            };
            for_each_window(w, rows, g.out_width, window);
        }
    }

    // One vector of filters in one window.
    template <typename Window>
    static void spread(const Band<T>& band, const Window& window, npy_intp at, T* z, T* sums) {
        const Vector<T> top = load(band.top + at);
        Vector<T> sum = load(sums);
        if (band.codes) {
            const Mask<T> codes = load_codes<T>(band.codes + at);
            const Vector<T> value = top * slope<Vector<T>>(codes), zero = {};
            window.for_each([&](int bit, npy_intp pixel) {
                const Vector<T> here = (codes & bit) != 0 ? value : zero;
                store<T>(here, z + pixel * lanes::PANEL<T>);
                sum += here;
            });
        } else {
            store<T>(top, z);
            sum += top;
        }
        store<T>(sum, sums);
    }
};

}  // namespace conv2d

#endif
