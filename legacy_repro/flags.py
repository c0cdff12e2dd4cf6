"""THEANO_FLAGS and ~/.theanorc, read as Theano 1.0 read them."""

import configparser
import os
import shlex
import sys

from legacy_repro.say import say

# PyTensor fixes these when it is imported.
FOLDERS = ("base_compiledir", "compiledir", "compiledir_format")
EARLY = (*FOLDERS, "optimizer")


def parse(text):
    """Return the flags of a THEANO_FLAGS text ("floatX=float32,device=cpu") by name.

    Values may stand in quotes, and "#" begins a comment. A part without "=" is left out. Raises
    ValueError for a quotation without its end.
    """
    pairs = (part.partition("=") for part in _parts(text))
    return {name.strip(): value.strip() for name, equals, value in pairs if equals}


def without_value(text):
    """Return the parts of a THEANO_FLAGS text that are no name=value."""
    return [part for part in _parts(text) if "=" not in part]


def _parts(text):
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace, lexer.whitespace_split = ",", True
    try:
        return [part.strip() for part in lexer if part.strip()]
    except ValueError as error:
        raise ValueError(f"THEANO_FLAGS={text}: {error}") from None


def read_theanorc(paths):
    """Return the flags of configuration files by dotted name: [global] has no dot, [blas] has.

    Raises ValueError for a file that is no configuration file; one that is not there says nothing.
    """
    # Lenient as that of Python 2: the last of equal names wins.
    files = configparser.ConfigParser(strict=False, inline_comment_prefixes=(";",))
    files.optionxform = str
    files.read_dict({"DEFAULT": _known()})
    for path in filter(os.path.isfile, paths):
        try:
            files.read_string(_text(path), path)
        except configparser.Error as error:
            sentence = " ".join(str(error).split())
            raise ValueError(f"Theano's configuration file: {sentence}") from None
    return {
        option if section == "global" else f"{section}.{option}": _value(files, section, option)
        for section in files.sections()
        for option in files.options(section)
        if option not in files.defaults()
    }


def _known(environ=os.environ):
    """Return what %(USER)s and the like stand for in configuration files."""
    user = environ.get("USER", os.path.basename(os.path.expanduser("~")))
    folders = {name: environ.get(name, "") for name in ("LSCRATCH", "TMPDIR", "TEMP", "TMP")}
    values = {"USER": user, "PID": str(os.getpid()), **folders}
    return {name: value.replace("%", "%%") for name, value in values.items()}


def _text(path):
    """Return the text of a file, "" if it cannot be read."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return ""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _value(files, section, option):
    try:
        return files.get(section, option)
    except configparser.InterpolationError:
        return files.get(section, option, raw=True)


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
    for part in without_value(os.environ.get("THEANO_FLAGS", "")):
        say(f"ignored: THEANO_FLAGS: {part} has no value")
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
