#!/usr/bin/env python3
"""Checks that every C++ file is as clang-format writes it; `--fix` writes it so.

Versions differ in a few of a thousand lines, so the form is that of one, Debian 12's: where another
is all there is, nothing is checked, and nothing is written.
"""

import re
import shutil
import subprocess
import sys

import tree

VERSION = "14"
SKIPPED = 77  # exit status that ctest takes as "not run"


def program():
    """The clang-format of that version; none where there is none."""
    for name in (f"clang-format-{VERSION}", "clang-format"):
        if shutil.which(name) is None:
            continue
        said = subprocess.run([name, "--version"], capture_output=True, text=True, check=True).stdout
        if re.search(rf"version {VERSION}\.", said):
            return name
    return None


if program() is None:
    print(f"skipped: needs clang-format {VERSION}")
    sys.exit(SKIPPED)
names = [str(name) for name in tree.files() if name.suffix in {".h", ".cc"}]
mode = ["-i"] if "--fix" in sys.argv[1:] else ["--dry-run", "-Werror"]
sys.exit(subprocess.run([program(), *mode, *names], cwd=tree.TOP, check=False).returncode)
