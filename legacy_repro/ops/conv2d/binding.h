// What the ops of conv2d call: shapes checked, arrays made, the work done. Each returns 0, or -1 with a
// Python exception set.

#ifndef LEGACY_REPRO_CONV2D_BINDING_H
#define LEGACY_REPRO_CONV2D_BINDING_H

namespace conv2d {

using arrays::Contiguous;
using arrays::Shape;
using arrays::text;

enum class Border { given, half, full };

// The properties of the op, as its `settings` has them; only pooled ones have the second part.
struct Settings {
    Border border;
    npy_intp top, bottom, left, right;
    npy_intp stride_rows, stride_columns, dilation_rows, dilation_columns;
    npy_intp groups;
    bool flip, channels_last;
    npy_intp rows, columns;
    bool ignore_border, rectified;

    explicit Settings(PyArrayObject* numbers) {
        const npy_int64* n = (const npy_int64*)PyArray_DATA(numbers);
        border = (Border)*n++;
        for (npy_intp* size : {&top, &bottom, &left, &right, &stride_rows, &stride_columns,
                               &dilation_rows, &dilation_columns, &groups})
            *size = *n++;
        flip = *n++, channels_last = *n++;
        rows = columns = 1, ignore_border = true, rectified = false;
        if (PyArray_SIZE(numbers) > 12)
            rows = *n++, columns = *n++, ignore_border = *n++, rectified = *n++;
    }

