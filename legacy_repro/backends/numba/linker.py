"""PyTensor's linker for Numba, given RandomStates: inside compiled code they are words."""

from pytensor.compile.mode import NUMBA, predefined_linkers
from pytensor.link.numba.linker import NumbaLinker

from legacy_repro.ops.random_state.type import RandomStateType
from legacy_repro.ops.random_state.words import pack, unpack


class RandomStateNumbaLinker(NumbaLinker):
    """Compiles with Numba; turns RandomStates into words before a call and back after it."""

    incompatible_rewrites = (
        *NumbaLinker.incompatible_rewrites,
        # It makes integers of a mask, and a mask that is too short would pass for a right one.
        "bool_idx_to_nonzero",
        # In PyTensor 3.3.7 it gives wrong numbers where a value of fewer dimensions is added to
        # what is indexed.
        "fuse_indexed_into_elemwise",
    )

    def jit_compile(self, fn_and_cache):
        compiled = super().jit_compile(fn_and_cache)
        states, new_states = _states(self.fgraph.inputs), _states(self.fgraph.outputs)
        updates = self.fgraph.update_mapping or {}

        def call(*values):
            words = [pack(x) if i in states else x for i, x in enumerate(values)]
            results = list(compiled(*words))
            for i in new_states:
                results[i] = unpack(results[i], values[updates[i]] if i in updates else None)
            return results

        return call if states or new_states else compiled


def _states(variables):
    """Return the positions of the RandomStates among variables."""
    return {i for i, x in enumerate(variables) if isinstance(x.type, RandomStateType)}


def install():
    """Let every mode that names Numba compile with this linker."""
    linker = predefined_linkers["numba"] = RandomStateNumbaLinker()
    NUMBA.__setstate__((linker, NUMBA.provided_optimizer))
