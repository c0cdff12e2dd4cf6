import pytensor
import pytest


@pytest.fixture(autouse=True)
def _an_error_in_a_rewrite_is_an_error():
    """PyTensor would log it and go on without the rewrite."""
    with pytensor.config.change_flags(on_opt_error="raise"):
        yield
