"""Tracebacks as the script's author knows them."""

import itertools
import os

_RUNNER = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


def of_script(traceback):
    """Return a traceback without the frames of the runner, of old_div and its like, of imports."""
    kept = []
    while traceback is not None:
        if not _is_ours(traceback.tb_frame.f_code.co_filename):
            kept.append(traceback)
        traceback = traceback.tb_next
    for frame, inner in itertools.pairwise([*kept, None]):
        frame.tb_next = inner
    return kept[0] if kept else None


def _is_ours(filename):
    return filename.startswith((_RUNNER, "<frozen importlib"))
