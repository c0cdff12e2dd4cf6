"""The code cells in a notebook file of the formats 2 to 4."""

import json
from typing import NamedTuple

from legacy_repro.say import SaysAll


class NotebookError(SaysAll, ValueError):
    """A file that is not a notebook of Python, or a damaged one."""


class Notebook(NamedTuple):
    """The sources of the code cells in order, and whether the file says that they are Python 2."""

    cells: list
    python2: bool


def read(content, path):
    """Return the Notebook in the bytes of a file; raises NotebookError, with `path`."""
    try:
        notebook = json.loads(content)
        language, version = _language(notebook.get("metadata", {}))
        cells = [_source(cell) for cell in _cells(notebook) if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotebookError(
            f"{path} is no notebook, or a damaged one ({type(error).__name__}: {error}); "
            "open it in Jupyter, or save it there as a script (.py)"
        ) from error
    if language != "python":
        raise NotebookError(f"{path} is a notebook of {language}; only Python can be run")
    return Notebook(cells, version.startswith("2"))


def _language(metadata):
    """Return the language and its version, which is "" in format 3."""
    kernel, info = metadata.get("kernelspec", {}), metadata.get("language_info", {})
    language = info.get("name") or kernel.get("language") or "python"
    version = info.get("version") or kernel.get("name", "").removeprefix("python")
    return language.lower(), version


def _cells(notebook):
    if "worksheets" in notebook:  # up to format 3
        return [cell for sheet in notebook["worksheets"] for cell in sheet["cells"]]
    return notebook["cells"]


def _source(cell):
    """Return a cell's text, which is a string or a list of lines."""
    return "".join(cell["input"] if "input" in cell else cell["source"])
