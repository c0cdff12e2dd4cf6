"""What a script would show on a screen, as files; each test is a process without one."""

import os
import re
import subprocess
import sys
import textwrap

import pytest
from PIL import Image

from legacy_repro.runner import pictures
from legacy_repro.runner.pictures import album

INSTALL = "from legacy_repro.runner import pictures; pictures.install('figures', 'mine')\n"


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a script in `tmp_path`, with warnings as errors."""
    no_screen = {"MPLBACKEND": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}

    def run(text, **environment):
        return subprocess.run(
            [sys.executable, "-W", "error", "-c", INSTALL + textwrap.dedent(text)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=os.environ | no_screen | environment,
        )

    return run


@pytest.fixture
def saved(tmp_path):
    """Return a function that gives, in order, the colours in the middle of the pictures saved."""

    def colours():
        count = len(os.listdir(tmp_path / "figures"))
        colours = []
        for number in range(1, count + 1):
            with Image.open(tmp_path / "figures" / f"mine-{number}.png") as picture:
                assert picture.format == "PNG"
                middle = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))
                colours.append({255: "red", 128: "green", 0: "blue"}[middle[0] or middle[1]])
        return colours

    return colours


PLT = """
import matplotlib.pyplot as plt
def fill(colour, *figure):
    plt.figure(*figure, facecolor=colour, figsize=(1, 1))
"""


def test_show_saves_all_figures_and_closes_them(run, saved, tmp_path):
    ended = run(
        PLT
        + """
fill("red", 2); fill("green", 1)
plt.show()
print(plt.get_fignums())
fill("blue"); plt.show()
plt.show()
raise SystemExit(3)
"""
    )
    assert (ended.stdout, ended.returncode) == ("[]\n", 3), ended.stderr
    assert saved() == ["green", "red", "blue"]
    assert ended.stderr.splitlines() == [
        f"legacy-repro: picture: {tmp_path}/figures/mine-{number}.png" for number in (1, 2, 3)
    ]


def test_what_is_open_at_the_end_is_saved_unless_the_script_did(run, saved, tmp_path):
    ended = run(
        PLT
        + """
fill("red")
fill("green"); plt.savefig("own.png")
fill("red"); plt.close()
fill("blue")
1 / 0
"""
    )
    assert "ZeroDivisionError" in ended.stderr
    assert saved() == ["red", "blue"]
    assert (tmp_path / "own.png").exists()


def test_an_animation_is_saved_as_it_ends(run, saved):
    ended = run(
        PLT
        + """
plt.ion()
fill("red")
for colour in ["green", "blue"] * 100:
    plt.gcf().set_facecolor(colour)
    plt.draw(); plt.pause(100); plt.show()
plt.close()
fill("red"); plt.pause(1); plt.gcf().set_facecolor("green")
"""
    )
    assert (ended.stdout, ended.returncode) == ("", 0), ended.stderr
    assert saved() == ["blue", "green"]


def test_a_fork_leaves_the_pictures_to_the_script(run, saved):
    ended = run(
        PLT
        + """
import os, sys
fill("red")
if os.fork() == 0:
    plt.gcf().set_facecolor("blue")
    sys.exit()
os.wait()
""",
        OPENBLAS_NUM_THREADS="1",  # Python warns of a fork with threads
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.count("legacy-repro: picture: ") == 1
    assert saved() == ["red"]


def test_forks_that_show_pictures_have_names_of_their_own(run, tmp_path):
    ended = run(
        PLT
        + """
import os
for _ in range(3):
    if os.fork() == 0:
        fill("red"); plt.show()
        os._exit(0)
for _ in range(3):
    os.wait()
fill("green"); plt.show()
""",
        OPENBLAS_NUM_THREADS="1",
    )
    assert ended.returncode == 0, ended.stderr
    names = {re.sub(r"\d{2,}", "PID", name) for name in os.listdir(tmp_path / "figures")}
    assert names == {"mine-1.png", "mine-PID-1.png"}
    assert len(os.listdir(tmp_path / "figures")) == 4


def test_files_of_the_user_stay(run, tmp_path):
    figures = tmp_path / "figures"
    (figures / "mine-2.png").mkdir(parents=True)
    (figures / "mine-3.png").write_text("a result")
    ended = run(
        PLT
        + """
