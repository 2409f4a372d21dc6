#!/usr/bin/env python3
"""Cuts the power of a file system under dateline-index, on a loop image, and looks what is left.

The shutdown ioctl drops whatever a file system had not written: neither its log nor the page cache
is flushed, as where power is lost. It comes at a random instant of a run, or just after a run has
ended well, when what it published must be there. The image is mounted again, and the index must be of
the state before or of the new one, open and pass --check. Prints one closing line; exit status 1
where something was violated, 77 where images cannot be mounted.
"""

import argparse
import fcntl
import os
import pathlib
import random
import struct
import subprocess
import tempfile
import time

from archive import Archive, Witness, finish, need, skip

SHUTDOWN = 0x8004587D  # _IOR('X', 125, __u32), of ext4 and of XFS
WITHOUT_LOG_FLUSH = 2
KINDS = ((), ("--full",), ("--rollback",))
SIZES = {"ext4": "48M", "xfs": "320M"}


class Disk:
    """A file system on a loop image, that can lose its power."""

    def __init__(self, kind, folder):
        self.image, self.path = folder / "image", folder / "disk"
        self.path.mkdir()
        subprocess.run(["truncate", "-s", SIZES[kind], self.image], check=True)
        quiet = ["-q", "-F"] if kind == "ext4" else ["-q", "-f"]
        subprocess.run([f"mkfs.{kind}", *quiet, self.image], check=True)
        self.mount()

    def mount(self):
        done = subprocess.run(["mount", "-o", "loop", self.image, self.path], capture_output=True, text=True)
        if done.returncode != 0:
            skip(f"cannot mount a loop image here: {done.stderr.strip()}")

    def cut_power(self):
        disk = os.open(self.path, os.O_RDONLY)
        fcntl.ioctl(disk, SHUTDOWN, struct.pack("I", WITHOUT_LOG_FLUSH))
        os.close(disk)

    def unmount(self):
        subprocess.run(["umount", self.path], check=True)


def run_and_cut(disk, archive, flags, seconds):
    """True where the run had ended well before the power was cut."""
    process = subprocess.Popen(archive.command(*flags), stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        status = process.wait(seconds)
    except subprocess.TimeoutExpired:
        status = None
    disk.cut_power()
    process.wait()
    return status == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--file-system", choices=SIZES, default="ext4")
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    need("mount", "umount", f"mkfs.{options.file_system}")
    chance = random.Random(options.seed)
    ended = 0
    violations = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        disk = Disk(options.file_system, folder)
        try:
            archive = Archive(options.program, folder / "sources", disk.path / "index")
            started = time.monotonic()
            archive.build()
            longest = time.monotonic() - started
            witness = Witness(archive)
            for cut in range(1, options.cuts + 1):
                archive.change(chance)
                flags = chance.choices(KINDS, (6, 3, 1))[0]
                # Half of the time the run has time to end: only then something was promised.
                seconds = 60 if chance.random() < 0.5 else chance.uniform(0.001, longest)
                well = run_and_cut(disk, archive, flags, seconds)
                ended += well
                disk.unmount()
                disk.mount()
                # A generation that was not published yet may be damaged: then --check says 1.
                fault = witness.violation(well, flags == ("--rollback",), check_statuses=(0, 1))
                if fault:
                    violations.append(f"cut {cut}, {' '.join(flags) or 'changes'}: {fault}")
        finally:
            disk.unmount()
    finish(f"{options.cuts} power cuts on {options.file_system}, {ended} after a run that ended well, "
           f"{len(violations)} violations, seed {options.seed}", violations)


if __name__ == "__main__":
    main()
