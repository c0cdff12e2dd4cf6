"""Modules that a script imports and that are not there: how to get them."""

import functools
import importlib.util
import sys

from legacy_repro.check.findings import Verdict
from legacy_repro.runner.notebook.display import HERE
from legacy_repro.runner.python2.fixes.modules import GONE
from legacy_repro.runner.python2.removed import modules as removed

# What pip calls a module that has another name there.
PIP = {
    "Levenshtein": "python-Levenshtein",
    "MySQLdb": "mysqlclient",
    "OpenGL": "PyOpenGL",
    "PIL": "pillow",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "dot_parser": "pydot",
    "igraph": "python-igraph",
    "magic": "python-magic",
    "mpl_toolkits": "matplotlib",
    "pkg_resources": "'setuptools<81'",
    "pylab": "matplotlib",
    "serial": "pyserial",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
    "zmq": "pyzmq",
}
# Of PIL, which became Pillow: they are in the package PIL alone.
OF_PIL = (
    "Image",
    "ImageChops",
    "ImageDraw",
    "ImageEnhance",
    "ImageFilter",
    "ImageFont",
    "ImageOps",
)
GPU = ("cudarray", "cudamat", "gnumpy", "libgpuarray", "pycuda", "pygpu", "skcuda")
# Built on Theano, and never on pip, or not in a form that works without it.
OF_THEANO = ("blocks", "downhill", "fuel", "nolearn", "pylearn2", "theano_lstm", "theanets")

# Of the standard library once, and what does the same today.
HEIRS = {
    "asynchat": "asyncio",
    "asyncore": "asyncio",
    "audioop": "numpy",
    "cgi": "html.escape and urllib.parse",
    "cgitb": "traceback",
    "compiler": "ast",
    "crypt": "hashlib",
    "distutils": "setuptools",
    "dummy_thread": "threading",
    "dummy_threading": "threading",
    "gdbm": "dbm.gnu",
    "imghdr": "PIL.Image",
    "md5": "hashlib.md5",
    "mimetools": "email",
    "mutex": "threading.Lock",
    "new": "types",
    "os2emxpath": "os.path",
    "pipes": "shlex.quote and subprocess",
    "popen2": "subprocess",
    "repr": "reprlib",
    "rfc822": "email",
    "robotparser": "urllib.robotparser",
    "sets": "set and frozenset, which need no import",
    "sha": "hashlib.sha1",
    "sre": "re",
    "statvfs": "os.statvfs",
    "telnetlib": "socket",
    "uu": "binascii",
    "whichdb": "dbm.whichdb",
    "xdrlib": "struct",
}


@functools.cache
def is_missing(name):
    """Say whether a module, by its first name, is not there; nothing is imported."""
    if name in ("theano", "lasagne", *HERE) or is_standard(name):
        return False
    try:
        return importlib.util.find_spec(name) is None
    except (ImportError, ValueError):
        return False


def is_standard(name):
    """Say whether a module, by its first name, is of the standard library, or we serve it so."""
    served = ("__main__", "__builtin__", "legacy_repro", *removed.GONE)
    return name in served or name in sys.builtin_module_names or name in sys.stdlib_module_names


def missing(name):
    """Return the Verdict on a missing module, by its first name."""
    return Verdict("cannot", name, "no such module", _remedy(name))


def _remedy(name):
    if name in GPU:
        return "it needs CUDA; take the lines that use it out, PyTensor's JAX backend uses a GPU"
    if name in GONE:
        return "it is of Python 2, and this file is Python 3"
    if name in HEIRS:
        return f"the standard library has dropped it; take {HEIRS[name]}"
    if name in OF_THEANO:
        return "it is built on Theano: put its source beside the script"
    if name == "scikits":
        return "it needs CUDA, or is scikit-learn's name of 2010: pip install scikit-learn"
    if name in OF_PIL:
        return f"write `from PIL import {name}`"
    return f"pip install {PIP.get(name, name)}, or put it beside the script"
