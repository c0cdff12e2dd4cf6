"""The headers of generated C++, read by g++ once and kept, while the script goes on importing."""

import hashlib
import os
import subprocess
import sysconfig
import threading
from pathlib import Path

import numpy as np
import pytensor
from pytensor.link.c.cmodule import GCC_compiler

HEADER = Path(__file__).with_name("precompiled.h")
_threads = []


def use():
    """Let every module include the precompiled headers; compilers other than g++ go without."""
    if not _is_gcc():
        return
    # g++ takes them only for modules with the same macros: our operations' flag is for all.
    pytensor.config.gcc__cxxflags += " -pthread"
    text, command = HEADER.read_text(encoding="utf-8"), _command()
    parts = "\n".join([text, np.__version__, pytensor.config.gcc_version_str, *command])
    name = f"{hashlib.sha256(parts.encode()).hexdigest()[:16]}.h"
    header = Path(pytensor.config.compiledir, "precompiled", name)
    if " " in str(header):  # which separates flags
        return
    header.parent.mkdir(parents=True, exist_ok=True)
    _write(header, text)
    pytensor.config.gcc__cxxflags += f" -include {header}"
    if not _gch(header).exists():
        _threads.append(threading.Thread(target=_compile, args=(command, header)))
        _threads[-1].start()


def wait():
    """Return when the headers are compiled; modules could do without, but would take longer."""
    for thread in _threads:
        thread.join()


def _is_gcc():
    name = Path(pytensor.config.cxx).name
    return "g++" in name and "clang" not in name


def _command():
    """Return the command that compiles a header as modules are compiled, but for the paths."""
    folders = (sysconfig.get_path("include"), np.get_include())
    return [
        *(pytensor.config.cxx, "-O3", "-fno-math-errno", *GCC_compiler.compile_args()),
        *(f"-I{folder}" for folder in folders),
        *("-fvisibility=hidden", "-x", "c++-header"),
    ]


def _gch(header):
    return header.with_suffix(".h.gch")


def _part(header):
    """Return where to write a file that is then renamed, so that nobody reads half of it."""
    return header.with_suffix(f".{os.getpid()}.part")


def _write(header, text):
    part = _part(header)
    part.write_text(text, encoding="utf-8")
    os.replace(part, header)


def _compile(command, header):
    part = _part(header)
    done = subprocess.run([*command, str(header), "-o", str(part)], capture_output=True)
    if done.returncode == 0:
        os.replace(part, _gch(header))
