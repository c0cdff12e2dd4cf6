// sgemm_ and dgemm_ in front of a BLAS: a large product is cut into slices for our threads.
//
// Where the cuts lie depends on the shapes alone, since an element may be rounded otherwise in
// another slice: so the number of threads changes no number.

#include <Python.h>
#include <numpy/npy_common.h>

#include <algorithm>

#include "../ops/parallel.h"

template <typename Real>
using Gemm = void(const char*, const char*, const int*, const int*, const int*, const Real*,
                  const Real*, const int*, const Real*, const int*, const Real*, Real*, const int*);

extern "C" {
Gemm<float> sgemm_;
Gemm<double> dgemm_;
// Those that the BLAS does not have are null.
void openblas_set_num_threads(int) __attribute__((weak));
void MKL_Set_Num_Threads(int) __attribute__((weak));
void bli_thread_set_num_threads(long) __attribute__((weak));
}

namespace {

template <typename Count>
bool one_thread(void set_num_threads(Count)) {
    if (set_num_threads) set_num_threads(1);
    return set_num_threads;
}

// The length of a slice. Shorter ones would cost more than they bring, as would more of them.
int slice_length(int length, double flops) {
    const int slices = std::min({16.0, flops / 5e6, length / 128.0});
    return slices < 2 ? length : (length / slices + 15) / 16 * 16;
}

// Call body(thread, i) for each i < count, on our threads where Python can be asked for them.
template <typename Body>
void for_each(npy_intp count, const Body& body) {
    if (PyGILState_Check()) try {
            return parallel::for_each(count, body);
        } catch (const parallel::PoolError&) {
            PyErr_Clear();
        } catch (const std::bad_alloc&) {
        }
    for (npy_intp i = 0; i < count; i++) body(0, i);
}

// c (m, n) = alpha a b + beta c, all by columns; the longer side of c is cut.
template <typename Real>
void sliced(Gemm<Real> gemm, const char* transa, const char* transb, const int* m, const int* n,
            const int* k, const Real* alpha, const Real* a, const int* lda, const Real* b,
            const int* ldb, const Real* beta, Real* c, const int* ldc) {
    const bool tall = *m >= *n;
    const int length = tall ? *m : *n, part = slice_length(length, 2.0 * *m * *n * *k);
    if (part >= length) return gemm(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    const long next_a = !tall ? 0 : *transa == 'N' || *transa == 'n' ? 1 : *lda;
    const long next_b = tall ? 0 : *transb == 'N' || *transb == 'n' ? *ldb : 1;
    const long next_c = tall ? 1 : *ldc;
    for_each((length + part - 1) / part, [=](int, npy_intp number) {
        const long i = number * part;
        const int rest = std::min<long>(part, length - i);
        gemm(transa, transb, tall ? &rest : m, tall ? n : &rest, k, alpha, a + i * next_a, lda,
             b + i * next_b, ldb, beta, c + i * next_c, ldc);
    });
}

}  // namespace

extern "C" {

// Whether the BLAS leaves the threads to us: then it computes with one from now on.
int blas_on_one_thread() {
    return one_thread(openblas_set_num_threads) | one_thread(MKL_Set_Num_Threads) |
           one_thread(bli_thread_set_num_threads);
}

void sliced_sgemm_(const char* transa, const char* transb, const int* m, const int* n,
                   const int* k, const float* alpha, const float* a, const int* lda, const float* b,
                   const int* ldb, const float* beta, float* c, const int* ldc) {
    sliced<float>(sgemm_, transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

void sliced_dgemm_(const char* transa, const char* transb, const int* m, const int* n,
                   const int* k, const double* alpha, const double* a, const int* lda,
                   const double* b, const int* ldb, const double* beta, double* c, const int* ldc) {
    sliced<double>(dgemm_, transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

}  // extern "C"
