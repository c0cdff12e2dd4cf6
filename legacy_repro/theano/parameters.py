"""The kinds of settings: what values they take, and what texts of flags mean."""

TRUE = (True, 1, "1", "true", "True")
FALSE = (False, 0, "0", "false", "False")


class ConfigParam:
    """A setting: a filter checks and converts the values that it is given."""

    def __init__(self, default, filter=None, allow_override=True):
        self.filter, self.allow_override = filter, allow_override
        self.default = self.apply(default)

    def apply(self, value):
        """Return the value as the setting keeps it; raise ValueError where it takes no such."""
        return self.filter(value) if self.filter else value


class TypedParam(ConfigParam):
    """A setting of a type, that of its default, and of values for which is_valid is true."""

    def __init__(self, default, mytype, is_valid=None, allow_override=True):
        def filtered(value):
            converted = mytype(value)
            if is_valid is not None and not is_valid(converted):
                raise ValueError(f"{value!r} is no valid value")
            return converted

        super().__init__(default, filtered, allow_override)


def boolean(value):
    """Return the truth that a value or a text means; raise ValueError for any other."""
    if value not in TRUE + FALSE:
        raise ValueError(f"{value!r} is neither True nor False")
    return value in TRUE


def BoolParam(default, is_valid=None, allow_override=True):
    """Return a setting that is True or False."""
    return TypedParam(default, boolean, is_valid, allow_override)


def IntParam(default, is_valid=None, allow_override=True):
    """Return a setting that is an integer."""
    return TypedParam(default, int, is_valid, allow_override)


def FloatParam(default, is_valid=None, allow_override=True):
    """Return a setting that is a number."""
    return TypedParam(default, float, is_valid, allow_override)


def StrParam(default, is_valid=None, allow_override=True):
    """Return a setting that is a text."""
    return TypedParam(default, str, is_valid, allow_override)


class EnumStr(ConfigParam):
    """A setting that is one of several texts, the first of them by default."""

    def __init__(self, default, *options, allow_override=True):
        self.all = (default, *options)
        for option in self.all:
            if not isinstance(option, str):
                raise ValueError(f"the values of an EnumStr are texts, not {option!r}")
        super().__init__(default, self._one, allow_override)

    def _one(self, value):
        if value not in self.all:
            raise ValueError(f"{value!r} is none of {', '.join(self.all)}")
        return value


def parameter(default):
    """Return a setting with a default: several texts are those that it may be."""
    if isinstance(default, tuple):
        return EnumStr(*default)
    kinds = {bool: BoolParam, int: IntParam, float: FloatParam, str: StrParam}
    return kinds[type(default)](default)
