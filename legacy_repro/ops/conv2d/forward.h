// output = convolution of the images with the filters [+ bias, rectified, the maxima of windows]

#ifndef LEGACY_REPRO_CONV2D_FORWARD_H
#define LEGACY_REPRO_CONV2D_FORWARD_H

namespace conv2d {

// The output: values, and where codes is not null the windows' codes, (batch, down, across, filters).
template <typename T>
struct Output {
    View<T> top;
    Code* codes;
};

template <typename T>
struct Forward {
    const Geometry& g;
    const Windows& w;
    const Layout layout;
    const bool plain;               // nothing comes after the convolution
    const npy_intp at_once, pitch;  // rows of windows; numbers of one pixel of the output
    const Offsets taps, pixels, convolved_rows;
    Buffer<T> filters, bias;

    Forward(const Geometry& g, const Windows& w, const T* kernel, const T* b)
        : g(g),
          w(w),
          layout{g.columns_seen(), g.group_channels},
          plain(w.trivial() && !b),
          at_once(window_rows_at_once(g, w)),
          pitch(lanes::in_vectors<T>(g.group_filters())),
          taps(tap_offsets(g, layout, g.group_channels)),
          pixels(pixel_offsets(g, layout, at_once * w.rows)),
          convolved_rows(row_offsets(pixels.size(), pitch)),
          filters(arranged(g, kernel, g.groups * group_size(),
                           [&](npy_intp f, npy_intp c, npy_intp place) {
                               const auto [group, filter] = g.member(f);
                               return group * group_size() +
                                      lanes::place<T>(c * g.places() + place, filter, g.taps());
                           })),
          bias(g.groups * pitch) {
        std::fill_n(bias.get(), g.groups * pitch, T(0));
        for (npy_intp f = 0; b && f < g.filters; f++) {
            const auto [group, filter] = g.member(f);
            bias.get()[group * pitch + filter] = b[f];
        }
    }

    npy_intp group_size() const { return g.taps() * lanes::in_panels<T>(g.group_filters()); }

    npy_intp rows_seen_by(npy_intp windows) const { return g.rows_seen(windows * w.rows); }

    // What one thread needs: a tile, the convolution of some rows of windows, and one such row.
    struct Scratch {
        Buffer<T> tile, convolved, top;
        Buffer<Code> codes;

        Scratch(const Forward& f, npy_intp windows)
            : tile(f.rows_seen_by(windows) * f.layout.width * f.layout.pitch),
              convolved(f.at_once * f.w.rows * f.g.out_width * f.pitch),
              top(f.w.across * f.pitch),
              codes(f.w.across * f.pitch) {}
    };

    // Compute the rows [first, last) of windows of image n.
    void compute(const View<const T>& images, npy_intp n, npy_intp first, npy_intp last,
                 const Output<T>& output, const Scratch& scratch) const {
        const npy_intp row = first * w.rows * g.stride_rows;
        for (npy_intp group = 0; group < g.groups; group++) {
            load_tile(g, images, n, group, row, rows_of(first, last), layout, scratch.tile.get());
            for (npy_intp y = first; y < last; y += at_once) {
                const npy_intp end = std::min(y + at_once, last);
                const npy_intp down = (y - first) * w.rows * g.stride_rows;
                const T* from = scratch.tile.get() + layout.pixel(down, 0);
                convolve(group, from, conv_rows(y, end), scratch.convolved.get());
                for (npy_intp k = y; k < end; k++)
                    finish(n, group, k, scratch.convolved.get() + (k - y) * w.rows * row_size(),
                           output, scratch);
            }
        }
    }

    npy_intp row_size() const { return g.out_width * pitch; }

    // The rows of the convolution in the rows [first, last) of windows.
    npy_intp conv_rows(npy_intp first, npy_intp last) const {
        return std::min(last * w.rows, g.out_height) - first * w.rows;
    }
    npy_intp rows_of(npy_intp first, npy_intp last) const {
        return g.rows_seen(conv_rows(first, last));
    }

    void convolve(npy_intp group, const T* tile, npy_intp rows, T* convolved) const {
        lanes::product<T>(true, rows * g.out_width, g.group_filters(), g.taps(),
                          {tile, pixels.data()}, taps.data(), filters.get() + group * group_size(),
                          {convolved, convolved_rows.data()});
    }

    // From the convolution of a row of windows to the output.
    void finish(npy_intp n, npy_intp group, npy_intp row, const T* convolved,
                const Output<T>& output, const Scratch& scratch) const {
        const npy_intp count = g.group_filters();
        const auto top = output.top.from(n, group * count, row);
        if (plain) return unpack({count, 1, w.across}, Layout{w.across, pitch}, convolved, top);
        const T* b = bias.get() + group * pitch;
        const auto reduce_window = [&](npy_intp k, npy_intp pixel, const auto& window) {
            for (npy_intp f = 0; f < pitch; f += LANES<T>) {
                const auto function = w.rectified ? reduce_rectified<T, decltype(window)>
                                                  : reduce<T, decltype(window)>;
                function(window, convolved + pixel * pitch + f, pitch, load(b + f),
                         scratch.top.get() + k * pitch + f, scratch.codes.get() + k * pitch + f);
            }
        };
        for_each_window(w, conv_rows(row, row + 1), g.out_width, reduce_window);
        unpack({count, 1, w.across}, Layout{w.across, pitch}, scratch.top.get(), top);
        if (output.codes)
            for (npy_intp k = 0; k < w.across; k++)
                std::copy_n(scratch.codes.get() + k * pitch, count,
                            output.codes + ((n * w.down + row) * w.across + k) * g.filters +
                                group * count);
    }
};

template <typename T>
void forward(const Geometry& g, const Windows& w, const View<const T>& images, const T* kernel,
             const T* bias, const Output<T>& output) {
    if (g.empty() || w.down == 0 || w.across == 0) return;
    const Forward<T> f(g, w, kernel, bias);
    // A few images are cut into parts, so that all threads have work.
    const npy_intp wanted = 2 * parallel::threads() / g.batch;
    const npy_intp parts = std::max<npy_intp>(1, std::min(w.down, wanted));
    std::vector<typename Forward<T>::Scratch> scratch;
    for (int i = 0; i < parallel::threads(); i++)
        scratch.emplace_back(f, (w.down + parts - 1) / parts);
    parallel::for_each(g.batch * parts, [&](int thread, npy_intp item) {
        const npy_intp part = item % parts;
        f.compute(images, item / parts, parallel::begin_of(part, parts, w.down),
                  parallel::begin_of(part + 1, parts, w.down), output, scratch[thread]);
    });
}

}  // namespace conv2d

#endif
