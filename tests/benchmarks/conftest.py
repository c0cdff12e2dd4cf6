"""The benchmarks are not installed: they are found in the project's folder."""

import sys
from pathlib import Path

# At the end, so that what is installed is what is tested.
sys.path.append(str(Path(__file__).parents[2]))
