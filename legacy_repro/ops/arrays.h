// NumPy arrays for the operations' C++: read as contiguous ones, allocated, errors made Python's.

#ifndef LEGACY_REPRO_ARRAYS_H
#define LEGACY_REPRO_ARRAYS_H

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

namespace arrays {

using Shape = std::vector<npy_intp>;

struct PythonError {};  // a Python exception is set already

// The shape as Python writes it.
inline std::string text(const Shape& shape) {
    std::string numbers;
    for (npy_intp size : shape) numbers += (numbers.empty() ? "" : ", ") + std::to_string(size);
    return "(" + numbers + (shape.size() == 1 ? ",)" : ")");
}

// A C-contiguous, aligned array with the same values.
template <typename T>
class Contiguous {
  public:
    explicit Contiguous(PyArrayObject* source)
        : array((PyArrayObject*)PyArray_FROM_OF((PyObject*)source, NPY_ARRAY_IN_ARRAY)) {
        if (!array) throw PythonError();
    }
    ~Contiguous() { Py_DECREF(array); }
    Contiguous(const Contiguous&) = delete;

    const T* data() const { return (const T*)PyArray_DATA(array); }
    int type() const { return PyArray_TYPE(array); }
    Shape shape() const { return {PyArray_DIMS(array), PyArray_DIMS(array) + PyArray_NDIM(array)}; }

  private:
    PyArrayObject* array;
};

// Make *out a C-contiguous array of this shape, the one it is where that fits, and return its data.
template <typename T>
T* allocate(PyArrayObject** out, const Shape& shape, int type) {
    const bool fits = *out && PyArray_ISCARRAY(*out) && PyArray_NDIM(*out) == (int)shape.size() &&
                      std::equal(shape.begin(), shape.end(), PyArray_DIMS(*out));
    if (!fits) {
        Py_XDECREF(*out);
        *out = (PyArrayObject*)PyArray_SimpleNew(shape.size(), shape.data(), type);
        if (!*out) throw PythonError();
    }
    return (T*)PyArray_DATA(*out);
}

// Return 0 after body(), or -1 with a Python exception set.
template <typename Body>
int guarded(Body body) {
    try {
        body();
        return 0;
    } catch (const PythonError&) {
    } catch (const std::invalid_argument& error) {
        PyErr_SetString(PyExc_ValueError, error.what());
    } catch (const std::bad_alloc&) {
        PyErr_NoMemory();
    } catch (const std::exception& error) {
        PyErr_SetString(PyExc_RuntimeError, error.what());
    }
    return -1;
}

}  // namespace arrays

#endif
