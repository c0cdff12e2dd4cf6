"""Every tutorial may be stopped, or killed, at any moment, and goes on with the same numbers."""

import random
import re
import signal
import time

import numpy as np
import pytest

SAVE = ("--save", "w.npz")
SCRIPTS = {
    "theano_mlp.py": ("--epochs", "150"),
    "lasagne_cnn.py": ("--epochs", "20"),
    "tensorflow_cnn.py": ("--epochs", "5"),
    "pytorch_lenet.py": ("--epochs", "12", "--batch-size", "64"),
    "keras_notes.py": ("--epochs", "4"),
}


def without_times(out):
    return re.sub(r"took \S+s|\d+s - |Wall time: .*|Weights: .*\n", "", out)


def trace(path):
    with np.load(path) as state:
        return {name: state[name][:, 1:] for name in state.files if name.endswith("/steps")}


def end_at_random(process, how, moment, states):
    """Stop a process once it has saved something, some time into its training."""
    while not states.exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)
    time.sleep(moment)
    process.send_signal(how)
    return process.communicate()


@pytest.mark.usefixtures("kaggle_files")
@pytest.mark.parametrize("name", SCRIPTS)
def test_stopped_or_killed_and_resumed(start_tutorial, run_tutorial, tmp_path, name):
    arguments = SCRIPTS[name]
    expected, _ = run_tutorial(name, *arguments, "--save", "unbroken.npz")
    states = tmp_path / "w.state.npz"
    moment = random.Random(name)

    process = start_tutorial(name, *arguments, *SAVE, data="digits")
    out, err = end_at_random(process, signal.SIGINT, moment.uniform(0, 0.3), states)
    assert process.returncode == 130, (out, err)
    assert re.fullmatch(
        r"legacy-repro: stopped in .*epoch \d+.* after step \d+ of \d+; the weights are in w.npz, "
        r"--resume goes on from there\n",
        err,
    )

    process = start_tutorial(name, *arguments, *SAVE, "--resume", data="digits")
    begun = states.stat().st_mtime_ns
    while states.stat().st_mtime_ns == begun and process.poll() is None:
        time.sleep(0.005)
    time.sleep(moment.uniform(0, 0.3))
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL

    out, err = run_tutorial(name, *arguments, *SAVE, "--resume")
    assert re.fullmatch(r"legacy-repro: --resume .*: going on after \d+ steps\n", err)
    assert without_times(out) == without_times(expected)
    unbroken, resumed = trace(tmp_path / "unbroken.state.npz"), trace(states)
    assert unbroken.keys() == resumed.keys() and len(unbroken) > 0
    for part, steps in unbroken.items():
        np.testing.assert_array_equal(resumed[part], steps)
    with np.load(tmp_path / "unbroken.npz") as one, np.load(tmp_path / "w.npz") as other:
        for key in one.files:
            np.testing.assert_array_equal(one[key], other[key])