    // What is done with the convolution.
    Windows windows(const Geometry& g) const {
        const npy_intp down = ignore_border ? 0 : rows - 1, right = ignore_border ? 0 : columns - 1;
        return {rows, columns, (g.out_height + down) / rows, (g.out_width + right) / columns,
                rectified};
    }
};

struct Axis {
    npy_intp before, output;
};

inline Axis axis(Border border, npy_intp size, npy_intp kernel, npy_intp before, npy_intp after,
                 npy_intp stride, npy_intp dilation) {
    const npy_intp reach = (kernel - 1) * dilation + 1;
    if (border == Border::half) before = after = reach / 2;
    if (border == Border::full) before = after = reach - 1;
    const npy_intp last = size + before + after - reach;
    return {before, kernel < 1 || last < 0 ? 0 : last / stride + 1};
}

inline std::invalid_argument misfit(const Shape& images, const Shape& kernel, std::string why) {
    return std::invalid_argument("conv2d of images " + text(images) + " and filters " +
                                 text(kernel) + ": " + why);
}

// The geometry of these shapes; std::invalid_argument says the same as the op's `check`.
inline Geometry geometry(const Shape& images, const Shape& kernel, const Settings& s) {
    const Axis rows =
        axis(s.border, images[2], kernel[2], s.top, s.bottom, s.stride_rows, s.dilation_rows);
    const Axis columns = axis(s.border, images[3], kernel[3], s.left, s.right, s.stride_columns,
                              s.dilation_columns);
    const npy_intp channels = kernel[1] * s.groups;
    if (kernel[0] % s.groups)
        throw misfit(images, kernel, "num_groups=" + std::to_string(s.groups) + " must divide " +
                                         std::to_string(kernel[0]));
    if (images[1] != channels)
        throw misfit(images, kernel, "the images have " + std::to_string(images[1]) +
                                         " channels, the filters take " + std::to_string(channels));
    if (rows.output < 1 || columns.output < 1)
        throw misfit(images, kernel, "the filters do not fit into the padded images");
    Geometry g;
    g.batch = images[0], g.channels = images[1], g.height = images[2], g.width = images[3];
    g.filters = kernel[0], g.group_channels = kernel[1];
    g.kernel_height = kernel[2], g.kernel_width = kernel[3];
    g.out_height = rows.output, g.out_width = columns.output;
    g.pad_top = rows.before, g.pad_left = columns.before;
    g.stride_rows = s.stride_rows, g.stride_columns = s.stride_columns;
    g.dilation_rows = s.dilation_rows, g.dilation_columns = s.dilation_columns;
    g.groups = s.groups, g.flip = s.flip;
    return g;
}

inline Shape top_shape(const Geometry& g) {
    return {g.batch, g.filters, g.out_height, g.out_width};
}

// The geometry of a gradient, whose output must have the shape of `top`.
inline Geometry geometry(const Shape& images, const Shape& kernel, const Shape& top,
                         const Settings& s) {
    const Geometry g = geometry(images, kernel, s);
    if (top != top_shape(g))
        throw misfit(images, kernel, "the output's gradient is " + text(top) + ", must be " +
                                         text(top_shape(g)));
    return g;
}

// The shape of four sizes whose last two are the entries of `size`.
inline Shape shape_with(npy_intp first, npy_intp second, PyArrayObject* size) {
    const Contiguous<npy_int64> sizes(size);
    if (sizes.shape() != Shape{2})
        throw std::invalid_argument("conv2d takes shape as (height, width)");
    return {first, second, sizes.data()[0], sizes.data()[1]};
}

// Whatever fails below becomes a Python exception.
template <typename Body>
int guarded(const Body& body) {
    return arrays::guarded([&] {
        try {
            body();
        } catch (const parallel::PoolError&) {
            throw arrays::PythonError();
        }
    });
}

template <typename T>
int forward(PyArrayObject* images, PyArrayObject* kernel, PyArrayObject* settings,
            PyArrayObject** top) {
    return guarded([&] {
        const Settings s(settings);
        const Images<T> x(images);
        const Contiguous<T> w(kernel);
        const Geometry g = geometry(x.shape(), w.shape(), s);
        const auto out = allocate_images<T>(top, top_shape(g), x.type(), false);
        forward<T>(g, s.windows(g), x.view(), w.data(), nullptr, {out, nullptr});
    });
}

template <typename T>
int weight_gradient(PyArrayObject* images, PyArrayObject* top, PyArrayObject* size,
                    PyArrayObject* settings, PyArrayObject** kernel) {
    return guarded([&] {
        const Settings s(settings);
        const Images<T> x(images), y(top);
        const Shape shape = shape_with(y.shape()[1], x.shape()[1] / s.groups, size);
        const Geometry g = geometry(x.shape(), shape, y.shape(), s);
        Gradients<T> wanted = {x.view(), y.view()};
        wanted.to_filters = arrays::allocate<T>(kernel, shape, x.type());
        gradient<T, Dense<T>>(g, s.windows(g), wanted);
    });
}

template <typename T>
int image_gradient(PyArrayObject* kernel, PyArrayObject* top, PyArrayObject* size,
                   PyArrayObject* settings, PyArrayObject** images) {
    return guarded([&] {
        const Settings s(settings);
        const Images<T> y(top);
        const Contiguous<T> w(kernel);
        const Shape shape = shape_with(y.shape()[0], w.shape()[1] * s.groups, size);
        const Geometry g = geometry(shape, w.shape(), y.shape(), s);
        Gradients<T> wanted = {{}, y.view(), w.data()};
        wanted.to_images = allocate_images<T>(images, shape, w.type(), false);
        gradient<T, Dense<T>>(g, s.windows(g), wanted);
    });
}

inline Shape pooled_shape(const Geometry& g, const Windows& w) {
    return {g.batch, g.filters, w.down, w.across};
}

inline Shape code_shape(const Geometry& g, const Windows& w) {
    return {g.batch, w.down, w.across, g.filters};
}

template <typename T>
int pooled(PyArrayObject* images, PyArrayObject* kernel, PyArrayObject* bias,
           PyArrayObject* settings, PyArrayObject** top, PyArrayObject** codes) {
    return guarded([&] {
        const Settings s(settings);
        const Images<T> x(images);
        const Contiguous<T> w(kernel), b(bias);
        const Geometry g = geometry(x.shape(), w.shape(), s);
        const Windows windows = s.windows(g);
        if (b.shape() != Shape{g.filters})
            throw misfit(x.shape(), w.shape(), "the bias has the shape " + text(b.shape()));
        const auto out =
            allocate_images<T>(top, pooled_shape(g, windows), x.type(), s.channels_last);
        Code* to = arrays::allocate<Code>(codes, code_shape(g, windows), NPY_UINT16);
        forward<T>(g, windows, x.view(), w.data(), b.data(), {out, to});
    });
}

// to_images may be null.
template <typename T>
int pooled_gradient(PyArrayObject* images, PyArrayObject* kernel, PyArrayObject* codes,
                    PyArrayObject* top, PyArrayObject* settings, PyArrayObject** to_kernel,
                    PyArrayObject** to_bias, PyArrayObject** to_images) {
    return guarded([&] {
        const Settings s(settings);
        const Images<T> x(images), y(top);
        const Contiguous<T> w(kernel);
        const Contiguous<Code> known(codes);
        const Geometry g = geometry(x.shape(), w.shape(), s);
        const Windows windows = s.windows(g);
        if (y.shape() != pooled_shape(g, windows) || known.shape() != code_shape(g, windows))
            throw misfit(x.shape(), w.shape(), "the output's gradient is " + text(y.shape()) +
                                                   ", must be " + text(pooled_shape(g, windows)));
        Gradients<T> wanted = {x.view(), y.view(), w.data(), known.data()};
        wanted.to_filters = arrays::allocate<T>(to_kernel, w.shape(), w.type());
        wanted.to_bias = arrays::allocate<T>(to_bias, {g.filters}, w.type());
        if (to_images)
            wanted.to_images = allocate_images<T>(to_images, x.shape(), x.type(), s.channels_last);
        if (Sparse<T>::pays(g, windows))
            gradient<T, Sparse<T>>(g, windows, wanted);
        else
            gradient<T, Dense<T>>(g, windows, wanted);
    });
}

}  // namespace conv2d

#endif
