import os
import re
import signal
from types import SimpleNamespace

import numpy as np
import pytest

from legacy_repro import theano, weights
from legacy_repro.theano import tensor as T
from legacy_repro.theano.sandbox.rng_mrg import MRG_RandomStreams
from legacy_repro.theano.tensor.shared_randomstreams import RandomStreams
from legacy_repro.training import Training, training

STEPS = 7


class Script:
    """A script in small: a parameter with momentum, noise from a stream, shuffled data, a test."""

    def __init__(self, size=3, labels=(1, 2, 3)):
        self.labels = np.array(labels)
        x = T.dvector("x")
        self.w = theano.shared(np.zeros(size), name="w")
        velocity = theano.shared(np.zeros(size))
        noise = MRG_RandomStreams(5).normal((size,), dtype="float64")
        cost = ((self.w - x + noise) ** 2).sum()
        new = 0.9 * velocity - 0.01 * T.grad(cost, self.w)
        updates = [(velocity, new), (self.w, self.w + new)]
        self.train = theano.function([x], [cost, self.w.sum()], updates=updates)
        self.test = theano.function([x], abs(self.w - x).sum())

    def run(self, given, epochs, stop_at=None, **settings):
        """Train, and return all that there is to print; Ctrl-C comes in the step `stop_at`."""
        rng = np.random.RandomState(given.seed)
        training = Training(given, [self.w], self.labels, **settings)
        told = []
        for epoch in range(epochs):
            told += training.steps(
                self.train, self.batches(rng, stop_at, epoch), STEPS, f"epoch {epoch}"
            ).tolist()
            told += training.measure(self.test, [(np.ones(3),)], 1, "a test").tolist()
        training.save()
        return told

    def batches(self, rng, stop_at, epoch):
        for step, x in enumerate(rng.permutation(STEPS)):
            if epoch * STEPS + step + 1 == stop_at:
                os.kill(os.getpid(), signal.SIGINT)
            yield (np.full(3, x / STEPS),)


def run_two(given, stop_at=None, epochs=1):
    """Train two scripts' functions one after the other, in one training."""
    rng = np.random.RandomState(given.seed)
    scripts = [Script(), Script()]
    training = Training(given, [script.w for script in scripts], scripts[0].labels)
    told = [
        training.steps(script.train, script.batches(rng, stop_at, number), STEPS, "epoch").tolist()
        for number, script in enumerate(scripts)
        for _ in range(epochs)
    ]
    training.save()
    return told


@pytest.fixture(autouse=True)
def _ctrl_c_of_before():
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def given(tmp_path, monkeypatch):
    """Return a function that makes the options of a script."""
    monkeypatch.setattr("sys.argv", ["tutorials/small.py"])

    def make(save=True, load=None, resume=False, batch_size=1, seed=3):
        save = str(tmp_path / "w.npz") if save else None
        return SimpleNamespace(**locals())

    return make


def test_what_is_returned(given):
    script = Script()
    training = Training(given(save=False), [script.w], script.labels)
    batches = [(np.full(3, 0.5),)] * 4
    results = training.steps(script.train, batches, 4, "epoch 0")
    assert results.shape == (4, 2) and results.dtype == np.float64
    np.testing.assert_allclose(results[-1, 1], script.w.get_value().sum(), rtol=0.5)
    tests = training.measure(script.test, batches, 4, "a test")
    np.testing.assert_allclose(tests, np.full((4, 1), script.test(*batches[0])))


