"""What a script would show is saved, in order, as PNG files: without a screen, or on demand."""

import functools
import os
import sys

from legacy_repro.runner import imports
from legacy_repro.runner.pictures import album

# Of matplotlib's backends, those that write files. A script that chooses one writes its own.
FOR_FILES = {"agg", "cairo", "pdf", "pgf", "ps", "svg", "template"}
BACKEND = "module://legacy_repro.runner.pictures.backend"


def install(folder, stem):
    """Save pictures as STEM-1.png, STEM-2.png ... in `folder`, instead of showing them.

    Neither matplotlib nor Pillow is imported before the script does.
    """
    album.begin(folder, stem)
    imports.after("matplotlib", _choose_backend)
    imports.after("matplotlib.pyplot", _keep_backend)
    imports.after("PIL.ImageShow", _register_viewer)


def has_screen():
    """Say whether windows can appear: not where MPLBACKEND asks for files."""
    if os.environ.get("MPLBACKEND", "").lower() in FOR_FILES:
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _choose_backend(matplotlib):
    use = matplotlib.use
    use(BACKEND)

    @functools.wraps(use)
    def use_for_files(backend, *args, **kwargs):
        if str(backend).lower() in FOR_FILES:
            use(backend)

    matplotlib.use = use_for_files


def _keep_backend(pyplot):
    switch = pyplot.switch_backend

    @functools.wraps(switch)
    def switch_for_files(newbackend):
        if newbackend == BACKEND or str(newbackend).lower() in FOR_FILES:
            switch(newbackend)

    pyplot.switch_backend = switch_for_files


def _register_viewer(image_show):
    class Album(image_show.Viewer):
        """What ``Image.show()`` shows a picture with."""

        format = "PNG"

        def show_image(self, image, **options):
            album.add(lambda file: image.save(file, format="PNG"))
            return True

    image_show.register(Album(), order=0)
