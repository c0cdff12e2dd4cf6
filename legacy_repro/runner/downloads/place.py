"""Copy files: python place.py [--keep] SOURCE TARGET ...; with --keep what is there stays."""

import os
import shutil
import sys

if __name__ == "__main__":
    keep = sys.argv[1] == "--keep"
    words = sys.argv[1 + keep :]
    for source, target in zip(words[::2], words[1::2], strict=True):
        if not (keep and os.path.exists(target)):
            os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
            shutil.copyfile(source, target)
