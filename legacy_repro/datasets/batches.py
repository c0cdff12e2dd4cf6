"""Batches as TensorFlow's and PyTorch's tutorials had them handed out."""

import numpy as np


class DataSet:
    """Images and labels in batches without end, as `input_data.read_data_sets` of TensorFlow 1.

    Each pass through them is in an order of its own, drawn from `numpy.random`.
    """

    def __init__(self, images, labels):
        self.images, self.labels = images, labels
        self.num_examples = len(images)
        self._order = np.random.permutation(self.num_examples)
        self._start = 0

    def next_batch(self, batch_size):
        """Return the next images and labels; a batch may begin in one pass and end in the next."""
        batch = self._order[self._start : self._start + batch_size]
        self._start += batch_size
        if len(batch) < batch_size:
            self._order = np.random.permutation(self.num_examples)
            self._start = batch_size - len(batch)
            batch = np.concatenate([batch, self._order[: self._start]])
        return self.images[batch], self.labels[batch]


class DataLoader:
    """Images and labels in batches, pass by pass, as `torch.utils.data.DataLoader`.

    shuffle: whether each pass is in an order of its own, drawn from `numpy.random`. The last batch
    is smaller where the division leaves a rest.
    """

    def __init__(self, images, labels, batch_size, shuffle=False):
        self.images, self.labels = images, labels
        self.batch_size, self.shuffle = batch_size, shuffle

    def __len__(self):
        return -(-len(self.labels) // self.batch_size)

    def __iter__(self):
        count = len(self.labels)
        order = np.random.permutation(count) if self.shuffle else np.arange(count)
        for start in range(0, count, self.batch_size):
            batch = order[start : start + self.batch_size]
            yield self.images[batch], self.labels[batch]
