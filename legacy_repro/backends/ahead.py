"""The modules of a function, compiled side by side before PyTensor asks for them one by one.

PyTensor runs the compiler for one module after the other, and keeps all other processes from its
cache meanwhile. Here the compiler runs for all that are missing at once, without that lock, and
when PyTensor would run it the library is there. Processes that compile the same share the work:
each module has a lock of its own, and is made once. What cannot be compiled is left to PyTensor,
which then says why.
"""

import functools
import hashlib
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytensor
from filelock import FileLock
from pytensor.graph.fg import FunctionGraph
from pytensor.link.c import cmodule
from pytensor.link.c.basic import CLinker, get_module_cache
from pytensor.link.c.op import COp
from pytensor.link.vm import VMLinker
from pytensor.utils import output_subprocess_Popen as run

from legacy_repro.backends import precompiled

# What a folder in `_place` begins with.
MAKING = "making-"
MADE = "made-"
WEEK = 7 * 24 * 3600  # seconds
SUCCESS = b"", b"", 0  # what the compiler said and returned

_commands = {}


def use():
    """Compile the modules of all functions ahead from now on."""
    if not hasattr(VMLinker, "make_all") or not hasattr(cmodule, "output_subprocess_Popen"):
        return
    make_all = VMLinker.make_all

    @functools.wraps(make_all)
    def compile_and_make_all(self, *args, **kwargs):
        wanted = self.c_thunks is not False and pytensor.config.cxx
        made = compile_missing(self.fgraph.apply_nodes) if wanted else []
        try:
            return make_all(self, *args, **kwargs)
        finally:
            for folder in made:  # which is gone, unless another process was faster
                shutil.rmtree(folder, ignore_errors=True)

    VMLinker.make_all = compile_and_make_all
    cmodule.output_subprocess_Popen = take_or_run


def workers():
    """Return how many compilers run at once: one for each core that this process may use.

    OMP_NUM_THREADS is about computing. A compiler takes 100 to 300 MB of memory, so 8 at most.
    """
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), 8)
    return min(os.cpu_count() or 1, 8)


def compile_missing(nodes):
    """Compile the modules of these nodes that are not in PyTensor's cache; return their folders."""
    cache = get_module_cache()
    unknown = [(linker, key) for linker, key in _linkers(nodes) if key not in cache.entry_from_key]
    if not unknown:
        return []
    cache.refresh(cleanup=False)  # other processes may have compiled them meanwhile
    precompiled.wait()
    _clear()
    jobs = sorted(_missing(unknown, cache), key=lambda job: len(job["src_code"]), reverse=True)
    pool = ThreadPoolExecutor(workers())
    try:
        return [folder for folder in pool.map(_make, jobs) if folder]
    finally:
        pool.shutdown(cancel_futures=True)  # after Ctrl-C


def _linkers(nodes):
    """Yield what compiles a node, and its key in PyTensor's cache."""
    for node in nodes:
        if isinstance(node.op, COp):
            graph = FunctionGraph(node.inputs, node.outputs)
            linker = CLinker().accept(graph, no_recycling=[])
            with suppress(Exception):  # make_all will meet it again, and deal with it
                yield linker, linker.cmodule_key()


def _missing(unknown, cache):
    """Yield the arguments for the compiler, for each source that is not compiled yet."""
    known = set(cache.module_hash_to_key_data)
    for linker, key in unknown:
        with suppress(Exception):  # most often an op that has no C for such inputs
            source = cmodule.get_module_hash(linker.get_src_code(), key)
            if source not in known:
                known.add(source)
                yield _arguments(linker)


def _arguments(linker):
    module = linker.get_dynamic_module()
    return {
        "src_code": module.code(),
        "module_name": module.code_hash,
        "include_dirs": linker.header_dirs(),
        "lib_dirs": linker.lib_dirs(),
        "libs": linker.libraries(),
        "preargs": linker.compile_args(),
    }


def _make(arguments):
    """Compile a module; return its folder, or None where PyTensor is to try again."""
    place = {"prefix": MAKING, "dir": _place()}
    with suppress(Exception), TemporaryDirectory(**place, ignore_cleanup_errors=True) as folder:
        cmodule.GCC_compiler.compile_str(**arguments, location=folder, py_module=False)
        command = _commands.pop(folder)
        made = _made(command, folder)
        with _lock(made):
            if not made.exists() and run(command)[2] == 0:
                os.rename(folder, made)  # which nobody sees half done
                return made


def take_or_run(command, **kwargs):
    """Stand in for PyTensor's call of the compiler: what is made already is moved into place."""
    if "-o" not in command:
        return run(command, **kwargs)
    library = Path(command[command.index("-o") + 1].strip('"'))
    folder = str(library.parent)
    if library.parent.name.startswith(MAKING):
        _commands[folder] = command
        return SUCCESS
    return SUCCESS if _take(_made(command, folder), library) else run(command, **kwargs)


def _made(command, folder):
    """Return the folder that what a command makes is put into, whatever its own is."""
    parts = [part.removeprefix(folder) for part in command]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return _place() / (MADE + digest)


def _place():
    """Return the folder for all this: PyTensor looks into each folder beside it, there or gone."""
    return Path(pytensor.config.compiledir, "ahead")


def _clear():
    """Make the folder, and clear it of what processes that were killed left a week ago."""
    with suppress(OSError):  # a full disk, of which PyTensor will speak
        (_place() / "locks").mkdir(parents=True, exist_ok=True)
    for folder in _place().glob("ma[dk]*-*"):
        with suppress(OSError):  # gone meanwhile
            if time.time() - folder.stat().st_mtime > WEEK:
                shutil.rmtree(folder, ignore_errors=True)


def _lock(made):
    """Return the lock for a module, which some share: there are 256 files, which stay."""
    return FileLock(_place() / "locks" / made.name.removeprefix(MADE)[:2])


def _take(made, library):
    """Move a library into place; return whether there was one."""
    try:
        os.replace(made / library.name, library)
    except OSError:
        return False
    shutil.rmtree(made, ignore_errors=True)
    return True
