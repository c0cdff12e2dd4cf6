"""What was found, as it is saved: a row for each network and backend."""

import json
import os
from collections import defaultdict

import numpy as np

from benchmarks.networks import NETWORKS

EPOCH = 50_000  # images


def training(network, measurements):
    """Return the rows of a network: the spread of each quantity, in seconds."""
    _, batch_size = NETWORKS[network]
    rows = []
    for backend, times in _by_backend(measurements).items():
        times["epoch"] = [step * EPOCH / batch_size for step in times["step"]]
        row = {"network": network, "batch size": batch_size, "backend": backend}
        rows.append(row | {quantity: spread(values) for quantity, values in times.items()})
    return rows


def data_sizes(measurements):
    """Return a row for each backend and size: the spread of the step, in seconds."""
    return [
        {"backend": backend, "megabytes": size, "step": spread(values)}
        for backend, times in _by_backend(measurements).items()
        for size, values in times.items()
    ]


def _by_backend(measurements):
    times = defaultdict(lambda: defaultdict(list))
    for backend, what, seconds in measurements:
        times[backend][what].append(seconds)
    return times


def spread(values):
    """Return the median, the lower and the upper quartile of values, and the values."""
    lower, median, upper = np.percentile(values, [25, 50, 75]).tolist()
    return {"median": median, "quartiles": [lower, upper], "values": values}


def write(path, found):
    """Write all to a file of JSON, whole or not at all."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(found, indent=1), encoding="utf-8")
    os.replace(part, path)
