import numpy as np

from legacy_repro.datasets import DataLoader, DataSet

IMAGES = np.arange(10) * 7
LABELS = np.arange(10)


def test_next_batch_goes_through_all_examples_again_and_again():
    data = DataSet(IMAGES, LABELS)
    images, labels = map(np.concatenate, zip(*(data.next_batch(4) for _ in range(5)), strict=True))
    np.testing.assert_array_equal(images, labels * 7)
    assert sorted(labels[:10]) == sorted(labels[10:]) == list(range(10))
    assert labels[:10].tolist() != labels[10:].tolist()


def test_the_order_is_that_of_numpys_seed():
    def batches():
        np.random.seed(4)
        data = DataSet(IMAGES, LABELS)
        loader = DataLoader(IMAGES, LABELS, 3, shuffle=True)
        return [data.next_batch(7)[1].tolist(), *(labels.tolist() for _, labels in loader)]

    assert batches() == batches()


def test_a_loader_gives_the_rest_as_a_smaller_batch():
    loader = DataLoader(IMAGES, LABELS, 4)
    assert len(loader) == 3
    assert [labels.tolist() for _, labels in loader] == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert [images[0] for images, _ in loader] == [0, 28, 56]
    assert len(DataLoader(IMAGES, LABELS, 5)) == len(list(DataLoader(IMAGES, LABELS, 5))) == 2


def test_a_loader_shuffles_each_pass_anew():
    loader = DataLoader(IMAGES, LABELS, 10, shuffle=True)
    (images, first), (_, second) = next(iter(loader)), next(iter(loader))
    assert sorted(first) == sorted(second) == list(range(10))
    assert first.tolist() != second.tolist()
    np.testing.assert_array_equal(images, first * 7)
