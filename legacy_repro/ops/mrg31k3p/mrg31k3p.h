#include <algorithm>
#include <cstdint>
#include <functional>
#include <numeric>

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

// The shape of the sample, as `size` says it.
inline arrays::Shape read_shape(PyArrayObject* size, int ndim) {
    const arrays::Contiguous<npy_int64> sizes(size);
    const npy_intp given = sizes.shape()[0];
    if (given != ndim)
        throw std::invalid_argument("size must have " + std::to_string(ndim) + " elements, not " +
                                    std::to_string(given));
    for (int axis = 0; axis < ndim; ++axis)
        if (sizes.data()[axis] < 0)
            throw std::invalid_argument("size must not be negative: " +
                                        std::to_string(sizes.data()[axis]) + " along axis " +
                                        std::to_string(axis));
    return {sizes.data(), sizes.data() + ndim};
}

inline void check_states(const arrays::Shape& shape) {
    if (shape[0] == 0 || shape[1] != 6)
        throw std::invalid_argument("the stream states must be a matrix (n, 6) with n > 0, not " +
                                    arrays::text(shape));
}

inline npy_intp product(const arrays::Shape& shape) {
    return std::accumulate(shape.begin(), shape.end(), npy_intp(1), std::multiplies<npy_intp>());
}

// Allocate the states after the draw, which has yet to move them.
inline npy_int32* copied(const arrays::Contiguous<npy_int32>& states, PyArrayObject** copy) {
    check_states(states.shape());
    npy_int32* to = arrays::allocate<npy_int32>(copy, states.shape(), NPY_INT32);
    std::copy_n(states.data(), product(states.shape()), to);
    return to;
}

// Move the numbers at the front of a sample to where the mask is true; 0 elsewhere.
template <typename Real>
void spread(const npy_bool* mask, npy_intp size, npy_intp count, Real* sample) {
    for (npy_intp i = size; i-- > 0;) sample[i] = mask[i] ? sample[--count] : 0;
}

template <typename Real>
int uniform(PyArrayObject* states, PyArrayObject* size, int ndim, int dtype,
            PyArrayObject** new_states, PyArrayObject** sample) {
    return arrays::guarded([&] {
        const arrays::Contiguous<npy_int32> old(states);
        const arrays::Shape shape = read_shape(size, ndim);
        npy_int32* now = copied(old, new_states);
        draw(now, old.shape()[0], arrays::allocate<Real>(sample, shape, dtype), product(shape));
    });
}

template <typename Real>
int uniform_where(PyArrayObject* states, PyArrayObject* mask, int dtype,
                  PyArrayObject** new_states, PyArrayObject** sample) {
    return arrays::guarded([&] {
        const arrays::Contiguous<npy_int32> old(states);
        const arrays::Contiguous<npy_bool> where(mask);
        const npy_intp size = product(where.shape());
        const npy_intp count = std::count(where.data(), where.data() + size, npy_bool(1));
        npy_int32* now = copied(old, new_states);
        Real* to = arrays::allocate<Real>(sample, where.shape(), dtype);
        draw(now, old.shape()[0], to, count);
        spread(where.data(), size, count, to);
    });
}

}  // namespace mrg31k3p
