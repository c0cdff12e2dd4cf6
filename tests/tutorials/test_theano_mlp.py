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


def test_the_table_repeats_digit_for_digit(run_tutorial, mnist_folder):
    ended = run_tutorial("theano_mlp.py", data=mnist_folder)
    lines = re.findall(r"^(\d) epoch: .* dev: (\S+), .* test: (\S+)$", ended.stdout, re.MULTILINE)
    assert [int(epoch) for epoch, _, _ in lines] == list(range(10))
    assert [(dev, test) for _, dev, test in lines] == TABLE


def test_options_on_the_digits(run_tutorial):
    ended = run_tutorial("theano_mlp.py", "--epochs", "2", "--batch-size", "10", data="digits")
    assert "79 mini batches\n2 epochs\n" in ended.stdout
    assert ended.stdout.endswith("DONE\n")
    assert ended.stderr == ""


def test_a_batch_larger_than_the_data_is_refused(run_tutorial):
    ended = run_tutorial("theano_mlp.py", "--batch-size", "798", data="digits", status=1)
    assert ended.stderr == "--batch-size 798 is more than all 797 images\n"
