"""The headers of all generated C++, read by g++ once and kept: a third of the time to compile."""

import os
import subprocess
import sysconfig
from pathlib import Path

import numpy as np
import pytensor
from pytensor.link.c.cmodule import GCC_compiler

HEADERS = ("Python.h", "math.h", "numpy/arrayobject.h", "numpy/arrayscalars.h", "numpy/npy_math.h")


def use():
    """Let every module include the precompiled headers; compilers other than g++ go without."""
    folder = f"precompiled-numpy{np.__version__}"
    header = Path(pytensor.config.compiledir, folder, "headers.h")
    flag = f" -include {header}"
    if flag in pytensor.config.gcc__cxxflags or " " in str(header) or not _is_gcc():
        return
    if _gch(header).exists() or _compile(header):
        pytensor.config.gcc__cxxflags += flag


def _is_gcc():
    name = Path(pytensor.config.cxx).name
    return "g++" in name and "clang" not in name


def _gch(header):
    return header.with_suffix(".h.gch")


def _compile(header):
    """Write the header and compile it, each whole and then renamed; return whether that worked."""
    header.parent.mkdir(parents=True, exist_ok=True)
    part = header.with_suffix(f".{os.getpid()}.part")
    lines = [f"#include <{name}>" for name in HEADERS]
    # PyTensor's probes of the compiler have no folder to include Python.h from.
    lines = ["#if __has_include(<Python.h>)", *lines, "#endif", ""]
    part.write_text("\n".join(lines), encoding="utf-8")
    os.replace(part, header)
    folders = (sysconfig.get_path("include"), np.get_include())
    command = [
        *(pytensor.config.cxx, "-O3", "-fno-math-errno", *GCC_compiler.compile_args()),
        *(f"-I{folder}" for folder in folders),
        *("-fvisibility=hidden", "-x", "c++-header", str(header), "-o", str(part)),
    ]
    done = subprocess.run(command, capture_output=True).returncode == 0
    if done:
        os.replace(part, _gch(header))
    return done
