import re

import numpy as np
import pytest

from legacy_repro.datasets import DataError, Dataset, Split, kaggle, load_digits, load_mnist

REMEDY = (
    "; `legacy-repro data train.csv DIR` writes an intact train.csv and test.csv, made from MNIST; "
    "Kaggle's own are at https://www.kaggle.com/c/digit-recognizer/data"
)


@pytest.fixture(scope="module")
def digits():
    return load_digits()


@pytest.fixture
def folder(tmp_path):
    """A folder with a train.csv of 6 images and a test.csv of 4, all different."""
    images = np.arange(10 * 784).reshape(10, 28, 28) * 7 % 251
    labels = np.arange(10)
    parts = [Split(images[i::3].astype("uint8"), labels[i::3].astype("uint8")) for i in range(3)]
    kaggle.write_pair(tmp_path, Dataset("MNIST", *parts))
    return tmp_path


def test_the_pair_has_kaggles_columns(folder):
    pixels = ",".join(f"pixel{i}" for i in range(784))
    train, test = (folder.joinpath(name).read_text().splitlines() for name in kaggle.FILES)
    assert train[0] == f"label,{pixels}" and test[0] == pixels
    assert [line.count(",") for line in train] == [784] * 7
    assert [line.count(",") for line in test] == [783] * 5


def test_the_pair_has_every_image_once_shuffled(digits, tmp_path):
    paths = kaggle.write_pair(tmp_path, digits)
    assert paths == [tmp_path / "train.csv", tmp_path / "test.csv"]
    (images, labels), rest = kaggle.read_train(tmp_path), kaggle.read_test(tmp_path)
    assert images.shape == (1078, 28, 28) and rest.shape == (719, 28, 28)
    assert labels.shape == (1078,)
    assert {images.dtype, labels.dtype, rest.dtype} == {np.dtype("uint8")}
    parts = (digits.train, digits.validation, digits.test)
    source, targets = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    # RandomState(0) is frozen: these are the first of the 1,797 that it shuffles.
    assert targets[[1081, 1707, 927]].tolist() == labels[:3].tolist()
    order = np.random.RandomState(0).permutation(1797)
    np.testing.assert_array_equal(np.concatenate([images, rest]), source[order])
    np.testing.assert_array_equal(labels, targets[order[:1078]])


def test_the_pair_made_from_mnist_is_as_long_as_kaggles(mnist_folder, tmp_path):
    """Kaggle's train.csv has 76,775,041 bytes and its test.csv 51,118,296, in another shuffle."""
    paths = kaggle.write_pair(tmp_path, load_mnist(mnist_folder))
    assert sum(path.stat().st_size for path in paths) == 76_775_041 + 51_118_296
    assert len(kaggle.read_train(tmp_path).labels) == 42_000
    assert len(kaggle.read_test(tmp_path)) == 28_000


def test_a_file_or_its_folder_can_be_named(folder):
    images, labels = kaggle.read_train(str(folder / "train.csv"))
    np.testing.assert_array_equal(images, kaggle.read_train(str(folder)).images)
    np.testing.assert_array_equal(labels, kaggle.read_train(folder).labels)
    folder.joinpath("test.csv").rename(folder / "other.csv")
    assert kaggle.read_test(folder / "other.csv").shape == (4, 28, 28)


def test_what_is_read_lies_in_one_piece_and_can_be_changed(folder):
    (images, labels), rest = kaggle.read_train(folder), kaggle.read_test(folder)
    for array in (images, labels, rest):
        assert array.flags.c_contiguous and array.flags.writeable


def test_columns_may_be_in_another_order(folder):
    images, labels = kaggle.read_train(folder)
    path = folder / "train.csv"
    rows = [line.split(",") for line in path.read_text().splitlines()]
    path.write_text("\n".join(",".join(reversed(row)) for row in rows))
    back = kaggle.read_train(path)
    np.testing.assert_array_equal(back.images, images)
    np.testing.assert_array_equal(back.labels, labels)


