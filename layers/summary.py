"""The table of a network's layers: what each is, what comes out of it, what it has to learn."""

from collections import Counter
from itertools import count

from layers.description import brief
from layers.network import count_params, get_all_layers, inputs_of, size_of
from legacy_repro.ascii_table import table

COLUMNS = ("name", "type", "output shape", "parameters", "connected to")


def summary(network, file=None):
    """Print a table of a network's layers, and how many parameters they have.

    A layer without a name is called by its type and a number; one made from a shape alone is
    connected to that shape. Parameters of several layers count once in the totals: a star marks
    the layers that use those of a layer above. A parameter that is an expression stands for the
    shared variables in it.

    Parameters
    ----------
    network : Layer or list of Layer
    file : text file, optional
        Standard output if not given. The text is the same everywhere: as wide as it has to be, and
        plain ASCII but for the layers' own names.

    Examples
    --------
    >>> from layers import DenseLayer, InputLayer
    >>> l_hidden = DenseLayer(InputLayer((None, 784)), 50, name="hidden")
    >>> summary(DenseLayer(l_hidden, 10))
    +-----------------------------------------------------------------+
    | name    | type       | output shape | parameters | connected to |
    |---------+------------+--------------+------------+--------------|
    | input_1 | InputLayer | (None, 784)  |          0 |              |
    | hidden  | DenseLayer | (None, 50)   |     39,250 | input_1      |
    | dense_1 | DenseLayer | (None, 10)   |        510 | hidden       |
    +-----------------------------------------------------------------+
    All parameters: 39,760
    Trainable: 39,760
    Not trainable: 0
    """
    layers = get_all_layers(network)
    labels = _labels(layers)
    shared = _shared(layers)
    print(
        _table(layers, labels, shared),
        *(
            f"* parameters that {labels[layer]} shares with {labels[first]}, counted once: {size:,}"
            for (layer, first), size in shared.items()
        ),
        *_totals(layers),
        sep="\n",
        file=file,
    )


def _labels(layers):
    """Return what to call each layer: by its name, or by its type, and unlike any other."""
    names = {layer: " ".join(str(layer.name or "").split()) for layer in layers}
    given = set(names.values())
    series, labels = {}, {}
    for layer, name in names.items():
        kind = type(layer).__name__.removesuffix("Layer").lower() or "layer"
        candidates = series.setdefault((name, name or kind), _candidates(name, kind))
        labels[layer] = next(each for each in candidates if each == name or each not in given)
    return labels


def _candidates(name, kind):
    """Yield labels: the name and then ``name (2)`` ..., or without a name ``kind_1`` ..."""
    if name:
        yield name
    for n in count(2 if name else 1):
        yield f"{name} ({n})" if name else f"{kind}_{n}"


def _shared(layers):
    """Return how many parameters each layer has in common with the layer that has them first."""
    first, shared = {}, Counter()
    for layer in layers:
        for param in layer.get_params():
            if first.setdefault(param, layer) is not layer:
                shared[layer, first[param]] += size_of([param])
    return shared


def _table(layers, labels, shared):
    starred = {layer for layer, _ in shared}
    rows = [
        [
            labels[layer],
            type(layer).__name__,
            brief(layer.output_shape),
            f"{'* ' if layer in starred else ''}{size_of(layer.get_params()):,}",
            ", ".join(_sources(layer, labels)),
        ]
        for layer in layers
    ]
    return table(COLUMNS, rows, numbers=["parameters"])


def _sources(layer, labels):
    """Return what feeds a layer: other layers, and the shapes that stand for one."""
    below = inputs_of(layer)
    shapes = getattr(layer, "input_shapes", None) or [getattr(layer, "input_shape", None)]
    return [labels.get(each) or brief(shape) for each, shape in zip(below, shapes, strict=False)]


def _totals(layers):
    total, trainable = count_params(layers), count_params(layers, trainable=True)
    yield f"All parameters: {total:,}"
    yield f"Trainable: {trainable:,}"
    yield f"Not trainable: {total - trainable:,}"
