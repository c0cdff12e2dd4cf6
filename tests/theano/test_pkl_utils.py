import zipfile

import numpy as np
import pytest
import theano
from theano.misc import pkl_utils


def test_arrays_are_files_named_after_shared_variables(tmp_path):
    w = [theano.shared(np.arange(3.0), name="w") for _ in range(2)]
    array = np.arange(4)
    path = tmp_path / "model.zip"
    with open(path, "wb") as file:
        pkl_utils.dump({"w": w, "a": [array, array], "n": 3}, file)
    assert zipfile.ZipFile(path).namelist() == ["w", "w_2", "array_2", "pkl"]
    with open(path, "rb") as file:
        again = pkl_utils.load(file)
    assert again["a"][0] is again["a"][1] and again["n"] == 3
    assert again["w"][1].get_value().tolist() == [0, 1, 2] and again["w"][0].name == "w"


def test_names_may_be_asked_for(tmp_path):
    def strict(zip_file):
        return pkl_utils.PersistentSharedVariableID(zip_file, False, False)

    with open(tmp_path / "model.zip", "wb") as file, pytest.raises(ValueError, match="no name"):
        pkl_utils.dump(theano.shared(1.0), file, persistent_id=strict)
    two = [theano.shared(1.0, name="w"), theano.shared(2.0, name="w")]
    with open(tmp_path / "model.zip", "wb") as file, pytest.raises(ValueError, match="called 'w'"):
        pkl_utils.dump(two, file, persistent_id=strict)
