import io
import subprocess
import sys

import numpy as np
import pytest

from layers import (
    BatchNormLayer,
    Conv2DLayer,
    DenseLayer,
    ElemwiseSumLayer,
    FlattenLayer,
    InputLayer,
    Layer,
    MaxPool2DLayer,
    NINLayer,
    batch_norm,
    dropout,
    get_all_layers,
    summary,
)
from legacy_repro.lasagne.nonlinearities import softmax


def text_of(network):
    file = io.StringIO()
    summary(network, file=file)
    return file.getvalue()


def rows_of(network):
    """Return what stands in the table: a list of its five cells for each layer."""
    lines = [line for line in text_of(network).splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    assert rows[0] == ["name", "type", "output shape", "parameters", "connected to"]
    return rows[1:]


def after_the_table(network):
    lines = text_of(network).splitlines()
    return [line for line in lines if line[0] not in "|+"]


@pytest.fixture
def strided():
    """The first network of the Keras notes: 320, 11,530, 11,850 in all."""
    network = InputLayer((None, 1, 28, 28), name="digits")
    network = Conv2DLayer(network, 32, 3, stride=2)
    network = FlattenLayer(MaxPool2DLayer(network, 2), name="flatten")
    return DenseLayer(network, 10, nonlinearity=softmax)


def test_the_strided_network(strided):
    assert rows_of(strided) == [
        ["digits", "InputLayer", "(None, 1, 28, 28)", "0", ""],
        ["conv2d_1", "Conv2DLayer", "(None, 32, 13, 13)", "320", "digits"],
        ["maxpool2d_1", "MaxPool2DLayer", "(None, 32, 6, 6)", "0", "conv2d_1"],
        ["flatten", "FlattenLayer", "(None, 1152)", "0", "maxpool2d_1"],
        ["dense_1", "DenseLayer", "(None, 10)", "11,530", "flatten"],
    ]
    totals = ["All parameters: 11,850", "Trainable: 11,850", "Not trainable: 0"]
    assert after_the_table(strided) == totals


def test_the_network_with_a_dense_layer_over_the_channels():
    network = Conv2DLayer(InputLayer((None, 1, 28, 28)), 64, 5)
    network = MaxPool2DLayer(Conv2DLayer(network, 32, 3), 2)
    network = FlattenLayer(dropout(NINLayer(network, 128), 0.2))
    network = DenseLayer(network, 10, nonlinearity=softmax)
    assert [row[:4:3] + row[4:] for row in rows_of(network)] == [
        ["input_1", "0", ""],
        ["conv2d_1", "1,664", "input_1"],
        ["conv2d_2", "18,464", "conv2d_1"],
        ["maxpool2d_1", "0", "conv2d_2"],
        ["nin_1", "4,224", "maxpool2d_1"],
        ["dropout_1", "0", "nin_1"],
        ["flatten_1", "0", "dropout_1"],
        ["dense_1", "154,890", "flatten_1"],
    ]
    assert after_the_table(network)[0] == "All parameters: 179,242"


def test_rows_are_in_the_order_of_get_all_layers(strided):
    other = DenseLayer(strided.input_layer, 3)
    both = [other, strided]
    assert [row[1:3] for row in rows_of(both)] == [
        [type(layer).__name__, str(layer.output_shape)] for layer in get_all_layers(both)
    ]


def test_what_does_not_train_is_counted_apart():
    network = BatchNormLayer(DenseLayer(InputLayer((None, 500)), 3))
    assert after_the_table(network) == [
        "All parameters: 1,515",
        "Trainable: 1,509",
        "Not trainable: 6",
    ]


def test_labels_are_unique_and_names_stay():
    class Dense(Layer):
        pass

    l_in = InputLayer((None, 2))
    names = ["dense_1", None, "twin", "twin", "twin", "twin (2)", "", None]
    layers = [Layer(l_in, name=name) for name in names]
    layers += [DenseLayer(l_in, 2), Dense(l_in)]
    labels = ["dense_1", "layer_1", "twin", "twin (3)", "twin (4)", "twin (2)"]
    labels += ["layer_2", "layer_3", "dense_2", "dense_3"]
    assert [row[0] for row in rows_of(layers)] == ["input_1", *labels]
    assert rows_of(ElemwiseSumLayer(layers))[-1][-1] == ", ".join(labels)


def test_names_are_shown_as_they_are():
    assert rows_of(Layer((1,), name="[red]a[/red] :cat: 100 'b'"))[0][0] == (
        "[red]a[/red] :cat: 100 'b'"
    )
    assert rows_of(Layer((1,), name=7))[0][0] == "7"


def test_a_shape_alone_is_what_a_layer_is_connected_to():
    hidden = DenseLayer((None, 4), np.int64(3))
    assert rows_of(hidden) == [["dense_1", "DenseLayer", "(None, 3)", "15", "(None, 4)"]]
    assert rows_of(ElemwiseSumLayer([hidden, (None, 3), hidden]))[1] == [
        *("elemwisesum_1", "ElemwiseSumLayer", "(None, 3)", "0"),
        "dense_1, (None, 3), dense_1",
    ]


def test_shared_parameters_count_once_and_are_said_to_be_shared():
    first = DenseLayer((None, 40), 40, name="first")
    second = DenseLayer(first, 40, W=first.W)
    third = DenseLayer(second, 40, W=first.W.T @ first.W, b=second.b)
    assert [row[3] for row in rows_of(third)] == ["1,640", "* 1,640", "* 1,640"]
    assert after_the_table(third) == [
        "* parameters that dense_1 shares with first, counted once: 1,600",
        "* parameters that dense_2 shares with first, counted once: 1,600",
        "* parameters that dense_2 shares with dense_1, counted once: 40",
        "All parameters: 1,680",
        "Trainable: 1,680",
        "Not trainable: 0",
    ]


def test_what_one_layer_trains_is_trainable():
    first = DenseLayer((None, 2), 2, b=None)
    first.params[first.W].remove("trainable")
    second = DenseLayer(first, 2, b=None, W=first.W)
    assert after_the_table(first)[1] == "Trainable: 0"
    assert after_the_table(second)[-2:] == ["Trainable: 4", "Not trainable: 0"]


def test_a_network_without_layers():
    assert rows_of([]) == [] and after_the_table([])[0] == "All parameters: 0"


def test_it_goes_to_what_standard_output_is_now(strided, capsys):
    assert summary(strided) is None
    assert capsys.readouterr() == (text_of(strided), "")


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


def test_the_text_is_complete_and_the_same_everywhere(monkeypatch):
    network = InputLayer((None, 3), name="long" * 60)
    network = ElemwiseSumLayer([batch_norm(DenseLayer(network, 3)) for _ in range(30)])
    expected = text_of(network)
    assert expected.isascii() and "\x1b" not in expected and "..." not in expected
    assert all(f"nonlinearity_{n}," in expected for n in range(1, 30))
    assert len({len(line) for line in expected.splitlines() if line[0] in "|+"}) == 1
    for name, value in {"COLUMNS": "20", "FORCE_COLOR": "1", "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal(io.BytesIO(), encoding="latin-1", newline="\n")
    summary(network, file=terminal)
    terminal.flush()
    assert terminal.buffer.getvalue().decode("latin-1") == expected


def test_importing_the_layers_does_not_import_rich():
    code = "import sys, layers; sys.exit('rich' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
