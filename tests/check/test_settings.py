"""Theano's flags: what they are today, whether they have an effect, whether their values do."""

import pytest

from legacy_repro import check

IGNORED = "ignored: it means nothing to PyTensor"


@pytest.fixture
def judged(tmp_path):
    """Return a function that gives kind, name and what is said of all that a source holds."""

    def write_and_check(line):
        path = tmp_path / "script.py"
        path.write_text(f"import os\nfrom theano import config\n{line}\n")
        found = check.check(str(path))[0].findings
        return [(each.kind, each.name, each.now) for each in found if each.line == 3]

    return write_and_check


@pytest.mark.parametrize(
    ("line", "kind", "now"),
    [
        ("config.floatX = 'float32'", "works", "pytensor.config.floatX"),
        (
            "config.compute_test_value = 'raise'",
            "works",
            "legacy_repro.theano.config.compute_test_value",
        ),
        ("config.numpy.seterr_all = 'x'", "works", "legacy_repro.theano.config.numpy.seterr_all"),
        ("config.lib.cnmem = 0.8", "mapped", IGNORED),
    ],
)
def test_what_is_carried_out_is_not_called_ignored(judged, line, kind, now):
    assert [each[::2] for each in judged(line)][-1] == (kind, now)


@pytest.mark.parametrize(
    ("text", "kind", "name", "words"),
    [
        ("floatX=float32", "works", "floatX=float32", "floatX"),
        ("compute_test_value=raise", "works", "compute_test_value=raise", "compute_test_value"),
        ("linker=c|py", "works", "linker=c|py", "linker"),
        ("mode=ProfileMode", "works", "mode=ProfileMode", "mode"),
        ("nvcc.fastmath=True", "mapped", "nvcc.fastmath=True", IGNORED),
        ("nosuch.x=3,nosuch", "mapped", "nosuch", "it has no value"),
        ("floatX=float33", "cannot", "floatX=float33", "float33"),
        ("compute_test_value=bad", "cannot", "compute_test_value=bad", "bad"),
    ],
)
def test_flags_in_the_environment(judged, text, kind, name, words):
    found = judged(f"os.environ['THEANO_FLAGS'] = {text!r}")
    assert [
        each for each in found if each[:2] == (kind, f"THEANO_FLAGS {name}") and words in each[2]
    ]


def test_a_text_that_is_no_flags_cannot_work(judged):
    ((kind, name, now),) = judged("""os.environ['THEANO_FLAGS'] = "floatX='float32" """)
    assert (kind, name) == ("cannot", "THEANO_FLAGS") and "No closing quotation" in now
