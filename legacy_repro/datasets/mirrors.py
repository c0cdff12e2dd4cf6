"""Download what a folder lacks, from the first mirror that has it right."""

import io
import queue
import sys
import threading
from urllib.parse import urlsplit

from pooch import HTTPDownloader

from legacy_repro.datasets.files import DataError, unpack, write_whole
from legacy_repro.say import say

CONNECT_SECONDS = 5
STALL_SECONDS = 30


class Unreachable(DataError):
    """No mirror gave the files."""


class _MirrorError(Exception):
    """One mirror did not give a file; the next one may."""


def fill(folder, what, sha256, mirrors):
    """Download the files that are not in `folder`, or not intact.

    what: the name of the data; sha256: of the content of each file, by name; mirrors: addresses
    that hold NAME.gz, tried in turn. The folder gets the files unpacked. Raises Unreachable if no
    mirror gives them, DataError if the folder cannot be written.
    """
    failures = []
    for mirror in mirrors:
        absent = [name for name in sha256 if not _intact(folder / name, sha256[name])]
        try:
            if absent:
                _download(mirror, absent, folder, what, sha256)
            return
        except _MirrorError as error:
            failures.append(f"{_host(mirror)} ({error})")
    raise Unreachable(
        f"no intact {what} in {folder}, and none to be had from {' or '.join(failures)}; "
        "set LEGACY_REPRO_DATA to a folder with its files"
    )


def _intact(path, sha256):
    try:
        unpack(path.read_bytes(), sha256)
    except (OSError, DataError):
        return False
    return True


def _download(mirror, names, folder, what, sha256):
    refusal = _refusal(f"{mirror}{names[0]}.gz")
    if refusal:
        raise _MirrorError(refusal)
    say(f"downloading {what} from {_host(mirror)} to {folder}")
    remedy = "set LEGACY_REPRO_CACHE to a folder that can be written and has room"
    for name in names:
        content = _fetch(f"{mirror}{name}.gz", sha256[name])
        with write_whole(folder / name, remedy) as file:
            file.write(content)


def _host(mirror):
    return urlsplit(mirror).netloc


def _refusal(url):
    """Return why `url` does not answer, or None if it does.

    A thread bounds the wait: a time-out of a socket counts for each address of a host anew, and not
    at all for the look-up of its name.
    """
    answer = queue.SimpleQueue()

    def ask():
        try:
            there = HTTPDownloader(timeout=CONNECT_SECONDS)(url, None, None, check_only=True)
            answer.put(None if there else "the file is not there")
        except Exception as error:
            answer.put(type(error).__name__)

    threading.Thread(target=ask, daemon=True).start()
    try:
        return answer.get(timeout=CONNECT_SECONDS)
    except queue.Empty:
        return f"no answer in {CONNECT_SECONDS} s"


def _fetch(url, sha256):
    """Return the content of a packed file; show a progress bar on a terminal."""
    packed = io.BytesIO()
    timeout = (CONNECT_SECONDS, STALL_SECONDS)
    download = HTTPDownloader(sys.stderr.isatty(), chunk_size=2**16, timeout=timeout)
    try:
        download(url, packed, None)
    except OSError as error:  # requests' errors are OSErrors; their text fills a screen
        raise _MirrorError(f"{type(error).__name__} at {url}") from error
    try:
        return unpack(packed.getvalue(), sha256)
    except DataError as error:
        raise _MirrorError(f"{url} is damaged or another file: {error}") from error
