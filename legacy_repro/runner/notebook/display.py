"""What IPython.display gives a notebook, as far as a terminal can show it."""

import ast
import builtins
import importlib.util

HERE = {
    "IPython": __package__,
    "IPython.display": __name__,
    "IPython.core.display": __name__,
}


def install():
    """Make `display` a name everywhere, as it is in a live notebook."""
    builtins.display = display


def import_from_here(tree):
    """Let a cell import from this module what it would from IPython's, if that is not there.

    A stand-in under IPython's own name would not do: matplotlib and others look for that one.
    """
    if importlib.util.find_spec("IPython") is None:
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in HERE:
                node.module = HERE[node.module]


def display(*values, **options):
    """Print values as a cell prints that of its last line."""
    for value in values:
        print(repr(value))


def clear_output(wait=False):
    """Leave the output as it is: what a terminal shows stays."""


class Rich:
    """A picture, a sound or formatted text."""

    def __init__(self, *data, **options):
        pass

    def __repr__(self):
        return "<what a terminal cannot show>"


Audio = HTML = Image = Latex = Markdown = Math = SVG = YouTubeVideo = Rich
