"""Run scripts by the command `legacy-repro run`, each in a process forked from one with PyTensor.

Reads lines of a script, a folder to run in, and files for its output and its errors, separated by
tabs; answers each with the exit status. So a script costs no import of PyTensor, and starts from
the state in which the command itself starts it.
"""

import os
import sys

import legacy_repro
import legacy_repro.runner.script
from legacy_repro.__main__ import main


def answer(requests):
    """Run what each line asks for in a child, and print its status."""
    for request in requests:
        child = os.fork()
        if child == 0:
            run(*request.rstrip("\n").split("\t"))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def run(script, folder, out, err):
    """Do in this process what the command does, with its output and errors in files."""
    os.chdir(folder)
    for stream, path in enumerate([os.devnull, out, err]):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), stream)
    sys.exit(main(["run", script]))


if __name__ == "__main__":
    legacy_repro.activate()
    import legacy_repro.theano

    answer(iter(sys.stdin.readline, ""))
