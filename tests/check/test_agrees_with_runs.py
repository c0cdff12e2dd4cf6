"""What runs is not refused: the scripts that the suite runs, and the tutorials."""

from pathlib import Path

import pytest

from legacy_repro import check
from legacy_repro.check import one

TESTS = Path(__file__).parents[1]
SCRIPTS = sorted(
    path
    for folder in (TESTS / "scripts", TESTS / "runner" / "python2" / "scripts")
    for path in folder.rglob("*.py*")
    if path.suffix in (".py", ".py2")
)


@pytest.mark.parametrize(
    "script", SCRIPTS, ids=lambda script: f"{script.parent.name}/{script.stem}"
)
def test_a_script_that_runs_is_not_refused(script):
    report, _ = one.report(str(script), script.read_bytes())
    assert [each for each in report.findings if each.kind == "cannot"] == []


def test_the_tutorials_are_not_refused():
    reports = check.check(str(TESTS.parent / "tutorials"))
    assert len(reports) >= 5 and not any(report.cannot() for report in reports)
