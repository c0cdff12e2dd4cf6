"""Elementwise operations in vector code: output[i] = f(input[i], ...).

PyTensor's loop goes by strides that are known only when it runs, of which a compiler can make no
vector code, and calls exp, log and tanh of the C library for one number at a time.
"""

import inspect
from pathlib import Path

from pytensor.tensor.elemwise import Elemwise

from legacy_repro.ops.elementwise import loop
from legacy_repro.ops.native import version

FUNCTIONS = Path(__file__).with_name("functions.h")


class VectorElemwise(Elemwise):
    """PyTensor's Elemwise, quicker where its arrays are contiguous."""

    def _c_all(self, node, nodename, inames, onames, sub):
        *before, by_strides, after = super()._c_all(node, nodename, inames, onames, sub)
        names = [f"{name}_i" for name in inames], [f"{name}_i" for name in onames]
        task = self.scalar_op.c_code(node.tag.fake_node, f"{nodename}_scalar_", *names, sub)
        if "__failure" in task:  # a jump out of the loop, which is a function of its own
            return *before, by_strides, after
        arrays = loop.arrays(node, inames, onames)
        code = loop.code(arrays, loop.long_axes(node), task)
        contiguous = f"if ({loop.condition(arrays)}) {{\n{code}\n}}"
        return *before, f"{contiguous} else {{\n{by_strides}\n}}", after

    def c_support_code(self, **kwargs):
        return super().c_support_code(**kwargs) + FUNCTIONS.read_text(encoding="utf-8")

    def c_compile_args(self, **kwargs):
        # While an operation might trap, a compiler may not compute both sides of a choice.
        return [*super().c_compile_args(**kwargs), "-fno-trapping-math"]

    def c_code_cache_version_apply(self, node):
        theirs = super().c_code_cache_version_apply(node)
        return theirs and (*theirs, version(FUNCTIONS, __file__, inspect.getfile(loop)))
