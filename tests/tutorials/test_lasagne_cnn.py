import re

RESULT = re.compile(r"Final results:\n  test loss:\t\t\t(\S+)\n  test accuracy:\t\t(\S+) %\n")


def test_on_the_digits(run_tutorial, check_pictures):
    out, err = run_tutorial("lasagne_cnn.py", "--epochs", "12", "--save", "w.npz")
    lines = (
        r"Epoch \d+ of 12 took \d+\.\d{3}s\n  training loss:\t\t\d\.\d{6}\n"
        r"  training accuracy:\t\t\d+\.\d\d %\n  validation loss:\t\t\d\.\d{6}\n"
        r"  validation accuracy:\t\t\d+\.\d\d %\n"
    )
    assert len(re.findall(lines, out)) == 12
    assert "All parameters: 160,362\n" in out
    assert err == ""
    loss, accuracy = RESULT.search(out).groups()
    assert float(accuracy) > 90
    check_pictures("digit.png", "kernels.png", "feature_maps.png")

    # The very weights come back from the file: no epoch, the same results.
    again, _ = run_tutorial("lasagne_cnn.py", "--epochs", "0", "--load", "w.npz")
    assert RESULT.search(again).groups() == (loss, accuracy)


def test_the_seed_decides(run_tutorial):
    def final(*options):
        out, _ = run_tutorial("lasagne_cnn.py", "--epochs", "1", *options)
        return RESULT.search(out).groups()

    assert final("--seed", "3") == final("--seed", "3") != final("--seed", "4")


def test_a_batch_larger_than_the_validation_set_is_refused(run_tutorial):
    out, err = run_tutorial("lasagne_cnn.py", "--batch-size", "501", status=1)
    assert err == "--batch-size 501 is more than the 500 images for validation\n"
    assert "Starting training" not in out


def test_weights_that_are_not_there_are_refused_before_training(run_tutorial):
    out, err = run_tutorial("lasagne_cnn.py", "--load", "none.npz", status=1)
    assert err == "--load none.npz: No such file or directory\n"
    assert "Starting training" not in out


def test_data_that_is_not_there_is_said_in_one_line(run_tutorial):
    _, err = run_tutorial("lasagne_cnn.py", data="nowhere", status=1)
    assert err.startswith("legacy-repro: the data folder nowhere is no folder;")
    assert len(err.splitlines()) == 1
