import matplotlib.pyplot as plt
import pytest
from PIL import Image

from legacy_repro import figures


def test_a_figure_is_written_closed_and_named(tmp_path, capsys):
    fig, _ = plt.subplots()
    figures.save(fig, tmp_path, "one.png")
    assert capsys.readouterr().out == f"Picture: {tmp_path / 'one.png'}\n"
    with Image.open(tmp_path / "one.png") as picture:
        assert picture.format == "PNG"
    assert not plt.fignum_exists(fig.number)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    fig, _ = plt.subplots()
    with pytest.raises(SystemExit, match=r"none.one.png: not written: No such file"):
        figures.save(fig, tmp_path / "none", "one.png")
    plt.close(fig)
