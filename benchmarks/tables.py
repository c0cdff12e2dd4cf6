"""What was found, as tables that read well on a terminal and are Markdown."""

REFERENCE = "c"
START = ("import cold", "compile cold", "import warm", "compile warm")
LEGEND = """\
Medians; in brackets, how many times C's. Cold is a process that finds no compiled code on the disk,
warm one that finds what the cold one left there (JAX leaves nothing). Import is activate() with
theano and lasagne; compile is from theano.function to the end of the first step. An epoch has
50,000 images."""


def text(found):
    """Return the whole report."""
    parts = ["# What each backend costs", _circumstances(found)]
    if found["training"]:
        parts.append(LEGEND)
        if found["starts"]:
            parts += ["## Start", _start(found["training"])]
        parts += ["## Training", _training(found["training"])]
    if found["data sizes"]:
        parts += ["## Step of the MLP by the size of its shared data", _sizes(found["data sizes"])]
    return "\n\n".join(parts) + "\n"


def _circumstances(found):
    items = {"date": found["date"], **found["machine"]}
    items["threads"] = ", ".join(f"{name}={value}" for name, value in found["threads"].items())
    items |= _versions(found["backends"])
    items |= {f"{name} is left out": remedy for name, remedy in found["left out"].items()}
    items["measured"] = f"starts: {found['starts']}, rounds in each: {found['rounds']}"
    return "\n".join(f"- {name}: {value}" for name, value in items.items())


def _versions(backends):
    """Return the versions that backends have in common, by the names of these."""
    owners = {}
    for name, about in backends.items():
        versions = ", ".join(" ".join(version) for version in about["versions"].items())
        owners.setdefault(versions, []).append(f"{name} ({about['device']})")
    return {", ".join(names): versions for versions, names in owners.items()}


def _start(rows):
    return table(
        ("network", "backend", *START),
        [(row["network"], row["backend"], *_compared(row, rows, START)) for row in rows],
    )


def _training(rows):
    return table(
        ("network", "backend", "batch", "step", "its quartiles", "epoch"),
        [
            (
                *(row["network"], row["backend"], str(row["batch size"])),
                *_compared(row, rows, ["step"]),
                " - ".join(map(duration, row["step"]["quartiles"])),
                duration(row["epoch"]["median"]),
            )
            for row in rows
        ],
    )


def _compared(row, rows, quantities):
    """Return the medians of a row's quantities, each with its ratio to that of the reference."""
    for other in rows:
        if (other["network"], other["backend"]) == (row["network"], REFERENCE):
            return [_ratio(row[name]["median"], other[name]["median"]) for name in quantities]
    return [duration(row[name]["median"]) for name in quantities]


def _ratio(seconds, reference):
    return f"{duration(seconds)} ({seconds / reference:.2f})"


def _sizes(rows):
    medians = {(row["backend"], row["megabytes"]): row["step"]["median"] for row in rows}
    backends, sizes = (list(dict.fromkeys(part)) for part in zip(*medians, strict=True))
    lines = []
    for backend in backends:
        steps = [medians[backend, size] for size in sizes]
        lines.append((backend, *map(duration, steps), f"{steps[-1] / steps[0]:.2f}"))
    return table(("backend", *(f"{size} MB" for size in sizes), "last / first"), lines)


def duration(seconds):
    """Return a time with its unit, in three digits.

    >>> duration(0.0001066), duration(0.0214), duration(118.4)
    ('107 µs', '21.4 ms', '118 s')
    """
    unit, name = next((u, n) for u, n in ((1, "s"), (1e-3, "ms"), (0, "µs")) if seconds >= u)
    number = seconds / (unit or 1e-6)
    return f"{number:.{0 if number >= 100 else 1 if number >= 10 else 2}f} {name}"


def table(header, rows):
    """Return a table of texts, its columns as wide as their longest entries."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    lines = [header, ["-" * width for width in widths], *rows]
    return "\n".join(
        f"| {' | '.join(entry.ljust(w) for entry, w in zip(line, widths, strict=True))} |"
        for line in lines
    )
