"""What was found, as tables that read well on a terminal and are Markdown."""

from benchmarks import results

REFERENCE = "c"
START = ("import cold", "compile cold", "import warm", "compile warm")
LEGEND = """\
Medians; in brackets, how many times C's. c, numba and jax are this project on its backends, the
others have the same networks from the same initial weights, on the same data. A step trains on one
batch; what it trains on is ready, in the form that is best for each. Prediction is of one such
batch, dropout disabled. An epoch has 50,000 images. GFLOP/s counts the multiply-adds of the
weights alone, twice each; of sgemm is their part of what a product of two matrices of 2048 x 2048
reached on the same threads, in turns with the steps. Memory is the peak of the process that
compiled and ran both: the interpreter, the libraries, the data, and what compiles within it; C++
compilers, which are processes of their own, are not in it."""
START_LEGEND = """\
Cold is a process that finds no compiled code on the disk, warm one that finds what the cold one
left there (JAX leaves nothing). Import is that of the framework; compile is from the call that
compiles the training step, theano.function with Theano, to the end of the first step."""

GROWTH_LEGEND = """\
A training step of a small CNN (16 filters of 5x5, pooling, 32 of 3x3, pooling, 64 units, 10 units),
each point in a process of its own: by the batch, of images of 28 x 28, and by the side of the
images, in batches of 16. Memory is the peak of the process, in brackets what it was when the
framework was imported. A point that took too much time or memory was stopped, and larger ones were
not tried."""
POINT = ("backend", "value")
AXES = {"batch": "by the batch", "side": "by the side of the images"}


def text(found):
    """Return the whole report."""
    parts = ["# What each backend costs, and the peers", circumstances(found)]
    if found["training"]:
        rows = [row for row in found["training"] if "failed" not in row]
        parts.append(LEGEND)
        parts += ["## Best variants", _best(rows)]
        parts += ["## Training", _steps(rows, "step"), "## Prediction", _steps(rows, "prediction")]
        if found["starts"]:
            parts += ["## Start", START_LEGEND, _start(rows)]
    if found["growth"]:
        parts += ["## Growth", GROWTH_LEGEND, *growth(found["growth"])]
    if found["data sizes"]:
        parts += ["## Step of the MLP by the size of its shared data", _sizes(found["data sizes"])]
    return "\n\n".join(parts) + "\n"


def circumstances(found):
    """Return a list: the machine, the versions, what is left out and how much was measured."""
    items = {"date": found["date"], **found["machine"]}
    items["threads"] = ", ".join(f"{name}={value}" for name, value in found["threads"].items())
    items |= _versions(found["backends"])
    items |= {f"{name} is left out": remedy for name, remedy in found["left out"].items()}
    items |= _failures(found["training"])
    items["measured"] = f"starts: {found['starts']}, rounds in each: {found['rounds']}"
    items |= _agreement(found["training"])
    return "\n".join(f"- {name}: {value}" for name, value in items.items())


def _versions(backends):
    """Return the versions that backends have in common, by the names of these."""
    owners = {}
    for name, about in backends.items():
        versions = ", ".join(" ".join(version) for version in about["versions"].items())
        owners.setdefault(versions, []).append(f"{name} ({about['device']})")
    return {", ".join(names): versions for versions, names in owners.items()}


def _failures(rows):
    failed = [row for row in rows if "failed" in row]
    return {f"{row['network']} failed with {row['backend']}": row["failed"] for row in failed}


def _agreement(rows):
    """Return, by network, how far the losses of the first predictions are apart."""
    losses = {}
    for row in rows:
        if loss := row.get("first loss of prediction"):
            losses.setdefault(row["network"], []).append(loss["median"])
    return {
        f"{network}, loss before training": f"{min(found):.6f} to {max(found):.6f}"
        for network, found in losses.items()
    }


def _best(rows):
    """Return the table of the time that the fastest variant of each peer takes."""
    networks, peers = (list(dict.fromkeys(row[key] for row in rows)) for key in ("network", "peer"))
    lines = []
    for quantity, what in (("step", "training"), ("prediction", "prediction")):
        for network in networks:
            line = [_best_of(rows, network, peer, quantity) for peer in peers if peer != "sgemm"]
            lines.append((f"{network}, {what}", *line))
    return table(("", *(peer for peer in peers if peer != "sgemm")), lines)


def _best_of(rows, network, peer, quantity):
    row = results.best(rows, network, peer, quantity)
    if not row:
        return ""
    variant = row["backend"].removeprefix(peer)
    return _compared(row, rows, [quantity])[0] + variant


def _steps(rows, quantity):
    """Return the table of the training steps or of the predictions."""
    header = ["network", "backend", "batch", quantity, "its quartiles"]
    header += ["epoch"] * (quantity == "step") + ["GFLOP/s", "of sgemm", "memory"]
    lines = []
    for row in rows:
        if row["peer"] == "sgemm":
            lines += [_sgemm(row, header)]
        elif quantity in row:
            line = [row["network"], row["backend"], str(row["batch size"])]
            line += _compared(row, rows, [quantity])
            line.append(" - ".join(map(duration, row[quantity]["quartiles"])))
            if quantity == "step":
                line.append(duration(row["epoch"]["median"]))
            lines.append([*line, *_arithmetic(row, rows, quantity), _memory(row["memory"])])
    return table(header, lines)


def _sgemm(row, header):
    """Return the line of the yardstick, in the columns that it fills."""
    cells = {
        "network": row["network"],
        "backend": "sgemm",
        header[3]: duration(row["step"]["median"]),
    }
    cells |= {"GFLOP/s": f"{row['GFLOP/s']['step']:.3g}", "of sgemm": "100%"}
    return [cells.get(name, "") for name in header]


def _arithmetic(row, rows, quantity):
    """Return the GFLOP/s of a row, and how much that is of sgemm's."""
    gflops = row["GFLOP/s"][quantity]
    sgemm = results.best(rows, row["network"], "sgemm", "step")["GFLOP/s"]["step"]
    return f"{gflops:.3g}", f"{gflops / sgemm:.0%}"


def _memory(found):
    return f"{found['median'] / 1e6:.0f} MB"


def growth(rows):
    """Return the headings and tables of time and memory on each axis."""
    parts = []
    for axis, words in AXES.items():
        on_axis = [row for row in rows if row["axis"] == axis]
        parts += [f"### Step {words}", _points(on_axis, _step_of)]
        parts += [f"### Memory {words}", _points(on_axis, _memory_of)]
    return parts


def _points(rows, cell):
    """Return the table of one line a contender, one column a value on the axis."""
    entries = {(row["backend"], row["value"]): cell(row) for row in rows}
    backends, values = (list(dict.fromkeys(row[key] for row in rows)) for key in POINT)
    lines = [(name, *(entries.get((name, value), "") for value in values)) for name in backends]
    return table(("backend", *map(str, values)), lines)


def _step_of(row):
    return "stopped" if "failed" in row else duration(row["step"]["median"])


def _memory_of(row):
    if "failed" in row:
        return "stopped"
    return f"{row['memory'] / 1e6:.0f} MB ({row['imported'] / 1e6:.0f})"


def _start(rows):
    return table(
        ("network", "backend", *START),
        [
            (row["network"], row["backend"], *_compared(row, rows, START))
            for row in rows
            if row["peer"] != "sgemm"
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
