#!/usr/bin/env python3
"""Runs clang-tidy over the sources of the programs: tidy.py BUILD [PATH...]

A source that was found clean is not looked at again until it, a header it includes, .clang-tidy or
clang-tidy itself changes: BUILD/tidy/ holds an empty file for each, named by a hash of all these.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

import tree

FOLDERS = {"search", "indexer", "server", "config", "bench"}

# The analyzer follows a function's paths over this many states. Its default, 225,000, triples the
# time of the whole check (17 s instead of 6 s for search/searcher.cc).
STATES = "20000"
ANALYZER = [f"--extra-arg={word}" for word in
            ("-Xclang", "-analyzer-config", "-Xclang", f"max-nodes={STATES}")]


def commands(build):
    """What compiles each source of ours."""
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        if path.is_relative_to(tree.TOP) and path.relative_to(tree.TOP).parts[0] in FOLDERS:
            yield path, entry


def preprocessed(entry):
    arguments = shlex.split(entry["command"])
    del arguments[arguments.index("-o"):arguments.index("-o") + 2]
    arguments[arguments.index("-c")] = "-E"
    return subprocess.run(arguments, cwd=entry["directory"], capture_output=True, check=True).stdout


def stamp(build, entry, rules):
    key = hashlib.sha256(rules + entry["command"].encode() + preprocessed(entry)).hexdigest()
    return build / "tidy" / key


def check(build, path, entry, rules):
    """What clang-tidy says of one source; nothing where it is clean."""
    clean = stamp(build, entry, rules)
    if clean.exists():
        return ""
    run = subprocess.run(["clang-tidy", "--quiet", *ANALYZER, "-p", str(build), str(path)],
                         capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return run.stdout or run.stderr
    clean.touch()
    return ""


def main(build, only):
    (build / "tidy").mkdir(exist_ok=True)
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    rules = version + " ".join(ANALYZER).encode() + (tree.TOP / ".clang-tidy").read_bytes()
    chosen = [(path, entry) for path, entry in commands(build) if not only or path in only]
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        said = pool.map(lambda one: check(build, *one, rules), chosen)
        tree.finish([finding.rstrip() for finding in said if finding])


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve(), {pathlib.Path(path).resolve() for path in sys.argv[2:]})
