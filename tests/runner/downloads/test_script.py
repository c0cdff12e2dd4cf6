"""A whole script that fetches."""

import subprocess
import sys

LABELS = "http://yann.lecun.com/exdb/mnist/t10k-labels-idx1-ubyte.gz"


INSTALLED = """
import sys
from legacy_repro.runner import downloads
downloads.install()
downloads.install()
print("urllib.request" in sys.modules, "requests" in sys.modules, "numpy" in sys.modules)
from urllib.request import urlretrieve
import os, requests, subprocess
import pickle
for function in (os.system, subprocess.call, subprocess.Popen, subprocess.Popen.__init__):
    assert pickle.loads(pickle.dumps(function)) is function
urlretrieve({url!r}, "by_urllib")
with open("by_requests", "wb") as file:
    file.write(requests.get({url!r}).content)
os.system("wget -O by_system {url}")
subprocess.call(["curl", "-o", "by_subprocess", {url!r}])
os.popen("curl -o by_popen {url}").read()
"""


def test_a_script_that_imports_them_later(cache, content, tmp_path):
    script = INSTALLED.format(url=LABELS)
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path
    )
    assert ended.stdout == "False False False\n", ended.stderr
    assert ended.stderr.count("is gone") == 1
    ways = ("urllib", "requests", "system", "subprocess", "popen")
    assert {path.name for path in tmp_path.iterdir()} == {f"by_{way}" for way in ways}
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {content[LABELS]}
