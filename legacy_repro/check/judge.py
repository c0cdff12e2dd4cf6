"""What becomes of each use of a name: the Verdict on it."""

import ast
import inspect

from legacy_repro import gpu_names
from legacy_repro.check import lookup, missing, settings
from legacy_repro.check.findings import Verdict
from legacy_repro.check.lookup import Absent, plain, top
from legacy_repro.runner.notebook.display import HERE
from legacy_repro.runner.python2.removed import stdlib_names

BUILTINS = "legacy_repro.runner.python2.builtins"
ELSEWHERE = "not there; the script has another way here"
# What took the place of names that packages have dropped.
HEIRS = {
    "matplotlib.mlab.PCA": "take sklearn.decomposition.PCA",
    "matplotlib.pyplot.hold": "take it out: pictures are always held",
    "pylab.hold": "take it out: pictures are always held",
    "sklearn.cross_validation": "take sklearn.model_selection",
    "sklearn.datasets.fetch_mldata": "take sklearn.datasets.fetch_openml",
    "sklearn.externals": "import joblib or six themselves",
    "sklearn.externals.joblib": "import joblib itself",
    "sklearn.externals.six": "import six itself",
    "sklearn.grid_search": "take sklearn.model_selection",
    "sklearn.learning_curve": "take sklearn.model_selection",
    "sklearn.preprocessing.Imputer": "take sklearn.impute.SimpleImputer",
}


class Judge:
    """Judges the Uses of one source.

    beside: the names of the modules in the script's folder, which come first. below: those anywhere
    in the folder that is checked, which the script may find by a path of its own.
    """

    def __init__(self, uses, beside, below):
        self.beside, self.below = beside, below
        self.adds_settings = any(use.names[0].endswith("AddConfigVar") for use in uses)
        self.set = {plain(name) for use in uses if use.how == "set" for name in use.names}

    def verdict(self, use):
        """Return the Verdict on a use, None where there is nothing to say."""
        names = [name for name in use.names if top(name) not in self.beside]
        if not names or (use.guard.unless and self.all_there(use.guard.unless)):
            return None
        if use.how == "set":
            return settings.of_setting(plain(names[0]))
        judged = [each for each in (self._one(name, use) for name in names) if each]
        if not judged:
            return None
        best = min(judged, key=lambda each: each.kind == "cannot")
        how = "call" if best.of_call else use.how
        if best.kind == "cannot" and use.guard.covers(best.name, how):
            return Verdict("mapped", best.name, ELSEWHERE)
        return best

    def all_there(self, names):
        """Say whether all of some names can be imported."""
        judged = (self._one(name, None) for name in names)
        return not any(each and each.kind == "cannot" for each in judged)

    def unseen(self, uses):
        """Return the installed packages of others that are used, and whose names nobody knows."""
        found = {top(name) for use in uses for name in use.names}
        return tuple(sorted(filter(self._is_unseen, found)))

    def _is_unseen(self, first):
        known = {*lookup.OURS, *lookup.DROPPING, *HERE, *missing.HEIRS, *self.beside, *self.below}
        return not (first in known or missing.is_standard(first) or missing.is_missing(first))

    def _one(self, name, use):
        first = top(name)
        if first in self.beside:
            return None
        if first == "legacy_repro":
            return _of_translation(plain(name)) if use and use.how == "read" else None
        if missing.is_missing(first):
            imports = use is None or use.how in ("import", "star")
            return missing.missing(first) if imports and first not in self.below else None
        if lookup.is_ours(name):
            return self._of_ours(name, use)
        if first in lookup.DROPPING:
            return _of_others(name, use)
        return _of_standard_library(plain(name))

    def _of_ours(self, name, use):
        found, old = lookup.find(name), plain(name)
        is_setting = f"{old}.".startswith(settings.PREFIX)
        if old in gpu_names.REFUSED:
            return Verdict("cannot", old, gpu_names.REFUSED[old], "take it out")
        if isinstance(found, Absent):
            if old in self.set or (self.adds_settings and is_setting):
                return None
            if _is_told(found.name, old, use):
                return None
            remedy = "take another name, or write it yourself"
            return Verdict("cannot", found.name, found.sentence, remedy)
        misfit = _misfit(found.value, use.call) if use is not None and use.call else None
        if misfit:
            return Verdict("cannot", f"{old}()", *misfit, of_call=True)
        if old in gpu_names.PLAIN:
            return Verdict("mapped", old, gpu_names.PLAIN[old])
        return Verdict("works" if found.same or is_setting else "mapped", old, found.now)


def _is_told(absent, name, use):
    """Say whether it is the import of the name in use that failed: that one is told already."""
    if use is None or use.how != "read":
        return False
    attributes = ast.unparse(use.node).count(".")
    return absent.count(".") <= name.count(".") - attributes


def _of_translation(name):
    """Return what there is to say of a name that the translation of a source has brought in."""
    owner, _, last = name.rpartition(".")
    if owner != BUILTINS or last.startswith("old_"):
        return None
    return Verdict("translated", last, f"Python 2's {last}")


def _of_others(name, use):
    found, package = lookup.find(name), lookup.DROPPING[top(name)]
    if isinstance(found, Absent):
        if _is_told(found.name, plain(name), use):
            return None
        version = lookup.find(f"{package}.__version__").value
        remedy = HEIRS.get(found.name, "see its release notes for what took its place")
        return Verdict("cannot", found.name, f"not in {package} {version}", remedy)
    name = plain(name)
    if lookup.is_supplied(name):
        return Verdict("mapped", name, "supplied by legacy-repro")
    return Verdict("works", name, name)


def _of_standard_library(name):
    owner, _, last = name.rpartition(".")
    for module, supplied in stdlib_names.NAMES.items():
        if module.__name__ == owner and last in supplied:
            return Verdict("mapped", name, "supplied by legacy-repro")
    return None


def _misfit(function, call):
    """Return why a function cannot be called so, and what it takes; None if it can, or may."""
    if any(isinstance(each, ast.Starred) for each in call.args) or any(
        keyword.arg is None for keyword in call.keywords
    ):
        return None
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    try:
        signature.bind(*call.args, **{keyword.arg: keyword.value for keyword in call.keywords})
    except TypeError as error:
        taken = map(_shown, signature.parameters.values())
        return str(error), f"it takes ({', '.join(taken)})"
    return None


def _shown(parameter):
    """Return a parameter as it is shown: a default that is no literal as dots."""
    text = str(parameter.replace(annotation=parameter.empty))
    name, equals, default = text.partition("=")
    try:
        ast.literal_eval(default or "0")
    except (ValueError, SyntaxError):
        default = "..."
    return name + equals + default
