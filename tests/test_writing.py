import os
import subprocess
import sys

import numpy as np
import pytest

from legacy_repro.writing import open_whole

# A child writes weights over and over, one number in all places of a file; its parent kills it at
# random moments, and looks at what is there. In a process of its own, as the suite has threads.
KILLS = """
import os, random, signal, sys, time
import numpy as np
from legacy_repro import weights

class Param:
    def __init__(self, size, number):
        self.get_value = lambda: np.full(size, number, "float32")

path, random = sys.argv[1], random.Random(5)
write = lambda number: weights.write(path, [Param((300, 500), number), Param(77, number)])
write(0)
for kill in range(50):
    came, told = os.pipe()
    child = os.fork()
    if child == 0:
        for number in range(1000 * kill + 1, 1000 * kill + 1000):
            write(number)
            os.write(told, b".")
        os._exit(0)
    os.read(came, 1)
    time.sleep(random.uniform(0, 0.01))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(came), os.close(told)
    arrays = weights.read_arrays(path)
    number = arrays["arr_0"][0, 0]
    assert [arrays[name].shape for name in ("arr_0", "arr_1")] == [(300, 500), (77,)]
    assert all((array == number).all() for array in arrays.values())
    assert 1000 * kill < number < 1000 * (kill + 1)
print(sum(name.endswith(".partial") for name in os.listdir(os.path.dirname(path))))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_fifty_kills_while_saving_leave_a_whole_file(tmp_path):
    command = [sys.executable, "-c", KILLS, str(tmp_path / "w.npz")]
    ended = subprocess.run(command, capture_output=True, text=True, start_new_session=True)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 0  # some died in the middle of writing


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path, error):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(type(error)), open_whole(path) as file:
        file.write(b"new")
        raise error
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["file"]


def test_a_link_stays_one(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere" / "file")
    with open_whole(link) as file:
        np.save(file, np.arange(3))
    assert link.is_symlink()
    assert np.load(tmp_path / "elsewhere" / "file").tolist() == [0, 1, 2]


def test_a_device_stays_one():
    with open_whole(os.devnull) as file:
        file.write(b"nothing")
    assert not os.path.isfile(os.devnull)
