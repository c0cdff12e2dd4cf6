"""Each script prints what Theano 1.0.5 printed, on the suite's backend: NAME.out, by record.py."""

import os
import re
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SCRIPTS = sorted(path for path in HERE.glob("*/*.py*") if path.suffix in (".py", ".py2"))
LIMITS = tomllib.loads((HERE / "limits.toml").read_text())
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")


def name(script):
    return f"{script.parent.name}/{script.stem}"


@pytest.fixture(scope="session")
def nursery():
    """Return a function that runs a script in a folder and returns its status, output, errors."""
    # g++ takes half as long without optimising, which other tests are about.
    flags = f"{os.environ.get('PYTENSOR_FLAGS', '')},gcc__cxxflags=-O0"
    process = subprocess.Popen(
        [sys.executable, str(HERE / "nursery.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        env={**os.environ, "THEANO_FLAGS": "floatX=float32", "PYTENSOR_FLAGS": flags},
    )

    def run(script, folder):
        files = [folder / "out", folder / "err"]
        print(script, folder, *files, sep="\t", file=process.stdin)
        status = int(process.stdout.readline())
        return status, *(file.read_text() for file in files)

    with process:
        yield run


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_prints_what_theano_printed(script, nursery, tmp_path, backend):
    status, out, err = nursery(script, tmp_path)
    reason = LIMITS.get(backend, {}).get(name(script))
    if reason:
        assert status == 1 and reason in err.splitlines()[-1], "it is no limit, or another one"
        return
    assert status == 0, err
    assert "DeprecationWarning" not in err and "FutureWarning" not in err, err
    assert_same(out, script.with_suffix(".out").read_text())


def test_limits_name_scripts():
    assert {name for names in LIMITS.values() for name in names} <= set(map(name, SCRIPTS))


def assert_same(printed, recorded):
    """Compare text exactly, and floats up to one unit of the last decimal that either prints."""
    assert _text(printed) == _text(recorded)
    pairs = zip(NUMBER.findall(printed), NUMBER.findall(recorded), strict=True)
    assert [pair for pair in pairs if not _equal(*pair)] == []


def _text(output):
    """Return the words of an output with a mark for each number: NumPys differ in their spaces."""
    return re.sub(r"[\s\[\],]+", " ", NUMBER.sub("#", output)).split()


def _equal(printed, recorded):
    one, other = Decimal(printed), Decimal(recorded)
    decimals = min(one.as_tuple().exponent, other.as_tuple().exponent)
    return abs(one - other) <= (Decimal(1).scaleb(decimals) if decimals < 0 else 0)


@pytest.mark.parametrize("recorded", ["0.51", "0.498", "0.5 1", "a 0.5", "-0.5", "1", "5e-2"])
def test_what_differs_is_seen(recorded):
    with pytest.raises((AssertionError, ValueError)):
        assert_same("0.5001", recorded)


def test_what_is_the_same_is_the_same():
    assert_same("[0.5001  2]\n a: 1e-05", "[ 0.5002 2 ]\n a: 1.1e-05")
