#include <cmath>

namespace picked_log_softmax {

// Pick k is that of row(k) and label(k): one row for many labels, or the other way round, is
// broadcast.
template <typename Label>
class Picks {
  public:
    Picks(const arrays::Shape& x, PyArrayObject* n, PyArrayObject* labels)
        : labels(labels), rows(*(npy_int64*)PyArray_DATA(n)) {
        const npy_intp given = this->labels.shape()[0];
        if (rows != given && rows != 1 && given != 1)
            throw std::invalid_argument(std::to_string(rows) + " rows cannot be indexed by " +
                                        std::to_string(given) + " labels");
        count = rows == 1 ? given : rows;
        step = given == 1 ? 0 : 1;
        for (npy_intp k = 0; k < count; k++) check(x, k);
    }

    npy_intp row(npy_intp k) const { return rows == 1 ? 0 : k; }
    npy_intp label(npy_intp k) const { return labels.data()[k * step]; }

    npy_intp count;

  private:
    void check(const arrays::Shape& x, npy_intp k) const {
        if (row(k) < x[0] && label(k) >= 0 && label(k) < x[1]) return;
        PyErr_Format(PyExc_IndexError,
                     "row %lld and label %lld are out of range: predictions have the shape %s",
                     (long long)row(k), (long long)label(k), arrays::text(x).c_str());
        throw arrays::PythonError();
    }

    const arrays::Contiguous<Label> labels;
    const npy_intp rows;
    npy_intp step;
};

// p = softmax(x) of a row; the logarithm of p[j] is x[j] - the first - the second number returned.
template <typename Real>
std::pair<Real, Real> softmax(const Real* x, npy_intp size, Real* p) {
    const Real most = *std::max_element(x, x + size);
    double sum = 0;
    for (npy_intp j = 0; j < size; j++) sum += p[j] = std::exp(x[j] - most);
    const Real total = sum;
    for (npy_intp j = 0; j < size; j++) p[j] /= total;
    return {most, std::log(total)};
}

template <typename Real, typename Label>
int forward(PyArrayObject* predictions, PyArrayObject* n, PyArrayObject* labels,
            PyArrayObject** picked, PyArrayObject** softmaxes) {
    return arrays::guarded([&] {
        const arrays::Contiguous<Real> x(predictions);
        const npy_intp rows = x.shape()[0], size = x.shape()[1];
        const Picks<Label> picks(x.shape(), n, labels);
        if (size == 0) throw std::invalid_argument("the softmax of no classes");
        Real* log_p = arrays::allocate<Real>(picked, {picks.count}, x.type());
        Real* p = arrays::allocate<Real>(softmaxes, x.shape(), x.type());
        std::vector<std::pair<Real, Real>> logarithms(rows);
        for (npy_intp i = 0; i < rows; i++)
            logarithms[i] = softmax(x.data() + i * size, size, p + i * size);
        for (npy_intp k = 0; k < picks.count; k++) {
            const std::pair<Real, Real>& l = logarithms[picks.row(k)];
            log_p[k] = x.data()[picks.row(k) * size + picks.label(k)] - l.first - l.second;
        }
    });
}

template <typename Real, typename Label>
int gradient(PyArrayObject* softmaxes, PyArrayObject* n, PyArrayObject* labels, PyArrayObject* top,
             PyArrayObject** predictions) {
    return arrays::guarded([&] {
        const arrays::Contiguous<Real> p(softmaxes), picked(top);
        const npy_intp rows = p.shape()[0], size = p.shape()[1], given = picked.shape()[0];
        const Picks<Label> picks(p.shape(), n, labels);
        if (given != picks.count && given != 1)
            throw std::invalid_argument(std::to_string(given) + " gradients for " +
                                        std::to_string(picks.count) + " labels");
        Real* dx = arrays::allocate<Real>(predictions, p.shape(), p.type());
        std::vector<double> sums(rows);
        std::fill_n(dx, rows * size, Real(0));
        for (npy_intp k = 0; k < picks.count; k++) {
            const Real c = picked.data()[given == 1 ? 0 : k];
            dx[picks.row(k) * size + picks.label(k)] += c;
            sums[picks.row(k)] += c;
        }
        for (npy_intp i = 0; i < rows; i++)
            for (npy_intp j = 0; j < size; j++)
                dx[i * size + j] -= (Real)sums[i] * p.data()[i * size + j];
    });
}

}  // namespace picked_log_softmax
