"""Run an old script as it is."""

from legacy_repro.runner.script import run
