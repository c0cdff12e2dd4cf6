"""The code of the Lasagne CNN (text 000), with the lines that its page has lost."""

import re

BLOCKS = [  # the first and the last line of a piece of code
    ("from __future__", "from pylab"),
    ("def load_dataset", "    return X_train"),
    ("X_train, y_train, X_val", "X_train, y_train, X_val"),
    ("image_num", "imshow("),
    ("def build_cnn", "    return l_out"),
    ("def iterate_minibatches", "        yield"),
    ("def main", "    return all_layers"),
    ("weights = main", "weights = main"),
    ("c1_kernels", "    ax.matshow"),
    ("image_num", "    ax.matshow"),
]
RECTIFY = """\
            nonlinearity=lasagne.nonlinearities.rectify,
            W=lasagne.init.GlorotUniform())
"""
GAPS = [
    ("from urllib import", "    else:"),
    ("if not os.path.exists", "            download(filename)"),
    ("if not os.path.exists", "            download(filename)"),
    ("l_in =", "                                     input_var=input_var)"),
    ("l_in, num_filters", RECTIFY),
    ("l_p1, num_filters", RECTIFY),
    ("lasagne.layers.dropout(l_p2", f"            num_units=256,\n{RECTIFY}"),
    (
        "lasagne.layers.dropout(l_fc",
        "            num_units=10, nonlinearity=lasagne.nonlinearities.softmax)",
    ),
    ("indices =", "        np.random.shuffle(indices)"),
    ("excerpt = indices", "        else:"),
    ("train_acc =", "                       dtype=theano.config.floatX)"),
    ("test_loss =", "                                                            target_var)"),
    ("test_acc =", "                      dtype=theano.config.floatX)"),
]


def test_trains_to_the_accuracy_of_the_text(seed, run, filled, tmp_path):
    ended = run(filled(code(seed("000")), GAPS), THEANO_FLAGS="floatX=float32")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("Downloading ") == 4
    assert ended.stdout.count("Epoch ") == 5
    (accuracy,) = re.findall(r"test accuracy:\s+([\d.]+) %", ended.stdout)
    assert float(accuracy) > 98.5  # the text: 98.85, without a seed
    assert len(list(tmp_path.glob("*.png"))) == 3  # the digit, the kernels, the feature maps


def code(text):
    after = 0
    for first, last in BLOCKS:
        start = text.find(first, after)
        after = text.find(last, start) + 1
        yield from text[start:after]
