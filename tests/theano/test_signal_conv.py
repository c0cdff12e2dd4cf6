import numpy as np
import pytensor
import pytensor.tensor as pt
import pytest

from legacy_repro.theano.tensor.signal.conv import conv2d


@pytest.mark.parametrize(
    ("images", "filters"),
    [((4, 5), (2, 3)), ((2, 4, 5), (2, 3)), ((4, 5), (3, 2, 3)), ((2, 4, 5), (3, 2, 3))],
)
def test_each_image_with_each_filter(images, filters, sines, cosines, mode):
    x, w = sines(images), cosines(filters)
    result = pytensor.function([], conv2d(pt.constant(x), pt.constant(w)), mode=mode)()
    assert result.shape == (*images[:-2], *filters[:-2], 3, 3)
    flipped = w[..., ::-1, ::-1].reshape(-1, 2, 3)
    pictures = x.reshape(-1, 4, 5)
    for n, picture in enumerate(pictures):
        for f, taps in enumerate(flipped):
            found = result.reshape(len(pictures), len(flipped), 3, 3)[n, f, 1, 2]
            np.testing.assert_allclose(found, np.sum(picture[1:3, 2:5] * taps), atol=1e-13)


def test_what_is_refused():
    with pytest.raises(ValueError, match="2 or 3 dimensions"):
        conv2d(pt.tensor4(), pt.matrix())
    with pytest.raises(ValueError, match="got 'half'"):
        conv2d(pt.matrix(), pt.matrix(), border_mode="half")
