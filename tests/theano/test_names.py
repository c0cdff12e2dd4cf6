"""Theano's names are there and take its arguments: tests/data/theano_names.csv lists them."""

import csv
import importlib
import inspect
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[1] / "data" / "theano_names.csv"

# Not there, and why; by module, or by package for all below it.
REFUSED = {
    "theano": {
        "disable_log_handler has_handlers test": "of Theano's own logging and linking",
        "FunctionMaker get_scalar_constant_value": "arguments that only rewrites give by name",
    },
    "theano.compile": {
        "check_equal convert_function_input fgraph_updated_vars get_info_on_inputs "
        "io_connection_pattern orig_function register_checker std_fgraph alias_root "
        "deep_copy_op infer_reuse_pattern insert_deepcopy view_op view_tree_set "
        "iter_over_pairs is_same_graph Variable generic generic_constructor": "inside compilation",
        "FunctionMaker": "its function_builder and output_keys are gone",
        "register_rebroadcast_c_code register_shape_c_code register_shape_i_c_code "
        "register_specify_shape_c_code shape_i shape_i_op": "C code of other types",
        "f_compute f_gpua_absmax f_gpua_max f_gpua_min": "checks on a GPU",
    },
    "theano.gof": {
        "Query view_roots as_string general_toposort nodes_constructed stack_search": "graph tools "
        "with arguments of their own in PyTensor"
    },
    "theano.gradient": {"consider_constant_ format_as": "inside theano.gradient"},
    "theano.printing": {
        "hex_digest position_independent_str var_descriptor": "PyTensor has no such digest"
    },
    "theano.sandbox": {
        "hints is_hint_node is_positive is_psd is_symmetric": "hints to rewrites",
        "bool_t int_t ff_2p134 ff_2p72 matVecModM mrg_next_value multMatVect": "inside MRG31k3p",
    },
    "theano.scalar": {
        "FunctionGraph Type as_common_dtype div_proxy float_out_nocomplex handle_cast "
        "handle_composite int_or_true_div int_out_nocomplex": "inside theano.scalar",
        "angle chi2sf complex_from_polar deg2rad rad2deg gammal gammau inclosedrange "
        "inopenrange iv": "functions of scalars that PyTensor has for tensors only, or not at all",
    },
    "theano.sparse": {"hash_from_sparse structured_monoid": "inside theano.sparse"},
    "theano.tensor": {
        "irecv isend recv send mpi_send_wait_cmp mpi_send_wait_key mpi_tag_cmp mpi_tag_key "
        "load": "MPI and memory-mapped files",
        "adv_index_broadcastable_pattern advanced_boolean_inc_subtensor get_idx_list "
        "advanced_boolean_set_subtensor advanced_boolean_subtensor as_index_variable "
        "as_int_none_variable check_advanced_indexing_dimensions check_and_reject_bool "
        "get_canonical_form_slice make_constant make_slice": "inside indexing",
        "Apply Type alloc_validate_shape check_and_normalize_axes check_equal_numpy constructor "
        "div_proxy hashtype inc_code int32 int32_t join_ key_to_cmp min_informative_str "
        "numpy_scalar pprint register_transfer setdefault mul_without_zeros equal_slices "
        "scalar_xlogx scalar_xlogy0": "inside theano.tensor, or imported into it",
        "choice_helper multinomial_helper permutation_helper random_integers_helper": "inside "
        "the draws",
        "bool_t": "imported into theano.tensor.signal.pool",
    },
    "theano.tensor.nnet": {
        "crossentropy_to_crossentropy_with_softmax softmax_simplifier "
        "crossentropy_to_crossentropy_with_softmax_with_bias": "rewrites",
        "assert_shape gen_conv_code_unroll_batch_kern diagonal_subtensor "
        "get_diagonal_subtensor_view inc_diagonal_subtensor": "inside convolution",
        "add mul sub true_div": "imported into theano.tensor.nnet.bn",
        "cpu_contiguous ctc ctc_available ctc_present": "Warp-CTC was another library",
        "compute_mul is_1pexp is_exp is_mul is_neg parse_mul_tree partition_num_or_denom "
        "perform_sigm_times_exp pprint replace_leaf simplify_mul scalar_softsign "
        "ultra_fast_scalar_sigmoid": "inside the rewrites of sigmoid",
    },
}


def rows():
    with TABLE.open(newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


def refused(module, name):
    """Say whether REFUSED lists a name, for its module or a package above it."""
    return any(
        (module == package or module.startswith(package + ".")) and name in names.split()
        for package, reasons in REFUSED.items()
        for names in reasons
    )


def lacking(module, name, parameters):
    """Return what is not there: the name, or the parameters that it does not take."""
    try:
        served = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        return name
    try:
        taken = inspect.signature(served).parameters
    except (TypeError, ValueError):
        return None
    if any(p.kind is p.VAR_KEYWORD for p in taken.values()):
        return None
    left = [p for p in parameters.split() if p not in taken and p not in ("self", "cls")]
    return f"{name}({', '.join(left)})" if left else None


@pytest.mark.parametrize("module", sorted({module for module, _, _ in rows()}))
def test_names_are_there_with_their_arguments(module):
    table = [(name, parameters) for m, name, parameters in rows() if m == module]
    missing = [lacking(module, *row) for row in table if not refused(module, row[0])]
    assert [name for name in missing if name] == []


def test_refused_names_are_of_the_table():
    listed = {name for reasons in REFUSED.values() for names in reasons for name in names.split()}
    assert listed == {name for module, name, _ in rows() if refused(module, name)}
