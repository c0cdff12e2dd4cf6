"""The C++ loop of an elementwise operation over contiguous arrays.

The last axes make a row if each array either has them all or is broadcast over them all: there it
is read number after number, or is one number, which a compiler can unfold into vectors. Without
broadcasting all numbers are one row.
"""

from dataclasses import dataclass


@dataclass
class Array:
    """An input or output in C++; `has` tells of each axis whether it is not broadcast over it."""

    name: str
    type: str
    has: list
    is_output: bool


def arrays(node, inames, onames):
    """Return the inputs, each once, and the outputs; axes with one element in all are left out."""
    variables = dict(zip([*inames, *onames], [*node.inputs, *node.outputs], strict=True))
    axes = long_axes(node)
    return [
        Array(
            name,
            x.type.dtype_specs()[1],
            [name in onames or x.type.shape[axis] != 1 for axis in axes],
            name in onames,
        )
        for name, x in variables.items()
    ]


def long_axes(node):
    """Return the axes over which some input is not broadcast."""
    axes = range(node.outputs[0].type.ndim)
    return [axis for axis in axes if any(x.type.shape[axis] != 1 for x in node.inputs)]


def condition(arrays):
    """Return the C++ condition on which the loop may run."""
    return " && ".join(f"PyArray_IS_C_CONTIGUOUS({x.name})" for x in arrays if any(x.has))


def code(arrays, axes, task):
    """Return the C++ that runs a task for each element, on the variables NAME_i."""
    first = _first_axis_of_rows([x.has for x in arrays])
    outputs = [x for x in arrays if x.is_output]
    sizes = [f"PyArray_DIMS({outputs[0].name})[{axis}]" for axis in axes]
    lines = [
        *(f"const npy_intp size{k} = {size};" for k, size in enumerate(sizes)),
        f"const npy_intp count = {_product(range(first))};",
        f"const npy_intp length = {_product(range(first, len(axes)))};",
        *(f"{x.type}* const {x.name}_all = ({x.type}*)PyArray_DATA({x.name});" for x in arrays),
        # In the middle of run() GCC takes the loops for unlikely, and makes no vector code.
        "[=]() __attribute__((noinline)) {",
        "using elementwise::exp; using elementwise::log; using elementwise::tanh;",
        "for (npy_intp row = 0; row < count; row++) {",
        *(f"{x.type}* const {x.name}_row = {x.name}_all + {_offset(x, first)};" for x in arrays),
        "#pragma GCC ivdep",
        "for (npy_intp at = 0; at < length; at++) {",
        *(_declare(x, first) for x in arrays),
        task,
        *(f"{x.name}_row[at] = {x.name}_i;" for x in outputs),
        "}",
        "}",
        "}();",
    ]
    return "\n".join(lines)


def _first_axis_of_rows(has):
    """Return the first axis of rows: from there on each array has all axes or none."""
    first = len(has[0]) - 1
    while first > 0 and all(axes[first - 1] == axes[first] for axes in has):
        first -= 1
    return first


def _declare(array, first):
    if array.is_output:
        return f"{array.type} {array.name}_i;"
    place = "at" if array.has[first] else "0"
    return f"const {array.type} {array.name}_i = {array.name}_row[{place}];"


def _offset(array, first):
    """Return where row `row` begins in an array, whose own axes before the rows are `has`."""
    within = "length" if array.has[first] else "1"
    own = [axis for axis in range(first) if array.has[axis]]
    if len(own) == first:
        return f"row * {within}"
    terms = [
        f"row / ({_product(range(axis + 1, first))}) % size{axis} * {_product(own[i + 1 :])}"
        for i, axis in enumerate(own)
    ]
    return f"({' + '.join(terms) or '0'}) * {within}"


def _product(axes):
    return " * ".join(f"size{axis}" for axis in axes) or "1"
