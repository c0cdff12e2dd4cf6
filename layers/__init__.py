"""Layers of neural networks, as Lasagne had them, and what builds a network from them.

To add one: a class in a module of this folder, its name here, a test.
"""

from layers import network as helper  # Lasagne's name of that module
from layers.base import Layer, MergeLayer
from layers.conv import (
    BaseConvLayer,
    Conv2DLayer,
    Conv3DLayer,
    conv_input_length,
    conv_output_length,
)
from layers.dense import DenseLayer, NINLayer
from layers.input import InputLayer
from layers.merge import (
    ConcatLayer,
    ElemwiseMergeLayer,
    ElemwiseSumLayer,
    autocrop,
    autocrop_array_shapes,
    concat,
)
from layers.network import (
    count_params,
    get_all_layers,
    get_all_param_values,
    get_all_params,
    get_output,
    get_output_shape,
    set_all_param_values,
)
from layers.noise import (
    DropoutLayer,
    GaussianNoiseLayer,
    dropout,
    dropout_channels,
    dropout_locations,
    spatial_dropout,
)
from layers.normalization import BatchNormLayer, batch_norm
from layers.pool import (
    GlobalPoolLayer,
    MaxPool2DLayer,
    MaxPool3DLayer,
    Pool2DLayer,
    Pool3DLayer,
    pool_output_length,
)
from layers.shape import (
    DimshuffleLayer,
    FlattenLayer,
    PadLayer,
    ReshapeLayer,
    SliceLayer,
    dimshuffle,
    flatten,
    pad,
    reshape,
)
from layers.special import BiasLayer, ExpressionLayer, NonlinearityLayer, ScaleLayer
from layers.summary import summary
from layers.weights import load_weights, save_weights
from legacy_repro import names

__all__ = [name for name, value in globals().items() if callable(value)]

__getattr__ = names.absent(__name__)
