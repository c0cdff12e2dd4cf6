"""Fourier transforms on JAX: real numbers in, the real and imaginary parts on an axis at the end.

Importing this module registers them. The lengths to transform are known when they are called.
"""

import jax.numpy as jnp
from pytensor.link.jax.dispatch import jax_funcify
from pytensor.tensor.fft import IRFFTOp, RFFTOp


@jax_funcify.register(RFFTOp)
def rfft(op, **kwargs):
    def transformed(x, lengths):
        spectrum = jnp.fft.rfftn(x, lengths.tolist(), range(-lengths.size, 0))
        return jnp.stack([spectrum.real, spectrum.imag], axis=-1)

    return transformed


@jax_funcify.register(IRFFTOp)
def irfft(op, **kwargs):
    def transformed(x, lengths):
        spectrum = x[..., 0] + 1j * x[..., 1]
        axes = range(-lengths.size, 0)
        return jnp.fft.irfftn(spectrum, lengths.tolist(), axes, norm="forward")  # unscaled

    return transformed
