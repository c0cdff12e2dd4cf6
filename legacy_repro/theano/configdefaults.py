"""Theano's settings that PyTensor does not have, with the defaults of Theano 1.0.5."""

from legacy_repro.theano.parameters import ConfigParam, parameter

REACTIONS = ("ignore", "warn", "raise", "pdb")
TEST_VALUES = ("off", "ignore", "warn", "raise", "pdb")
NUMPY_ERRORS = ("ignore", "warn", "raise", "call", "print", "log", "None")
ONE_NUMPY_ERROR = ("None", *NUMPY_ERRORS[:-1])
TIMED = ("guess_once", "guess_on_shape_change", "time_once", "time_on_shape_change")
FOURIER = ("fft", "fft_tiling", "winograd", "winograd_non_fused")
RELEASES = "0.3 0.4 0.4.1 0.5 0.6 0.7 0.8 0.8.1 0.8.2 0.10 1.0 1.0.1 1.0.2 1.0.3 1.0.4 1.0.5"

# Scripts read and set them; where there are several texts, the first is the default.
DEFAULTS = {
    "assert_no_cpu_op": REACTIONS,
    "cache_optimizations": False,
    "compute_test_value": TEST_VALUES,
    "compute_test_value_opt": TEST_VALUES,
    "contexts": "",
    "conv.assert_shape": False,
    "ctc.root": "",
    "cuda.include_path": "/usr/local/include",
    "cuda.root": "/usr/local",
    "deterministic": ("default", "more"),
    "device": "cpu",
    "dnn.base_path": "",
    "dnn.bin_path": "",
    "dnn.conv.algo_bwd_data": ("none", "deterministic", *FOURIER, *TIMED),
    "dnn.conv.algo_bwd_filter": ("none", "deterministic", "small", *FOURIER, *TIMED),
    "dnn.conv.algo_fwd": ("small", "none", "large", *FOURIER, *TIMED),
    "dnn.conv.precision": ("as_input_f32", "as_input", "float16", "float32", "float64"),
    "dnn.enabled": ("auto", "True", "False", "no_check"),
    "dnn.include_path": "",
    "dnn.library_path": "",
    "experimental.local_alloc_elemwise": True,
    "experimental.local_alloc_elemwise_assert": True,
    "experimental.unpickle_gpu_on_cpu": False,
    "force_device": False,
    "gpu.local_elemwise_fusion": True,
    "gpuarray.cache_path": "",
    "gpuarray.preallocate": 0.0,
    "gpuarray.sched": ("default", "multi", "single"),
    "gpuarray.single_stream": True,
    "gpuarray.sync": False,
    "gpuelemwise.sync": True,
    "init_gpu_device": "",
    "lib.cnmem": 0.0,
    "magma.enabled": False,
    "magma.include_path": "",
    "magma.library_path": "",
    "metaopt.optimizer_excluding": "",
    "metaopt.optimizer_including": "",
    "metaopt.verbose": 0,
    "numpy.seterr_all": NUMPY_ERRORS,
    "numpy.seterr_divide": ONE_NUMPY_ERROR,
    "numpy.seterr_invalid": ONE_NUMPY_ERROR,
    "numpy.seterr_over": ONE_NUMPY_ERROR,
    "numpy.seterr_under": ONE_NUMPY_ERROR,
    "nvcc.fastmath": False,
    "pickle_test_value": True,
    "print_active_device": True,
    "print_test_value": False,
    "reoptimize_unpickled_function": False,
    "scan.debug": False,
    "tensor.local_elemwise_fusion": True,
    "unittests.rseed": "666",
    "warn.argmax_pushdown_bug": False,
    "warn.gpu_set_subtensor1": False,
    "warn.gpusum_01_011_0111_bug": False,
    "warn.identify_1pexp_bug": False,
    "warn.ignore_bug_before": ("0.9", "None", "all", *RELEASES.split()),
    "warn.inc_set_subtensor1": False,
    "warn.inc_subtensor1_opt": True,
    "warn.reduce_join": False,
    "warn.round": False,
    "warn.signal_conv2d_interface": False,
    "warn.subtensor_merge_bug": False,
    "warn.sum_div_dimshuffle_bug": False,
    "warn.sum_sum_bug": False,
    "warn.vm_gc_bug": False,
}

# These take anything.
ANYTHING = {"dnn.conv.algo_bwd": True, "dnn.conv.workmem": True, "dnn.conv.workmem_bwd": True}


def int_division(how):
    """Return "int"; raise ValueError for what `/` of integers cannot do here."""
    if how != "int":
        raise ValueError(f"{how!r} cannot be had, `/` between integers divides as with 'int' here")
    return how


PARAMETERS = {name: parameter(default) for name, default in DEFAULTS.items()}
PARAMETERS |= {name: ConfigParam(default) for name, default in ANYTHING.items()}
PARAMETERS["int_division"] = ConfigParam("int", int_division)
for kind in ("all", "divide", "invalid", "over", "under"):
    # NumPy hears of these once, as Theano is imported: only flags set them.
    PARAMETERS[f"numpy.seterr_{kind}"].allow_override = False
