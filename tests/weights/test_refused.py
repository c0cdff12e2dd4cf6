"""Pickles that ask for more than arrays: each is refused by name, and nothing of it is run."""

import os
import pickle
import struct
import zipfile

import numpy as np
import pytest

from legacy_repro import weights
from legacy_repro.weights.load import load

SHARED = b"ctheano.tensor.sharedvar\nTensorSharedVariable\n)\x81"


def text(value):
    return b"\x8c" + bytes([len(value)]) + value.encode()


ARRAY = b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\x00tU\x01btR"


def over(order):
    """Return a pickle of protocol 5: an array over bytes, in an order."""
    values = "(S'abcd'\nS'f4'\nK\x01\x85"
    return f"cnumpy.core.numeric\n_frombuffer\n{values}{order}tR.".encode("latin-1")


class Calls:
    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


def refused(path, content, says):
    path.write_bytes(content)
    with pytest.raises(weights.WeightsError, match=says) as caught:
        weights.describe(path)
    assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize(
    "function, name",
    [
        (os.system, f"{os.system.__module__}.system"),
        (eval, "eval"),
        (exec, "exec"),
        (getattr, "getattr"),
        (np.load, "numpy.load"),
        (np.zeros, "zeros"),
        (np.fromfile, "fromfile"),
        (np.lib.format.open_memmap, "open_memmap"),
    ],
)
def test_functions_are_not_called(tmp_path, protocol, function, name):
    mark = tmp_path / "mark"
    content = pickle.dumps(Calls(function, f"touch {mark}"), protocol)
    says = rf"at byte \d+ it asks for [\w.]*{name}, which is refused: only arrays, plain containers"
    refused(tmp_path / "w.pkl", content, says)
    assert not mark.exists()


