#include <algorithm>
#include <cstdint>
#include <functional>
#include <numeric>

// x[t] = (2^22 x[t-2] + (2^7 + 1) x[t-3]) mod M1, y[t] = (2^15 y[t-1] + (2^15 + 1) y[t-3]) mod M2.
// Number i of a sample is drawn by stream i mod n. Neighbouring streams step together, so that the
// compiler puts the same word of several streams into one vector register.
namespace mrg31k3p {

const uint32_t M1 = 2147483647u, M2 = 2147462579u;
const npy_intp worth_threads = 20000;  // numbers, which take some 15 microseconds

// v mod m for v < 2m: if v < m the difference wraps around and is the larger one.
inline uint32_t reduce(uint32_t v, uint32_t m) { return std::min(v, v - m); }

// 2^31 = 1 mod M1 and 2^31 = 21069 mod M2, so high bits come back in at the bottom.
inline uint32_t next_x(uint32_t x2, uint32_t x3) {
    const uint32_t u = ((x2 & 511) << 22) + (x2 >> 9) + ((x3 & 0xFFFFFF) << 7) + (x3 >> 24);
    return reduce(reduce(u, M1) + x3, M1);
}

inline uint32_t next_y(uint32_t y1, uint32_t y3) {
    const uint32_t sum = reduce(y1 + y3, M2);
    const uint32_t v = ((sum & 65535) << 15) + 21069 * (sum >> 16);
    return reduce(reduce(v, M2) + y3, M2);
}

// (x - y) mod M1, and M1 instead of 0.
inline int32_t difference(uint32_t x, uint32_t y) {
    const uint32_t below = x - y - 1;
    return std::min(below, below + M1) + 1;
}

// Neighbouring streams in the first-level cache, in a row for each of their six words.
class Block {
  public:
    static const int most = 256;

    Block(npy_int32* states, int size) : rows((Pair*)states), latest(0) {
#pragma GCC ivdep
        for (int k = 0; k < size; k++) {
            const Pair first = rows[3 * k], second = rows[3 * k + 1], third = rows[3 * k + 2];
            x[0][k] = low(first), x[1][k] = high(first), x[2][k] = low(second);
            y[0][k] = high(second), y[1][k] = low(third), y[2][k] = high(third);
        }
    }

    // Draw a number z from each stream before `size`.
    void step(int size, int32_t* __restrict z) {
        const int third = ago(2);
        const uint32_t *x2 = x[ago(1)], *y1 = y[latest];
        uint32_t *x3 = x[third], *y3 = y[third];
#pragma GCC ivdep
        for (int k = 0; k < size; k++) {
            x3[k] = next_x(x2[k], x3[k]);
            y3[k] = next_y(y1[k], y3[k]);
            z[k] = difference(x3[k], y3[k]);
        }
        latest = third;
    }

    // Write the words of some streams back.
    void store(int begin, int end) {
        const uint32_t *x1 = x[latest], *x2 = x[ago(1)], *x3 = x[ago(2)];
        const uint32_t *y1 = y[latest], *y2 = y[ago(1)], *y3 = y[ago(2)];
        Pair* to = rows;
#pragma GCC ivdep
        for (int k = begin; k < end; k++) {
            to[3 * k] = pair(x1[k], x2[k]);
            to[3 * k + 1] = pair(x3[k], y1[k]);
            to[3 * k + 2] = pair(y2[k], y3[k]);
        }
    }

  private:
    // Two words of a state: compilers know how to load every third, but not every sixth.
    typedef uint64_t Pair __attribute__((aligned(4), may_alias));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    static uint32_t low(Pair p) { return p >> 32; }
    static uint32_t high(Pair p) { return p; }
    static Pair pair(Pair low, Pair high) { return low << 32 | high; }
#else
    static uint32_t low(Pair p) { return p; }
    static uint32_t high(Pair p) { return p >> 32; }
    static Pair pair(Pair low, Pair high) { return low | high << 32; }
#endif

    int ago(int steps) const { return (latest + steps) % 3; }

