"""Names that come from `from module import *`."""

import builtins

from legacy_repro.check import lookup
from legacy_repro.check.lookup import Absent


def origin(modules, name, attributes):
    """Return, in a tuple, the full name of what a script reads and does not bind itself.

    modules: those of its `import *`. () where it may be from a module that only a run knows.
    """
    known = [module for module in modules if _is_known(module)]
    for module in reversed(known):
        if name in _public(module):
            return (f"{module}:{'.'.join([name, *attributes])}",)
    only_ours = all(map(lookup.is_ours, modules))
    is_given = hasattr(builtins, name) or name.startswith("__") or name == "display"  # in notebooks
    if only_ours and known and not is_given:
        return (f"{known[-1]}:{name}",)
    return ()


def _is_known(module):
    first = module.partition(".")[0]
    if first not in (*lookup.OURS, *lookup.DROPPING):
        return False
    return not isinstance(lookup.find(module), Absent)


def _public(module):
    value = lookup.find(module).value
    names = getattr(value, "__all__", None)
    return names or [name for name in vars(value) if not name.startswith("_")]
