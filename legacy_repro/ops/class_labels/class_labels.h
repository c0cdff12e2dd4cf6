template <typename T>
static int class_labels(PyArrayObject* labels, PyArrayObject* rows, PyArrayObject* n_classes,
                        PyArrayObject** view) {
    const npy_int64 n = *(npy_int64*)PyArray_DATA(n_classes);
    const npy_int64 expected = *(npy_int64*)PyArray_DATA(rows);
    if (PyArray_DIM(labels, 0) != expected) {
        PyErr_Format(PyExc_ValueError, "%lld labels for %lld rows of predictions",
                     (long long)PyArray_DIM(labels, 0), (long long)expected);
        return -1;
    }
    for (npy_intp i = 0; i < PyArray_DIM(labels, 0); ++i) {
        const npy_int64 label = *(T*)PyArray_GETPTR1(labels, i);
        if (label < 0 || label >= n) {
            PyErr_Format(PyExc_IndexError,
                         "label %lld at position %lld is out of range: "
                         "the network has %lld classes, 0 to %lld",
                         (long long)label, (long long)i, (long long)n, (long long)n - 1);
            return -1;
        }
    }
    Py_INCREF(labels);
    Py_XDECREF(*view);
    *view = labels;
    return 0;
}
