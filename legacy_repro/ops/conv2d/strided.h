// Arrays of four dimensions with strides of any kind, read and made without a copy.

#ifndef LEGACY_REPRO_STRIDED_H
#define LEGACY_REPRO_STRIDED_H

namespace conv2d {

using arrays::Shape;

template <typename T>
View<T> view_of(PyArrayObject* array) {
    const npy_intp* s = PyArray_STRIDES(array);
    const npy_intp size = sizeof(T);
    return {(T*)PyArray_DATA(array), s[0] / size, s[1] / size, s[2] / size, s[3] / size};
}

// An array of images, copied only if its strides are no multiples of an element.
template <typename T>
class Images {
  public:
    explicit Images(PyArrayObject* source) {
        bool fits = PyArray_ISBEHAVED_RO(source);
        for (int i = 0; i < 4; i++) fits = fits && PyArray_STRIDE(source, i) % sizeof(T) == 0;
        const int wanted = fits ? 0 : NPY_ARRAY_IN_ARRAY;
        array = (PyArrayObject*)PyArray_FROM_OF((PyObject*)source, wanted);
        if (!array) throw arrays::PythonError();
    }
    ~Images() { Py_DECREF(array); }
    Images(const Images&) = delete;

    View<const T> view() const { return view_of<const T>(array); }
    Shape shape() const { return {PyArray_DIMS(array), PyArray_DIMS(array) + 4}; }
    int type() const { return PyArray_TYPE(array); }

  private:
    PyArrayObject* array;
};

// Whether the channels of a pixel are side by side, and the pixels, too.
inline bool is_channels_last(PyArrayObject* array) {
    const npy_intp *d = PyArray_DIMS(array), *s = PyArray_STRIDES(array);
    const npy_intp size = PyArray_ITEMSIZE(array);
    return s[1] == size && s[3] == d[1] * size && s[2] == d[3] * s[3] && s[0] == d[2] * s[2];
}

// Make *out an array (batch, channels, rows, columns), the one it is where that fits; in memory the
// channels come last or second.
template <typename T>
View<T> allocate_images(PyArrayObject** out, const Shape& shape, int type, bool channels_last) {
    if (!channels_last) {
        arrays::allocate<T>(out, shape, type);
        return view_of<T>(*out);
    }
    const bool fits = *out && PyArray_ISBEHAVED(*out) && PyArray_NDIM(*out) == 4 &&
                      std::equal(shape.begin(), shape.end(), PyArray_DIMS(*out)) &&
                      is_channels_last(*out);
    if (!fits) {
        npy_intp dims[] = {shape[0], shape[2], shape[3], shape[1]}, axes[] = {0, 3, 1, 2};
        PyArray_Dims order = {axes, 4};
        PyObject* array = PyArray_SimpleNew(4, dims, type);
        PyObject* view = array ? PyArray_Transpose((PyArrayObject*)array, &order) : nullptr;
        Py_XDECREF(array);
        if (!view) throw arrays::PythonError();
        Py_XDECREF(*out);
        *out = (PyArrayObject*)view;
    }
    return view_of<T>(*out);
}

}  // namespace conv2d

#endif
