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


def test_a_photograph_is_turned_as_its_exif_data_say(tmp_path):
    upright = drawing("L", 0, 255)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter to the right
    upright.rotate(90).save(tmp_path / "turned.jpg", exif=exif, quality=95)
    assert is_stroke(read_digit(tmp_path / "turned.jpg"))


def test_pencil_on_grey_paper(read):
    assert is_stroke(read(drawing("L", 150, 200)))
    assert is_stroke(read(drawing("I;16", 0, 4095)))


def test_a_card_on_a_transparent_ground_is_a_card(read):
    card = drawing("RGBA", "black", "white")
    with_margin = Image.new("RGBA", (80, 80), (0, 0, 0, 0))
    with_margin.paste(card, (12, 12))
    digit = read(with_margin)
    assert digit[14, 14] == 255 and digit[5, 5] == digit[0, 0] == 0


@pytest.mark.parametrize("size", [(1, 3000), (3000, 1)])
def test_a_thin_picture_takes_little_memory(read, size):
    picture = Image.new("L", size, 0)
    picture.putpixel((0, 0), 255)
    assert read(picture).shape == (28, 28)


def test_an_empty_picture_is_refused(read):
    for picture in (Image.new("L", (28, 28), 255), Image.new("RGBA", (1, 1))):
        with pytest.raises(DataError, match=r"digit.png shows nothing: all its pixels are alike"):
            read(picture)


def test_what_is_no_picture_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "digit.png"
    with pytest.raises(DataError, match=r"cannot read .*digit.png: No such file"):
        read_digit(path)
    path.write_text("not a picture")
    with pytest.raises(DataError, match=r"digit.png is no picture; give a PNG file"):
        read_digit(path)
    drawing("RGB", "white", "black", (400, 400)).save(path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DataError, match=r"cannot read .*digit.png: .*truncated"):
        read_digit(path)
    drawing("L", 255, 0).save(path)
    for most in (50, 2000):
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", most)
        with pytest.raises(DataError, match="decompression bomb"):
            read_digit(path)
