"""``theano.configparser``: settings of a script's own, and settings for a while."""

from legacy_repro import names
from legacy_repro.flags import parse, read
from legacy_repro.theano.configuration import Config, change_flags, config
from legacy_repro.theano.parameters import (
    BoolParam,
    ConfigParam,
    EnumStr,
    FloatParam,
    IntParam,
    StrParam,
    TypedParam,
)

TheanoConfigParser = Config
THEANO_FLAGS_DICT = read()


def AddConfigVar(name, doc, configparam, root=config, in_c_key=True):
    """Add a setting by a dotted name; a flag of that name in THEANO_FLAGS gives its value.

    Raises AttributeError for a name that is taken already.
    """
    root.add(name, configparam)
    if name in THEANO_FLAGS_DICT:
        root.begin(name, THEANO_FLAGS_DICT[name])


def parse_config_string(config_string, issue_warnings=True):
    """Return the flags of a THEANO_FLAGS text by name."""
    return parse(config_string)


def fetch_val_for_key(key, delete_key=False):
    """Return the text of a flag that the user gave; raise KeyError where there is none."""
    return THEANO_FLAGS_DICT.pop(key) if delete_key else THEANO_FLAGS_DICT[key]


def _config_print(thing, buf, print_doc=True):
    print(thing, file=buf)


__getattr__ = names.absent(__name__)
