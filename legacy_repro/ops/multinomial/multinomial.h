#include <algorithm>

// Categories drawn by comparing the running sum of their probabilities with a uniform number.
namespace multinomial {

// The first category whose running sum exceeds u; n if there is none.
template <typename P>
npy_intp category(const P* pvals, npy_intp n, double u) {
    double sum = 0;
    for (npy_intp k = 0; k < n; ++k) {
        sum += pvals[k];
        if (sum > u) return k;
    }
    return n;
}

// Take category k away and scale the others to sum 1, in the precision of pvals.
template <typename P>
void remove(P* pvals, npy_intp n, npy_intp k) {
    P sum = 0;
    pvals[k] = 0;
    for (npy_intp j = 0; j < n; ++j) sum += pvals[j];
    for (npy_intp j = 0; j < n; ++j) pvals[j] /= sum;
}

template <typename P, typename U>
void count(const P* pvals, npy_intp rows, npy_intp n, const U* unis, npy_intp draws,
           npy_int64* counts) {
    std::fill(counts, counts + rows * n, 0);
    for (npy_intp draw = 0; draw < draws; ++draw)
        for (npy_intp row = 0; row < rows; ++row) {
            const npy_intp k = category(pvals + row * n, n, unis[draw * rows + row]);
            if (k < n) ++counts[row * n + k];
        }
}

template <typename P, typename U>
int choose(P* pvals, npy_intp rows, npy_intp n, const U* unis, npy_intp draws, npy_int64* chosen) {
    for (npy_intp draw = 0; draw < draws; ++draw)
        for (npy_intp row = 0; row < rows; ++row) {
            P* p = pvals + row * n;
            npy_intp k = category(p, n, unis[draw * rows + row]);
            // Where rounding left the sum below u, the last possible category is meant.
            while (k == n || (k >= 0 && !(p[k] > 0))) --k;
            if (k < 0) {
                PyErr_Format(PyExc_ValueError,
                             "row %ld of pvals has fewer than %ld categories "
                             "of positive probability",
                             (long)row, (long)draws);
                return -1;
            }
            chosen[row * draws + draw] = k;
            remove(p, n, k);
        }
    return 0;
}

// An array that this call owns, or nothing.
struct Owned {
    PyArrayObject* array;
    explicit Owned(PyObject* object) : array((PyArrayObject*)object) {}
    ~Owned() { Py_XDECREF(array); }
    Owned(const Owned&) = delete;
    template <typename T> T* data() const { return (T*)PyArray_DATA(array); }
};

inline int allocate(PyArrayObject** out, npy_intp rows, npy_intp columns) {
    npy_intp shape[2] = {rows, columns};
    Py_XDECREF(*out);
    *out = (PyArrayObject*)PyArray_SimpleNew(2, shape, NPY_INT64);
    return *out ? 0 : -1;
}

inline int check_unis(PyArrayObject* pvals, PyArrayObject* unis, npy_intp draws) {
    const npy_intp rows = PyArray_DIM(pvals, 0), given = PyArray_DIM(unis, 0);
    if (draws >= 0 && given == rows * draws) return 0;
    PyErr_Format(PyExc_ValueError,
                 "%ld uniform numbers for %ld draws from each of %ld rows of pvals",
                 (long)given, (long)draws, (long)rows);
    return -1;
}

template <typename P, typename U>
int counts(PyArrayObject* pvals, PyArrayObject* unis, PyArrayObject* n, PyArrayObject** out) {
    const npy_intp rows = PyArray_DIM(pvals, 0), columns = PyArray_DIM(pvals, 1);
    const npy_intp draws = *(npy_int64*)PyArray_DATA(n);
    if (check_unis(pvals, unis, draws)) return -1;
    const Owned p((PyObject*)PyArray_GETCONTIGUOUS(pvals));
    const Owned u((PyObject*)PyArray_GETCONTIGUOUS(unis));
    if (!p.array || !u.array || allocate(out, rows, columns)) return -1;
    count(p.data<P>(), rows, columns, u.data<U>(), draws, (npy_int64*)PyArray_DATA(*out));
    return 0;
}

template <typename P, typename U>
int choices(PyArrayObject* pvals, PyArrayObject* unis, PyArrayObject* n, PyArrayObject** out) {
    const npy_intp rows = PyArray_DIM(pvals, 0), columns = PyArray_DIM(pvals, 1);
    const npy_intp draws = *(npy_int64*)PyArray_DATA(n);
    if (check_unis(pvals, unis, draws)) return -1;
    const Owned p(PyArray_NewCopy(pvals, NPY_CORDER));
    const Owned u((PyObject*)PyArray_GETCONTIGUOUS(unis));
    if (!p.array || !u.array || allocate(out, rows, draws)) return -1;
    return choose(p.data<P>(), rows, columns, u.data<U>(), draws, (npy_int64*)PyArray_DATA(*out));
}

}  // namespace multinomial
