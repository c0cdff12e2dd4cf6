"""``theano.scan_checkpoints``: a scan that keeps few of its steps, and computes them again."""

from pytensor.scan.checkpoints import scan_checkpoints as pytensor_scan_checkpoints

from legacy_repro.theano.scan_module.scan import with_updates


def scan_checkpoints(
    fn,
    sequences=None,
    outputs_info=None,
    non_sequences=None,
    name="checkpointscan_fn",
    n_steps=None,
    save_every_N=10,
    padding=True,
):
    """Loop as `scan` does; return the output of every ``save_every_N``-th step, and the updates."""
    return with_updates(
        pytensor_scan_checkpoints,
        fn,
        sequences=sequences,
        outputs_info=outputs_info,
        non_sequences=non_sequences,
        name=name,
        n_steps=n_steps,
        save_every_N=save_every_N,
        padding=padding,
    )
