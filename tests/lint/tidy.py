#!/usr/bin/env python3
"""Runs clang-tidy over the sources of the programs: tidy.py BUILD [PATH...]

What is compiled at once (a source, or the several of a unity build) and was found clean is not looked
at again until it, a header it includes, .clang-tidy or clang-tidy itself changes: BUILD/tidy/ holds an
empty file for each, named by a hash of all these. Of PATH, all that is compiled with it is checked.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

import tree

FOLDERS = {"search", "indexer", "server", "config", "bench"}

# The analyzer follows a function's paths over this many states. Its default, 225,000, triples the
# time of the whole check (17 s instead of 6 s for search/searcher.cc).
STATES = "20000"
# It passes over what is included, as the sources of a unity build are, unless it is told not to.
# Clang does not know all of GCC's warnings.
ARGUMENTS = [f"--extra-arg={word}" for word in
             ("-Xclang", "-analyzer-config", "-Xclang", f"max-nodes={STATES}",
              "-Xclang", "-analyzer-opt-analyze-headers", "-Wno-unknown-warning-option")]


def sources_of(file):
    """The sources that are compiled with this one: a unity build includes several in one file."""
    if not file.name.startswith("unity_"):
        return {file}
    return {pathlib.Path(name) for name in re.findall('#include "(.+)"', file.read_text())}


def is_ours(path):
    return path.is_relative_to(tree.TOP) and path.relative_to(tree.TOP).parts[0] in FOLDERS


def commands(build):
    """What compiles sources of ours: these, and the entry of compile_commands.json."""
    for entry in json.loads((build / "compile_commands.json").read_text()):
        sources = sources_of(pathlib.Path(entry["directory"], entry["file"]))
        if any(is_ours(path) for path in sources):
            yield sources, entry


def preprocessed(entry):
    arguments = shlex.split(entry["command"])
    del arguments[arguments.index("-o"):arguments.index("-o") + 2]
    arguments[arguments.index("-c")] = "-E"
    return subprocess.run(arguments, cwd=entry["directory"], capture_output=True, check=True).stdout


def stamp(build, entry, rules):
    key = hashlib.sha256(rules + entry["command"].encode() + preprocessed(entry)).hexdigest()
    return build / "tidy" / key


def check(build, entry, rules):
    """What clang-tidy says of what is compiled at once; nothing where it is clean."""
    clean = stamp(build, entry, rules)
    if clean.exists():
        return ""
    run = subprocess.run(["clang-tidy", "--quiet", *ARGUMENTS, "-p", str(build), entry["file"]],
                         capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return run.stdout or run.stderr
    clean.touch()
    return ""


def main(build, only):
    (build / "tidy").mkdir(exist_ok=True)
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    rules = version + " ".join(ARGUMENTS).encode() + (tree.TOP / ".clang-tidy").read_bytes()
    chosen = [entry for sources, entry in commands(build) if not only or sources & only]
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        said = pool.map(lambda entry: check(build, entry, rules), chosen)
        tree.finish([finding.rstrip() for finding in said if finding])


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve(), {pathlib.Path(path).resolve() for path in sys.argv[2:]})
