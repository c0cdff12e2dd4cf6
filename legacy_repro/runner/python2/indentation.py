"""Tabs: Python 2 let them go to the next multiple of 8 columns, Python 3 refuses a mixture."""

from fissix.pgen2 import token, tokenize


def expand(text):
    """Return a source with the tabs that indent its lines expanded, those in strings left."""
    lines = text.split("\n")
    if not any("\t" in _margin(line) for line in lines):
        return text
    in_string = _lines_in_strings(lines)
    return "\n".join(
        line if number in in_string else _margin(line).expandtabs(8) + line[len(_margin(line)) :]
        for number, line in enumerate(lines, 1)
    )


def _margin(line):
    return line[: len(line) - len(line.lstrip(" \t"))]


def _lines_in_strings(lines):
    """Return the numbers of the lines that begin inside a string."""
    reader = (line + "\n" for line in lines)
    numbers = set()
    for kind, _, start, end, _ in tokenize.generate_tokens(lambda: next(reader, "")):
        if kind == token.STRING:
            numbers.update(range(start[0] + 1, end[0] + 1))
    return numbers
