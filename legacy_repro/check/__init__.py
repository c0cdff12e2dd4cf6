"""Say of a script, without running it, what works as it is and what does not, line by line."""

from legacy_repro.check.as_json import as_json
from legacy_repro.check.findings import KINDS, Finding, Report
from legacy_repro.check.program import check
from legacy_repro.check.text import text
