#!/usr/bin/env python3
"""Flips bits in, cuts and lengthens files of an index; --check must find every one.

Prints one closing line; exit status 1 where a corruption was not found.
"""

import argparse
import pathlib
import random
import subprocess
import tempfile


def flip(data, chance):
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def cut(data, chance):
    return data[: chance.randrange(len(data))]


def lengthen(data, chance):
    return data + bytes(1 + chance.randrange(4096))


def status_of(program, index):
    done = subprocess.run([program, "--index", str(index), "--check"], capture_output=True)
    return done.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--sources", required=True)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        index = pathlib.Path(folder) / "index"
        build = [options.program, "--index", str(index), options.sources]
        subprocess.run(build, check=True, capture_output=True)
        assert status_of(options.program, index) == 0
        files = sorted(p for p in (index / "generations").rglob("*") if p.is_file())
        files = [p for p in files if p.stat().st_size > 0 and p.name != "manifest.json"]
        for _ in range(options.count):
            path = chance.choice(files)
            sound = path.read_bytes()
            change = chance.choice((flip, flip, cut, lengthen))
            path.write_bytes(change(sound, chance))
            status = status_of(options.program, index)
            if status != 2:
                missed.append(f"{change.__name__} of {path.name}: exit status {status}")
            path.write_bytes(sound)
    for one in missed[:10]:
        print(one)
    print(f"{options.count} corruptions, {len(missed)} not found, seed {options.seed}")
    raise SystemExit(1 if missed else 0)


if __name__ == "__main__":
    main()
