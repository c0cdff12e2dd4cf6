"""Who is measured: ours on each backend, and the peers, each in an interpreter that has it."""

import subprocess
import sys
from dataclasses import dataclass, field

from benchmarks.networks.layers import Conv
from benchmarks.process import Worker
from legacy_repro import flags

BACKENDS = ("c", "numba", "jax")


@dataclass(frozen=True)
class Contender:
    """What trains the networks, in worker processes of its own.

    peer: what it is a variant of; module: in `benchmarks.peers`, activated with the options;
    environ: what its processes find in their environment.
    """

    name: str
    peer: str
    module: str
    options: dict = field(default_factory=dict)
    python: str = sys.executable
    environ: dict = field(default_factory=dict)
    computes: tuple = ("training", "prediction")

    def suits(self, network):
        """Return whether it can train a network, and would not do so just as another variant."""
        if self.peer == "numpy":
            return network.by_hand
        has_channels = any(isinstance(layer, Conv) for layer in network.layers)
        return has_channels or not self.options.get("channels_last")


@dataclass(frozen=True)
class Peer:
    """Another framework: the module in `benchmarks.peers`, what it imports, how to install that."""

    module: str
    imports: tuple
    install: str
    variants: dict


PEERS = {
    "theano": Peer(
        "theano",
        ("theano", "lasagne"),
        'theano==1.0.5 Lasagne==0.1 "numpy<1.20" "scipy<1.6" (Python 3.7)',
        {"theano": {"openmp": False}, "theano openmp": {"openmp": True}},
    ),
    "torch": Peer(
        "torch",
        ("torch",),
        "torch",
        {
            "torch": {},
            "torch channels-last": {"channels_last": True},
            "torch compiled": {"compiled": True},
        },
    ),
    "keras": Peer(
        "keras",
        ("keras", "tensorflow"),
        "tensorflow",
        {
            "keras on_batch": {"on_batch": True, "xla": False},
            "keras function": {"on_batch": False, "xla": False},
            "keras xla": {"on_batch": False, "xla": True},
        },
    ),
    "plain-jax": Peer(
        "jax",
        ("jax",),
        "jax",
        {
            "plain-jax": {},
            "plain-jax channels-last": {"channels_last": True},
        },
    ),
    "numpy": Peer("numpy", ("numpy",), "numpy", {"numpy": {}}),
}
SGEMM = Contender("sgemm", "sgemm", "sgemm", computes=("training",))


def ours(names):
    """Return our backends that can be used, and for each of the others what it lacks."""
    flags.apply()  # before PyTensor is imported, which the compiler depends on
    from legacy_repro.backends import BACKENDS

    lacking = {name: BACKENDS[name].lacking() for name in names}
    usable = [
        Contender(name, name, "ours", {"backend": name}) for name in names if not lacking[name]
    ]
    return usable, {name: remedy for name, remedy in lacking.items() if remedy}


def peers(pythons, theano_flags):
    """Return all variants of the peers {name: interpreter} that are there, and what others lack.

    theano_flags: the original Theano's THEANO_FLAGS.
    """
    environ = {"PYTHONWARNINGS": "ignore", "THEANO_FLAGS": theano_flags}
    found, left_out = [], {}
    for name, python in pythons.items():
        peer = PEERS[name]
        lacking = [module for module in peer.imports if not _has(python, module)]
        if lacking:
            left_out[name] = (
                f"{python} has no {' and no '.join(lacking)}; {python} -m pip install "
                f"{peer.install}, or give an interpreter that has it: --{name} PYTHON"
            )
        else:
            found += [
                Contender(variant, name, peer.module, options, python, environ)
                for variant, options in peer.variants.items()
            ]
    return found, left_out


def _has(python, module):
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    try:
        # Isolated, so that a folder named like it here is not taken for it.
        return subprocess.run([python, "-I", "-c", code], check=False).returncode == 0
    except OSError:
        return False


def describe(contenders):
    """Return the device and versions of each peer and of each of our backends, by name.

    Each starts once for it, so that none is the first to read its files from the disk.
    """
    about = {}
    for contender in contenders:
        if contender.peer not in about:
            with Worker(contender) as worker:
                worker.activate()
                about[contender.peer] = worker.ask("describe")
    return about
