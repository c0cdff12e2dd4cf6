"""Scripts that are checked, in a folder of their own."""

import textwrap

import pytest

from legacy_repro import check


@pytest.fixture
def findings(tmp_path):
    """Return a function that writes a script and returns the findings in it but what works."""

    def write_and_check(text, name="script.py"):
        path = tmp_path / name
        path.write_text(textwrap.dedent(text))
        report = check.check(str(path))[0]
        return [each for each in report.findings if each.kind != "works"]

    return write_and_check
