"""Where the arrays are in what a file holds, and what else is there."""

from dataclasses import dataclass

import numpy as np

from legacy_repro.weights.arrays import Array, Objects
from legacy_repro.weights.error import WeightsError
from legacy_repro.weights.shown import plain, shown
from legacy_repro.weights.standins import Archive, SharedVariable

MAX_DEPTH = 40
MAX_FOUND = 10_000
MAX_CHARACTERS = 10_000_000  # of all places
LONGEST_KEY = 200  # characters


@dataclass(frozen=True)
class Found:
    """A part of a file: its place, as Python would write it, what is there, and its own name."""

    place: str
    value: object
    name: str | None = None

    @property
    def is_array(self):
        """Whether it is an array; a number alone is none, even if NumPy's."""
        return _is_array(self.value)


def find(value):
    """Return a list of Found: each array, and each part that has no array in it.

    Raises WeightsError if it is nested too deeply or there are too many: a few bytes of a pickle
    can say either.
    """
    return Search().find(value)


class Search:
    """What looks for arrays, into each container once, however often it is asked."""

    def __init__(self):
        self._has_array = {}
        self._parts, self._room = [], MAX_CHARACTERS

    def find(self, value, place=""):
        """Return what the function `find` does, at places that begin with `place`."""
        self._parts, self._room = [], MAX_CHARACTERS
        self._walk(value, place)
        return self._parts

    def _walk(self, value, place, name=None, depth=0):
        _check(depth)
        value = _settled(value)
        if _is_array(value) or not self.contains(value, depth):
            self._add(Found(place, value, name))
            return
        name = value.name if isinstance(value, SharedVariable) else name
        for step, child in _children(value):
            self._walk(child, place + step, name, depth + 1)

    def _add(self, part):
        self._parts.append(part)
        self._room -= len(part.place)
        if len(self._parts) > MAX_FOUND:
            raise WeightsError(f"it holds more than {MAX_FOUND:,} things, which is refused")
        if self._room < 0:
            raise WeightsError("it holds things whose places are too long to be written")

    def contains(self, value, depth=0):
        """Return whether there is an array in a value, which is looked through once."""
        _check(depth)
        value = _settled(value)
        if id(value) not in self._has_array:
            self._has_array[id(value)] = False  # while it is looked through: it may hold itself
            found = _is_array(value) or any(
                self.contains(child, depth + 1) for _, child in _children(value)
            )
            self._has_array[id(value)] = found
        return self._has_array[id(value)]

    def without_order(self, value, place="", depth=0):
        """Return place and keys of the first dictionary with arrays at several keys, or None.

        To be asked of what `find` went through.
        """
        _check(depth)
        children = [each for each in _children(_settled(value)) if self.contains(each[1], depth)]
        if type(value) is dict and len(children) > 1:
            return place, list(value)
        found = (self.without_order(child, place + step, depth + 1) for step, child in children)
        return next(filter(None, found), None)


def _check(depth):
    if depth > MAX_DEPTH:
        raise WeightsError(f"it is nested more than {MAX_DEPTH} deep, which is refused")


def _settled(value):
    return value.array if isinstance(value, Array) else value


def _is_array(value):
    return isinstance(value, np.ndarray)


def _children(value):
    """Yield what is directly in a value: how Python writes the way there, and what is there."""
    if isinstance(value, Archive):
        yield from ((plain(name), child) for name, child in value.items())
    elif isinstance(value, dict):
        for key, child in value.items():
            yield f"[{shown(key, LONGEST_KEY)}]", child
    elif isinstance(value, list | tuple):
        for i, child in enumerate(value):
            yield f"[{i}]", child
    elif isinstance(value, SharedVariable):
        yield "", value.value
    elif isinstance(value, Objects):
        for index, child in value.items():
            yield str(list(index)) if index else "", child
