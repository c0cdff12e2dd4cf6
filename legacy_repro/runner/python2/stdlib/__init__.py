"""Modules of Python 2's standard library that behave otherwise today, under Python 2's rules."""
