"""Names that standard modules had under Python 2: a line a name."""

import configparser
import itertools
import operator
import os
import string
import sys
import types

import numpy as np

from legacy_repro.runner.python2.division import old_div, old_idiv
from legacy_repro.runner.python2.files import binary

NAMES = {
    itertools: {
        "ifilter": filter,
        "ifilterfalse": itertools.filterfalse,
        "imap": map,
        "izip": zip,
        "izip_longest": itertools.zip_longest,
    },
    operator: {
        "div": old_div,
        "idiv": old_idiv,
        "isCallable": callable,
        "isSequenceType": lambda value: hasattr(value, "__getitem__"),
        "sequenceIncludes": operator.contains,
    },
    os: {"getcwdu": os.getcwd},
    string: {
        **{name: getattr(str, name) for name in dir(str) if name[0] != "_"},
        "letters": string.ascii_letters,
        "lowercase": string.ascii_lowercase,
        "uppercase": string.ascii_uppercase,
        "maketrans": str.maketrans,
        "join": lambda words, between=" ": between.join(words),
        "joinfields": lambda words, between=" ": between.join(words),
        "atoi": int,
        "atol": int,
        "atof": float,
        "zfill": lambda x, width: str(x).zfill(width),
    },
    sys: {
        "maxint": sys.maxsize,
        "setdefaultencoding": lambda name: None,
        "exc_clear": lambda: None,
    },
    types: {
        "BooleanType": bool,
        "ClassType": type,
        "ComplexType": complex,
        "DictType": dict,
        "DictionaryType": dict,
        "FloatType": float,
        "InstanceType": object,
        "IntType": int,
        "ListType": list,
        "LongType": int,
        "ObjectType": object,
        "SliceType": slice,
        "StringType": str,
        "StringTypes": (str,),
        "TupleType": tuple,
        "TypeType": type,
        "UnicodeType": str,
    },
    configparser: {"SafeConfigParser": configparser.ConfigParser},
}


_load = np.load


def load(file, mmap_mode=None, allow_pickle=True, fix_imports=True, encoding="latin1", **options):
    """Call np.load; pickles in the file are read, as they were then, and strings as latin1."""
    return _load(binary(file), mmap_mode, allow_pickle, fix_imports, encoding=encoding, **options)


def install():
    """Add the names, and let np.load read the pickles of Python 2, as it did then."""
    for module, names in NAMES.items():
        for name, value in names.items():
            if not hasattr(module, name):
                setattr(module, name, value)
    np.load = load
