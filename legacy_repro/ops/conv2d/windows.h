// What comes after a convolution while it is in the cache, and its way back: bias, (x + |x|) / 2, and
// the maximum of each window.
//
// The way back needs to know of a window only which of its places were the maximum, and its sign: that
// is its code, two bytes. A gradient goes to all places of a tie, and half of it where the maximum is
// exactly 0, as in Theano.

#ifndef LEGACY_REPRO_WINDOWS_H
#define LEGACY_REPRO_WINDOWS_H

#include <limits>

namespace conv2d {

using lanes::LANES;
using lanes::load;
using lanes::store;
using lanes::Vector;

using Code = npy_uint16;  // a bit for each place of the window, and
constexpr int AT_ZERO = 1 << 14, NOT_A_NUMBER = 1 << 15, PLACES = AT_ZERO - 1;

template <typename T>
using Mask = decltype(Vector<T>{} < Vector<T>{});

template <typename T>
using Codes __attribute__((vector_size(LANES<T> * sizeof(Code)))) = Code;

template <typename T>
Mask<T> load_codes(const Code* from) {
    Codes<T> codes;
    std::memcpy(&codes, from, sizeof codes);
    return __builtin_convertvector(codes, Mask<T>);
}

template <typename T>
void store_codes(const Mask<T>& codes, Code* to) {
    const auto narrow = __builtin_convertvector(codes, Codes<T>);
    std::memcpy(to, &narrow, sizeof narrow);
}

// The pixels of one window in an array that is `width` pixels wide: `down` x `across` of its rows and
// columns are inside. Where it is whole it may be known to the compiler.
template <int ROWS = 0, int COLUMNS = 0>
struct Window {
    npy_intp rows, columns, width, down, across;

    // A bit for each pixel.
    int all() const { return (1 << rows * columns) - 1; }

    // Call body(bit, offset in pixels) for each that is inside.
    template <typename Body>
    inline void for_each(const Body& body) const {
        const npy_intp count = ROWS ? ROWS : down, length = COLUMNS ? COLUMNS : across;
#pragma GCC unroll 4
        for (npy_intp i = 0; i < count; i++)
#pragma GCC unroll 4
            for (npy_intp j = 0; j < length; j++)
                body(1 << (i * (COLUMNS ? COLUMNS : columns) + j), i * width + j);
    }
};

// Call body(number of the window, its first pixel, window) for a row of windows in `rows` rows.
template <typename Body>
inline void for_each_window(const Windows& w, npy_intp rows, npy_intp width, const Body& body) {
    for (npy_intp k = 0; k < w.across; k++) {
        const npy_intp x = k * w.columns, columns = std::min(w.columns, width - x);
        if (rows == 2 && columns == 2 && w.columns == 2)
            body(k, x, Window<2, 2>{w.rows, w.columns, width, rows, columns});
        else
            body(k, x, Window<>{w.rows, w.columns, width, rows, columns});
    }
}

// One vector of filters in one window: the largest of convolved + bias, and its code.
template <typename T, typename Window>
inline void reduce(const Window& window, const T* convolved, npy_intp pitch, const Vector<T>& bias,
                   T* top, Code* code) {
    Vector<T> most = load(convolved) + bias;
    window.for_each([&](int, npy_intp pixel) {
        const Vector<T> z = load(convolved + pixel * pitch) + bias;
        most = (z > most) | (z != z) ? z : most;
    });
    Mask<T> bits = {};
    window.for_each([&](int bit, npy_intp pixel) {
        bits |= (load(convolved + pixel * pitch) + bias == most) & bit;
    });
    bits |= (most != most) & (NOT_A_NUMBER | window.all());
    store<T>(most, top);
    store_codes<T>(bits, code);
}

// The same, rectified before. A window with a NaN shows in its total, with less work than in each place.
template <typename T, typename Window>
inline void reduce_rectified(const Window& window, const T* convolved, npy_intp pitch,
                             const Vector<T>& bias, T* top, Code* code) {
    Vector<T> most = {}, total = {};
    window.for_each([&](int, npy_intp pixel) {
        const Vector<T> z = load(convolved + pixel * pitch) + bias;
        most = z > most ? z : most;
        total += z;
    });
    Mask<T> bits = {};
    window.for_each([&](int bit, npy_intp pixel) {
        bits |= (load(convolved + pixel * pitch) + bias == most) & bit;
    });
    const Mask<T> missing = total != total;
    most = missing ? total : most;
    bits |= (most == 0) & AT_ZERO;
    bits |= missing & (NOT_A_NUMBER | window.all());
    store<T>(most, top);
    store_codes<T>(bits, code);
}

// By what the gradient of a window with this code is multiplied on its way to the maximum; a vector
// for the codes of as many.
template <typename Number, typename Bits>
Number slope(const Bits& code) {
    const Number zero = {}, half = zero + 0.5f, one = zero + 1.0f;
    const Number missing = zero + std::numeric_limits<float>::quiet_NaN();
    const Number known = (code & AT_ZERO) != 0 ? half : one;
    return (code & NOT_A_NUMBER) != 0 ? missing : known;
}

}  // namespace conv2d

#endif
