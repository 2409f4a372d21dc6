#!/usr/bin/env python3
"""Kills the server and dateline-index --schedule with SIGKILL, at random, while articles are pushed.

Every article that was acknowledged must be found at last, with the newest text that was acknowledged
for its id, none twice, and none that was removed. Before that, on a quiet machine, it is measured
how long a pushed article takes to be found. Prints one closing line; exit status 1 where something
was violated.
"""

import argparse
import json
import pathlib
import random
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

from archive import Server, finish

TOKEN = "0123456789abcdef0123456789abcdef"
TIME = 60  # seconds until all that was pushed must be found, on a machine that is busy otherwise


class Service:
    """The server and the schedule over one index, each of which may be killed at any time."""

    def __init__(self, options, folder):
        self.options, self.index, self.sources = options, folder / "index", folder / "sources"
        self.sources.mkdir()
        (self.sources / "first.jsonl").write_text(
            json.dumps({"id": "first", "title": "First", "text": "The ferry was first."}) + "\n")
        self.token = folder / "token"
        self.token.write_text(TOKEN + "\n")
        self.config = folder / "dateline.toml"
        self.config.write_text(f'[server]\ntoken_file = "{self.token}"\n'
                               f'[sources]\npaths = ["{self.sources}"]\n[schedule]\nevery = "1h"\n')
        self.server = self.schedule = None
        self.start_schedule()
        self.start_server()

    def start_server(self):
        self.server = Server(self.options.server, self.index, "--config", str(self.config))

    def start_schedule(self):
        command = [self.options.program, "--config", self.config, "--index", self.index, "--schedule"]
        self.schedule = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self, which):
        process = self.server.process if which == "server" else self.schedule
        process.kill()
        process.communicate()
        (self.start_server if which == "server" else self.start_schedule)()

    def request(self, method, path, body=None):
        """The status; 0 where there was no answer, so that nothing was promised."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.server.port}{path}", method=method,
                                         data=body, headers={"Authorization": f"Bearer {TOKEN}"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def push(self, name, edition):
        article = {"id": name, "title": f"About {name}", "text": f"The pushed ferry came, edition{edition}."}
        return self.request("POST", "/api/v1/articles", json.dumps(article).encode())

    def find(self, query):
        status, body = self.server.get(f"/api/v1/search?q={query}&limit=100")
        return [hit["id"] for hit in json.loads(body)["hits"]] if status == 200 else []

    def stop(self):
        self.schedule.terminate()
        self.schedule.communicate(timeout=60)
        return self.server.stop()


class Pusher(threading.Thread):
    """Pushes articles of its own, and remembers of each what may be in the index."""

    def __init__(self, service, number, seed):
        super().__init__()
        self.service, self.chance = service, random.Random(f"{seed} {number}")
        self.names = [f"p{number}-{i}" for i in range(10)]
        self.states = {}  # of a name: editions that may be found; None: it may be gone
        self.acknowledged, self.edition, self.stopped = 0, number * 1_000_000, threading.Event()

    def run(self):
        while not self.stopped.is_set():
            name = self.chance.choice(self.names)
            self.edition += 1
            new = self.edition if self.chance.random() < 0.85 else None
            status = (self.service.push(name, new) if new else
                      self.service.request("DELETE", f"/api/v1/articles/{name}"))
            if status == 202:
                self.acknowledged += 1
                self.states[name] = {new}
            else:  # it may have got there, or not
                self.states[name] = self.states.get(name, {None}) | {new}
                time.sleep(0.02)

    def violations(self):
        for name, states in self.states.items():
            found = [edition for edition in states
                     if edition and name in self.service.find(f"edition{edition}")]
            if len(found) > 1 or (not found and None not in states):
                yield f"{name}: editions {found} are found, of {states}"


def times_to_find(service, count):
    """Milliseconds from an acknowledged push to the first search that finds it."""
    times = []
    for number in range(count):
        begin = time.monotonic()
        assert service.push(f"timed-{number}", f"timed{number}") == 202
        while not service.find(f"editiontimed{number}"):
            if time.monotonic() - begin > TIME:
                return times + [float("inf")]
            time.sleep(0.002)
        times.append(1000 * (time.monotonic() - begin))
    return sorted(times)


def settle(pushers):
    """Waits until the queue is applied, and returns what is wrong even then."""
    end = time.monotonic() + TIME
    while True:
        wrong = [violation for pusher in pushers for violation in pusher.violations()]
        if not wrong or time.monotonic() > end:
            return wrong
        time.sleep(0.2)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--server", required=True, help="dateline-server")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--pause", type=float, default=0.3, help="seconds between two kills, at most")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        service = Service(options, pathlib.Path(folder))
        times = times_to_find(service, 20)
        pushers = [Pusher(service, number, options.seed) for number in range(1, 5)]
        for pusher in pushers:
            pusher.start()
        for _ in range(options.kills):
            time.sleep(chance.uniform(0.01, options.pause))
            service.kill(chance.choice(("server", "schedule")))
        for pusher in pushers:
            pusher.stopped.set()
        for pusher in pushers:
            pusher.join()
        violations = settle(pushers)
        ids = service.server.ids()
        if len(ids) != len(set(ids)):
            violations.append("an article is there twice")
        status, logged = service.stop()
        if status != 0 or TOKEN in logged:
            violations.append(f"the server ends with {status}: {logged[-300:]}")
        check = subprocess.run([options.program, "--index", service.index, "--check"],
                               capture_output=True, text=True)
        if check.returncode != 0:
            violations.append(f"--check ends with {check.returncode}: {check.stdout}")
    acknowledged = sum(pusher.acknowledged for pusher in pushers)
    finish(f"{options.kills} kills, {acknowledged} acknowledged pushes and removals, {len(violations)} "
           f"violations, seed {options.seed}; from a push to being found: median "
           f"{times[len(times) // 2]:.0f} ms, longest {times[-1]:.0f} ms", violations)


if __name__ == "__main__":
    main()
