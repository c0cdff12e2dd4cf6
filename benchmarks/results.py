"""What was found, as it is saved: a row for each network and contender."""

import json
import os
from collections import defaultdict

import numpy as np

from benchmarks import networks
from benchmarks.networks import flops
from benchmarks.peers.sgemm import FLOP

EPOCH = 50_000  # images


def network(name, contenders, measurements):
    """Return the rows of a network: the spread of each quantity, in seconds or bytes."""
    peers = {contender.name: contender.peer for contender in contenders}
    described = networks.get(name)
    rows = []
    for contender, values in _by_contender(measurements).items():
        row = {"network": name, "batch size": described.batch_size}
        row |= {"backend": contender, "peer": peers[contender]}
        if "failed" in values:
            rows.append(row | {"failed": values["failed"][0]})
            continue
        if contender != "sgemm":
            values["epoch"] = [step * EPOCH / described.batch_size for step in values["step"]]
        row |= {quantity: spread(found) for quantity, found in values.items()}
        rows.append(row | {"GFLOP/s": _gflops(row, described)})
    return rows


def _gflops(row, described):
    """Return the arithmetic of each kind of step that was done in a second, in 10**9."""
    if row["peer"] == "sgemm":
        work = {"step": FLOP}
    else:
        work = {"step": flops.training(described), "prediction": flops.prediction(described)}
    return {step: flop / row[step]["median"] / 1e9 for step, flop in work.items()}


def data_sizes(measurements):
    """Return a row for each backend and size: the spread of the step, in seconds."""
    return [
        {"backend": backend, "megabytes": size, "step": spread(values)}
        for backend, times in _by_contender(measurements).items()
        for size, values in times.items()
    ]


def growth(points):
    """Return a row for each point of each contender: its step in seconds, its memory in bytes."""
    rows = []
    for axis, contender, value, found in points:
        row = {"axis": axis, "value": value, "backend": contender, **found}
        if "steps" in row:
            row["step"] = spread(row.pop("steps"))
        rows.append(row)
    return rows


def _by_contender(measurements):
    found = defaultdict(lambda: defaultdict(list))
    for contender, quantity, value in measurements:
        found[contender][quantity].append(value)
    return found


def best(rows, network, peer, quantity):
    """Return the row of a peer's fastest variant on a network, or None."""
    mine = [row for row in rows if (row["network"], row["peer"]) == (network, peer)]
    measured = [row for row in mine if quantity in row]
    return min(measured, key=lambda row: row[quantity]["median"], default=None)


def spread(values):
    """Return the median, the lower and the upper quartile of values, and the values."""
    lower, median, upper = np.percentile(values, [25, 50, 75]).tolist()
    return {"median": median, "quartiles": [lower, upper], "values": values}


def write(path, found):
    """Write all to a file of JSON, whole or not at all."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(found, indent=1), encoding="utf-8")
    os.replace(part, path)
