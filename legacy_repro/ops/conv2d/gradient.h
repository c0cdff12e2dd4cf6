// The gradients of forward.h to the filters, the bias and the images, all in one pass over a band, some
// rows of windows, of one image after the other.
//
//     filters[f, c, i, j] = sum over images and pixels (y, x) of z[f, y, x] images[c, y + i, x + j]
//     images[c, y + i, x + j] = sum over f, i, j of z[f, y, x] filters[f, c, i, j]
//
// with z the gradient of the convolution, which is made of that of the output and the windows' codes.

#ifndef LEGACY_REPRO_CONV2D_GRADIENT_H
#define LEGACY_REPRO_CONV2D_GRADIENT_H

namespace conv2d {

// What is given, and what is wanted: null where it is not. Without codes the windows are trivial.
template <typename T>
struct Gradients {
    View<const T> images, top;
    const T* filters;
    const Code* codes;
    T *to_filters, *to_bias;
    View<T> to_images;
};

// A band of windows of one group of one image: their values and codes with `pitch` filters each.
template <typename T>
struct Band {
    npy_intp group, first, last;  // rows of windows
    npy_intp pitch;
    const T* top;
    const Code* codes;  // or null
    const T* tile;      // of the image, or null
    T* to_tile;         // of its gradient, or null
};

// Sums of a chunk of images, and the sums of all chunks, which do not depend on the threads.
template <typename T>
class Sums {
  public:
    Sums(npy_intp chunks, npy_intp size) : chunks(chunks), size(size), numbers(chunks * size) {
        std::fill_n(numbers.get(), chunks * size, T(0));
    }

    T* of(npy_intp chunk) const { return numbers.get() + chunk * size; }

    // Add all to the sums of the first chunk.
    T* total() const {
        constexpr npy_intp piece = 4096;
        parallel::for_each((size + piece - 1) / piece, [&](int, npy_intp k) {
            const npy_intp end = std::min(size, (k + 1) * piece);
            for (npy_intp chunk = 1; chunk < chunks; chunk++)
                for (npy_intp i = k * piece; i < end; i++) of(0)[i] += of(chunk)[i];
        });
        return of(0);
    }

  private:
    const npy_intp chunks, size;
    Buffer<T> numbers;
};

// How many chunks of images are summed by themselves: memory for their sums is limited.
template <typename T>
npy_intp chunks_of(const Geometry& g, npy_intp size) {
    const npy_intp most = (1 << 25) / std::max<npy_intp>(1, size * sizeof(T));
    return std::max<npy_intp>(1, std::min({npy_intp(16), most, g.batch}));
}

// Kernel is Dense or Sparse: what the bands are multiplied with, and how.
template <typename T, typename Kernel>
void gradient(const Geometry& g, const Windows& w, const Gradients<T>& a) {
    const Kernel kernel(g, w, a.to_images.data ? a.filters : nullptr);
    const npy_intp pitch = lanes::in_vectors<T>(g.group_filters());
    const npy_intp chunks = chunks_of<T>(g, kernel.sums_size());
    const Sums<T> filter_sums(chunks, a.to_filters ? kernel.sums_size() : 0);
    const Sums<T> bias_sums(chunks, g.groups * pitch);
    const npy_intp tile_size = g.rows_seen(g.out_height) * kernel.layout.pixel(1, 0);

    struct Scratch {
        typename Kernel::Scratch own;
        Buffer<T> tile, to_tile, top;
        Buffer<Code> codes;
    };
    std::vector<Scratch> scratch;
    for (int i = 0; i < parallel::threads(); i++)
        scratch.push_back({typename Kernel::Scratch(kernel), Buffer<T>(a.to_filters ? tile_size : 0),
                           Buffer<T>(a.to_images.data ? tile_size : 0),
                           Buffer<T>(kernel.at_once * w.across * pitch),
                           Buffer<Code>(a.codes ? kernel.at_once * w.across * pitch : 0)});

    const auto do_image = [&](npy_intp chunk, npy_intp n, npy_intp group, Scratch& s) {
        const npy_intp count = g.group_filters(), filter = group * count;
        const npy_intp rows = g.rows_seen(g.out_height);
        if (a.to_filters)
            load_tile(g, a.images, n, group, 0, rows, kernel.layout, s.tile.get());
        if (a.to_images.data) std::fill_n(s.to_tile.get(), tile_size, T(0));
        for (npy_intp y = 0; y < w.down; y += kernel.at_once) {
            const npy_intp end = std::min(y + kernel.at_once, w.down);
            const Layout windows{w.across, pitch};
            if (pitch > count) std::fill_n(s.top.get(), (end - y) * w.across * pitch, T(0));
            pack({count, end - y, w.across}, a.top.from(n, filter, y), windows, s.top.get());
            if (a.codes)
                pack({count, end - y, w.across},
                     View<const Code>{a.codes, w.down * w.across * g.filters, 1,
                                      w.across * g.filters, g.filters}
                         .from(n, filter, y),
                     windows, s.codes.get());
            const Band<T> band{group, y, end, pitch, s.top.get(), a.codes ? s.codes.get() : nullptr,
                               a.to_filters ? s.tile.get() : nullptr,
                               a.to_images.data ? s.to_tile.get() : nullptr};
            kernel.add(band, filter_sums.of(chunk), bias_sums.of(chunk) + group * pitch, s.own);
        }
        if (a.to_images.data) store_tile(g, kernel.layout, s.to_tile.get(), n, group, a.to_images);
    };
    parallel::for_each(chunks, [&](int thread, npy_intp chunk) {
        const npy_intp end = parallel::begin_of(chunk + 1, chunks, g.batch);
        for (npy_intp n = parallel::begin_of(chunk, chunks, g.batch); n < end; n++)
            for (npy_intp group = 0; group < g.groups; group++)
                do_image(chunk, n, group, scratch[thread]);
    });
    if (a.to_filters) {
        const T* total = filter_sums.total();
        for_each_weight(g, a.to_filters, [&](T& weight, npy_intp f, npy_intp c, npy_intp place) {
            weight = total[kernel.place_in_sums(f, c, place)];
        });
    }
    if (a.to_bias) {
        const T* total = bias_sums.total();
        for (npy_intp f = 0; f < g.filters; f++)
            a.to_bias[f] = total[f / g.group_filters() * pitch + f % g.group_filters()];
    }
}

// ---- all pixels --------------------------------------------------------------------------------

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
                                   const npy_intp group = f / g.group_filters();
                                   return (group * g.places() + place) * matrix_size() +
                                          lanes::place<T>(f % g.group_filters(), c,
                                                          g.group_filters());
                               });
    }

    // The filters' weights at one place of the window: a matrix (filters x channels).
    npy_intp matrix_size() const {
        return g.group_filters() * lanes::in_panels<T>(g.group_channels);
    }
    npy_intp row_size() const { return lanes::in_vectors<T>(g.group_filters()); }
    npy_intp sums_size() const { return g.groups * g.taps() * row_size(); }
    npy_intp place_in_sums(npy_intp f, npy_intp c, npy_intp place) const {
        const npy_intp group = f / g.group_filters();
        return (group * g.taps() + c * g.places() + place) * row_size() + f % g.group_filters();
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
            const Vector<T> value = top * slope<T>(codes), zero = {};
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
