"""Small files that would take for ever, or end Python: each is read by a process of its own."""

import io
import pickle
import struct
import subprocess
import sys
import zipfile

import numpy as np
import pytest

RECONSTRUCT = b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\x00tU\x01btR"
OBJECT = b"cnumpy\ndtype\n(U\x02O8K\x00K\x01tR"
NESTED = (
    20_000 * (RECONSTRUCT + b"(K\x01K\x01\x85" + OBJECT + b"\x89(") + b"N" + 20_000 * b"ltb" + b"."
)
FLOAT32 = b"cnumpy\ndtype\n(U\x02f4K\x00K\x01tR"
ARRAY = pickle.dumps(np.ones(1), 2)[2:-1]
SHARED = b"ctheano.tensor.sharedvar\nTensorSharedVariable\n)\x81}(U\x09container"
SHARED += b"ctheano.gof.link\nContainer\n)\x81}U\x07storage]" + ARRAY + b"asbU\x04name"


def run(path, content):
    """Return how `legacy-repro weights` ends, and the last line that it says."""
    path.write_bytes(content)
    command = [sys.executable, "-m", "legacy_repro", "weights", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return done.returncode, (done.stdout + done.stderr).splitlines()[-1]


def pairs(levels, pair):
    """Return opcodes for a pair of twice the same pair of twice the same pair ..."""
    get = [b"h" + bytes([i]) for i in range(levels)]
    return b"".join(pair(each) + b"q" + bytes([i]) for i, each in enumerate(get, start=1))


def lists(each):
    return b"(" + each + each + b"l"


def tuples(each):
    return each + each + b"\x86"


def npy(content):
    header = b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".ljust(117)
    return b"\x93NUMPY\x01\x00v\x00" + header + b"\n" + content


def npz(content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("arr_0.npy", npy(content))
    return file.getvalue()


def objects(content):
    return RECONSTRUCT + b"(K\x01K\x01\x85" + OBJECT + b"\x89(" + content + b"ltb"


def many_keys(kept, times=20_000):
    """Return a pickle of a dictionary that is given one key many times."""
    return b"\x80\x02" + kept + b"q\x000}(" + times * b"h\x00N" + b"u."


LONG_TUPLE = b"(" + 50_000 * b"K\x01" + b"t"
LONG_INTEGER = b"\x8b" + struct.pack("<i", 1_000_000) + 1_000_000 * b"\x01"


@pytest.mark.parametrize(
    "content, says",
    [
        (NESTED, "nested more than 40 deep, which is refused"),
        (npy(NESTED), "nested more than 40 deep, which is refused"),
        (npz(NESTED), "nested more than 40 deep, which is refused"),
        (b"]q\x00" + pairs(200, lists) + b".", "nested more than 40 deep"),
        (b")q\x00" + pairs(200, tuples) + b".", "nested more than 40 deep"),
        (b")q\x00" + pairs(200, tuples) + b"}h\xc8K\x01s.", "has keys"),
        (b")q\x00" + pairs(200, tuples) + b"\x80\x04(h\xc8\x91.", "or a set"),
        (
            b")q\x00"
            + pairs(200, tuples)
            + RECONSTRUCT
            + b"(K\x01h\xc8"
            + FLOAT32
            + b"\x89U\x04abcdtb.",
            "the shape (((...)",
        ),
        (ARRAY + b"q\x00" + pairs(30, lists) + b".", "more than 10,000 things"),
        (many_keys(LONG_TUPLE), "has keys"),
        (many_keys(LONG_INTEGER), "has keys"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_refused(tmp_path, content, says):
    returned, said = run(tmp_path / "w", content)
    assert returned == 2 and says in said


@pytest.mark.parametrize(
    "content, says",
    [
        (npz(b"]q\x00" + pairs(30, lists) + objects(b"h\x1e") + b"."), "Numbers: 0"),
        (b"]q\x00" + pairs(30, lists) + b"0" + SHARED + b"h\x1eub.", "Numbers: 1"),
        (SHARED + LONG_INTEGER + b"ub.", "Numbers: 1"),
    ],
    ids=["shown", "a name", "a name that is a number"],
)
def test_described(tmp_path, content, says):
    assert run(tmp_path / "w", content) == (0, says)
