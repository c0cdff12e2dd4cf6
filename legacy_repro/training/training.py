"""A training whose steps are recorded, so that it can be stopped, saved and gone on with."""

import os
import sys
import time
import zlib
from collections import Counter

import numpy as np
from pytensor import config
from tqdm import tqdm

from legacy_repro import weights
from legacy_repro.say import say
from legacy_repro.training import checkpoint
from legacy_repro.training.interrupt import Interrupt
from legacy_repro.training.record import Record, as_row, without_seconds

SAVE_EVERY = 30  # seconds
STATUS = 130  # of a program that Ctrl-C ended


class Training:
    """What a script computes while it trains, step by step.

    Run again with ``--resume``, a script begins at its top, with the same seed, data and order of
    the data. What an earlier run had computed is recalled instead of computed again, and from the
    step where that was stopped the training goes on, with the parameters, momentum and random
    streams of then: its numbers are those of a run that nothing stopped.

    given: what `options.parse` returns; its save, load and resume are heeded. params: list of
    shared variables, the weights. labels: array, what is trained on, which must be the same to
    resume. settings: what else decides about the numbers. A file that cannot be read or does not
    fit ends the program with one sentence.
    """

    def __init__(self, given, params, labels, **settings):
        self._path, self._params = given.save, params
        self._state_path = given.save and checkpoint.path_beside(given.save)
        self._settings = {
            "script": os.path.basename(sys.argv[0]),
            "data": f"{len(labels)} examples {zlib.crc32(np.ascontiguousarray(labels)):08x}",
            "batch size": given.batch_size,
            "seed": given.seed,
            "floatX": config.floatX,
            "backend": config.linker,
            **settings,
        }
        self._records = {}
        self._measures = Counter()
        self._arrays = {}  # what the checkpoint holds, by name
        self._spent = 0.0
        self._ctrl_c = Interrupt(self._stop)
        self._last = None  # new step or call: of what it was, its number, of how many
        self._unsaved = False
        self._saved = time.monotonic()
        if given.load:
            self._load(given.load)
        if given.resume:
            self._resume()
        elif self._path and os.path.exists(self._state_path):
            say(f"{self._state_path} is of an earlier training, which this one replaces")

    def steps(self, train, batches, total, name):
        """Train on each batch; return what `train` returned: float64, (steps, outputs).

        train: a compiled function with updates. batches: an iterable of `total` tuples, its
        arguments. name: said beside the progress, and where Ctrl-C ends the program.
        """
        self._ctrl_c.watch()
        record = self._record_of(train)
        first = record.done

        def step(batch):
            if record.ahead:
                self._spent = record.recall()[0]
                return
            record.add(self._call(train, batch))
            self._unsaved = True
            self._save_if_due(SAVE_EVERY)

        with self._ctrl_c.postponed():
            self._go_through(batches, total, name, step)
            if not self._ctrl_c.pressed:
                self._save_if_due(0)
        return without_seconds(record.rows[first : record.done])

    def measure(self, function, batches, total, name):
        """Return what a function that changes nothing returns for each batch, as `steps` does."""
        key = self._next_measure()
        if key in self._arrays:
            self._spent = self._arrays[key][-1][0]
        else:
            rows = []
            with self._ctrl_c.postponed():
                self._go_through(
                    batches, total, name, lambda batch: rows.append(self._call(function, batch))
                )
            self._arrays[key] = np.array(rows)
        return without_seconds(self._arrays[key])

    def seconds(self):
        """Return the time spent in `steps` and `measure`, in the runs before this one, too."""
        return self._spent

    def save(self):
        """Save the weights, if ``--save`` was given, and say where; the last that a script does."""
        self._check_nothing_is_ahead()
        self._ctrl_c.leave()
        if self._path:
            print(f"Weights: {self._write_or_end()}")

    def _go_through(self, batches, total, name, do):
        """Call `do` for each batch, until Ctrl-C."""
        self._mark = time.monotonic()
        with tqdm(batches, name, total=total, leave=False, disable=None) as progress:
            for number, batch in enumerate(progress, start=1):
                self._now = (name, number, total)
                do(batch)
                if self._ctrl_c.pressed:
                    break

    def _call(self, function, batch):
        """Return the row of a new call."""
        if self._last is None:
            self._check_nothing_is_ahead()
        returned = function(*batch)
        self._last = self._now
        now = time.monotonic()
        self._spent += now - self._mark
        self._mark = now
        return as_row(returned, self._spent)

    def _stop(self):
        """End the program at Ctrl-C; what there was to save is saved."""
        self._ctrl_c.leave()
        if self._last is None:
            say("stopped before the first new step; no file was changed")
            raise SystemExit(STATUS)
        name, number, total = self._last
        sentence = f"stopped in {name} after step {number} of {total}; "
        if self._path:
            sentence += f"the weights are in {self._write_or_end()}, --resume goes on from there"
        else:
            sentence += "nothing is saved, as there was no --save FILE.npz"
        say(sentence)
        raise SystemExit(STATUS)

    def _record_of(self, train):
        """Return the record of a training function, which goes on with that of the earlier run."""
        if train not in self._records:
            part = _part(len(self._records))
            mine = {k.removeprefix(part): v for k, v in self._arrays.items() if k.startswith(part)}
            try:
                self._records[train] = Record(train, mine)
            except ValueError as error:
                raise SystemExit(f"--resume {self._state_path}: {error}") from None
        return self._records[train]

    def _next_measure(self):
        """Return the name of what is measured now: after these steps, so many measured before."""
        position = "+".join(str(record.done) for record in self._records.values())
        self._measures[position] += 1
        return f"measured after {position}/{self._measures[position]}"

    def _check_nothing_is_ahead(self):
        """End the program if an earlier run had done more than what this one is to do anew."""
        unseen = f"{_part(len(self._records))}steps" in self._arrays
        if unseen or any(record.ahead for record in self._records.values()):
            raise SystemExit(
                f"--resume {self._state_path}: its training went on after what this one is to do; "
                "give the --epochs that it was given, or more if it trains one network"
            )

    def _save_if_due(self, interval):
        """Save if the last time was `interval` seconds ago; that it fails stops no training."""
        due = time.monotonic() - self._saved >= interval
        if not (self._path and self._unsaved and due):
            return
        try:
            self._write()
        except OSError as error:
            say(f"--save {self._path}: {_reason(error)}; the training goes on")
        self._unsaved, self._saved = False, time.monotonic()

    def _write_or_end(self):
        try:
            return self._write()
        except OSError as error:
            raise SystemExit(f"--save {self._path}: {_reason(error)}") from None

    def _write(self):
        """Write the weights and the checkpoint beside them; return the path of the former."""
        arrays = self._arrays | checkpoint.values(self._params, "weight")
        for i, record in enumerate(self._records.values()):
            arrays |= {f"{_part(i)}{name}": array for name, array in record.arrays().items()}
        checkpoint.write(self._state_path, self._settings, arrays)
        return weights.write(self._path, self._params)

    def _load(self, path):
        try:
            weights.read(path, self._params)
        except (OSError, ValueError) as error:
            raise SystemExit(f"--load {path}: {_reason(error)}") from None

    def _resume(self):
        try:
            self._arrays = checkpoint.read(self._state_path, self._settings)
            checkpoint.restore(self._params, self._arrays, "weight")
        except (OSError, ValueError) as error:
            raise SystemExit(f"--resume {self._state_path}: {_reason(error)}") from None
        steps = sum(len(a) for name, a in self._arrays.items() if name.endswith("/steps"))
        say(f"--resume {self._state_path}: going on after {steps} steps")


def _part(number):
    """Return how the names of what belongs to a training function begin."""
    return f"function {number}/"


def _reason(error):
    return getattr(error, "strerror", None) or str(error)
