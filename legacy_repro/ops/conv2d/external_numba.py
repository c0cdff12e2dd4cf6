"""Functions that Numba compiles once, for whatever code calls them later by their names.

Numba puts all that a function calls into its compiled code, and again into that of its own callers:
a graph would compile every convolution several times over. For the same reason the parts of such a
function that are used once are inlined.
"""

import hashlib
from functools import cache

from llvmlite import binding
from numba.core import cgutils
from numba.extending import intrinsic
from pytensor import config
from pytensor.link.numba.cache import CACHED_SRC_FUNCTIONS
from pytensor.link.numba.dispatch.basic import numba_njit


def external(function, signature, version):
    """Return what calls a function of this signature in compiled code, with a tuple of arguments.

    version: an integer that changes with the text of all that the function is made of.
    """
    name, dispatcher = _compiled(function, signature, version)
    return _call(name, dispatcher.overloads[signature.args].signature)


@cache  # which also keeps the code in memory
def _compiled(function, signature, version):
    """Return the name of the compiled function, and its dispatcher; PyTensor keeps it on disk."""
    key = hashlib.sha256(f"{function.__qualname__} {signature} {version}".encode()).hexdigest()
    CACHED_SRC_FUNCTIONS[function] = key
    dispatcher = numba_njit(function, cache=config.numba__cache)
    dispatcher.compile(signature.args)
    compiled = dispatcher.overloads[signature.args]
    name = f"legacy_repro_{function.__name__}_{key}"
    binding.add_symbol(
        name, compiled.library.get_pointer_to_function(compiled.fndesc.llvm_func_name)
    )
    return name, dispatcher


def _call(name, signature):
    @intrinsic
    def call(typing_context, arguments):
        def emit(context, builder, _, values):
            convention = context.call_conv
            kind = convention.get_function_type(signature.return_type, signature.args)
            function = cgutils.get_or_insert_function(builder.module, kind, name)
            values = cgutils.unpack_tuple(builder, values[0])
            values = [
                context.cast(builder, value, given, wanted)
                for value, given, wanted in zip(values, arguments, signature.args, strict=True)
            ]
            status, result = convention.call_function(
                builder, function, signature.return_type, signature.args, values
            )
            with cgutils.if_unlikely(builder, status.is_error):
                convention.return_status_propagate(builder, status)
            return result

        return signature.return_type(arguments), emit

    return call
