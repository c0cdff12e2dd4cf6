#include <algorithm>
#include <cstdint>

// x[t] = (2^22 x[t-2] + (2^7 + 1) x[t-3]) mod M1, y[t] = (2^15 y[t-1] + (2^15 + 1) y[t-3]) mod M2.
// Number i of a sample is drawn by stream i mod n. A group of `lanes` streams steps together, so
// that the compiler puts the same word of several streams into one vector register.
namespace mrg31k3p {

const uint32_t M1 = 2147483647u, M2 = 2147462579u;
const int lanes = 32;

// v mod m for v < 2m: if v < m the difference wraps around and is the larger one.
inline uint32_t reduce(uint32_t v, uint32_t m) { return std::min(v, v - m); }

template <int Width>
struct Group {
    uint32_t x1[Width], x2[Width], x3[Width], y1[Width], y2[Width], y3[Width];

    explicit Group(const npy_int32* state) {
        for (int k = 0; k < Width; ++k, state += 6) {
            x1[k] = state[0], x2[k] = state[1], x3[k] = state[2];
            y1[k] = state[3], y2[k] = state[4], y3[k] = state[5];
        }
    }

    void store(npy_int32* state) const {
        for (int k = 0; k < Width; ++k, state += 6) {
            state[0] = x1[k], state[1] = x2[k], state[2] = x3[k];
            state[3] = y1[k], state[4] = y2[k], state[5] = y3[k];
        }
    }

    // 2^31 = 1 mod M1 and 2^31 = 21069 mod M2, so high bits come back in at the bottom.
    int32_t step(int k) {
        const uint32_t u = reduce(((x2[k] & 511) << 22) + (x2[k] >> 9) +
                                  ((x3[k] & 0xFFFFFF) << 7) + (x3[k] >> 24), M1);
        const uint32_t x = reduce(u + x3[k], M1);
        const uint32_t v = reduce(((y1[k] & 65535) << 15) + 21069 * (y1[k] >> 16), M2);
        const uint32_t w = reduce(((y3[k] & 65535) << 15) + 21069 * (y3[k] >> 16), M2);
        const uint32_t y = reduce(v + reduce(w + y3[k], M2), M2);
        x3[k] = x2[k], x2[k] = x1[k], x1[k] = x;
        y3[k] = y2[k], y2[k] = y1[k], y1[k] = y;
        return x > y ? x - y : x - y + M1;
    }
};

inline float scaled(int32_t z, float) { return (float)z * 0x1.fffffep-32f; }
inline double scaled(int32_t z, double) { return z * 0x1p-31; }

template <int Width, typename Real>
void draw_group(npy_int32* states, npy_intp row, npy_intp n, Real* sample, npy_intp count) {
    Group<Width> group(states + 6 * row);
    for (npy_intp i = row; i < count; i += n)
        for (int k = 0; k < Width; ++k) sample[i + k] = scaled(group.step(k), Real());
    group.store(states + 6 * row);
}

template <typename Real>
void draw(npy_int32* states, npy_intp n, Real* sample, npy_intp count) {
    const npy_intp used = std::min(n, count), odd = count % n;
    for (npy_intp row = 0; row < used;) {
        // Streams before `odd` draw one number more than those after it: no group has both.
        const npy_intp end = row < odd ? odd : used;
        if (row + lanes <= end) {
            draw_group<lanes>(states, row, n, sample, count);
            row += lanes;
        } else {
            draw_group<1>(states, row, n, sample, count);
            row += 1;
        }
    }
}

// Keep the array of an earlier call if it fits, else allocate one.
inline int allocate(PyArrayObject** out, int ndim, npy_intp* shape, int dtype) {
    if (*out && PyArray_NDIM(*out) == ndim && PyArray_IS_C_CONTIGUOUS(*out) &&
        PyArray_CompareLists(PyArray_DIMS(*out), shape, ndim))
        return 0;
    Py_XDECREF(*out);
    *out = (PyArrayObject*)PyArray_SimpleNew(ndim, shape, dtype);
    return *out ? 0 : -1;
}

// Read the shape of the sample and return its number of elements, or -1 with an exception set.
inline npy_intp read_shape(PyArrayObject* states, PyArrayObject* size, int ndim, npy_intp* shape) {
    if (PyArray_DIM(states, 1) != 6 || PyArray_DIM(states, 0) == 0) {
        PyErr_Format(PyExc_ValueError,
                     "the stream states must be a matrix (n, 6) with n > 0, not (%ld, %ld)",
                     (long)PyArray_DIM(states, 0), (long)PyArray_DIM(states, 1));
        return -1;
    }
    if (PyArray_DIM(size, 0) != ndim) {
        PyErr_Format(PyExc_ValueError, "size must have %d elements, not %ld", ndim,
                     (long)PyArray_DIM(size, 0));
        return -1;
    }
    npy_intp count = 1;
    for (int axis = 0; axis < ndim; ++axis) {
        shape[axis] = (npy_intp)*(npy_int64*)PyArray_GETPTR1(size, axis);
        if (shape[axis] < 0) {
            PyErr_Format(PyExc_ValueError, "size must not be negative: %ld along axis %d",
                         (long)shape[axis], axis);
            return -1;
        }
        count *= shape[axis];
    }
    return count;
}

template <typename Real>
int uniform(PyArrayObject* states, PyArrayObject* size, int ndim, int dtype,
            PyArrayObject** new_states, PyArrayObject** sample) {
    npy_intp shape[NPY_MAXDIMS];
    const npy_intp count = read_shape(states, size, ndim, shape);
    if (count < 0 || allocate(new_states, 2, PyArray_DIMS(states), NPY_INT32) ||
        allocate(sample, ndim, shape, dtype) || PyArray_CopyInto(*new_states, states))
        return -1;
    draw((npy_int32*)PyArray_DATA(*new_states), PyArray_DIM(states, 0),
         (Real*)PyArray_DATA(*sample), count);
    return 0;
}

}  // namespace mrg31k3p
