"""Reports as JSON: the schema is in docs/check.md."""

import json

from legacy_repro.check.findings import KINDS


def as_json(reports, **more):
    """Return some Reports as JSON text; more: what a run adds."""
    summaries = [report.summary() for report in reports]
    whole = {kind: sum(each[kind] for each in summaries) for kind in KINDS}
    document = {
        "files": [_file(report) for report in reports],
        "summary": {"files": len(reports), **whole},
        **more,
    }
    return json.dumps(document, indent=1, ensure_ascii=False)


def _file(report):
    return {
        "path": report.path,
        "python": report.python,
        "findings": [_finding(each) for each in report.findings],
        "summary": report.summary(),
    }


def _finding(finding):
    fields = finding._asdict()
    del fields["span"]
    if finding.cell is None:
        del fields["cell"]
    return fields
