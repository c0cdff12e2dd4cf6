"""What a translation imports: Python 2's builtins; with them the standard modules get old names."""

from legacy_repro.runner.python2 import additions
from legacy_repro.runner.python2.names import *

additions.install()
