"""THEANO_FLAGS and ~/.theanorc, read as Theano 1.0 read them."""

import configparser
import os
import sys

from legacy_repro.say import say

# PyTensor fixes these when it is imported.
FOLDERS = ("base_compiledir", "compiledir", "compiledir_format")
EARLY = (*FOLDERS, "optimizer")


def parse(text):
    """Return the flags of a THEANO_FLAGS text ("floatX=float32,device=cpu") by name.

    Raises ValueError for a part that is no name=value.
    """
    flags = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, value = part.partition("=")
        if not equals:
            raise ValueError(f"THEANO_FLAGS: {part!r} is not of the form name=value")
        flags[name.strip()] = value.strip()
    return flags


def read_theanorc(paths):
    """Return the flags of configuration files by dotted name: [global] has no dot, [blas] has.

    Raises ValueError for a file that is no configuration file; one that is not there says nothing.
    """
    files = configparser.RawConfigParser()
    files.optionxform = str
    try:
        files.read(paths)
    except configparser.Error as error:
        raise ValueError(f"Theano's configuration file: {' '.join(str(error).split())}") from None
    return {
        option if section == "global" else f"{section}.{option}": value
        for section in files.sections()
        for option, value in files.items(section)
    }


def theanorc_paths(environ=os.environ):
    """Return the paths of the configuration files: those of THEANORC, else ~/.theanorc."""
    paths = environ.get("THEANORC", "~/.theanorc").split(os.pathsep)
    return [os.path.expanduser(path) for path in paths]


def read(environ=os.environ):
    """Return all flags that the user gave: THEANO_FLAGS goes before the files of THEANORC."""
    return read_theanorc(theanorc_paths(environ)) | parse(environ.get("THEANO_FLAGS", ""))


def apply():
    """Hand the user's flags on to PyTensor, before it is imported where only that has an effect."""
    flags = read()
    if "pytensor" not in sys.modules:
        early = [f"{name}={flags.pop(name)}" for name in EARLY if name in flags]
        given = os.environ.get("PYTENSOR_FLAGS")
        if early:
            os.environ["PYTENSOR_FLAGS"] = ",".join(early + ([given] if given else []))
    from legacy_repro.theano import configuration

    for name in [name for name in FOLDERS if name in flags]:
        if flags.pop(name) != getattr(configuration.config, name):
            say(f"ignored: Theano's flag {name} comes too late, set THEANO_FLAGS before the start")
    configuration.apply(flags)
