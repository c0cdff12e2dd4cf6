"""CUDA's arrays, by the name of the module that was compiled."""

from legacy_repro.theano.sandbox.cuda import CudaNdarray
