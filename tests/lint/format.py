#!/usr/bin/env python3
"""Checks that every C++ file is as clang-format writes it; `--fix` writes it so."""

import subprocess
import sys

import tree

names = [str(name) for name in tree.files() if name.suffix in {".h", ".cc"}]
mode = ["-i"] if "--fix" in sys.argv[1:] else ["--dry-run", "-Werror"]
sys.exit(subprocess.run(["clang-format", *mode, *names], cwd=tree.TOP, check=False).returncode)
