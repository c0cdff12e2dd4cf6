"""Matrices with a column more, and the matrix of a classifier's confusions."""

import pytensor.tensor as pt


def prepend_scalar_to_each_row(val, mat):
    """Return a matrix with one column more, before the others, filled with a scalar."""
    mat = pt.as_tensor(mat)
    column = pt.full((mat.shape[0], 1), pt.cast(val, mat.dtype))
    return pt.concatenate([column, mat], axis=1)


def prepend_0_to_each_row(mat):
    """Return a matrix with a column of zeros before the others."""
    return prepend_scalar_to_each_row(0, mat)


def prepend_1_to_each_row(mat):
    """Return a matrix with a column of ones before the others."""
    return prepend_scalar_to_each_row(1, mat)


def confusion_matrix(actual, pred):
    """Return [counts, labels]: how often the i-th label was taken for the j-th; two vectors."""
    if actual.ndim != 1 or pred.ndim != 1:
        raise ValueError(f"confusion_matrix takes two vectors, got {actual.type} and {pred.type}")
    order = pt.extra_ops.Unique(False, False, False)(pt.concatenate([actual, pred]))
    is_actual, is_predicted = (pt.eq(x[:, None], order).astype("int64") for x in (actual, pred))
    return [pt.dot(is_actual.T, is_predicted), order]


class Prepend_scalar_to_each_row:
    """`prepend_scalar_to_each_row` as an op."""

    def __call__(self, val, mat):
        return prepend_scalar_to_each_row(val, mat)


class Prepend_scalar_constant_to_each_row:
    """`prepend_scalar_to_each_row` of one scalar, as an op."""

    def __init__(self, val=0):
        self.val = val

    def __call__(self, mat):
        return prepend_scalar_to_each_row(self.val, mat)
