"""What becomes of the syntax tree of a Python 2 source, beyond fissix's own fixers."""
