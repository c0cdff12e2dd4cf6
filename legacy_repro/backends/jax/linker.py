"""PyTensor's linker for JAX, with a way of its own to compile a graph and to call it."""

from pytensor.compile.mode import JAX, fast_run_linkers_to_mode, predefined_linkers
from pytensor.link.basic import Container
from pytensor.link.jax.linker import JAXLinker
from pytensor.link.utils import map_storage

from legacy_repro.backends.jax.program import Program
from legacy_repro.backends.placement import DeviceContainer


class JaxLinker(JAXLinker):
    """Compile the whole graph into one `Program`."""

    incompatible_rewrites = (
        *JAXLinker.incompatible_rewrites,
        "fusion",  # XLA has its own
        "jax_shape_parameter_as_tuple",  # `trace` knows shapes without it
    )
    leaves_on_device = True  # for `placement`

    def make_all(self, input_storage=None, output_storage=None, storage_map=None):
        order = self.schedule(self.fgraph)
        cells, output_cells, storage_map = map_storage(
            self.fgraph, order, input_storage, output_storage, storage_map
        )
        program = Program(self.fgraph, cells, output_cells)
        program.allow_gc, program.storage_map = self.allow_gc, storage_map
        return (
            program,
            [DeviceContainer(x, cell) for x, cell in zip(self.fgraph.inputs, cells, strict=True)],
            [
                Container(x, cell, readonly=True)
                for x, cell in zip(self.fgraph.outputs, output_cells, strict=True)
            ],
            [program],
            order,
        )


def install():
    """Let every mode that names JAX compile with this linker."""
    linker = predefined_linkers["jax"] = JaxLinker()
    JAX.__setstate__((linker, JAX.provided_optimizer))
    fast_run_linkers_to_mode["jax"] = JAX