@pytest.mark.parametrize(
    "content, says",
    [
        (b"cos\nsystem\n(S'true'\ntR.", "at byte 0 it asks for os.system, which is refused"),
        (b"(S'true'\nios\nsystem\n.", "at byte 9 it asks for os.system"),
        (b"(cos\nsystem\nS'true'\no.", "asks for os.system"),
        (b"ccopy_reg\n__newobj__\n.", "copy_reg.__newobj__"),
        (b"ccopyreg\nadd_extension\n.", "copyreg.add_extension"),
        (b"ccopy_reg\n_reconstructor\n(cos\n_wrap_close\nc__builtin__\nobject\nNtR.", "os._wrap"),
        (b"\x80\x04" + text("numpy") + text("core.multiarray._reconstruct") + b"\x93.", "numpy.co"),
        (b"\x80\x04" + text("numpy.core") + text("multiarray _reconstruct") + b"\x93.", "numpy.co"),
        (b"\x80\x04" + text("numpy") + text("ndarray.tofile") + b"\x93.", "numpy.ndarray.tofile"),
        (b"\x80\x04)K\x01\x93.", r"asks for 1 of \(\)"),
        (b"\x80\x02\x82\x05.", "a registered extension"),
        (b"Pnumber 1\n.", "a persistent id"),
        (b"\x80\x02K\x01Q.", "a persistent id"),
        (b"\x80\x05\x97.", "a buffer beside the file"),
        (b"cTheano.tensor.sharedvar\nTensorSharedVariable\n.", "Theano.tensor.sharedvar.Tensor"),
        (b"c__main__\nTensorSharedVariable\n.", "__main__.TensorSharedVariable"),
        (b"ctheano.tensor.sharedvar.x\nTensorSharedVariable\n.", "sharedvar.x.TensorShared"),
        (b"ctheano.compile.function_module\n_constructor_Function\n.", "_constructor_Function"),
        (SHARED + b"cos\nsystem\nb.", "os.system"),
        (SHARED + b"}U\x0c__setstate__K\x01sb.", "a shared variable without a value"),
        (SHARED + b"}U\x09containerK\x01sb.", "a shared variable without a value"),
        (b"\x80\x02cnumpy\nmemmap\nU\x0b/etc/passwd\x85R.", "calls <numpy.memmap> with"),
        (b"}}b.", "gives a state to {}"),
        (b"cnumpy\ndtype\n}b.", "gives a state to <numpy.dtype>"),
        (b"](tR.", r"calls \[\]"),
        (b"\x80\x04cnumpy\ndtype\n)}U\x01aK\x01s\x92.", "calls with {'a': 1}"),
        (b"cjoblib.numpy_pickle\nNumpyArrayWrapper\n.", "joblib wrote it, whose files are not"),
        (b"c\x1b[31mos\nsystem\n.", r"\\x1b\[31mos.system"),
        (b"cnumpy\ndtype\n(S'V8'\nI0\nI1\ntR.", "an array of dtype 'V8'"),
        (b"cnumpy\ndtype\n(S'f4,f4'\nI0\nI1\ntR.", "an array of dtype 'f4,f4'"),
        (pickle.dumps(np.zeros(2, [("a", "f4")]), 2), "dtype 'V4'|a structured array"),
        (pickle.dumps(np.zeros(2, "M8[s]"), 2), "an array of dtype 'M8'"),
        (pickle.dumps(np.ma.zeros(2), 2), "_mareconstruct"),
        (over("S'K'\n"), r"in the order 'K' of None"),
        (over("S'A'\n"), r"in the order 'A' of None"),
        (over("S'C'\nI0\n\x85"), r"in the order 'C' of \(0,\)"),
        (over("S'K'\nI1\n\x85"), r"of shape \(1,\) with the axes \(1,\)"),
        (over("S'C'\n")[:-1] + b"(tR.", r"calls <float32 array \(1,\)>"),
        (b"cnumpy\ndtype\n(S'f4'\nI0\nI1\ntR(tR.", "calls <dtype float32>"),
        (ARRAY + b"(tR.", "calls <array without values>"),
        (b"cnumpy.core.multiarray\nscalar\n(S'O'\n(NltR.", "a number that is an object"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_other_ways_to_ask_for_more(tmp_path, content, says):
    refused(tmp_path / "w.pkl", content, says)


def test_what_a_class_would_do_with_its_state_is_not_done(tmp_path):
    array = pickle.dumps(np.arange(2.0), 2)[2:-1]
    container = b"ctheano.gof.link\nContainer\n)\x81}U\x07storage]" + array + b"asb"
    state = b"}(U\x09container" + container + b"U\x0c__setstate__K\x01U\x09__class__K\x02ub."
    (tmp_path / "w.pkl").write_bytes(b"\x80\x02" + SHARED + state)
    weights.describe(tmp_path / "w.pkl")
    np.testing.assert_array_equal(load(tmp_path / "w.pkl").value.value.array, [0, 1])


def test_objects_in_npz_and_npy_are_read_by_the_same_machine(tmp_path):
    evil = np.array([Calls(os.system, f"touch {tmp_path / 'mark'}")], dtype=object)
    np.save(tmp_path / "w.npy", evil)
    np.savez(tmp_path / "w.npz", good=np.ones(3), evil=evil)
    for name, place in [("w.npy", "at"), ("w.npz", "in evil.npy at")]:
        content = (tmp_path / name).read_bytes()
        refused(
            tmp_path / name, content, rf"{place} byte \d+ it asks for \w+.system, which is refus"
        )
    assert not (tmp_path / "mark").exists()


def test_a_refused_pickle_after_a_good_one(tmp_path):
    good = pickle.dumps([np.ones(3)], 2)
    says = f"at byte {len(good)} it asks for os.system"
    refused(tmp_path / "w.pkl", good + b"cos\nsystem\n.", says)


def test_what_reads_checkpoints_takes_arrays_alone(tmp_path):
    np.savez(tmp_path / "w.npz", np.array([1, None], dtype=object))
    with zipfile.ZipFile(tmp_path / "z.npz", "w") as file:
        file.writestr("settings", struct.pack("<I", 1))
    for name, says in [("w.npz", "arr_0"), ("z.npz", "settings")]:
        with pytest.raises(ValueError, match=f"cannot be read as arrays: {says}"):
            weights.read_arrays(tmp_path / name)
