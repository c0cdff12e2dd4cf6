// 2-D pooling and its gradients.
//
// All go the same way: for each place in the window, along one row of windows at once, so the inner
// loop runs over windows side by side, for a pixel that is `stride` further in each.

#ifndef LEGACY_REPRO_POOL2D_H
#define LEGACY_REPRO_POOL2D_H

#include <algorithm>
#include <limits>
#include <type_traits>

namespace pool2d {

enum class Mode { max, sum, average_inc_pad, average_exc_pad };

// The properties of the op.
struct Settings {
    Mode mode;
    int window_rows, window_columns, stride_rows, stride_columns, pad_rows, pad_columns;
    bool ignore_border;
};

// The windows [first, last) of a row of windows whose pixel at one place lies in the image.
struct Inside {
    npy_intp first, last;
};

// Windows along one axis.
struct Axis {
    npy_intp size, window, stride, pad, count;

    // The pixel at this place of window w.
    npy_intp pixel(npy_intp w, npy_intp place) const { return w * stride + place - pad; }

    Inside inside(npy_intp place) const {
        const npy_intp end = size + pad - place;
        const npy_intp last = end > 0 ? std::min((end + stride - 1) / stride, count) : 0;
        const npy_intp first = place < pad ? (pad - place + stride - 1) / stride : 0;
        return {std::min(first, last), last};
    }

    // How many pixels of the image, or of image and padding, window w has; 1 at least, so that the
    // window of an image without rows or columns has an average, 0.
    npy_intp pixels(npy_intp w, bool with_padding) const {
        const npy_intp edge = with_padding ? pad : 0, begin = w * stride - pad;
        const npy_intp end = std::min(begin + window, size + edge);
        return std::max<npy_intp>(1, end - std::max(begin, -edge));
    }
};

inline npy_intp window_count(npy_intp padded, npy_intp window, npy_intp stride,
                             bool ignore_border) {
    if (ignore_border) return padded < window ? 0 : (padded - window) / stride + 1;
    if (stride >= window) return padded < 1 ? 0 : (padded - 1) / stride + 1;
    return (padded < window ? 0 : (padded - 1 - window + stride) / stride) + 1;
}

inline Axis axis(npy_intp size, npy_intp window, npy_intp stride, npy_intp pad,
                 bool ignore_border) {
    return {size, window, stride, pad, window_count(size + 2 * pad, window, stride, ignore_border)};
}

// `planes` images of one channel, one behind the other, and so the outputs.
struct Geometry {
    npy_intp planes;
    Axis rows, columns;
    std::vector<Inside> inside;  // for each place in a row of the window

