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
void choose(P* pvals, npy_intp rows, npy_intp n, const U* unis, npy_intp draws,
            npy_int64* chosen) {
    for (npy_intp draw = 0; draw < draws; ++draw)
        for (npy_intp row = 0; row < rows; ++row) {
            P* p = pvals + row * n;
            npy_intp k = category(p, n, unis[draw * rows + row]);
            // Where rounding left the sum below u, the last possible category is meant.
            while (k == n || (k >= 0 && !(p[k] > 0))) --k;
            if (k < 0)
                throw std::invalid_argument("row " + std::to_string(row) +
                                            " of pvals has fewer than " + std::to_string(draws) +
                                            " categories of positive probability");
            chosen[row * draws + draw] = k;
            remove(p, n, k);
        }
}

// The number of draws from each row, which the uniform numbers must suffice for.
inline npy_intp read_draws(PyArrayObject* n, npy_intp rows, npy_intp unis) {
    const npy_intp draws = *arrays::Contiguous<npy_int64>(n).data();
    if (draws < 0 || (rows > 0 && draws > unis) || unis != rows * draws)
        throw std::invalid_argument(std::to_string(unis) + " uniform numbers for " +
                                    std::to_string(draws) + " draws from each of " +
                                    std::to_string(rows) + " rows of pvals");
    return draws;
}

template <typename P, typename U>
int counts(PyArrayObject* pvals, PyArrayObject* unis, PyArrayObject* n, PyArrayObject** out) {
    return arrays::guarded([&] {
        const arrays::Contiguous<P> p(pvals);
        const arrays::Contiguous<U> u(unis);
        const npy_intp rows = p.shape()[0], columns = p.shape()[1];
        const npy_intp draws = read_draws(n, rows, u.shape()[0]);
        npy_int64* to = arrays::allocate<npy_int64>(out, {rows, columns}, NPY_INT64);
        count(p.data(), rows, columns, u.data(), draws, to);
    });
}

template <typename P, typename U>
int choices(PyArrayObject* pvals, PyArrayObject* unis, PyArrayObject* n, PyArrayObject** out) {
    return arrays::guarded([&] {
        const arrays::Contiguous<P> p(pvals);
        const arrays::Contiguous<U> u(unis);
        const npy_intp rows = p.shape()[0], columns = p.shape()[1];
        const npy_intp draws = read_draws(n, rows, u.shape()[0]);
        std::vector<P> left(p.data(), p.data() + rows * columns);
        npy_int64* to = arrays::allocate<npy_int64>(out, {rows, draws}, NPY_INT64);
        choose(left.data(), rows, columns, u.data(), draws, to);
    });
}

}  // namespace multinomial