@pytest.mark.parametrize("stop_at", [1, 4, 7, 8, 20, 21])
def test_stopped_and_resumed_the_numbers_are_those_of_an_unbroken_run(given, capsys, stop_at):
    unbroken = Script()
    expected = unbroken.run(given(save=False), epochs=3)

    with pytest.raises(SystemExit) as ended:
        Script().run(given(), 3, stop_at)
    assert ended.value.code == 130
    epoch, step = divmod(stop_at - 1, STEPS)
    path = given().save
    assert capsys.readouterr().err == (
        f"legacy-repro: stopped in epoch {epoch} after step {step + 1} of {STEPS}; the weights are "
        f"in {path}, --resume goes on from there\n"
    )
    assert np.load(path)["arr_0"].shape == (3,)

    resumed = Script()
    assert resumed.run(given(resume=True), 3) == expected
    assert resumed.w.get_value().tolist() == unbroken.w.get_value().tolist()
    out, err = capsys.readouterr()
    assert err.endswith(f"w.state.npz: going on after {stop_at} steps\n")
    assert out == f"Weights: {path}\n"


def test_stopped_twice(given):
    expected = Script().run(given(save=False), epochs=3)
    for stop_at in (5, 16):
        with pytest.raises(SystemExit):
            Script().run(given(resume=stop_at > 5), 3, stop_at)
    assert Script().run(given(resume=True), 3) == expected


def test_a_finished_training_goes_on_with_more_epochs(given):
    expected = Script().run(given(save=False), epochs=4)
    Script().run(given(), epochs=2)
    assert Script().run(given(resume=True), epochs=4) == expected


def test_two_functions_one_after_the_other(given, capsys):
    expected = run_two(given(save=False))
    with pytest.raises(SystemExit):
        run_two(given(), stop_at=10)
    assert run_two(given(resume=True)) == expected


def test_loaded_weights_of_what_is_trained_later_are_resumed_too(given, tmp_path):
    begin = str(tmp_path / "begin.npz")
    np.savez(begin, np.full(3, 5.0), np.full(3, 7.0))
    expected = run_two(given(save=False, load=begin))
    with pytest.raises(SystemExit):
        run_two(given(load=begin), stop_at=3)
    assert run_two(given(resume=True)) == expected


def test_of_two_functions_the_first_cannot_go_on_alone(given):
    run_two(given())
    with pytest.raises(SystemExit, match="its training went on after what this one is to do"):
        run_two(given(resume=True), epochs=2)


def test_ctrl_c_while_it_recalls_changes_no_file(given, tmp_path, capsys):
    run_two(given())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(SystemExit) as ended:
        run_two(given(resume=True), stop_at=2)
    assert ended.value.code == 130
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert "stopped before the first new step; no file was changed" in capsys.readouterr().err


