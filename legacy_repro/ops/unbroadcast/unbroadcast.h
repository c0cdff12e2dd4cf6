static int unbroadcast(PyArrayObject* x, PyArrayObject** view) {
    Py_INCREF(x);
    Py_XDECREF(*view);
    *view = x;
    return 0;
}
