// Matrix products in registers, for matrices whose rows are long and padded to whole vectors.
//
// An element of `product` is summed in one accumulator, in the order of k. So equal columns give equal
// results wherever they stand, and a tie that max-pooling must see stays a tie.

#ifndef LEGACY_REPRO_PRODUCT_H
#define LEGACY_REPRO_PRODUCT_H

#include <cstring>

namespace product {

#if defined(__AVX512F__)
constexpr int BYTES = 64, WIDE = 4, TALL = 5;  // 32 registers
#elif defined(__AVX__)
constexpr int BYTES = 32, WIDE = 2, TALL = 2;  // 16 registers
#elif defined(__aarch64__)
constexpr int BYTES = 16, WIDE = 4, TALL = 5;  // 32 registers
#else
constexpr int BYTES = 16, WIDE = 2, TALL = 2;
#endif
constexpr int ROWS = 4;

template <typename T>
struct Lanes {
    typedef T Vector __attribute__((vector_size(BYTES)));
    static constexpr int count = BYTES / sizeof(T);

    static Vector load(const T* from) {
        Vector v;
        std::memcpy(&v, from, sizeof v);
        return v;
    }
    static void store(const Vector& v, T* to) { std::memcpy(to, &v, sizeof v); }
};

// The sum of `count` elements, by halves.
template <int count, typename T, typename Vector>
T total(const Vector& v) {
    if constexpr (count == 1) {
        return v[0];
    } else {
        typedef T Half __attribute__((vector_size(count / 2 * sizeof(T))));
        Half low, high;
        std::memcpy(&low, &v, sizeof low);
        std::memcpy(&high, (const char*)&v + sizeof low, sizeof high);
        return total<count / 2, T>(Half(low + high));
    }
}

// The length of a row of n elements, padded to whole vectors.
template <typename T>
npy_intp padded(npy_intp n) {
    return (n + Lanes<T>::count - 1) / Lanes<T>::count * Lanes<T>::count;
}

// A matrix by its first element and the steps to the next row and to the next column.
template <typename T>
struct Matrix {
    const T* data;
    npy_intp row, column;

    T at(npy_intp i, npy_intp j) const { return data[i * row + j * column]; }
    Matrix from_row(npy_intp i) const { return {data + i * row, row, column}; }
};

// ---- out (rows x n) = a (rows x depth) . b (depth x n) ----------------------------------------------

template <int R, int V, typename T>
void multiply_block(npy_intp n, npy_intp depth, const Matrix<T>& a, const T* b, T* out) {
    typedef Lanes<T> L;
    typename L::Vector sum[R][V] = {};
    for (npy_intp k = 0; k < depth; k++, b += n) {
        typename L::Vector across[V];
#pragma GCC unroll 8
        for (int v = 0; v < V; v++) across[v] = L::load(b + v * L::count);
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) {
            const T factor = a.at(r, k);
#pragma GCC unroll 8
            for (int v = 0; v < V; v++) sum[r][v] += factor * across[v];
        }
    }
    for (int r = 0; r < R; r++)
        for (int v = 0; v < V; v++) L::store(sum[r][v], out + r * n + v * L::count);
}

template <int V, typename T>
void multiply_panel(npy_intp rows, npy_intp n, npy_intp depth, const Matrix<T>& a, const T* b,
                    T* out) {
    npy_intp i = 0;
    for (; i + ROWS <= rows; i += ROWS)
        multiply_block<ROWS, V>(n, depth, a.from_row(i), b, out + i * n);
    for (; i < rows; i++) multiply_block<1, V>(n, depth, a.from_row(i), b, out + i * n);
}

// n is the padded length: rows of b and out are n apart.
template <typename T>
void multiply(npy_intp rows, npy_intp n, npy_intp depth, const Matrix<T>& a, const T* b, T* out) {
    const npy_intp one = Lanes<T>::count, panel = WIDE * one;
    npy_intp j = 0;
    for (; j + panel <= n; j += panel) multiply_panel<WIDE>(rows, n, depth, a, b + j, out + j);
    for (; j < n; j += one) multiply_panel<1>(rows, n, depth, a, b + j, out + j);
}

// ---- out (rows x columns) += a (rows x n) . b (columns x n)^T ---------------------------------------

template <int R, int C, typename T>
void dot_block(npy_intp n, npy_intp columns, const T* a, const T* b, T* out) {
    typedef Lanes<T> L;
    typename L::Vector sum[R][C] = {};
    for (npy_intp k = 0; k < n; k += L::count) {
        typename L::Vector left[R];
#pragma GCC unroll 8
        for (int r = 0; r < R; r++) left[r] = L::load(a + r * n + k);
#pragma GCC unroll 8
        for (int c = 0; c < C; c++) {
            const typename L::Vector right = L::load(b + c * n + k);
#pragma GCC unroll 8
            for (int r = 0; r < R; r++) sum[r][c] += left[r] * right;
        }
    }
    for (int r = 0; r < R; r++)
        for (int c = 0; c < C; c++) out[r * columns + c] += total<L::count, T>(sum[r][c]);
}

template <int C, typename T>
void dot_rows(npy_intp rows, npy_intp n, npy_intp columns, const T* a, const T* b, T* out) {
    npy_intp i = 0;
    for (; i + ROWS <= rows; i += ROWS)
        dot_block<ROWS, C>(n, columns, a + i * n, b, out + i * columns);
    for (; i < rows; i++) dot_block<1, C>(n, columns, a + i * n, b, out + i * columns);
}

// n is the padded length, with zeros in the padding: rows of a and b are n apart.
template <typename T>
void add_dots(npy_intp rows, npy_intp columns, npy_intp n, const T* a, const T* b, T* out) {
    npy_intp j = 0;
    for (; j + TALL <= columns; j += TALL)
        dot_rows<TALL>(rows, n, columns, a, b + j * n, out + j);
    for (; j < columns; j++) dot_rows<1>(rows, n, columns, a, b + j * n, out + j);
}

}  // namespace product

#endif
