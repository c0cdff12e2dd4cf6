"""What is found in a file: a Finding a place, a Report a file."""

from dataclasses import dataclass, field
from typing import NamedTuple

KINDS = ("works", "mapped", "translated", "answered", "cannot")  # docs/check.md says what they mean


class Verdict(NamedTuple):
    """What is to be said, wherever it stands: see Finding.

    of_call: it is about the arguments of a call, not about a name.
    """

    kind: str
    name: str
    now: str
    remedy: str = ""
    of_call: bool = False


class Finding(NamedTuple):
    """One place in a file.

    line, column: counted from 1; column is None where it is not known. kind: one of KINDS. name:
    what stands there. now: what it is today. remedy: what to do, "" where there is nothing. cell:
    of a notebook, counted from 1, else None. span: first and last line of the statement.
    """

    line: int
    column: int | None
    kind: str
    name: str
    now: str
    remedy: str = ""
    cell: int | None = None
    span: tuple[int, int] = (0, 0)


@dataclass
class Report:
    """The findings in one file; python: 2, 3, or None for what neither reads.

    unseen: the installed packages whose names it uses and nobody has looked up.
    """

    path: str
    python: int | None
    findings: list[Finding] = field(default_factory=list)
    unseen: tuple[str, ...] = ()

    def summary(self):
        """Return how many different names there are of each kind."""
        return {
            kind: len({each.name for each in self.findings if each.kind == kind}) for kind in KINDS
        }

    def cannot(self):
        """Say whether something in the file cannot work."""
        return any(each.kind == "cannot" for each in self.findings)
