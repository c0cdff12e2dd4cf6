"""The base of our operations: NumPy in ``perform``, C++ in a header beside the module."""

import hashlib
import inspect
from pathlib import Path

from pytensor.link.c.op import COp

from legacy_repro.ops import thread_pool

ARRAYS = Path(__file__).with_name("arrays.h")


def version(*paths):
    """Return a number that changes with the text of files, which PyTensor's caches do not read."""
    text = "".join(Path(path).read_text(encoding="utf-8") for path in paths)
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


class ShapeInference:
    """Lets an op say the shapes of its outputs in one way for every version of PyTensor.

    static_inputs: the positions of the inputs that are sizes, which XLA must know to compile.
    """

    static_inputs: tuple[int, ...] = ()

    def output_shapes(self, node, shapes):
        """Return the symbolic shapes of the outputs, given those of the inputs."""
        raise NotImplementedError

    def infer_shape(self, *arguments):
        # PyTensor 3.0 passes the graph first, later versions do not.
        *_, node, shapes = arguments
        return self.output_shapes(node, shapes)


class NativeOp(ShapeInference, COp):
    """An op whose C++ stands in ``headers``, files in the folder of its class.

    Together with arrays.h, which comes first, they define a function that allocates its outputs,
    fills them, and returns 0, or -1 with a Python exception set. A subclass says in `c_call` how
    that function is called, and in `c_ready` whether it can be (else `perform` runs).
    """

    headers: tuple[str, ...]
    # Settings that are given when it runs, so that all ops of a class share their compiled code.
    params_type = None

    def c_call(self, node, inputs, outputs):
        """Return the C++ expression that computes the outputs: 0 is success."""
        raise NotImplementedError

    def c_ready(self, node):
        """Return whether C++ can be compiled for this node here."""
        return True

    def c_code(self, node, name, inputs, outputs, sub):
        if not self.c_ready(node):
            raise NotImplementedError(f"{self} has no C++ for this node, perform runs")
        settings = [f"{sub['params']}->settings"] if self.params_type else []
        call = self.c_call(node, [*inputs, *settings], outputs)
        return f"if ({call} != 0) {{ {sub['fail']} }}"

    def c_compile_args(self, **kwargs):
        return thread_pool.compile_args()

    def c_support_code(self, **kwargs):
        return "\n".join(path.read_text(encoding="utf-8") for path in self._c_paths())

    def c_code_cache_version(self):
        return (version(*self._c_paths(), inspect.getfile(type(self))),)

    def _c_paths(self):
        folder = Path(inspect.getfile(type(self))).parent
        return [ARRAYS, *(folder / name for name in self.headers)]
