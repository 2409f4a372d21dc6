#!/usr/bin/env python3
"""Kills dateline-index at random instants, and at every named step of a run in turn.

The steps are the system calls that change what a folder holds or make it durable; strace kills the
program as it enters the N-th of each, in full builds, incremental runs and rollbacks. After each
kill --check must pass, and the index must be of the state before or of the one that the run was
to make: every article there, none twice. At last a server must serve what the index has. Prints one
closing line; exit status 1 where something was violated.
"""

import argparse
import itertools
import pathlib
import random
import subprocess
import tempfile
import time

from archive import Archive, Server, Witness, finish, need, traced_calls

STEPS = ("rename", "link", "symlink", "mkdir", "unlink", "unlinkat", "rmdir", "fsync", "fdatasync",
         "ftruncate")
KINDS = ((), ("--full",), ("--rollback",))


def named_steps(archive, chance, log):
    """(flags, call, N) of all steps, in random order."""
    steps = []
    for flags in KINDS:
        archive.change(chance)
        counts = traced_calls(archive, log, *flags, calls=STEPS)
        steps += [(flags, call, n + 1) for call in counts for n in range(counts[call])]
    chance.shuffle(steps)
    return steps


def killed_at_step(archive, step):
    flags, call, n = step
    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e",
              f"inject={call}:signal=KILL:when={n}"]
    done = subprocess.run([*inject, *archive.command(*flags)], capture_output=True)
    return done.returncode != 0


def killed_in_time(archive, flags, seconds):
    process = subprocess.Popen(archive.command(*flags), stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        return process.wait(seconds) != 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--server", required=True, help="dateline-server")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    need("strace")
    chance = random.Random(options.seed)
    kills = ended = stepped = 0
    violations = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        archive = Archive(options.program, folder / "sources", folder / "index")
        started = time.monotonic()
        archive.build()
        longest = 1.2 * (time.monotonic() - started)
        steps = named_steps(archive, chance, folder / "trace")
        for _ in range(2):  # so that a rollback, too, goes to a state that is known
            archive.build("--full")
        witness = Witness(archive)
        turns = itertools.cycle(steps)
        while kills < options.kills:
            archive.change(chance)
            if kills % 2 == 0:
                step = next(turns)
                flags, killed = step[0], killed_at_step(archive, step)
                stepped += killed
            else:
                flags = chance.choices(KINDS, (6, 3, 1))[0]
                killed = killed_in_time(archive, flags, chance.uniform(0.001, longest))
            kills, ended = kills + killed, ended + (not killed)
            fault = witness.violation(not killed, rolled_back=flags == ("--rollback",))
            if fault:
                violations.append(f"kill {kills}, {' '.join(flags) or 'changes'}: {fault}")
        archive.build()
        with Server(options.server, archive.index) as server:
            if sorted(server.ids()) != sorted(archive.expected_ids(archive.editions)):
                violations.append("the server has other articles than the sources")
    finish(f"{kills} kills, {min(stepped, len(steps))} of {len(steps)} named steps, {ended} runs that "
           f"ended, {len(violations)} violations, seed {options.seed}", violations)


if __name__ == "__main__":
    main()
