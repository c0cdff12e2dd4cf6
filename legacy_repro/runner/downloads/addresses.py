"""Which addresses are dead, and which of our files is what stood there."""

from urllib.parse import unquote, urlsplit

IDX = tuple(
    f"{part}-{kind}-ubyte.gz"
    for part in ("train", "t10k")
    for kind in ("images-idx3", "labels-idx1")
)
OURS = {
    "deeplearning.net/data/mnist/": ("mnist.pkl.gz",),
    "iro.umontreal.ca/~lisa/deep/data/mnist/": ("mnist.pkl.gz",),
    "yann.lecun.com/exdb/mnist/": IDX,
}
GONE = (
    "deeplearning.net/",
    "iro.umontreal.ca/~lisa/deep/",  # imdb.pkl, nottingham.zip
    "lisaweb.iro.umontreal.ca/",  # the folds of ATIS
    "www-etud.iro.umontreal.ca/~mesnilgr/",  # the same
    "yann.lecun.com/exdb/mnist/",
    "dl.dropboxusercontent.com/u/",  # public folders, closed in 2017
    "dl.dropbox.com/u/",
)


def file_at(url):
    """Return the name of our file in place of what was at `url`, None if we have none."""
    folder, slash, name = _place(url).rpartition("/")
    return name if name in OURS.get(folder + slash, ()) else None


def is_gone(url):
    """Say whether nothing is to be had at `url` any more."""
    return _place(url).startswith(GONE)


def remedy(url):
    """Return a sentence on where to get what was at a dead address."""
    name = file_at(url)
    if name:
        return f"{url} is gone; `legacy-repro data {name} DIR` writes that file"
    return f"{url} is gone; there may be a copy at https://web.archive.org/web/{url}"


def _place(url):
    """Return host and path in one spelling, empty for what is no address of the web."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    return host.removeprefix("www.") + unquote(parts.path or "/")