    Pair* rows;
    int latest;  // the row of x and of y with the words of the last step
    uint32_t x[3][most], y[3][most];
};

// Draw `count` numbers: use(i, z, size) is given those from number i on.
template <typename Use>
void draw(npy_int32* states, npy_intp n, npy_intp count, const Use& use) {
    const npy_intp used = std::min(n, count);
    const auto draw_block = [=](int, npy_intp block_number) {
        const npy_intp row = block_number * Block::most;
        int size = std::min<npy_intp>(Block::most, used - row);
        Block block(states + 6 * row, size);
        int32_t z[Block::most];
        for (npy_intp i = row; size > 0; i += n) {
            // Streams that have drawn their last number are stored, the others go on.
            const int left = std::max<npy_intp>(0, std::min<npy_intp>(size, count - i));
            block.store(left, size);
            size = left;
            block.step(size, z);
            use(i, z, size);
        }
    };
    const npy_intp blocks = (used + Block::most - 1) / Block::most;
    if (count < worth_threads) {
        for (npy_intp b = 0; b < blocks; b++) draw_block(0, b);
        return;
    }
    try {
        parallel::for_each(blocks, draw_block);
    } catch (const parallel::PoolError&) {
        throw arrays::PythonError();
    }
}

inline float scaled(int32_t z, float) { return (float)z * 0x1.fffffep-32f; }
inline double scaled(int32_t z, double) { return z * 0x1p-31; }

template <typename Real>
void fill(npy_int32* states, npy_intp n, Real* sample, npy_intp count) {
    draw(states, n, count, [=](npy_intp i, const int32_t* z, int size) {
        Real* __restrict to = sample + i;
        for (int k = 0; k < size; k++) to[k] = scaled(z[k], Real());
    });
}

// The largest z whose uniform number is below p; 0 if there is none.
template <typename Real>
int32_t last_below(double p) {
    int64_t none = (int64_t)M1 + 1, below = 0;
    while (none - below > 1) {
        const int64_t z = (below + none) / 2;
        (scaled((int32_t)z, Real()) < p ? below : none) = z;
    }
    return below;
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

// Return the states that the draw moves: a copy, or those given if it may change them.
inline npy_int32* after(PyArrayObject* states, bool inplace, PyArrayObject** moved) {
    const arrays::Contiguous<npy_int32> old(states);
    check_states(old.shape());
    if (inplace && old.data() == PyArray_DATA(states)) {
        Py_INCREF(states);
        Py_XDECREF(*moved);
        *moved = states;
        return (npy_int32*)PyArray_DATA(states);
    }
    npy_int32* to = arrays::allocate<npy_int32>(moved, old.shape(), NPY_INT32);
    std::copy_n(old.data(), product(old.shape()), to);
    return to;
}

// Move the numbers at the front of a sample to where the mask is true; 0 elsewhere.
template <typename Real>
void spread(const npy_bool* mask, npy_intp size, npy_intp count, Real* sample) {
    for (npy_intp i = size; i-- > 0;) sample[i] = mask[i] ? sample[--count] : 0;
}

template <typename Real>
int uniform(PyArrayObject* states, PyArrayObject* size, int ndim, int dtype, bool inplace,
            PyArrayObject** moved, PyArrayObject** sample) {
    return arrays::guarded([&] {
        const arrays::Shape shape = read_shape(size, ndim);
        Real* to = arrays::allocate<Real>(sample, shape, dtype);
        fill(after(states, inplace, moved), PyArray_DIM(states, 0), to, product(shape));
    });
}

template <typename Real>
int uniform_where(PyArrayObject* states, PyArrayObject* mask, int dtype, bool inplace,
                  PyArrayObject** moved, PyArrayObject** sample) {
    return arrays::guarded([&] {
        const arrays::Contiguous<npy_bool> where(mask);
        const npy_intp size = product(where.shape());
        const npy_intp count = size - std::count(where.data(), where.data() + size, npy_bool(0));
        Real* to = arrays::allocate<Real>(sample, where.shape(), dtype);
        fill(after(states, inplace, moved), PyArray_DIM(states, 0), to, count);
        spread(where.data(), size, count, to);
    });
}

// Where a uniform number of type Real is below p.
template <typename Real>
int uniform_below(PyArrayObject* states, PyArrayObject* size, PyArrayObject* p, int ndim,
                  bool inplace, PyArrayObject** moved, PyArrayObject** mask) {
    return arrays::guarded([&] {
        const arrays::Shape shape = read_shape(size, ndim);
        const int32_t last = last_below<Real>(*(npy_float64*)PyArray_DATA(p));
        npy_bool* to_mask = arrays::allocate<npy_bool>(mask, shape, NPY_BOOL);
        draw(after(states, inplace, moved), PyArray_DIM(states, 0), product(shape),
             [=](npy_intp i, const int32_t* z, int length) {
                 npy_bool* __restrict to = to_mask + i;
                 const int32_t limit = last;
                 for (int k = 0; k < length; k++) to[k] = z[k] <= limit;
             });
    });
}

}  // namespace mrg31k3p
