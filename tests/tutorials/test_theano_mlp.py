import re

# The tutorial's own text prints these after each of its ten epochs: development set, test set.
TABLE = [
    ("0.892200", "0.884800"),
    ("0.911500", "0.908100"),
    ("0.920800", "0.919000"),
    ("0.926700", "0.925500"),
    ("0.932600", "0.930700"),
    ("0.938000", "0.935100"),
    ("0.942500", "0.938100"),
    ("0.946000", "0.941600"),
    ("0.948700", "0.944100"),
    ("0.951300", "0.946700"),
]


def table(out):
    return re.findall(r"^(\d+) epoch: Accurarcy on dev: (\S+), .* test: (\S+)$", out, re.MULTILINE)


def test_the_table_repeats_digit_for_digit(run_tutorial, mnist_folder):
    out, _ = run_tutorial("theano_mlp.py", data=mnist_folder)
    assert table(out) == [(str(epoch), *row) for epoch, row in enumerate(TABLE)]


def test_on_the_digits(run_tutorial, check_pictures):
    out, err = run_tutorial("theano_mlp.py", "--epochs", "20", "--batch-size", "10")
    assert "Shape of train_x-Matrix:  (797, 784)\n" in out
    assert "79 mini batches\n20 epochs\n" in out
    rows = table(out)
    assert len(rows) == 20
    assert float(rows[-1][2]) > 0.8 > float(rows[0][2])
    assert out.endswith("DONE\nPicture: figures/accuracy.png\n")
    assert err == ""
    check_pictures("layout.png", "accuracy.png")


def test_a_batch_larger_than_the_data_is_refused(run_tutorial):
    _, err = run_tutorial("theano_mlp.py", "--batch-size", "798", status=1)
    assert err == "--batch-size 798 is more than the 797 images to train on\n"
