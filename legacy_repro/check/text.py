"""Reports as lines for a terminal, and a table of the files."""

from legacy_repro.ascii_table import table
from legacy_repro.check.findings import KINDS

WIDTH = 100  # of a translated line


def text(reports):
    """Return the lines of some Reports: a name once a file, with its other lines; a summary."""
    if not reports:
        return "nothing to check: no .py and no .ipynb there"
    lines = []
    for report in reports:
        lines += [*_lines(report), _summary(report)]
    if len(reports) > 1:
        lines += ["", _table(reports)]
    return "\n".join(lines)


def _lines(report):
    groups = {}
    for each in report.findings:
        if each.kind != "works":
            now = "" if each.kind == "translated" else each.now
            groups.setdefault((each.kind, each.name, now, each.remedy), []).append(each)
    return [_line(report.path, group) for group in groups.values()]


def _line(path, group):
    first = group[0]
    now = _shortened(first.now) if first.kind == "translated" else first.now
    kind = {"mapped": "mapped", "cannot": "CANNOT WORK"}.get(first.kind, first.kind)
    arrow = ": " if first.kind in ("cannot", "answered") else " -> "
    remedy = f"; {first.remedy}" if first.remedy else ""
    places = list(dict.fromkeys((each.cell, each.line) for each in group))
    return f"{path}:{_where(first)}: {kind}: {first.name}{arrow}{now}{remedy}{_others(places)}"


def _shortened(text):
    line, more, _ = text.partition("\n")
    return line if len(line) <= WIDTH and not more else f"{line[:WIDTH]} ..."


def _others(places):
    """Return in brackets where else, four places at most."""
    more = [f"cell {cell} line {line}" if cell else f"line {line}" for cell, line in places[1:]]
    if not more:
        return ""
    rest = f" and {len(more) - 4} more" if len(more) > 4 else ""
    return f" (also {', '.join(more[:4])}{rest})"


def _where(finding):
    return f"cell {finding.cell}:{finding.line}" if finding.cell else str(finding.line)


def _summary(report):
    count = report.summary()
    python = f"Python {report.python}; " if report.python else ""
    several = f"{count['works']} names work as they are"
    works = "1 name works as it is" if count["works"] == 1 else several
    rest = (f"{count[kind]} {kind}" for kind in ("mapped", "translated", "answered"))
    cannot = f"{count['cannot']} cannot work" if count["cannot"] else "nothing that cannot work"
    unseen = f"; not looked at: {', '.join(report.unseen)}" if report.unseen else ""
    return f"{report.path}: {python}{works}, {', '.join(rest)}, {cannot}{unseen}"


def _table(reports):
    rows = []
    for report in reports:
        count = report.summary()
        python = str(report.python or "-")
        rows.append([report.path, python, *(str(count[kind]) for kind in KINDS)])
    return table(["file", "Python", *KINDS], rows, ["Python", *KINDS])
