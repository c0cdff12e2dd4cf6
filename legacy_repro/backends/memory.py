"""The memory of large arrays, whose pages would be faulted in at every call of a function."""

import ctypes
import functools
import platform


@functools.cache
def keep():
    """Let glibc keep what is freed for the next call; other C libraries stay as they are."""
    if platform.libc_ver()[0] == "glibc":
        trim_threshold, mmap_threshold = -1, -3
        ctypes.CDLL(None).mallopt(trim_threshold, 2**31 - 1)
        ctypes.CDLL(None).mallopt(mmap_threshold, 2**30)
