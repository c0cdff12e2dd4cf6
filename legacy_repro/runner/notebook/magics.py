"""IPython's own lines in a cell: magics (%, %%), shell commands (!) and questions (?).

What computes or fetches is kept: ``%time`` and ``%timeit`` run their statement once, as ``%%time``,
``%%timeit`` and ``%%capture`` run their cell; ``%run FILE`` runs a script; ``%pylab`` imports its
names; ``!wget`` and ``!curl`` go to the shell. Any other becomes ``pass``: line numbers stay.
"""

import io
import re
import textwrap
import tokenize

MAGIC = re.compile(r"[%!?]|[\w.*]+ *\?\??$|[\w., ]+= *[%!]")
RUNS_ITS_CELL = re.compile(r"%%(time|timeit|capture)\b")
OPTION = r" +(?:-[nrp] *\d+|-[tcqov]+|--[a-z-]+)(?!\S)"
STATEMENT = re.compile(rf"(%%?time|%%?timeit)(?:{OPTION})*(?: +(.+))?$")
SCRIPT = re.compile(r"%run +(?:-i +)?([\w./-]+\.py)$")
DOWNLOAD = re.compile(r"!((?:wget|curl) .+)")
PYLAB = (
    "import numpy, matplotlib; from matplotlib import pylab, mlab, pyplot; "
    "np = numpy; plt = pyplot; from pylab import *"
)


def replace(cells):
    """Return the cells with Python in place of the magics, and those that were left out, once."""
    left_out = {}
    return [_replaced(cell, left_out) for cell in cells], list(left_out)


def _replaced(source, left_out):
    if source.lstrip().startswith("%%") and not RUNS_ITS_CELL.match(source.lstrip()):
        left_out[source.split()[0]] = True
        return ""
    lines = []
    goes_on = False  # the line before is a magic that ends in a backslash
    for line in source.splitlines():
        text = line.strip()
        if goes_on:
            lines.append("")
        elif MAGIC.match(text) and not _is_open(lines):
            python = _python(text)
            if python is None:
                left_out[textwrap.shorten(text, 40, placeholder=" ...")] = True
            lines.append(line[: line.index(text)] + (python or "pass"))
        else:
            lines.append(line)
            continue
        goes_on = text.endswith("\\")
    return "\n".join(lines)


def _python(magic):
    """Return a line of Python that does what a magic does, None if there is none."""
    if (match := STATEMENT.match(magic)) and match[2]:
        return match[2] + (";" if "timeit" in match[1] else "")
    if match := SCRIPT.match(magic):
        return f"globals().update(__import__('runpy').run_path({match[1]!r}, run_name='__main__'));"
    if match := DOWNLOAD.match(magic):
        formatted = "f" if "{" in match[1] else ""
        return f"__import__('os').system({formatted}{match[1]!r});"
    if RUNS_ITS_CELL.match(magic):
        return "pass"
    return PYLAB if magic.startswith("%pylab") else None


def _is_open(lines):
    """Say whether a bracket, a string or a line goes on after these lines."""
    text = "".join(f"{line}\n" for line in lines)
    try:
        for _ in tokenize.generate_tokens(io.StringIO(text).readline):
            pass
    except tokenize.TokenError as error:
        return "EOF" in error.args[0] or "triple-quoted" in error.args[0]
    except SyntaxError:  # an indentation, which the compiler will name
        return False
    return text.endswith("\\\n")