def test_the_clock_goes_only_in_steps_and_measures_and_is_recalled(given, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(training.time, "monotonic", lambda: now[0])

    def run(given, seconds):
        script = Script()
        train = Training(given, [script.w], script.labels)

        def slow():
            for x in np.eye(3):
                now[0] += seconds
                yield (x,)

        times = []
        for _ in range(2):
            now[0] += 1000  # as compiling would take
            times.append(train.seconds())
            train.steps(script.train, slow(), 3, "epoch")
            times.append(train.seconds())
            train.measure(script.test, slow(), 3, "a test")
        train.save()
        return [*times, train.seconds()]

    assert run(given(), 1) == [0, 3, 6, 9, 12]
    assert run(given(resume=True), 50) == [0, 3, 6, 9, 12]


def test_an_earlier_training_is_not_replaced_without_a_word(given, capsys):
    Script().run(given(), 1)
    assert capsys.readouterr().err == ""
    Script().run(given(), 1)
    assert (
        "w.state.npz is of an earlier training, which this one replaces" in capsys.readouterr().err
    )


def test_a_state_that_is_no_array_is_refused(given):
    x = theano.shared(np.zeros(3))
    stream = RandomStreams(3)
    f = theano.function([], stream.uniform((3,)).sum(), updates=[(x, x + stream.normal((3,)))])
    with pytest.raises(TypeError, match="cannot be saved: it is no array of numbers"):
        Training(given(), [x], np.arange(3)).steps(f, [()], 1, "epoch")


def test_without_save_ctrl_c_says_that_nothing_is_saved(given, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        Script().run(given(save=False), 3, stop_at=2)
    assert ended.value.code == 130
    assert capsys.readouterr().err.endswith("nothing is saved, as there was no --save FILE.npz\n")
    assert os.listdir(tmp_path) == []


def test_saving_is_not_only_at_the_end(given, monkeypatch):
    """Half a minute after the last time it saves after a step, and always after an epoch."""
    times = []
    monkeypatch.setattr(weights, "write", lambda path, params: times.append(now[0]))
    now = [0.0]
    monkeypatch.setattr(training.time, "monotonic", lambda: now[0])
    script = Script()
    train = Training(given(), [script.w], script.labels)

    def slow():
        for x in np.eye(3):
            now[0] += 20
            yield (x,)

    train.steps(script.train, slow(), 3, "epoch 0")
    assert times == [40, 60]


def test_a_full_disk_does_not_stop_the_training(given, capsys, monkeypatch):
    def full(path):
        raise OSError(28, "No space left on device", path)

    monkeypatch.setattr(weights.npz, "open_whole", full)
    with pytest.raises(SystemExit, match=r"--save .*w.npz: .*No space left on device"):
        Script().run(given(), epochs=3)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("No space left on device; the training goes on")


def test_ctrl_c_between_steps_saves_too(given, capsys):
    script = Script()
    train = Training(given(), [script.w], script.labels)
    train.steps(script.train, [(np.ones(3),)] * 2, 2, "epoch 0")
    os.remove(given().save)
    with pytest.raises(SystemExit):
        os.kill(os.getpid(), signal.SIGINT)
    assert os.path.exists(given().save)
    assert "stopped in epoch 0 after step 2 of 2" in capsys.readouterr().err


def test_ctrl_c_before_any_step_leaves_the_files_alone(given, tmp_path):
    script = Script()
    train = Training(given(), [script.w], script.labels)

    def batches():
        os.kill(os.getpid(), signal.SIGINT)
        yield from []

    with pytest.raises(SystemExit) as ended:
        train.steps(script.train, batches(), 1, "epoch 0")
    assert ended.value.code == 130
    assert os.listdir(tmp_path) == []


def refused(given, epochs=3, script=None, **settings):
    with pytest.raises(SystemExit) as ended:
        (script or Script()).run(given, epochs, **settings)
    return ended.value.code


def test_what_cannot_be_resumed_is_refused(given, tmp_path):
    state = tmp_path / "w.state.npz"
    assert refused(given(resume=True)) == f"--resume {state}: No such file or directory"

    Script().run(given(), 2, described=True)
    going_on = given(resume=True)
    assert "is of a training with described True, this one has False" in refused(
        going_on, described=False
    )
    other_data = Script(labels=(1, 2, 4))
    assert "with data 3 examples" in refused(going_on, script=other_data, described=True)
    other_seed = given(resume=True, seed=4)
    assert "with seed 3, this one has 4; give the same" in refused(other_seed, described=True)
    assert "does not fit the network" in refused(going_on, script=Script(1), described=True)
    assert "give the --epochs that it was given" in refused(going_on, epochs=1, described=True)

    content = state.read_bytes()
    state.write_bytes(content[: len(content) // 2])
    assert "cannot be read as arrays" in refused(going_on, described=True)
    np.savez(state, arr_0=np.zeros(3))
    assert refused(going_on, described=True).endswith("it is not the state of a training")


def test_weights_are_loaded(given, tmp_path):
    script = Script()
    np.savez(tmp_path / "begin.npz", np.array([1.0, 2.0, 3.0]))
    Training(given(save=False, load=str(tmp_path / "begin.npz")), [script.w], script.labels)
    assert script.w.get_value().tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("none.npz", "No such file or directory"), ("two.npz", "lacks|has arr_1")],
)
def test_weights_that_do_not_fit_are_refused(given, tmp_path, name, sentence):
    np.savez(tmp_path / "two.npz", np.zeros(3), np.zeros(3))
    script = Script()
    with pytest.raises(SystemExit) as ended:
        Training(given(load=str(tmp_path / name)), [script.w], script.labels)
    assert re.search(f"--load .*{name}: .*({sentence})", ended.value.code)
