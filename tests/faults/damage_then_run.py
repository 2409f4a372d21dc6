#!/usr/bin/env python3
"""Damages a file of an index and lets ordinary runs go on: what is hurt must be found, not passed on.

Flips a bit, cuts, or splices one file of the index (a segment's, a manifest, the groups, the record of
sources, the queue), with or without a new time of change, and makes one to four runs over sources that
change meanwhile. After the last of them the index must answer as one that was never hurt, --check must
call the current generation sound, a run must have said what was damaged, no program may crash, and at no
time may there be no sound generation if there was one. Prints one closing line; exit status 1 where
something was violated.
"""

import argparse
import os
import pathlib
import random
import shutil
import tempfile

from archive import Archive, finish


def flip(data, chance):
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def cut(data, chance):
    return data[: chance.randrange(len(data))]


def splice(data, chance):
    """A stretch of it again at another place."""
    start, to = chance.randrange(len(data)), chance.randrange(len(data))
    piece = data[start : start + 1 + chance.randrange(512)]
    return data[:to] + piece + data[to + len(piece) :]


def damage(path, chance):
    """Returns what was done; the file has another content then."""
    sound = path.read_bytes()
    status = path.stat()
    kind = chance.choice((flip, flip, flip, cut, splice))
    hurt = sound
    while hurt == sound:
        hurt = kind(sound, chance)
    path.write_bytes(hurt)
    as_a_disk = chance.random() < 0.5  # which changes no times
    if as_a_disk:
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    return f"{kind.__name__} of {'/'.join(path.parts[-3:])}" + (", time kept" if as_a_disk else "")


class Case:
    """A copy of an archive and its index, which one damage is done to."""

    def __init__(self, master, folder):
        shutil.copytree(master, folder, symlinks=True)
        self.folder = folder

    def archive(self, program, editions, edition):
        archive = Archive.__new__(Archive)
        archive.program, archive.articles = program, 4
        archive.sources, archive.index = self.folder / "sources", self.folder / "index"
        archive.editions, archive.edition = dict(editions), edition
        return archive


def files_of(archive):
    current = (archive.index / "current").resolve()
    found = [p for p in current.rglob("*") if p.is_file() and p.stat().st_size > 0]
    records = [archive.index / "sources" / f"{archive.generation():06}.jsonl"]
    return sorted(found) + [p for p in records if p.exists()]


def has_sound_generation(archive):
    return "sound" in archive.run("--check")[1]


def judge(archive, chance, what):
    """What is violated, where runs follow the damage."""
    said_all, crashed = "", None
    for _ in range(chance.randrange(1, 5)):
        archive.change(chance)
        status, said = archive.run()
        said_all += said
        if status not in (0, 1):
            crashed = f"a run ends with {status}: {said[-300:]}"
        if not has_sound_generation(archive):
            return f"{what}: no generation is sound any more"
    if crashed:
        return f"{what}: {crashed}"
    if "damaged" not in said_all:
        return f"{what}: no run said so: {said_all[-300:]}"
    status, said = archive.run("--check")
    if f"generation {archive.generation()}, the current one: sound" not in said:
        return f"{what}: --check ends with {status}: {said}"
    if sorted(archive.ids()) != sorted(archive.expected_ids(archive.editions)):
        return f"{what}: the index has other articles than its sources"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    violations = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        master = Archive(options.program, folder / "master" / "sources", folder / "master" / "index")
        for _ in range(3):
            master.build()
            master.change(chance)
        master.build()
        for number in range(options.count):
            case = Case(folder / "master", folder / f"case-{number}")
            archive = case.archive(master.program, master.editions, master.edition)
            archive.run()  # the copies of its files are proven
            what = damage(chance.choice(files_of(archive)), chance)
            violation = judge(archive, chance, what)
            if violation:
                violations.append(violation)
            shutil.rmtree(case.folder)
    finish(f"{options.count} damages, each followed by runs, {len(violations)} violations, "
           f"seed {options.seed}", violations)


if __name__ == "__main__":
    main()
