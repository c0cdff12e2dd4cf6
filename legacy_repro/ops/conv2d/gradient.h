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
class ChunkSums {
  public:
    ChunkSums(npy_intp chunks, npy_intp size) : chunks(chunks), size(size), numbers(chunks * size) {
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
struct Backward {
    const Geometry& g;
    const Windows& w;
    const Gradients<T>& a;
    const Kernel kernel;
    const npy_intp tile_size, pitch, chunks;  // pitch: numbers of one window
    const ChunkSums<T> filter_sums, bias_sums;

    Backward(const Geometry& g, const Windows& w, const Gradients<T>& a)
        : g(g),
          w(w),
          a(a),
          kernel(g, w, a.to_images.data ? a.filters : nullptr),
          tile_size(g.rows_seen(g.out_height) * kernel.layout.pixel(1, 0)),
          pitch(lanes::in_vectors<T>(g.group_filters())),
          chunks(chunks_of<T>(g, kernel.sums_size())),
          filter_sums(chunks, a.to_filters ? kernel.sums_size() : 0),
          bias_sums(chunks, g.groups * pitch) {}

    npy_intp band_size() const { return kernel.at_once * w.across * pitch; }

    // What one thread needs: the kernel's own, the tiles of an image, and a band.
    struct Scratch {
        typename Kernel::Scratch own;
        Buffer<T> tile, to_tile, top;
        Buffer<Code> codes;

        explicit Scratch(const Backward& b)
            : own(b.kernel),
              tile(b.a.to_filters ? b.tile_size : 0),
              to_tile(b.a.to_images.data ? b.tile_size : 0),
              top(b.band_size()),
              codes(b.a.codes ? b.band_size() : 0) {}
    };

    void add_image(npy_intp chunk, npy_intp n, npy_intp group, Scratch& s) const {
        if (a.to_filters) {
            const npy_intp rows = g.rows_seen(g.out_height);
            load_tile(g, a.images, n, group, 0, rows, kernel.layout, s.tile.get());
        }
        if (a.to_images.data) std::fill_n(s.to_tile.get(), tile_size, T(0));
        for (npy_intp y = 0; y < w.down; y += kernel.at_once)
            kernel.add(load_band(n, group, y, s), filter_sums.of(chunk),
                       bias_sums.of(chunk) + group * pitch, s.own);
        if (a.to_images.data) store_tile(g, kernel.layout, s.to_tile.get(), n, group, a.to_images);
    }

    // The band of image n that begins with the row `first` of windows.
    Band<T> load_band(npy_intp n, npy_intp group, npy_intp first, const Scratch& s) const {
        const npy_intp last = std::min(first + kernel.at_once, w.down);
        const npy_intp count = g.group_filters(), filter = group * count;
        const Layout layout{w.across, pitch};
        const Box box{count, last - first, w.across};
        if (pitch > count) std::fill_n(s.top.get(), layout.pixel(last - first, 0), T(0));
        pack(box, a.top.from(n, filter, first), layout, s.top.get());
        if (a.codes) pack(box, codes().from(n, filter, first), layout, s.codes.get());
        return {group, first, last, pitch, s.top.get(), s.codes.get(), s.tile.get(),
                s.to_tile.get()};
    }

    View<const Code> codes() const {
        const npy_intp row = w.across * g.filters;
        return {a.codes, w.down * row, 1, row, g.filters};
    }

    void write_sums() const {
        if (a.to_filters) {
            const T* total = filter_sums.total();
            const auto write = [&](T& weight, npy_intp f, npy_intp c, npy_intp place) {
                weight = total[kernel.place_in_sums(f, c, place)];
            };
            for_each_weight(g, a.to_filters, write);
        }
        if (a.to_bias) {
            const T* total = bias_sums.total();
            for (npy_intp f = 0; f < g.filters; f++) {
                const auto [group, filter] = g.member(f);
                a.to_bias[f] = total[group * pitch + filter];
            }
        }
    }
};

template <typename T, typename Kernel>
void gradient(const Geometry& g, const Windows& w, const Gradients<T>& a) {
    const Backward<T, Kernel> b(g, w, a);
    std::vector<typename Backward<T, Kernel>::Scratch> scratch;
    for (int i = 0; i < parallel::threads(); i++) scratch.emplace_back(b);
    parallel::for_each(b.chunks, [&](int thread, npy_intp chunk) {
        const npy_intp end = parallel::begin_of(chunk + 1, b.chunks, g.batch);
        for (npy_intp n = parallel::begin_of(chunk, b.chunks, g.batch); n < end; n++)
            for (npy_intp group = 0; group < g.groups; group++)
                b.add_image(chunk, n, group, scratch[thread]);
    });
    b.write_sums();
}

}  // namespace conv2d

#endif
