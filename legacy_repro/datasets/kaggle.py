"""The files of Kaggle's competition "Digit Recognizer", which shuffled MNIST and cut it anew.

train.csv has 42,000 rows of a label and 784 pixels, test.csv 28,000 rows of pixels alone; a
submission numbers these from 1 and says the label of each. (https://www.kaggle.com/c/digit-recognizer/data)
"""

from pathlib import Path

import numpy as np

from legacy_repro.datasets import table
from legacy_repro.datasets.dataset import Split
from legacy_repro.datasets.files import DataError, write_whole

FILES = ("train.csv", "test.csv")
PIXELS = {f"pixel{i}": 255 for i in range(28 * 28)}
LABEL_AND_PIXELS = {"label": 9} | PIXELS
REMEDY = (
    "`legacy-repro data train.csv DIR` writes an intact train.csv and test.csv, made from MNIST; "
    "Kaggle's own are at https://www.kaggle.com/c/digit-recognizer/data"
)


def write_pair(folder, data):
    """Write train.csv and test.csv into `folder` and return their paths.

    data: a Dataset. All its images are shuffled, always in the same way; train.csv gets three
    fifths of them, as Kaggle's did. Raises DataError if the files cannot be written.
    """
    images, labels = map(np.concatenate, zip(data.train, data.validation, data.test, strict=True))
    rows = np.column_stack([labels, images.reshape(len(images), -1)])
    rows = rows[np.random.RandomState(0).permutation(len(rows))]
    train, test = np.split(rows, [len(rows) * 3 // 5])
    paths = [Path(folder) / name for name in FILES]
    table.write(paths[0], LABEL_AND_PIXELS, train)
    table.write(paths[1], PIXELS, test[:, 1:])
    return paths


def read_train(path):
    """Return the Split in a train.csv: images uint8 (n, 28, 28), labels uint8 (n,).

    path: the file, or the folder that holds it. Raises DataError, with the line and the column, for
    a file that is missing or in any way not as Kaggle's; only its columns may be in another order.
    """
    numbers = _read(path, "train.csv", LABEL_AND_PIXELS)
    return Split(numbers[:, 1:].copy().reshape(-1, 28, 28), numbers[:, 0].copy())


def read_test(path):
    """Return the images in a test.csv, uint8 (n, 28, 28); else as `read_train`."""
    return _read(path, "test.csv", PIXELS).reshape(-1, 28, 28)


def write_submission(path, labels):
    """Write what Kaggle takes as the answer to test.csv: a row of ImageId and Label an image.

    labels: integers (n,) from 0 to 9, in the order of the images. Raises DataError for others, and
    if the file cannot be written.
    """
    labels = np.asarray(labels)
    if labels.ndim != 1 or labels.dtype.kind not in "iuf":
        found = f"{labels.dtype} of the shape {labels.shape}"
        raise DataError(f"the labels are {found}; give one number for each image")
    wrong = np.flatnonzero(~np.isin(labels, range(10)))
    if wrong.size:
        raise DataError(f"label {wrong[0]} is {labels[wrong[0]]}; labels are integers from 0 to 9")
    rows = (f"{image},{label}\n" for image, label in enumerate(labels.astype(int).tolist(), 1))
    with write_whole(Path(path)) as file:
        file.write(f"ImageId,Label\n{''.join(rows)}".encode())


def _read(path, name, highest):
    path = Path(path)
    try:
        return table.read(path / name if path.is_dir() else path, highest)
    except DataError as error:
        raise DataError(f"{error}; {REMEDY}") from error
