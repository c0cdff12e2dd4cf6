"""``theano.gof.type``: types of variables."""

import pytensor.link.c.type
from pytensor.graph.type import Type
from pytensor.link.c.interface import CLinkerType
from pytensor.link.c.type import CDataType, CEnumType, EnumList, EnumType, Generic, generic

from legacy_repro import names

__getattr__ = names.absent(__name__, elsewhere=pytensor.link.c.type)