    npy_intp image_size() const { return rows.size * columns.size; }
    npy_intp top_size() const { return rows.count * columns.count; }
};

// Call body(pixel, window, count) for each place in each row of windows of a plane: `count` windows
// side by side, the first of them and its pixel given by their indices.
template <typename Body>
void for_each_place(const Geometry& g, Body body) {
    for (npy_intp y = 0; y < g.rows.count; y++)
        for (npy_intp i = 0; i < g.rows.window; i++) {
            const npy_intp row = g.rows.pixel(y, i);
            if (row < 0 || row >= g.rows.size) continue;
            for (npy_intp j = 0; j < g.columns.window; j++) {
                const Inside in = g.inside[j];
                const npy_intp pixel = row * g.columns.size + g.columns.pixel(in.first, j);
                body(pixel, y * g.columns.count + in.first, in.last - in.first);
            }
        }
}

// ---- one plane; s, the column stride, may be a constant -----------------------------------------

template <typename T, typename Step>
void maxima(const Geometry& g, Step s, const T* image, T* top) {
    std::fill_n(top, g.top_size(), -std::numeric_limits<T>::infinity());
    for_each_place(g, [=](npy_intp pixel, npy_intp window, npy_intp count) {
        for (npy_intp k = 0; k < count; k++) {
            const T x = image[pixel + k * s], y = top[window + k];
            const T larger = x > y ? x : y;
            top[window + k] = x == x ? larger : x;
        }
    });
}

template <typename T, typename Step>
void totals(const Geometry& g, Step s, const T* image, T* top) {
    std::fill_n(top, g.top_size(), T(0));
    for_each_place(g, [=](npy_intp pixel, npy_intp window, npy_intp count) {
        for (npy_intp k = 0; k < count; k++) top[window + k] += image[pixel + k * s];
    });
}

template <typename T, typename Step>
void spread(const Geometry& g, Step s, const T* top, T* image) {
    std::fill_n(image, g.image_size(), T(0));
    for_each_place(g, [=](npy_intp pixel, npy_intp window, npy_intp count) {
        for (npy_intp k = 0; k < count; k++) image[pixel + k * s] += top[window + k];
    });
}

template <typename T, typename Step>
void spread_to_maxima(const Geometry& g, Step s, const T* image, const T* top, const T* gradient,
                      T* result) {
    std::fill_n(result, g.image_size(), T(0));
    for_each_place(g, [=](npy_intp pixel, npy_intp window, npy_intp count) {
        for (npy_intp k = 0; k < count; k++) {
            const T value = gradient[window + k];
            const bool largest = image[pixel + k * s] >= top[window + k];  // == is not vectorised
            result[pixel + k * s] += largest ? value : T(0);
        }
    });
}

template <typename T, typename Step>
void totals_at_maxima(const Geometry& g, Step s, const T* image, const T* top, const T* values,
                      T* result) {
    std::fill_n(result, g.top_size(), T(0));
    for_each_place(g, [=](npy_intp pixel, npy_intp window, npy_intp count) {
        for (npy_intp k = 0; k < count; k++) {
            const T value = values[pixel + k * s];
            const bool largest = image[pixel + k * s] >= top[window + k];
            result[window + k] += largest ? value : T(0);
        }
    });
}

// By what the sum over each window is divided; empty for a sum.
template <typename T>
std::vector<T> divisors(const Geometry& g, Mode mode) {
    std::vector<T> numbers;
    const bool with_padding = mode == Mode::average_inc_pad;
    if (mode != Mode::sum)
        for (npy_intp y = 0; y < g.rows.count; y++)
            for (npy_intp x = 0; x < g.columns.count; x++)
                numbers.push_back(g.rows.pixels(y, with_padding) *
                                  g.columns.pixels(x, with_padding));
    return numbers;
}

// ---- shapes -------------------------------------------------------------------------------------

using arrays::allocate;
using arrays::Contiguous;
using arrays::guarded;
using arrays::Shape;
using arrays::text;

inline Geometry geometry(const Shape& image, const Settings& s) {
    const size_t ndim = image.size();
    Geometry g;
    g.planes = 1;
    for (size_t d = 0; d + 2 < ndim; d++) g.planes *= image[d];
    g.rows = axis(image[ndim - 2], s.window_rows, s.stride_rows, s.pad_rows, s.ignore_border);
    g.columns = axis(image[ndim - 1], s.window_columns, s.stride_columns, s.pad_columns,
                     s.ignore_border);
    for (npy_intp j = 0; j < s.window_columns; j++) g.inside.push_back(g.columns.inside(j));
    return g;
}

inline Shape top_shape(Shape shape, const Geometry& g) {
    shape[shape.size() - 2] = g.rows.count;
    shape[shape.size() - 1] = g.columns.count;
    return shape;
}

inline void check(const Shape& images, const Geometry& g, const Shape& top) {
    const Shape pooled = top_shape(images, g);
    if (top != pooled)
        throw std::invalid_argument("images " + text(images) + " are pooled to " + text(pooled) +
                                    ", got " + text(top));
}

// Call body(plane, s) for each plane; s is a constant for the commonest strides, for fast loops.
template <typename Body>
void for_each_plane(const Geometry& g, Body body) {
    const npy_intp stride = g.columns.stride;
    for (npy_intp plane = 0; plane < g.planes; plane++)
        if (stride == 1)
            body(plane, std::integral_constant<npy_intp, 1>());
        else if (stride == 2)
            body(plane, std::integral_constant<npy_intp, 2>());
        else
            body(plane, stride);
}

// ---- what the ops call: 0, or -1 with a Python exception set ------------------------------------

template <typename T>
int pool(PyArrayObject* images, PyArrayObject** top, const Settings& settings) {
    return guarded([&] {
        const Contiguous<T> x(images);
        const Geometry g = geometry(x.shape(), settings);
        const std::vector<T> divisor = divisors<T>(g, settings.mode);
        T* y = allocate<T>(top, top_shape(x.shape(), g), x.type());
        for_each_plane(g, [&](npy_intp plane, auto s) {
            const T* image = x.data() + plane * g.image_size();
            T* result = y + plane * g.top_size();
            if (settings.mode == Mode::max) return maxima(g, s, image, result);
            totals(g, s, image, result);
            for (size_t k = 0; k < divisor.size(); k++) result[k] /= divisor[k];
        });
    });
}

template <typename T>
int max_gradient(PyArrayObject* images, PyArrayObject* maxima, PyArrayObject* top,
                 PyArrayObject** result, const Settings& settings) {
    return guarded([&] {
        const Contiguous<T> x(images), y(maxima), gradient(top);
        const Geometry g = geometry(x.shape(), settings);
        check(x.shape(), g, y.shape());
        check(x.shape(), g, gradient.shape());
        T* out = allocate<T>(result, x.shape(), x.type());
        for_each_plane(g, [&](npy_intp plane, auto s) {
            const npy_intp image = plane * g.image_size(), window = plane * g.top_size();
            spread_to_maxima(g, s, x.data() + image, y.data() + window, gradient.data() + window,
                             out + image);
        });
    });
}

template <typename T>
int totals_at_maxima(PyArrayObject* images, PyArrayObject* maxima, PyArrayObject* values,
                     PyArrayObject** result, const Settings& settings) {
    return guarded([&] {
        const Contiguous<T> x(images), y(maxima), v(values);
        const Geometry g = geometry(x.shape(), settings);
        check(x.shape(), g, y.shape());
        if (v.shape() != x.shape())
            throw std::invalid_argument("values " + text(v.shape()) + " for images " +
                                        text(x.shape()));
        T* out = allocate<T>(result, y.shape(), x.type());
        for_each_plane(g, [&](npy_intp plane, auto s) {
            const npy_intp image = plane * g.image_size(), window = plane * g.top_size();
            totals_at_maxima(g, s, x.data() + image, y.data() + window, v.data() + image,
                             out + window);
        });
    });
}

template <typename T>
int average_gradient(PyArrayObject* top, PyArrayObject* size, PyArrayObject** result,
                     const Settings& settings) {
    return guarded([&] {
        const Contiguous<T> gradient(top);
        const Contiguous<npy_int64> hw(size);
        if (hw.shape() != Shape{2}) throw std::invalid_argument("size must be (height, width)");
        Shape shape = gradient.shape();
        std::copy_n(hw.data(), 2, shape.end() - 2);
        const Geometry g = geometry(shape, settings);
        check(shape, g, gradient.shape());
        const std::vector<T> divisor = divisors<T>(g, settings.mode);
        std::vector<T> share(g.top_size());
        T* out = allocate<T>(result, shape, gradient.type());
        for_each_plane(g, [&](npy_intp plane, auto s) {
            std::copy_n(gradient.data() + plane * g.top_size(), g.top_size(), share.data());
            for (size_t k = 0; k < divisor.size(); k++) share[k] /= divisor[k];
            spread(g, s, share.data(), out + plane * g.image_size());
        });
    });
}

}  // namespace pool2d

#endif
