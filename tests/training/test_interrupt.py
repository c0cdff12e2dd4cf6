import os
import signal
import threading

import pytest

from legacy_repro.training.interrupt import Interrupt


class Stopped(Exception):
    pass


def stop():
    raise Stopped


def press():
    os.kill(os.getpid(), signal.SIGINT)


@pytest.fixture
def ctrl_c():
    interrupt = Interrupt(stop)
    interrupt.watch()
    yield interrupt
    interrupt.leave()


def test_between_steps_it_stops_at_once(ctrl_c):
    with pytest.raises(Stopped):
        press()


def test_in_a_step_it_waits(ctrl_c):
    done = []
    with pytest.raises(Stopped), ctrl_c.postponed():
        assert not ctrl_c.pressed
        press()
        done.append(ctrl_c.pressed)
    assert done == [True]


def test_the_second_one_does_not_wait(ctrl_c):
    with pytest.raises(KeyboardInterrupt), ctrl_c.postponed():
        press()
        press()


def test_an_error_in_a_step_is_not_hidden(ctrl_c):
    with pytest.raises(ZeroDivisionError), ctrl_c.postponed():
        press()
        1 / 0  # noqa: B018


def test_afterwards_it_is_pythons_again(ctrl_c):
    ctrl_c.watch()
    ctrl_c.leave()
    with pytest.raises(KeyboardInterrupt):
        press()


def test_what_ignores_ctrl_c_goes_on_ignoring_it():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        Interrupt(stop).watch()
        press()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_other_threads_may_train():
    trained = []

    def train():
        interrupt = Interrupt(stop)
        interrupt.watch()
        with interrupt.postponed():
            trained.append(True)
        interrupt.leave()

    thread = threading.Thread(target=train)
    thread.start()
    thread.join()
    assert trained == [True]
