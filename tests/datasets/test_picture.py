import numpy as np
import pytest
from PIL import Image, ImageDraw

from legacy_repro.datasets import DataError, read_digit


def drawing(mode, ink, ground, size=(56, 56)):
    """Return a picture with a thick upright stroke in its middle."""
    picture = Image.new(mode, size, ground)
    width, height = size
    ImageDraw.Draw(picture).rectangle(
        [width // 2 - 4, height // 2 - 16, width // 2 + 3, height // 2 + 15], fill=ink
    )
    return picture


def is_stroke(digit):
    """Return whether that stroke is white on black; Lanczos overshoots a little at its edges."""
    stroke = np.zeros((28, 28), bool)
    stroke[6:22, 12:16] = True
    clear = digit[14, 14] > 240 and digit[:3].max() == digit[:, :8].max() == 0
    return np.array_equal(digit > 127, stroke) and clear


@pytest.fixture
def read(tmp_path):
    def write_and_read(picture):
        picture.save(tmp_path / "digit.png")
        return read_digit(tmp_path / "digit.png")

    return write_and_read


@pytest.mark.parametrize(
    "picture",
    [
        drawing("L", 255, 0),
        drawing("L", 0, 255),
        drawing("1", 1, 0),
        drawing("RGB", "white", "black"),
        drawing("RGB", "black", "white"),
        drawing("RGBA", (0, 0, 0, 255), (0, 0, 0, 0)),
        drawing("RGBA", (255, 255, 255, 255), (255, 255, 255, 0)),
        drawing("LA", (0, 255), (255, 0)),
        drawing("L", 255, 0).convert("P"),
        drawing("I;16", 65535, 0),
        drawing("I;16", 0, 65535),
    ],
    ids=lambda picture: f"{picture.mode}-{picture.getpixel((0, 0))}",
)
def test_any_picture_becomes_white_on_black(read, picture):
    digit = read(picture)
    assert digit.dtype == np.uint8
    assert is_stroke(digit)


def test_colours_become_greys(read):
    digit = read(drawing("RGB", (0, 0, 160), (255, 255, 200)))
    assert digit[14, 14] > 200 and digit[0, 0] < 20


def test_a_picture_that_is_not_square_keeps_its_proportions(read):
    for size in ((56, 40), (36, 56)):
        assert is_stroke(read(drawing("L", 0, 255, size)))


def test_an_empty_picture_is_black(read):
    assert read(Image.new("L", (28, 28), 255)).max() == 0


def test_what_is_no_picture_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "digit.png"
    with pytest.raises(DataError, match=r"cannot read .*digit.png: No such file"):
        read_digit(path)
    path.write_text("not a picture")
    with pytest.raises(DataError, match=r"digit.png is no picture; give a PNG file"):
        read_digit(path)
    drawing("RGB", "white", "black", (400, 400)).save(path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DataError, match=r"cannot read .*digit.png"):
        read_digit(path)
    drawing("L", 255, 0).save(path)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 50)
    with pytest.raises(DataError, match="decompression bomb"):
        read_digit(path)
