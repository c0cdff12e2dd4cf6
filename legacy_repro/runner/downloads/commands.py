"""Simple calls of wget and curl for dead addresses: a copy of our file in their place.

Simple is a list, or a line of the shell with one command in it and nothing to expand, that writes
each address to a file. Anything else is left as it is, and the dead addresses in it are named.
"""

import functools
import inspect
import os
import re
import shlex
import subprocess
import sys
from getopt import GetoptError, gnu_getopt
from pathlib import PurePath

from legacy_repro.runner.downloads import addresses, made, place
from legacy_repro.say import say

ADDRESS = re.compile(r"https?://[^\s'\"|;&<>()]+")
FOR_THE_SHELL = re.compile(r"[|;&<>()$`*?\n]|\s~")
WGET = "quiet no-verbose no-clobber continue timestamping show-progress no-check-certificate"
OPTIONS = {
    "wget": ("qcNn:O:P:", [*WGET.split(), "output-document=", "directory-prefix="]),
    "curl": ("LsSfk#Oo:", ["location", "silent", "show-error", "remote-name", "output="]),
}
SHORT = {
    "--output-document": "-O",
    "--directory-prefix": "-P",
    "--remote-name": "-O",
    "--output": "-o",
}


def system(run):
    """Return ``os.system`` for scripts, given Python's."""

    @functools.wraps(run)
    def system(command):
        return run(rewritten(command))

    system.__module__ = "os"  # by which it is pickled; os took it from posix
    return system


def popen(init):
    """Return the ``__init__`` of ``subprocess.Popen`` for scripts, given Python's."""

    signature = inspect.signature(init)

    @functools.wraps(init)
    def __init__(self, *args, **options):
        call = signature.bind(self, *args, **options)
        call.arguments["args"] = rewritten(call.arguments["args"], _is_simple(call.arguments))
        init(*call.args, **call.kwargs)

    return __init__


def _is_simple(given):
    """Say whether Popen is given a line for the shell or the words of a program, and no other."""
    line = isinstance(given["args"], str)
    return not given.get("executable") and (os.name == "nt" or line == bool(given.get("shell")))


def rewritten(command, simple=True):
    """Return the command to run in place of `command`, a string or a list; mostly itself."""
    dead = [url for url in ADDRESS.findall(_text(command)) if addresses.is_gone(url)]
    if not dead:
        return command
    try:
        copy = _copy(command) if simple else None
    except made.NotMade as error:
        say(str(error))
        return command
    if copy is None:
        for url in dead:
            say(addresses.remedy(url))
        return command
    return _quoted(copy) if isinstance(command, str) else copy


def _text(command):
    """Return what may hold addresses in a command, which may also be a path or bytes."""
    if isinstance(command, (list, tuple)):
        return " ".join(word for word in command if isinstance(word, str))
    return command if isinstance(command, str) else ""


def _copy(command):
    """Return the words of a command that writes our files where `command` would; None if none."""
    try:
        keep, files = _files(_words(command))
    except (GetoptError, ValueError):  # an option, or a quotation, that is not simple
        return None
    if not files or not all(addresses.file_at(url) for url in files):
        return None
    pairs = [word for url, target in files.items() for word in (str(made.in_place_of(url)), target)]
    return [sys.executable, "-I", place.__file__, *(["--keep"] if keep else []), *pairs]


def _words(command):
    if isinstance(command, str):
        return [] if FOR_THE_SHELL.search(command.strip()) else shlex.split(command)
    return list(command) if all(isinstance(word, str) for word in command) else []


def _files(words):
    """Return whether a file that is there stays, and the file to write for each address."""
    program = PurePath(words[0]).stem if words else None
    if program not in OPTIONS:
        return False, {}
    options, urls = gnu_getopt(words[1:], *OPTIONS[program])
    given = {SHORT.get(name, name): value for name, value in options}
    name = given.get("-O" if program == "wget" else "-o")
    to_terminal = name == "-" or (program == "curl" and not given.keys() & {"-o", "-O"})
    if to_terminal or (name and len(urls) > 1):
        return False, {}
    folder = given.get("-P", "")
    keep = program == "wget" and not name
    return keep, {url: name or os.path.join(folder, url.rpartition("/")[2]) for url in urls}


def _quoted(words):
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
