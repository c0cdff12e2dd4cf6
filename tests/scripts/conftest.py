"""The scripts are run by tests, never imported."""

collect_ignore_glob = ["*/*.py", "nursery.py"]
