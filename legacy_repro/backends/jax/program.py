"""A graph compiled with JAX, as PyTensor's functions call it."""

from collections import deque
from itertools import chain, repeat, starmap

import jax
import jax.numpy as jnp
from pytensor.compile.sharedvalue import SharedVariable
from pytensor.tensor.type import TensorType

from legacy_repro.backends import placement
from legacy_repro.backends.jax.host import HostSizes
from legacy_repro.backends.jax.report import Reports
from legacy_repro.backends.jax.sizes import ELSEWHERE
from legacy_repro.backends.jax.trace import evaluate
from legacy_repro.ops.checks import collected
from legacy_repro.ops.random_state.type import RandomStateType

_exhaust = deque(maxlen=0).extend


def _store(cells, values):
    """Store the values, computed on the way, in cells: all of it in one go of C.

    So Ctrl-C can't come after XLA has overwritten old values and before the new ones are stored.
    """
    _exhaust(map(list.__setitem__, cells, repeat(0), values))


class Program:
    """Reads its inputs from storage cells, leaves updates there, and returns NumPy arrays.

    What it updates is donated to XLA, which may overwrite it. If a check fails nothing is updated.
    """

    need_update_inputs = False  # PyTensor's word for: I do the updates myself

    def __init__(self, fgraph, cells, output_cells):
        self.fgraph = fgraph
        self.host_sizes = HostSizes(fgraph)
        self.inputs = [_input(x, cell) for x, cell in zip(fgraph.inputs, cells, strict=True)]
        self.updates = dict(fgraph.update_mapping or {})  # position of the output: of the input
        self.cells = cells
        self.kept = [p for p in range(len(cells)) if p not in self.updates.values()]
        self.returned = [p for p in range(len(output_cells)) if p not in self.updates]
        self.results = [[None] for _ in self.returned]
        self.received = [placement.received(fgraph.outputs[p].type) for p in self.returned]
        # An output that is an input has the cell of that.
        self.output_cells = [
            [None] if fgraph.outputs[p] in fgraph.inputs else output_cells[p] for p in self.returned
        ]
        self.reports, self.report = Reports(), [None]
        self.compiled = jax.jit(self._trace, static_argnums=0, donate_argnums=1)

    def __call__(self):
        updated = [self.inputs[p] for p in self.updates.values()]
        kept = [self.inputs[p]() for p in self.kept]
        arguments = (self.host_sizes(self.cells), [x() for x in updated], kept)
        targets = [*(x.target() for x in updated), *self.results, self.report]
        self.report[0] = None
        _store(targets, chain.from_iterable(starmap(self.compiled, (arguments,))))
        homes = [x for x in updated if x.container.stays_home]
        if homes:
            _store([x.cell for x in homes], [x.received() for x in homes])
        if self.report[0] is not None:
            self.reports.raise_first(self.report[0])
        for cell, result, received in zip(
            self.output_cells, self.results, self.received, strict=True
        ):
            cell[0] = received(result[0])
        return [cell[0] for cell in self.output_cells]

    def _trace(self, sizes, updated, kept):
        """Return the updates, the outputs, and, if there are checks, the report of them."""
        values = dict(zip([*self.updates.values(), *self.kept], [*updated, *kept], strict=True))
        with collected() as checks:
            outputs = evaluate(
                self.fgraph, [values[p] for p in range(len(values))], self.host_sizes.by_node(sizes)
            )
        holds = [check.holds for check in checks]
        outputs = [jnp.asarray(value) for value in outputs]
        new = [
            _if_all(holds, outputs[position], old)
            for position, old in zip(self.updates, updated, strict=True)
        ]
        returned = [outputs[position] for position in self.returned]
        return *new, *returned, *self.reports.report(checks)


def _if_all(holds, new, old):
    # An update that changes the shape goes through in any case: XLA can't choose between shapes.
    if not holds or new.shape != old.shape:
        return new
    return jnp.where(jnp.stack(holds).all(), new, old)


class _Argument:
    """An input that each call is given."""

    def __init__(self, cell):
        self.cell = cell

    def __call__(self):
        return self.cell[0]


class _State:
    """A RandomState that each call is given."""

    def __init__(self, cell):
        self.cell = cell

    def __call__(self):
        return placement.sent(self.cell[0])


class _Shared:
    """A shared variable; its value is on the device unless functions need it at home."""

    def __init__(self, variable, cell):
        self.cell, self.container = cell, placement.on_device(variable)
        self.visiting = [None]  # for a new value on its way home
        self.from_jax = placement.received(variable.type)

    def __call__(self):
        value = self.cell[0]
        if not isinstance(value, jax.Array):
            value = jax.device_put(placement.sent(value))
            if not self.container.stays_home:
                self.cell[0] = value
        return value

    def target(self):
        """Return the cell that a new value goes to from the device."""
        return self.visiting if self.container.stays_home else self.cell

    def received(self):
        """Return the new value for those at home."""
        return self.from_jax(self.visiting[0])


def _input(variable, cell):
    if not isinstance(variable.type, (TensorType, RandomStateType)):
        raise NotImplementedError(
            f"JAX takes tensors and RandomStreams, not {variable} of type {variable.type}. "
            f"{ELSEWHERE}"
        )
    if isinstance(variable, SharedVariable):
        return _Shared(variable, cell)
    return _State(cell) if isinstance(variable.type, RandomStateType) else _Argument(cell)
