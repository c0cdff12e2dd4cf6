"""Addresses and data files in a source's strings: what is gone, and what we make in its place."""

import ast
import os
import re
import shlex

from legacy_repro.check.findings import Verdict
from legacy_repro.runner.downloads import addresses
from legacy_repro.runner.downloads.commands import ADDRESS
from legacy_repro.runner.downloads.missing import MADE

_COMMAND = re.compile(r"\s*(wget|curl)\s")
_OPENS = re.compile(r"\b(open|GzipFile|genfromtxt|loadtxt|read_csv)$")
_DATA = re.compile(
    r"\.(bz2|csv|dat|gz|h5|hdf5|json|mat|np[yz]|pkl|pickle|tar|tgz|txt|xz|zip)$", re.IGNORECASE
)
# Where scripts of the time look for their data, from their own folder.
_PLACES = ("", "data", os.path.join("..", "data"), "..")


def strings(tree):
    """Yield the nodes of a tree's strings that are no docstrings."""
    texts = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts:
            yield node


def opened(tree):
    """Return the ids of the strings that a tree hands to a call which opens files."""
    return {
        id(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and node.args and _OPENS.search(ast.unparse(node.func))
    }


def fetches(texts):
    """Say whether one of some strings has an address that is answered with a file of ours."""
    found = (verdict for text in texts for verdict in of_string(text, os.curdir))
    return any(each.kind == "answered" and "://" in each.name for each in found)


def of_string(text, folder, is_needed=False):
    """Yield the Verdicts on the dead addresses and missing data files in a string.

    folder: that of the script. is_needed: a file of that name is opened, and nothing fetches it.
    """
    if text.startswith(("http://", "https://")) and not re.search(r"\s", text):
        yield from _of_address(text, folder)
    elif _COMMAND.match(text):
        for url in ADDRESS.findall(text):
            yield from _of_address(url, folder)
    elif os.path.basename(text) in MADE and not _is_there(text, folder):
        yield _of_file(text, "cannot" if is_needed else "answered")


def _of_address(url, folder):
    if not addresses.is_gone(url):
        return
    if addresses.file_at(url) or any(_is_folder(url, known) for known in addresses.OURS):
        yield Verdict("answered", url, "gone; answered with our file")
    elif _DATA.search(url) and not _is_there(os.path.basename(url), folder):
        yield Verdict("cannot", url, "gone", addresses.remedy(url).partition("; ")[2])


def _is_folder(url, known):
    """Say whether an address is that of a known folder, to which a script adds a file's name."""
    name = addresses.OURS[known][0]
    return url.endswith("/") and addresses.file_at(url + name) is not None


def _is_there(path, folder):
    if os.path.isabs(path):
        return os.path.exists(path)
    places = [os.path.join(folder, place) for place in _PLACES]
    names = {path, os.path.basename(path)}
    return any(os.path.exists(os.path.join(place, name)) for place in places for name in names)


def _of_file(path, kind):
    folder, name = os.path.split(path)
    command = f"legacy-repro data {name} {shlex.quote(folder or '.')}"
    owner = "Kaggle's" if name.endswith(".csv") else "MNIST's"
    return Verdict(kind, path, f"not there; it is one of {owner} files of digits", command)
