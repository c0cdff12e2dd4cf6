"""Check a script with its own modules, or all that is below a folder."""

import os
from collections import deque

from tqdm import tqdm

from legacy_repro.check import files, one, paths
from legacy_repro.runner import python2


def check(path):
    """Return the Reports on a script and the modules of its own that it imports, or on a folder.

    Nothing of them is run or imported. Raises OSError if `path` cannot be read.
    """
    return _folder(path) if os.path.isdir(path) else _script(path)


def _script(path):
    with open(path, "rb"):
        pass  # only what the user has named ends the command
    places = [os.path.dirname(path)]  # where modules of its own are found
    waiting, seen, reports = deque([path]), {os.path.realpath(path)}, []
    while waiting:
        each = waiting.popleft()
        neighbour = bool(reports) and reports[0].python == 2
        below = {name for place in places for name in files.beside(place)}
        report, uses = one.report(each, files.content(each), below, neighbour)
        reports.append(report)
        if uses is None:
            continue
        places += [place for place in paths.added(uses.trees, each) if place not in places]
        for module in _own(uses, each, places):
            if os.path.realpath(module) not in seen:
                seen.add(os.path.realpath(module))
                waiting.append(module)
    return reports


def _own(uses, path, places):
    """Return the files of the script's own modules that a file imports."""
    here = os.path.dirname(path)
    found = []
    for use in uses.resolved():
        if use.how in ("import", "star"):
            name = use.names[0].replace(":", ".")
            found += [files.file_of(each, place) for each in _up(name) for place in (*places, here)]
    for dots, module, names in uses.own_imports:
        place = os.path.join(here, *[".."] * (dots - 1))
        wanted = [*_up(module), *(f"{module}.{name}".strip(".") for name in names)]
        found += [files.file_of(each, place) for each in wanted]
    return list(dict.fromkeys(file for file in found if file))


def _up(name):
    """Return "a", "a.b", "a.b.c" of a dotted name."""
    words = name.split(".") if name else []
    return [".".join(words[: count + 1]) for count in range(len(words))]


def _folder(folder):
    os.scandir(folder).close()  # raises what os.walk would not
    contents = {path: files.content(path) for path in files.below(folder)}
    below = files.modules(contents, folder)
    of_python2 = {os.path.dirname(path) for path in contents if _is_python2(path, contents[path])}
    return [
        one.report(path, content, below, os.path.dirname(path) in of_python2)[0]
        for path, content in tqdm(contents.items(), "checking", leave=False, disable=None)
    ]


def _is_python2(path, content):
    is_script = isinstance(content, bytes) and path.endswith(".py")
    return is_script and python2.is_python2(content, path)
