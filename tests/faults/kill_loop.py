#!/usr/bin/env python3
"""Kills dateline-index at random instants of full and incremental runs.

After each kill --check must pass (or nothing was published yet), and every article of the last
run that ended well must still be there, unless its file was changed since. Prints one closing line;
exit status 1 where something was violated.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import tempfile
import time

FILES = 40
ARTICLES = 20
OLD = 1_600_000_000


def write_file(folder, number, version):
    lines = []
    for i in range(ARTICLES):
        name = f"a{number}-{i}"
        text = f"The harbour number {number} was closed on Monday, version {version}. " * 20
        lines.append(json.dumps({"id": name, "title": f"About {name}", "text": text}))
    path = folder / f"f{number}.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.utime(path, (OLD + version, OLD + version))


def command(program, index, *rest):
    return [program, "--index", str(index), *map(str, rest)]


def ids_of_record(index):
    """The ids of the current generation, as its record of sources has them."""
    target = os.readlink(index / "current")
    lines = (index / "sources" / (pathlib.Path(target).name + ".jsonl")).read_text().splitlines()
    ids = [a[0] for line in lines[1:-1] for a in json.loads(line)["articles"] if len(a) > 4]
    return ids


def check(program, index, expected):
    """What is violated after a kill; none where all is well."""
    if not os.path.islink(index / "current"):
        return "an acknowledged index is gone" if expected else None
    done = subprocess.run(command(program, index, "--check"), capture_output=True, text=True)
    if done.returncode == 2:
        return "--check fails: " + done.stdout
    ids = ids_of_record(index)
    if len(ids) != len(set(ids)):
        return "an article is there twice"
    return "articles are missing" if not expected <= set(ids) else None


def run_killed(arguments, seconds):
    """True where the run ended well before it was to be killed."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    kills = ended = 0
    violations = []
    with tempfile.TemporaryDirectory() as folder:
        sources = pathlib.Path(folder) / "sources"
        index = pathlib.Path(folder) / "index"
        sources.mkdir()
        for number in range(FILES):
            write_file(sources, number, 0)
        started = time.monotonic()
        subprocess.run(command(options.program, index, sources), check=True, capture_output=True)
        longest = time.monotonic() - started
        expected = set(ids_of_record(index))
        version = 0
        while kills < options.kills:
            version += 1
            write_file(sources, chance.randrange(FILES), version)
            full = ["--full"] if chance.random() < 0.3 else []
            arguments = command(options.program, index, *full, sources)
            if run_killed(arguments, chance.uniform(0.001, longest)):
                ended += 1
            else:
                kills += 1
            fault = check(options.program, index, expected)
            if fault:
                violations.append(fault)
    for fault in violations[:10]:
        print(fault)
    print(f"{kills} kills, {ended} runs that ended, {len(violations)} violations, seed {options.seed}")
    raise SystemExit(1 if violations else 0)


if __name__ == "__main__":
    main()
