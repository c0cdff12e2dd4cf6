"""The suite runs on the backend that LEGACY_REPRO_BACKEND names (C without it), as `tox` sets it."""

import os

os.environ.setdefault("MPLBACKEND", "agg")
os.environ.pop("THEANO_FLAGS", None)

import legacy_repro

legacy_repro.activate()
