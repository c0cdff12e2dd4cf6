"""A row of the report: its text is found without fail, and laid out beside its subject."""

import os
import textwrap
from pathlib import Path

INDENT = 15


def told(tell, *arguments):
    """Return what `tell` returns, or else why it failed: the report is for where things fail."""
    try:
        return tell(*arguments)
    except Exception as error:
        sentence = " ".join(str(error).split())
        # Ours and PyTensor's ValueErrors say all; a KeyError without its name says nothing.
        return sentence if isinstance(error, ValueError) else f"{type(error).__name__}: {sentence}"


def laid_out(subject, text, width):
    """Return a row: the lines of the text beside the subject, none longer than `width`.

    Only a word that is longer stays whole, so that a path can be copied.
    """
    wrapper = textwrap.TextWrapper(width - INDENT, break_long_words=False, break_on_hyphens=False)
    lines = "\n".join(wrapper.fill(line) for line in text.splitlines())
    return f"{subject:<{INDENT}}" + lines.replace("\n", "\n" + " " * INDENT)


def short(path):
    """Return a path as text, with ~ for the user's folder."""
    path, home = Path(path), os.path.expanduser("~")
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
