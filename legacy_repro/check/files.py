"""Which files belong to what is checked: those below a folder, those beside a script."""

import os
from pathlib import Path

ENDINGS = (".py", ".ipynb")
_OTHERS = {"__pycache__", "node_modules", "site-packages", "dist-packages"}


def below(folder):
    """Return the scripts and notebooks below a folder, without hidden and virtual environments."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_other(os.path.join(place, name)))
        found += [
            os.path.join(place, name)
            for name in sorted(names)
            if name.endswith(ENDINGS) and not name.startswith(".")
        ]
    return found


def _is_other(folder):
    name = os.path.basename(folder)
    return (
        name.startswith(".")
        or name in _OTHERS
        or os.path.exists(os.path.join(folder, "pyvenv.cfg"))
        or os.path.exists(os.path.join(folder, "conda-meta"))
    )


def modules(paths, folder):
    """Return the first names by which files below a folder may be imported: also their folders'."""
    names = {Path(path).stem for path in paths} | {Path(folder).resolve().name}
    below = (Path(path).parent.relative_to(folder) for path in paths)
    return names | {part for path in below for part in path.parts}


def beside(folder):
    """Return the names of the modules and packages in a folder."""
    names = set()
    for entry in os.scandir(folder or "."):
        if entry.name.endswith(".py"):
            names.add(entry.name.removesuffix(".py"))
        elif entry.is_dir() and _has_modules(entry.path):
            names.add(entry.name)
    return names


def _has_modules(folder):
    try:
        return any(name.endswith(".py") for name in os.listdir(folder))
    except OSError:
        return False


def content(path):
    """Return the bytes of a file, or the error that reading it gives."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        return error


def file_of(module, folder):
    """Return the file of a dotted module name in a folder, None if it is not there."""
    path = os.path.join(folder, *module.split("."))
    for file in (path + ".py", os.path.join(path, "__init__.py")):
        if os.path.isfile(file):
            return os.path.normpath(file)
    return None
