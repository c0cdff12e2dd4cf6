"""``theano.config``: PyTensor's settings by Theano's names, and Theano's that have no heir."""

from contextlib import contextmanager

import pytensor

from legacy_repro.say import say

# What PyTensor does not have, with Theano 1.0.5's defaults: scripts read and set it.
WITHOUT_HEIR = {
    "assert_no_cpu_op": "ignore",
    "compute_test_value": "off",
    "compute_test_value_opt": "off",
    "contexts": "",
    "conv.assert_shape": False,
    "deterministic": "default",
    "device": "cpu",
    "dnn.conv.algo_bwd": True,
    "dnn.conv.algo_bwd_data": "none",
    "dnn.conv.algo_bwd_filter": "none",
    "dnn.conv.algo_fwd": "small",
    "dnn.conv.precision": "as_input_f32",
    "dnn.enabled": "auto",
    "experimental.local_alloc_elemwise": True,
    "experimental.unpickle_gpu_on_cpu": False,
    "force_device": False,
    "gpuarray.preallocate": 0.0,
    "gpuarray.sched": "default",
    "gpuarray.single_stream": True,
    "gpuarray.sync": False,
    "init_gpu_device": "",
    "int_division": "int",
    "lib.cnmem": 0.0,
    "nvcc.fastmath": False,
    "numpy.seterr_all": "ignore",
    "pickle_test_value": True,
    "print_active_device": True,
    "print_test_value": False,
    "reoptimize_unpickled_function": False,
    "scan.debug": False,
    "unittests.rseed": "666",
    "warn.ignore_bug_before": "0.9",
    "warn.round": False,
}

# Whole-graph C gives wrong numbers in PyTensor (its cache takes one graph for another); the others
# have no heir, or FAST_RUN does not know them.
LINKERS = {
    "c": "cvm", "c|py": "cvm", "c|py_nogc": "cvm", "cvm_nogc": "cvm",
    "vm_nogc": "vm", "py": "vm",
}  # fmt: skip
MODES = {"ProfileMode": "FAST_RUN", "PROFILE_MODE": "FAST_RUN", "DEBUG_MODE": "DebugMode"}


class Config:
    """Theano's settings: ``config.floatX``, ``config.device``, ``config.blas.ldflags``."""

    def __init__(self):
        vars(self)["_own"] = dict(WITHOUT_HEIR)

    def __getattr__(self, name):
        if name in self._own:
            return self._own[name]
        if _has_heir(name):
            return getattr(pytensor.config, _heir(name))
        if self._is_section(name):
            return Section(self, name)
        raise AttributeError(
            f"theano.config.{name}: neither Theano nor PyTensor has such a setting"
        )

    def __setattr__(self, name, value):
        if name == "linker":
            value = LINKERS.get(value, value)
        if name == "mode" and isinstance(value, str):
            value = MODES.get(value, value)
        if name == "optimizer":
            # PyTensor fixes it at import, `theano.function` looks here.
            self._own[name] = type(pytensor.config).optimizer.apply(value)
        elif name not in self._own and _has_heir(name):
            setattr(pytensor.config, _heir(name), value)
        else:
            self._own[name] = value

    def _is_section(self, name):
        known = list(self._own) + [k.replace("__", ".") for k in vars(type(pytensor.config))]
        return any(option.startswith(name + ".") for option in known)


class Section:
    """The part of a configuration below a dot: ``config.blas`` in ``config.blas.ldflags``."""

    def __init__(self, root, name):
        vars(self).update(_root=root, _name=name)

    def __getattr__(self, name):
        return getattr(self._root, f"{self._name}.{name}")

    def __setattr__(self, name, value):
        setattr(self._root, f"{self._name}.{name}", value)


def _heir(name):
    return name.replace(".", "__")


def _has_heir(name):
    # On the class, since reading some values has effects: that of blas.ldflags searches the system.
    return hasattr(type(pytensor.config), _heir(name))


config = Config()


@contextmanager
def change_flags(**flags):
    """Set flags for a while: a context manager, also a decorator."""
    before = {name: getattr(config, name) for name in flags}
    try:
        for name, value in flags.items():
            setattr(config, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(config, name, value)


def apply(flags):
    """Set the given flags (name: text), and say in one line which of them mean nothing any more."""
    idle = []
    for name, text in flags.items():
        if name == "device":
            continue  # `backends.decide` looks at it
        if not _has_heir(name):
            idle.append(name)
        try:
            setattr(config, name, text)
        except ValueError as error:
            raise ValueError(f"Theano's flag {name}={text}: {error}") from None
    if idle:
        say(f"ignored, they mean nothing to PyTensor: Theano's flags {', '.join(sorted(idle))}")
