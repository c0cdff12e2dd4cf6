"""What was found, as pictures."""

from matplotlib.figure import Figure

from benchmarks import results
from benchmarks.tables import REFERENCE

WHAT = {"step": "Training step", "prediction": "Prediction"}
MARKERS = "osD^vP*X"
SIZES = {"batch": "images in a batch", "side": "side of an image, pixels"}
QUANTITIES = {
    "step, seconds": lambda row: row["step"]["median"],
    "peak memory, MB": lambda row: row["memory"] / 1e6,
}


def speed(path, rows):
    """Draw, for each network and peer, how many times C's time its fastest variant takes."""
    rows = [row for row in rows if "failed" not in row and row["peer"] != "sgemm"]
    networks, peers = (list(dict.fromkeys(row[key] for row in rows)) for key in ("network", "peer"))
    figure = Figure(figsize=(11, 2 + 0.4 * len(networks)), layout="constrained")
    both = zip(figure.subplots(1, 2, sharey=True), WHAT.items(), strict=True)
    for axes, (quantity, title) in both:
        for peer, marker in zip(peers, MARKERS, strict=False):
            ratios = [_ratio(rows, network, peer, quantity) for network in networks]
            axes.plot(ratios, range(len(networks)), marker, label=peer, alpha=0.8)
        axes.axvline(1, color="black", linewidth=0.8)
        axes.set(title=title, xscale="log", xlabel="time, relative to C")
        axes.set_yticks(range(len(networks)), networks)
        axes.grid(which="both", alpha=0.3)
    axes.invert_yaxis()
    figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center", ncols=len(peers))
    figure.savefig(path, dpi=120)


def _ratio(rows, network, peer, quantity):
    """Return a ratio of medians, nan where one of them is not there."""
    row = results.best(rows, network, peer, quantity)
    reference = results.best(rows, network, REFERENCE, quantity)
    if not row or not reference:
        return float("nan")
    return row[quantity]["median"] / reference[quantity]["median"]


def growth(path, rows):
    """Draw the time of a step and the memory by the batch and by the side of the images."""
    rows = [row for row in rows if "failed" not in row]
    names = list(dict.fromkeys(row["backend"] for row in rows))
    figure = Figure(figsize=(11, 8), layout="constrained")
    shown = list(dict.fromkeys(row["axis"] for row in rows))
    columns = figure.subplots(2, len(shown), squeeze=False).T
    for column, axis in zip(columns, shown, strict=True):
        on_axis = [row for row in rows if row["axis"] == axis]
        values = sorted({row["value"] for row in on_axis})
        for axes, (label, value_of) in zip(column, QUANTITIES.items(), strict=True):
            lines = [_line(axes, on_axis, name, value_of) for name in names]
            axes.set(xscale="log", yscale="log", xlabel=SIZES[axis], ylabel=label)
            axes.set_xticks(values, values)
            axes.xaxis.minorticks_off()
            axes.grid(alpha=0.3)
    figure.legend(lines, names, loc="outside lower center", ncols=6)
    figure.savefig(path, dpi=120)


def _line(axes, rows, name, value_of):
    """Draw what one contender has on an axis, which may be nothing; return the line."""
    points = [(row["value"], value_of(row)) for row in rows if row["backend"] == name]
    (line,) = axes.plot([x for x, _ in points], [y for _, y in points], marker=".")
    return line