@pytest.mark.parametrize("read, name", [(kaggle.read_train, "train"), (kaggle.read_test, "test")])
def test_a_missing_file_is_named_with_the_remedy(tmp_path, read, name):
    for path in (tmp_path, tmp_path / f"{name}.csv"):
        with pytest.raises(DataError) as raised:
            read(path)
        missing = f"cannot read {tmp_path / name}.csv: No such file or directory"
        assert str(raised.value) == missing + REMEDY


@pytest.mark.parametrize(
    "line, old, new, fault",
    [
        (1, "label,", "digit,", ": there is no column 'label', but one called 'digit'"),
        (1, "pixel7,", "pixel6,", ": 2 columns are called 'pixel6'"),
        (1, ",pixel783", "", ": there is no column 'pixel783'"),
        (3, "^.", "10", ", column 'label': '10' is no whole number from 0 to 9"),
        (3, r"\d+$", "256", ", column 'pixel783': '256' is no whole number from 0 to 255"),
        (7, ",.*", ",0", ", column 'pixel1': the line has 2 numbers for 785 columns"),
        (3, ".*", "", ", column 'label': the line has 0 numbers for 785 columns"),
    ],
)
def test_a_damaged_line_is_named_with_the_remedy(folder, line, old, new, fault):
    path = folder / "train.csv"
    lines = path.read_text().splitlines()
    lines[line - 1] = re.sub(old, new, lines[line - 1], count=1)
    path.write_text("\n".join(lines))
    with pytest.raises(DataError) as raised:
        kaggle.read_train(folder)
    assert str(raised.value) == f"{path}, line {line}{fault}{REMEDY}"


def test_a_file_that_breaks_off_is_named_with_its_last_line(folder):
    path = folder / "test.csv"
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"\n", 0, -1) + 1] + b"0,0,25")
    with pytest.raises(DataError, match=r"test.csv, line 5, column 'pixel3': the line has 3 numb"):
        kaggle.read_test(folder)


def test_the_two_files_are_told_from_each_other(folder):
    with pytest.raises(DataError, match=r"test.csv, line 1: there is no column 'label'; "):
        kaggle.read_train(folder / "test.csv")
    with pytest.raises(DataError, match=r"train.csv, line 1: the column 'label' does not belong"):
        kaggle.read_test(folder / "train.csv")


@pytest.mark.parametrize("dtype", ["int64", "uint8", "float32", list])
def test_a_submission_numbers_the_images_from_1(tmp_path, dtype):
    labels = [3, 0, 9] if dtype is list else np.array([3, 0, 9], dtype)
    kaggle.write_submission(str(tmp_path / "new" / "submission.csv"), labels)
    content = tmp_path.joinpath("new", "submission.csv").read_bytes()
    assert content == b"ImageId,Label\n1,3\n2,0\n3,9\n"


@pytest.mark.parametrize(
    "labels, fault",
    [
        (np.zeros((3, 10)), r"the labels are float64 of the shape \(3, 10\); give one number for"),
        (["3", "x"], r"the labels are <U1 of the shape \(2,\)"),
        ([True, False], r"the labels are bool of the shape \(2,\)"),
        ([1, 10, 11], "label 1 is 10; labels are integers from 0 to 9"),
        ([1, 2, -1], "label 2 is -1;"),
        ([0.5, 1.0], "label 0 is 0.5;"),
        ([np.nan], "label 0 is nan;"),
    ],
)
def test_wrong_labels_are_not_handed_in(tmp_path, labels, fault):
    with pytest.raises(DataError, match=fault):
        kaggle.write_submission(tmp_path / "submission.csv", labels)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    tmp_path.joinpath("taken").write_bytes(b"")
    with pytest.raises(DataError, match=r"cannot write .*taken.submission.csv: .*; choose a fold"):
        kaggle.write_submission(tmp_path / "taken" / "submission.csv", [1])
