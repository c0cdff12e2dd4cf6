import pytest

from legacy_repro.backends import probes


@pytest.fixture
def trials():
    return []


@pytest.fixture
def trial(trials):
    """Return a trial that is a success for flags that begin with a minus."""

    def trial(flags):
        trials.append(flags)
        return True, flags[0].startswith("-")

    return probes.once(trial)


def test_a_success_is_not_tried_again(trial, trials, tmp_path):
    flags = [f"-I{tmp_path}"]
    assert trial(flags) == trial(flags) == (True, True)
    assert trials == [flags]


def test_other_flags_are_tried(trial, trials, tmp_path):
    trial([f"-I{tmp_path}"])
    trial([f"-L{tmp_path}"])
    assert len(trials) == 2


def test_a_failure_is_tried_again(trial, trials, tmp_path):
    assert trial([f"{tmp_path}"]) == trial([f"{tmp_path}"]) == (True, False)
    assert len(trials) == 2
