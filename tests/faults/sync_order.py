#!/usr/bin/env python3
"""Proves by a trace of file operations that a generation is on the disk before it is current.

strace writes down what a full build and an incremental run do. When `current` is renamed, each file and
folder of the new generation that was not linked from an older one, the folder of generations, and the
record of the sources must have been synced after they were last written; and the index's folder must
be synced after the rename. Prints one closing line; exit status 1 where something was not.
"""

import argparse
import pathlib
import random
import re
import subprocess
import tempfile

from archive import Archive, finish, need, skip

CALLS = "write,pwrite64,ftruncate,copy_file_range,fsync,fdatasync,rename,renameat,renameat2"
OF_FILE = re.compile(r"(\w+)\((\d+)<([^>]*)>")
RENAME = re.compile(r'rename\w*\((?:AT_FDCWD(?:<[^>]*>)?, )?"([^"]*)", (?:AT_FDCWD(?:<[^>]*>)?, )?"([^"]*)"')


def operations(archive, log):
    """(call, path) and ("rename", from, to) in their order, of one run."""
    trace = ["strace", "-f", "-qq", "-y", "-s", "300", "-o", str(log), "-e", f"trace={CALLS}"]
    done = subprocess.run([*trace, *archive.command()], capture_output=True, text=True)
    if done.returncode != 0:
        skip(f"strace cannot trace here: {done.stderr.strip()}")
    for line in log.read_text(errors="replace").splitlines():
        renamed, of_file = RENAME.search(line), OF_FILE.search(line)
        if renamed:
            yield "rename", renamed[1], renamed[2]
        elif of_file:
            yield of_file[1], of_file[3]


def moved(synced, old, new):
    """What was synced, by the names that it has after a rename."""
    return {re.sub(f"^{re.escape(old)}(?=/|$)", new, path) for path in synced}


def violations(archive, log):
    """What was not on the disk when a generation became current."""
    index = archive.index.resolve()
    before = set(archive.generations()) if (index / "generations").exists() else set()
    synced, at_current, index_synced = set(), None, False
    for operation in operations(archive, log):
        if operation[0] == "rename":
            synced = moved(synced, operation[1], operation[2])
            if operation[2].endswith("/current"):
                at_current, index_synced = set(synced), False
        elif operation[0] in ("fsync", "fdatasync"):
            synced.add(operation[1])
            index_synced |= operation[1] == str(index)
        else:
            synced.discard(operation[1])
    if at_current is None:
        return ["no generation became current"]
    made = index / "generations" / f"{archive.generation():06}"
    if int(made.name) in before:
        return ["the run made no generation"]
    needed = [made, made.parent, index / "sources" / f"{made.name}.jsonl", *made.rglob("*")]
    wrong = [f"{path} was not synced before it became current" for path in needed
             if str(path) not in at_current and (path.is_dir() or path.stat().st_nlink == 1)]
    return wrong if index_synced else [*wrong, "the index's folder was not synced afterwards"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    options = parser.parse_args()
    need("strace")
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        archive = Archive(options.program, folder / "sources", folder / "index")
        wrong += violations(archive, folder / "trace")
        archive.change(random.Random(1))
        wrong += violations(archive, folder / "trace")
    finish(f"a full build and an incremental run, {len(wrong)} violations", wrong)


if __name__ == "__main__":
    main()
