import pytest
from pytensor import config

from legacy_repro import options


@pytest.fixture
def parse(tmp_path, monkeypatch):
    """Return a function that gives a script with default options these arguments."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.npz").mkdir()

    def given(*arguments, epochs=5):
        monkeypatch.setattr("sys.argv", ["script.py", *arguments])
        return options.parse(options.parser("A script.", epochs, batch_size=50, seed=1))

    return given


def test_defaults(parse, tmp_path):
    given = vars(parse())
    assert given == {
        "backend": None,
        "epochs": 5,
        "batch_size": 50,
        "seed": 1,
        "figures": "figures",
        "load": None,
        "save": None,
        "resume": False,
    }
    assert (tmp_path / "figures").is_dir()
    assert parse(epochs=None).epochs is None


def test_the_backend_is_chosen(parse):
    linker = config.linker
    try:
        parse("--backend", "numba")
        assert config.linker == "numba"
        parse()
        assert config.linker == "numba"
        parse("--backend", "c")
        assert config.linker == "cvm"
    finally:
        config.linker = linker


def test_a_batch_larger_than_the_data_is_refused(parse):
    options.check_batch_size(parse("--batch-size", "9"), 9, "to train on")
    with pytest.raises(SystemExit, match=r"^--batch-size 9 is more than the 8 images to train on$"):
        options.check_batch_size(parse("--batch-size", "9"), 8, "to train on")


@pytest.mark.parametrize("name", ["THEANO_FLAGS", "PYTENSOR_FLAGS"])
def test_what_the_user_chose(monkeypatch, name):
    monkeypatch.delenv("PYTENSOR_FLAGS", raising=False)
    assert not options.user_chose("floatX")
    monkeypatch.setenv(name, "floatX=float64")
    assert options.user_chose("floatX")


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["--batch-size", "0"], 2, "argument --batch-size: 0 is not 1 to "),
        (["--epochs", "-1"], 2, "argument --epochs: -1 is not 0 to "),
        (["--seed", "-1"], 2, "argument --seed: -1 is not 0 to 4294967295"),
        (["--backend", "gpu"], 2, "argument --backend: invalid choice: 'gpu'"),
        (["--resume"], 2, "--resume goes on from the file of --save FILE.npz, which is not given"),
        (["--resume", "--save", "w", "--load", "v"], 2, "--resume has its own weights"),
        (["--figures", "/dev/null/figures"], 1, "--figures /dev/null/figures: Not a directory"),
        (["--save", "nowhere/w.npz"], 1, "--save nowhere/w.npz: No such file or directory"),
        (["--save", "nowhere/"], 1, "--save nowhere/.npz: No such file or directory"),
        (["--save", "folder"], 1, "--save folder.npz: Is a directory"),
        (["--save", "/dev/null/w"], 1, "--save /dev/null/w.npz: Not a directory"),
        (["--save", ""], 2, "argument --save: a name is needed"),
        (["--figures", "/proc"], 1, "--figures /proc: "),
    ],
)
def test_what_cannot_work_is_refused(parse, capsys, arguments, status, sentence):
    with pytest.raises(SystemExit, match=sentence if status == 1 else "2"):
        parse(*arguments)
    if status == 2:
        assert sentence in capsys.readouterr().err
