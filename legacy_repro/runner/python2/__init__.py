"""Scripts of Python 2, translated in memory.

``load(source, path)`` gives a script's code object, ``translate(source, path)`` the text of its
translation. The modules beside the script are translated as they are imported.

Left as Python 3 has it: comparing things of unlike types, ``__cmp__``, what ``str`` shows of a
float, the blank that ``print x,`` left out at a line's end, ``str.encode`` and the bytes of binary
files, variables of list comprehensions (they leaked), a NumPy integer, which was an int to
``isinstance``, and source in strings for eval and exec.
"""

import os

from legacy_repro.runner.python2 import code, dialect, importing, removed
from legacy_repro.runner.python2.code import parse
from legacy_repro.runner.python2.dialect import is_python2
from legacy_repro.runner.python2.frames import of_script
from legacy_repro.say import say


def load(source, path):
    """Return the code object of a script, for exec; what is Python 3 is compiled as it is.

    source: bytes. From then on the modules beside the script are imported by the same rule.
    Raises SyntaxError.
    """
    reason = dialect.evidence(source, path)
    install(os.path.dirname(os.path.realpath(path)), of_python2=bool(reason))
    if reason.startswith("line"):
        say(f"{os.path.basename(path)} is Python 2 ({reason}) and is run as such")
    if reason:
        return code.compile_python2(source, path)
    return compile(source, path, "exec", dont_inherit=True)


def install(folder, of_python2=False):
    """Translate the modules of a folder as they are imported, and supply what has been dropped.

    of_python2: what there would do as Python 2 and 3 is Python 2.
    """
    removed.install()
    importing.install(folder, of_python2)


def translate(source, path):
    """Return a Python 2 source as Python 3 text, which imports what it needs from this package.

    It runs as a script of legacy-repro, and elsewhere after ``legacy_repro.activate()``. Raises
    SyntaxError.
    """
    from legacy_repro.runner.python2 import translation

    return translation.translate(source, path).text
