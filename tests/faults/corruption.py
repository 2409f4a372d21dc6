#!/usr/bin/env python3
"""Flips, zeroes, cuts, lengthens, swaps and removes files of an index, at rest and under a server.

--check must find every one. A server that starts over it, or that scrubs what it serves, must answer
as a sound generation does or say 503, must say so in /readyz where the current generation is hurt,
and must live. Prints one closing line; exit status 1 where something was violated.
"""

import argparse
import json
import pathlib
import random
import subprocess
import tempfile
import time

from archive import Archive, Server, finish

QUERIES = ("q=harbour&limit=100", "q=%22closed+on+monday%22&limit=100", "q=edition&limit=20&sort=newest",
           "q=title:f1*&limit=100&facets=source", "q=harbour+NOT+5&limit=100&timeline=year")
SCRUB = "100ms"
WINDOW = 20  # seconds that a whole scrub may take, on a machine that is busy otherwise


def flip(data, chance):
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def zero(data, chance):
    at = chance.randrange(len(data))
    page = data[at : at + 4096]
    return data[:at] + bytes(len(page)) + data[at + 4096 :]


def cut(data, chance):
    return data[: chance.randrange(len(data))]


def lengthen(data, chance):
    return data + bytes(1 + chance.randrange(4096))


class Damage:
    """One corruption of a file, that can be undone."""

    def __init__(self, files, chance, kinds):
        while True:
            self.path = chance.choice(files)
            self.sound = self.path.read_bytes()
            self.other = None
            self.kind = chance.choice(kinds)
            if self.kind == "swap":
                self.other = chance.choice(files)
                self.other_sound = self.other.read_bytes()
                self.hurt = self.other_sound
            elif self.kind != "remove":
                self.hurt = self.kind(self.sound, chance)
            if self.kind == "remove" or self.hurt != self.sound:
                break

    def do(self):
        if self.kind == "remove":
            self.path.unlink()
            return
        self.path.write_bytes(self.hurt)
        if self.other:
            self.other.write_bytes(self.sound)

    def undo(self):
        self.path.write_bytes(self.sound)
        if self.other:
            self.other.write_bytes(self.other_sound)

    def __str__(self):
        kind = self.kind if isinstance(self.kind, str) else self.kind.__name__
        return f"{kind} of {'/'.join(self.path.parts[-3:])}" + (f" with {self.other}" if self.other else "")


class Proof:
    """An index of three generations, what each of them answers, and the servers over it."""

    def __init__(self, options, folder):
        self.options = options
        self.config = folder / "dateline.toml"
        self.config.write_text(f'[index]\nkeep_generations = 3\n[server]\nscrub = "{SCRUB}"\ncache = "0 B"\n')
        self.archive = Archive(options.program, folder / "sources", folder / "index")
        self.answers = {}
        for flags in ((), ("--full",), ()):
            self.archive.write(1)
            self.archive.build("--config", str(self.config), *flags)
            with self.server() as server:
                for query in QUERIES:
                    generation, answer = self.ask(server, query)
                    self.answers[query, generation] = answer
        generations = self.archive.index / "generations"
        self.files = sorted(p for p in generations.rglob("*") if p.is_file() and p.stat().st_size > 0)
        current = generations / f"{self.archive.generation():06}"
        self.current = {p.stat().st_ino for p in self.files if current in p.parents}
        self.violations = []

    def server(self):
        return Server(self.options.server, self.archive.index, "--config", str(self.config))

    @staticmethod
    def ask(server, query):
        """Generation and answer; 0 where no generation answers, -1 where nothing does."""
        status, body = server.get("/api/v1/search?" + query)
        if status != 200:
            return (0 if status == 503 else -1), body
        answer = json.loads(body)
        del answer["took_ms"]
        return answer["generation"], answer

    def judge(self, damage, server, hurts_current):
        for query in QUERIES:
            generation, answer = self.ask(server, query)
            if generation == -1:
                self.violations.append(f"{damage}: no answer: {answer}")
            elif generation and answer != self.answers.get((query, generation)):
                self.violations.append(f"{damage}: a wrong answer of generation {generation}")
        status, body = server.get("/readyz")
        if hurts_current and status != 503 and '"degraded"' not in body:
            self.violations.append(f"{damage}: /readyz says {status} {body}")
        if server.process.poll() is not None:
            self.violations.append(f"{damage}: the server has ended with {server.process.returncode}")

    def hurts_current(self, damage):
        if damage.kind == "remove":  # of one name: other links of the file stay
            return damage.path in self.current_files()
        inodes = {p.stat().st_ino for p in (damage.path, damage.other) if p is not None}
        return bool(inodes & self.current)

    def at_rest(self, chance):
        damage = Damage(self.files, chance, (flip, flip, flip, zero, cut, lengthen, "swap", "remove"))
        hurts_current = self.hurts_current(damage)
        damage.do()
        status, _ = self.archive.run("--check")
        if status not in (1, 2):
            self.violations.append(f"{damage}: --check ends with {status}")
        with self.server() as server:
            self.judge(damage, server, hurts_current)
            self.stop(damage, server)
        damage.undo()
        self.current = {p.stat().st_ino for p in self.current_files()}

    def current_files(self):
        current = self.archive.index / "generations" / f"{self.archive.generation():06}"
        return [p for p in current.rglob("*") if p.is_file()]

    def stop(self, damage, server):
        status, logged = server.stop()
        if status != 0:
            self.violations.append(f"{damage}: the server ends with {status}: {logged[-300:]}")
        return logged

    def while_serving(self, chance):
        """What the scrub finds must not be searched from then on."""
        files = [p for p in self.current_files() if p.name != "manifest.json" and p.stat().st_size > 0]
        damage = Damage(files, chance, (flip, flip, zero, "swap"))
        with self.server() as server:
            self.ask(server, QUERIES[0])
            damage.do()
            if not self.is_found(server):
                self.violations.append(f"{damage}: the scrub has not found it")
            self.judge(damage, server, True)
            logged = self.stop(damage, server)
            if "is not as it was published" not in logged:
                self.violations.append(f"{damage}: the log does not say so: {logged}")
        damage.undo()

    @staticmethod
    def is_found(server):
        end = time.monotonic() + WINDOW
        while time.monotonic() < end:
            if "dateline_index_faults_total 1" in server.get("/metrics")[1]:
                return True
            time.sleep(0.01)
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--server", required=True, help="dateline-server")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    served = 0
    with tempfile.TemporaryDirectory() as folder:
        proof = Proof(options, pathlib.Path(folder))
        for number in range(options.count):
            if number % 4 == 3:
                served += 1
                proof.while_serving(chance)
            else:
                proof.at_rest(chance)
        status, said = proof.archive.run("--check")
        assert status == 0, said
    finish(f"{options.count} corruptions, {served} of them under a server, {len(proof.violations)} "
           f"violations, seed {options.seed}", proof.violations)


if __name__ == "__main__":
    main()
