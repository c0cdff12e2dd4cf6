"""What is being measured: a bar on a terminal, else a line for each thing that begins."""

import sys

from tqdm import tqdm


class Progress:
    """To be called with what comes next, `total` times."""

    def __init__(self, total):
        self.bar = tqdm(total=total, leave=False, disable=None)
        self.last = None

    def __call__(self, what):
        if not self.bar.disable:
            self.bar.set_description(what)
        elif what != self.last:
            print(what, file=sys.stderr, flush=True)
        self.last = what
        self.bar.update()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.bar.close()
