"""Pictures as files."""

import os

import matplotlib.pyplot as plt

from legacy_repro.writing import open_whole


def count_epochs(ax):
    """Let the x axis of a plot count epochs: whole numbers alone, even if there is one."""
    ax.set_xlabel("epoch")
    ax.xaxis.get_major_locator().set_params(integer=True, min_n_ticks=1)


def save(fig, folder, name):
    """Write a figure into a folder as a PNG, close it, and say where it is.

    Ends the program with one sentence if it cannot be written.
    """
    path = os.path.join(folder, name)
    try:
        with open_whole(path) as file:
            fig.savefig(file, format="png", dpi=120)
    except OSError as error:
        raise SystemExit(f"{path}: not written: {error.strerror or error}") from None
    plt.close(fig)
    print(f"Picture: {path}")
