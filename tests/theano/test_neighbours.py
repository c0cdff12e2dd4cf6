import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest

from legacy_repro.theano.sandbox.neighbours import images2neibs as old_images2neibs
from legacy_repro.theano.tensor.nnet.abstract_conv import (
    bilinear_kernel_2D,
    bilinear_upsampling,
    frac_bilinear_upsampling,
)
from legacy_repro.theano.tensor.nnet.neighbours import (
    Images2Neibs,
    images2neibs,
    neibs2images,
)


@pytest.mark.parametrize("case", range(6))
def test_patches_are_those_of_theano(case, recorded, sines, with_gradients):
    settings, expected = recorded(f"images2neibs/{case}")
    x = pt.dtensor4()
    gradient = len(expected) == 2
    results = with_gradients(
        [x], images2neibs(x, **settings), [sines((1, 2, 4, 6))], gradient=gradient
    )
    for result, numbers in zip(results, expected, strict=True):
        np.testing.assert_allclose(result, numbers, rtol=0, atol=1e-13)


def test_sizes_may_be_symbolic(sines):
    images, sizes = pt.constant(sines((1, 1, 4, 6))), pt.lvector()
    expected = images2neibs(images, (2, 3)).eval()
    np.testing.assert_array_equal(images2neibs(images, sizes).eval({sizes: [2, 3]}), expected)


def test_there_and_back(sines, mode):
    images = sines((2, 2, 4, 6))
    back = neibs2images(images2neibs(images, (2, 3)), (2, 3), images.shape)
    loose = images2neibs(images, (3, 4), mode="ignore_borders")
    part = neibs2images(loose, (3, 4), images.shape, mode="ignore_borders")
    whole, part = pytensor.function([], [back, part], mode=mode)()
    np.testing.assert_array_equal(whole, images)
    np.testing.assert_array_equal(part[:, :, :3, :4], images[:, :, :3, :4])
    assert not part[:, :, 3:].any() and not part[:, :, :, 4:].any()


def test_patches_must_fit(mode):
    x = pt.dtensor4()
    for shape, kind in (((3, 3), "valid"), ((2, 2), "wrap_centered"), ((5, 5), "full")):
        function = pytensor.function([x], images2neibs(x, shape, mode=kind), mode=mode)
        with pytest.raises(TypeError, match="images2neibs needs"):
            function(np.zeros((1, 1, 4, 4)))


def test_what_is_refused():
    x = pt.tensor4()
    assert old_images2neibs is images2neibs
    with pytest.raises(NotImplementedError, match="got 'same'"):
        Images2Neibs("same")
    with pytest.raises(NotImplementedError, match="got 'half'"):
        neibs2images(pt.matrix(), (2, 2), (1, 1, 4, 4), "half")
    for wrong in ((pt.matrix(), (2, 2)), (x, 2)):
        with pytest.raises(AssertionError, match="images2neibs takes"):
            images2neibs(*wrong)


@pytest.mark.parametrize("case", range(6))
def test_upsampling_is_that_of_theano(case, recorded, sines, with_gradients):
    settings, expected = recorded(f"frac_bilinear_upsampling/{case}")
    x = pt.dtensor4()
    results = with_gradients([x], frac_bilinear_upsampling(x, **settings), [sines((1, 2, 3, 4))])
    for result, numbers in zip(results, expected, strict=True):
        np.testing.assert_allclose(result, numbers, rtol=0, atol=1e-13)


def test_ratios():
    x = pt.constant(np.arange(6.0).reshape(1, 1, 2, 3))
    whole = bilinear_upsampling(x, 3, use_1D_kernel=False)
    fraction = bilinear_upsampling(x, frac_ratio=(3, 1), use_1D_kernel=False)
    np.testing.assert_array_equal(whole.eval(), fraction.eval())
    for arguments, sentence in (
        ({}, "needs ratio"),
        ({"ratio": 2, "frac_ratio": (3, 2)}, "not both"),
        ({"frac_ratio": (3, 2)}, "use_1D_kernel=False"),
    ):
        with pytest.raises(ValueError, match=sentence):
            bilinear_upsampling(x, **arguments)
    expected = [[0.25, 0.5, 0.25], [0.5, 1, 0.5], [0.25, 0.5, 0.25]]
    np.testing.assert_array_equal(bilinear_kernel_2D(2).eval(), expected)
