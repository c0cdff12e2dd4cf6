"""Where the modules of Python 2's standard library are now: a line a module."""

import os
import sys

_OURS = "legacy_repro.runner.python2.stdlib"
MODULES = {
    "BaseHTTPServer": "http.server",
    "ConfigParser": "configparser",
    "Cookie": "http.cookies",
    "HTMLParser": "html.parser",
    "Queue": "queue",
    "SimpleHTTPServer": "http.server",
    "SocketServer": "socketserver",
    "StringIO": f"{_OURS}.stringio",
    "Tkinter": "tkinter",
    "UserDict": "collections",
    "__builtin__": "builtins",
    "anydbm": "dbm",
    "cPickle": f"{_OURS}.pickle",
    "cStringIO": f"{_OURS}.stringio",
    "commands": "subprocess",
    "cookielib": "http.cookiejar",
    "copy_reg": "copyreg",
    "csv": f"{_OURS}.csv",
    "exceptions": "builtins",
    "htmlentitydefs": "html.entities",
    "httplib": "http.client",
    "math": f"{_OURS}.math",
    "pickle": f"{_OURS}.pickle",
    "random": f"{_OURS}.random",
    "struct": f"{_OURS}.struct",
    "thread": "_thread",
    "tkFileDialog": "tkinter.filedialog",
    "tkFont": "tkinter.font",
    "tkMessageBox": "tkinter.messagebox",
    "ttk": "tkinter.ttk",
    "urllib": f"{_OURS}.urllib",
    "urllib2": f"{_OURS}.urllib",
    "urlparse": f"{_OURS}.urllib",
    "xmlrpclib": "xmlrpc.client",
}
# Those whose names tell Python 2.
GONE = frozenset(MODULES) - sys.stdlib_module_names


def is_beside(name, folder):
    """Say whether a folder has a module or package of a name."""
    path = os.path.join(folder, name.partition(".")[0])
    return os.path.isfile(path + ".py") or os.path.isfile(os.path.join(path, "__init__.py"))
