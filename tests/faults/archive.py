"""A small archive, its index, and what must hold of them: shared by the fault tests of this folder.

Every file has one article whose id tells the file's edition, so that the index shows of which state
of the sources it is.
"""

import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.request

OLD = 1_600_000_000  # seconds since 1970: files change in whole seconds from here on
SKIPPED = 77  # exit status that ctest takes as "not run"


def skip(why):
    print(f"skipped: {why}")
    raise SystemExit(SKIPPED)


def need(*commands):
    missing = [command for command in commands if shutil.which(command) is None]
    if missing:
        skip(f"needs {', '.join(missing)}")


def finish(line, violations):
    """The closing line of a fault test, after the first of what was violated."""
    for violation in violations[:10]:
        print(violation)
    print(line)
    raise SystemExit(1 if violations else 0)


class Archive:
    """Sources that change, and the index that dateline-index makes of them."""

    def __init__(self, program, sources, index, files=12, articles=4):
        self.program = str(pathlib.Path(program).resolve())
        self.sources, self.index = pathlib.Path(sources), pathlib.Path(index)
        self.articles = articles
        self.editions = {}  # of the files, as they are now
        self.edition = 0
        self.sources.mkdir(parents=True, exist_ok=True)
        for number in range(files):
            self.write(number)

    def write(self, number):
        """Gives a file its next edition."""
        self.edition += 1
        self.editions[number] = self.edition
        ids = [f"f{number}-{i}" for i in range(self.articles)] + [f"f{number}-edition-{self.edition}"]
        text = f"The harbour number {number} was closed on Monday, edition {self.edition}. " * 20
        lines = [json.dumps({"id": i, "title": f"About {i}", "text": f"{text} {i}."}) for i in ids]
        path = self.sources / f"f{number}.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        os.utime(path, (OLD + self.edition, OLD + self.edition))

    def change(self, chance):
        """Changes one file, and at times removes or adds one."""
        self.write(chance.choice(sorted(self.editions)))
        what = chance.random()
        if what < 0.1 and len(self.editions) > 8:
            gone = chance.choice(sorted(self.editions))
            del self.editions[gone]
            (self.sources / f"f{gone}.jsonl").unlink()
        elif what < 0.2:
            self.write(max(self.editions) + 1)

    def command(self, *flags):
        paths = [] if "--rollback" in flags or "--check" in flags else [str(self.sources)]
        return [self.program, "--index", str(self.index), "--threads", "1", *flags, *paths]

    def run(self, *flags):
        """A run that nothing disturbs: its exit status and all that it says."""
        done = subprocess.run(self.command(*flags), capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def build(self, *flags):
        status, said = self.run(*flags)
        if status != 0:
            sys.exit(f"the undisturbed run ends with {status}: {said}")

    def generation(self):
        """The number of the current generation; 0 where there is none."""
        try:
            return int(pathlib.Path(os.readlink(self.index / "current")).name)
        except FileNotFoundError:
            return 0

    def generations(self):
        """The numbers of all generations, published or not."""
        return [int(folder.name) for folder in (self.index / "generations").iterdir()]

    def ids(self):
        """The ids that the current generation has, as the record of its sources tells."""
        record = self.index / "sources" / f"{self.generation():06}.jsonl"
        lines = [json.loads(line) for line in record.read_text().splitlines()[1:-1]]
        # Lists are articles, those that are searched with a 1 at their end, and what was set aside.
        return [line[0] for line in lines if isinstance(line, list) and line[0] and len(line) > 5]

    def expected_ids(self, editions):
        ids = [f"f{number}-{i}" for number in editions for i in range(self.articles)]
        return ids + [f"f{number}-edition-{edition}" for number, edition in editions.items()]


class Witness:
    """Remembers which state of the sources each generation was made of, and tells where the index
    is of another: an article missing or twice, a run lost that had ended well, half of a run."""

    def __init__(self, archive):
        self.archive = archive
        self.states = {}
        self.note()

    def note(self):
        self.current = self.archive.generation()
        for number in self.archive.generations():
            self.states.setdefault(number, dict(self.archive.editions))

    def violation(self, ended, rolled_back=False, check_statuses=(0,)):
        """What is wrong after a run that ended well, or was stopped; None where all is well."""
        before, self.current = self.current, self.archive.generation()
        if self.current == 0:
            return "the index is gone"
        status, said = self.archive.run("--check")
        if status not in check_statuses:
            return f"--check ends with {status}: {said}"
        for number in self.archive.generations():
            self.states.setdefault(number, dict(self.archive.editions))
        known = self.states[self.current]
        if sorted(self.archive.ids()) != sorted(self.archive.expected_ids(known)):
            return f"generation {self.current} has other articles than its sources had"
        if ended and not rolled_back and known != self.archive.editions:
            return f"a run ended well, and generation {self.current} is not of its sources"
        if not rolled_back and self.current < before:
            return f"generation {self.current} is current after {before}"
        return None


class Server:
    """A dateline-server over the index, on a free port."""

    def __init__(self, program, index, *flags):
        command = [program, "--index", str(index), "--listen", "127.0.0.1:0", *flags]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True)
        self.port = int(re.search(r":(\d+)$", self.process.stdout.readline().strip())[1])

    def get(self, target):
        """Status and body; a status of 0 where there is no answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{target}", timeout=30) as got:
                return got.status, got.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError as error:
            return 0, str(error)

    def ids(self):
        """The ids of all articles, page by page."""
        ids, offset = [], 0
        while True:
            status, body = self.get(f"/api/v1/search?sort=newest&limit=100&offset={offset}")
            hits = json.loads(body)["hits"] if status == 200 else []
            ids += [hit["id"] for hit in hits]
            offset += 100
            if len(hits) < 100:
                return ids

    def stop(self):
        """Ends it, and returns its exit status and what it logged."""
        self.process.terminate()
        logged = self.process.communicate(timeout=30)[1]
        return self.process.returncode, logged

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()


def traced_calls(archive, log, *flags, calls):
    """Makes an undisturbed run, and returns how often each of `calls` was made by any one thread,
    as strace counts them."""
    trace = ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=" + ",".join(calls)]
    done = subprocess.run([*trace, *archive.command(*flags)], capture_output=True, text=True)
    if done.returncode != 0:
        skip(f"strace cannot trace here: {done.stderr.strip()}")
    counts = collections.Counter()
    for line in log.read_text(errors="replace").splitlines():
        match = re.match(r"(\d+) +(\w+)\(", line)
        if match:
            counts[match[1], match[2]] += 1
    most = collections.Counter()
    for (_, call), count in counts.items():
        most[call] = max(most[call], count)
    return most
