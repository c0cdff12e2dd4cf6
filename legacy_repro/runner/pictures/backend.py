"""A backend of matplotlib's whose windows are files.

A figure that waits for its window to be closed is saved and closed. One that is shown while the
script goes on (``plt.ion``, ``plt.pause``) is saved as it is when it closes, at the latest when the
script ends; so are figures that nothing has shown or saved by then.
"""

import atexit
import os

import matplotlib
from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from legacy_repro.runner.pictures import album

PROCESS = os.getpid()


class FigureManager(FigureManagerBase):
    """The window of a figure."""

    shown = False

    @classmethod
    def pyplot_show(cls, *, block=None):
        """Show all figures; wait for them unless ``plt.ion()`` or `block` says otherwise."""
        for manager in _open():
            manager.show()
        if block is None:
            block = not matplotlib.is_interactive()
        if block:
            for manager in _open():
                manager.save()
            Gcf.destroy_all()

    def show(self):
        self.shown = True

    def save(self):
        self.canvas.saved = True  # if it cannot be, that is said once
        album.add(lambda file: self.canvas.figure.savefig(file, format="png"))

    def destroy(self):
        if self.shown and not self.canvas.saved:
            self.save()
        super().destroy()


class FigureCanvas(FigureCanvasAgg):
    """A canvas that nobody looks at: it is drawn when it is saved."""

    manager_class = FigureManager
    saved = False

    def print_figure(self, *args, **kwargs):
        self.saved = True
        return super().print_figure(*args, **kwargs)

    def draw_idle(self):
        pass

    def start_event_loop(self, timeout=0):
        pass


def _open():
    return sorted(Gcf.get_all_fig_managers(), key=lambda manager: manager.num)


def _end():
    """Close what is open; a fork of the script leaves that to the script itself."""
    if os.getpid() == PROCESS:
        for manager in _open():
            manager.show()
        for manager in _open():
            Gcf.destroy(manager)


atexit.register(_end)
