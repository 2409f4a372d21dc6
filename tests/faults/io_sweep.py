#!/usr/bin/env python3
"""Fails every I/O call of an incremental run in turn, once and for good, and fills a disk.

strace makes the N-th call that touches the archive or its index fail with EIO or ENOSPC. The run
must end with a status of docs/operations.md within its time and say what failed; the index must be
of the state before or of the new one, pass --check and be served; the next run must succeed. Then
the index is put on a small tmpfs that fills up: nothing may be lost there either. Prints one closing
line; exit status 1 where something was violated.
"""

import argparse
import itertools
import os
import pathlib
import random
import re
import shutil
import subprocess
import tempfile

from archive import Archive, Server, Witness, finish, need, skip

CALLS = ("openat", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "rename", "link",
         "symlink", "mkdir", "unlink", "unlinkat", "rmdir", "ftruncate", "close", "getdents64",
         "newfstatat", "lseek", "flock", "mmap", "readlink")
ERRORS = {"write": ("EIO", "ENOSPC"), "pwrite64": ("EIO", "ENOSPC"), "openat": ("EIO", "ENOSPC", "EMFILE"),
          "mmap": ("ENOMEM",), "mkdir": ("EIO", "ENOSPC"), "link": ("EIO", "EMLINK")}
TIME = 60  # seconds that a run may take, whatever fails


def paths_of(log, folder):
    """All paths below the folder that a traced run named."""
    return sorted(set(re.findall(f'{re.escape(str(folder))}[^">]*', log.read_text(errors="replace"))))


def strace(log, paths, *more):
    chosen = itertools.chain.from_iterable(("-P", path) for path in paths)
    return ["strace", "-f", "-qq", "-o", str(log), *chosen, "-e", "trace=" + ",".join(CALLS), *more]


def count_calls(log):
    counts = {}
    for line in log.read_text(errors="replace").splitlines():
        match = re.match(r"(\d+) +(\w+)\(", line)
        if match:
            counts[match.groups()] = counts.get(match.groups(), 0) + 1
    most = {}
    for (_, call), count in counts.items():
        most[call] = max(most.get(call, 0), count)
    return most


class Sweep:
    """One archive, whose index is put back before each fault so that the calls stay the same."""

    def __init__(self, options, folder):
        self.folder, self.server = folder, options.server
        self.archive = Archive(options.program, folder / "sources", folder / "index", files=4)
        self.archive.build()
        self.first = dict(self.archive.editions)
        self.archive.write(0)
        shutil.copytree(self.archive.index, folder / "kept", symlinks=True)
        self.log = folder / "trace"
        done = self.traced("-y")
        if done.returncode != 0:
            skip(f"strace cannot trace here: {done.stderr.strip()}")
        self.paths = paths_of(self.log, folder)
        self.put_back()
        self.traced(paths=self.paths)
        self.counts = count_calls(self.log)

    def put_back(self):
        shutil.rmtree(self.archive.index)
        shutil.copytree(self.folder / "kept", self.archive.index, symlinks=True)

    def traced(self, *more, paths=()):
        command = strace(self.log, paths, *more) + self.archive.command()
        return subprocess.run(command, capture_output=True, text=True, timeout=TIME)

    def points(self):
        """Every (call, error, N, once or for good)."""
        for call, count in sorted(self.counts.items()):
            for error, n, mode in itertools.product(ERRORS.get(call, ("EIO",)), range(1, count + 1),
                                                    ("", "+")):
                yield call, error, n, mode

    def violation(self, point):
        call, error, n, mode = point
        self.put_back()
        newest = dict(self.archive.editions)
        self.archive.editions = dict(self.first)
        witness = Witness(self.archive)
        self.archive.editions = newest
        try:
            done = self.traced("-e", f"inject={call}:error={error}:when={n}{mode}", paths=self.paths)
        except subprocess.TimeoutExpired:
            return "the run hangs"
        if done.returncode not in (0, 1, 2):
            return f"exit status {done.returncode}: {done.stderr[-300:]}"
        if done.returncode == 2 and "dateline-index: " not in done.stderr:
            return f"nothing says what failed: {done.stderr!r}"
        fault = witness.violation(done.returncode == 0)
        if fault:
            return fault
        status, said = self.archive.run()
        if status != 0:
            return f"the next run ends with {status}: {said}"
        return witness.violation(True)


def served(sweep, violations):
    with Server(sweep.server, sweep.archive.index) as server:
        if sorted(server.ids()) != sorted(sweep.archive.expected_ids(sweep.archive.editions)):
            violations.append("the server has other articles than the sources")


def fill_disk(options, folder, violations):
    """Runs on a tmpfs that is too small, with a little more room each time; returns their number."""
    disk = folder / "disk"
    disk.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", disk], capture_output=True)
    if mount.returncode != 0:
        print("skipped: a full disk, because no tmpfs can be mounted here")
        return 0
    try:
        archive = Archive(options.program, folder / "more", disk / "index", files=8)
        archive.build()
        witness = Witness(archive)
        archive.write(0)
        runs = 0
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize
        for left in range(0, 512 * 1024, 16 * 1024):
            (disk / "ballast").write_bytes(bytes(free - left))
            done = subprocess.run(archive.command(), capture_output=True, text=True, timeout=TIME)
            (disk / "ballast").unlink()
            runs += 1
            if done.returncode not in (0, 2) or (done.returncode == 2 and "o space left" not in done.stderr):
                violations.append(f"{left} bytes left: status {done.returncode}: {done.stderr}")
            fault = witness.violation(done.returncode == 0)
            if fault:
                violations.append(f"{left} bytes left: {fault}")
            if done.returncode == 0:
                break
        else:
            archive.build()
        return runs
    finally:
        subprocess.run(["umount", disk], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--server", required=True, help="dateline-server")
    parser.add_argument("--count", type=int, default=0, help="of faults, drawn at random; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    need("strace")
    violations = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        sweep = Sweep(options, folder)
        points = list(sweep.points())
        chance = random.Random(options.seed)
        chosen = chance.sample(points, min(options.count or len(points), len(points)))
        for point in chosen:
            fault = sweep.violation(point)
            if fault:
                violations.append(f"{' '.join(map(str, point))}: {fault}")
        served(sweep, violations)
        full = fill_disk(options, folder, violations)
    finish(f"{len(chosen)} of {len(points)} faults of {len(sweep.counts)} calls, {full} runs on a disk "
           f"that was full, {len(violations)} violations, seed {options.seed}", violations)


if __name__ == "__main__":
    main()