fill("red"); plt.savefig("figures/mine-1.png")
plt.close(); fill("green"); plt.show()
fill("blue"); plt.show()
"""
    )
    assert ended.stderr.splitlines() == [
        f"legacy-repro: picture: {figures}/mine-{number}.png" for number in (4, 5)
    ]
    assert (figures / "mine-3.png").read_text() == "a result"
    with Image.open(figures / "mine-1.png") as picture:
        assert picture.getpixel((50, 50))[:3] == (255, 0, 0)


def test_pictures_of_a_run_before_are_replaced(run, saved):
    for first, second in (("red", "green"), ("blue", "red")):
        ended = run(
            PLT
            + f"""
fill({first!r}); plt.show()
from PIL import Image
Image.new("RGB", (3, 3), {second!r}).show()
"""
        )
        assert ended.returncode == 0, ended.stderr
        assert saved() == [first, second]


@pytest.mark.parametrize("backend", ["TkAgg", "Qt4Agg", "GTKAgg", "macosx"])
def test_a_backend_for_a_screen_is_not_asked_for(run, saved, backend):
    use = f"import matplotlib; matplotlib.use({backend!r}, warn=False)\n"
    ended = run(use + PLT + "fill('red'); plt.show()")
    assert ended.returncode == 0, ended.stderr
    assert saved() == ["red"]


def test_a_backend_for_a_screen_is_not_switched_to(run, saved):
    ended = run(PLT + "plt.switch_backend('TkAgg'); fill('red'); plt.show()")
    assert ended.returncode == 0, ended.stderr
    assert saved() == ["red"]


def test_a_script_that_chooses_to_write_files_is_left_alone(run, tmp_path):
    ended = run("import matplotlib; matplotlib.use('pdf')" + PLT + "fill('red'); plt.savefig('x')")
    assert (ended.stderr, ended.returncode) == ("", 0)
    assert os.listdir(tmp_path) == ["x.pdf"]


def test_pillow_shows_any_mode_in_the_same_order(run, saved):
    ended = run(
        PLT
        + """
fill("red"); plt.show()
from PIL import Image
Image.new("CMYK", (3, 3), (255, 255, 0, 0)).show()
import pylab; pylab.figure(facecolor="green", figsize=(1, 1)); pylab.show()
"""
    )
    assert ended.returncode == 0, ended.stderr
    assert saved() == ["red", "blue", "green"]


def test_nothing_is_imported_for_a_script_without_pictures(run, tmp_path):
    ended = run("import sys; print({'matplotlib', 'PIL', 'numpy'} & sys.modules.keys())")
    assert (ended.stdout, os.listdir(tmp_path)) == ("set()\n", []), ended.stderr


@pytest.mark.parametrize(
    ("variables", "there"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "MPLBACKEND": "Agg"}, False),
        ({"DISPLAY": ":0", "MPLBACKEND": "TkAgg"}, True),
    ],
)
def test_a_screen(monkeypatch, variables, there):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "MPLBACKEND"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert pictures.has_screen() is there


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_there_is_a_screen(monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("MPLBACKEND", raising=False)
    assert pictures.has_screen()


def test_a_folder_that_cannot_be_written_is_named_and_the_script_goes_on(run, tmp_path):
    (tmp_path / "figures").write_text("")
    ended = run(PLT + "fill('red'); plt.show(); print('on')")
    assert (ended.stdout, ended.returncode) == ("on\n", 0)
    assert ended.stderr == (
        f"legacy-repro: {tmp_path}/figures/mine-1.png: not saved: File exists; "
        "--figures DIR names another folder\n"
    )


def test_pictures_do_not_fill_the_disk(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(album, "LIMIT", 2)
    for name in ("_folder", "_stem", "_count", "_numbers"):
        monkeypatch.setattr(album, name, getattr(album, name))
    album.begin(tmp_path, "many")
    for _ in range(5):
        album.add(lambda file: file.write(b"x"))
    assert sorted(os.listdir(tmp_path)) == ["many-1.png", "many-2.png"]
    assert capsys.readouterr().err.splitlines()[2:] == [
        "legacy-repro: 2 pictures are saved, and no more will be"
    ]
