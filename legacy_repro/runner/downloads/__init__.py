"""Downloads that are no more: the addresses old scripts fetch data from, answered from ours."""

import functools
import os
import subprocess

from legacy_repro.runner import imports
from legacy_repro.runner.downloads import commands, web
from legacy_repro.runner.downloads.missing import add_note


@functools.cache
def install():
    """Answer dead addresses in urllib, requests, and simple calls of wget and curl.

    Other addresses are left alone. Nothing is imported or made before a script asks for it.
    """
    imports.after("urllib.request", web.answer_urllib)
    imports.after("requests.adapters", web.answer_requests)
    os.system = commands.system(os.system)
    subprocess.Popen.__init__ = commands.popen(subprocess.Popen.__init__)
