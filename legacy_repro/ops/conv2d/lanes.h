// Products in vector registers: what convolution and its gradients are made of.

#ifndef LEGACY_REPRO_LANES_H
#define LEGACY_REPRO_LANES_H

#include <cstring>
#include <type_traits>

namespace lanes {

#if defined(__AVX512F__)
constexpr int BYTES = 64, TALL = 8;  // 32 registers hold TALL x 2 sums and what is multiplied
#elif defined(__AVX__)
constexpr int BYTES = 32, TALL = 4;  // 16 registers
#elif defined(__aarch64__)
constexpr int BYTES = 16, TALL = 8;
#else
constexpr int BYTES = 16, TALL = 4;
#endif

template <typename T>
constexpr npy_intp LANES = BYTES / sizeof(T);

template <typename T>
using Vector __attribute__((vector_size(BYTES))) = T;

template <typename T>
inline Vector<T> load(const T* from) {
    Vector<T> v;
    std::memcpy(&v, from, BYTES);
    return v;
}

template <typename T>
inline void store(const Vector<T>& v, T* to) {
    std::memcpy(to, &v, BYTES);
}

// A panel is a matrix that is two vectors wide. A matrix is kept as its panels, one behind the other.
template <typename T>
constexpr npy_intp PANEL = 2 * LANES<T>;

template <typename T>
npy_intp vectors(npy_intp columns) {
    return (columns + LANES<T> - 1) / LANES<T>;
}

// The columns of the vectors that hold so many, and of the panels.
template <typename T>
npy_intp in_vectors(npy_intp columns) {
    return vectors<T>(columns) * LANES<T>;
}

template <typename T>
npy_intp in_panels(npy_intp columns) {
    return (columns + PANEL<T> - 1) / PANEL<T> * PANEL<T>;
}

// Where element (row, column) of a matrix of so many rows stands.
template <typename T>
npy_intp place(npy_intp row, npy_intp column, npy_intp rows) {
    return (column / PANEL<T> * rows + row) * PANEL<T> + column % PANEL<T>;
}

// Call body(first, N) for blocks of N = TALL, then less, that cover `count`; N is a constant.
template <int N = TALL, typename Body>
inline void for_each_block(npy_intp count, const Body& body, npy_intp first = 0) {
    for (; first + N <= count; first += N) body(first, std::integral_constant<int, N>());
    if constexpr (N > 1) for_each_block<N / 2>(count, body, first);
}

// Call body(first vector, V) for each panel, or the half of one, of so many vectors.
template <typename Body>
inline void for_each_panel(npy_intp vectors, const Body& body) {
    for_each_block<2>(vectors, body);
}

// P x V vectors in registers.
template <int P, int V, typename T>
struct Sums {
    Vector<T> at[P][V];

    // Call body(p, v, the vector) for all of them.
    template <typename Body>
    inline __attribute__((always_inline)) void for_each(const Body& body) {
#pragma GCC unroll 8
        for (int p = 0; p < P; p++)
#pragma GCC unroll 2
            for (int v = 0; v < V; v++) body(p, v, at[p][v]);
    }
};

// sum[p][v] += left[p][offset[k]] * right[k][v] for k < depth.
template <int P, int V, typename T>
inline void multiply(npy_intp depth, const npy_intp* offsets, const T* const (&left)[P],
                     const T* right, Sums<P, V, T>& sum) {
#pragma GCC unroll 1
    for (npy_intp k = 0; k < depth; k++, right += PANEL<T>) {
        const npy_intp offset = offsets[k];
        Vector<T> across[V];
#pragma GCC unroll 2
        for (int v = 0; v < V; v++) across[v] = load(right + v * LANES<T>);
#pragma GCC unroll 8
        for (int p = 0; p < P; p++) {
            const T factor = left[p][offset];
#pragma GCC unroll 2
            for (int v = 0; v < V; v++) sum.at[p][v] += factor * across[v];
        }
    }
}

// Where rows of a matrix stand: row p begins at `data + offset[p]`.
template <typename T>
struct Rows {
    T* data;
    const npy_intp* offsets;

    T* at(npy_intp p) const { return data + offsets[p]; }
};

// For each p < rows: result(p)[0 .. columns) += sum over k < depth of left(p)[offset[k]] * right[k],
// or, where it is fresh, = that sum. `right` is in panels; rows of `result` have whole vectors.
//
// Each sum is in one register, in the order of k. So equal rows give equal results wherever they
// stand, and a tie that max-pooling must see stays a tie.
template <typename T>
void product(bool fresh, npy_intp rows, npy_intp columns, npy_intp depth, const Rows<const T>& left,
             const npy_intp* offsets, const T* right, const Rows<T>& result) {
    for_each_panel(vectors<T>(columns), [&](npy_intp vector, auto V) {
        const T* panel = right + vector * LANES<T> * depth;
        for_each_block(rows, [&](npy_intp first, auto P) {
            const T* at[P.value];
            Sums<P.value, V.value, T> sum;
#pragma GCC unroll 8
            for (int p = 0; p < P.value; p++) at[p] = left.at(first + p);
            sum.for_each([&](int p, int v, Vector<T>& s) {
                s = fresh ? Vector<T>{} : load(result.at(first + p) + (vector + v) * LANES<T>);
            });
            multiply<P.value, V.value, T>(depth, offsets, at, panel, sum);
            sum.for_each([&](int p, int v, Vector<T>& s) {
                store<T>(s, result.at(first + p) + (vector + v) * LANES<T>);
            });
        });
    });
}

}  // namespace lanes

#endif
