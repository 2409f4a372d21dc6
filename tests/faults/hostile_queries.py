#!/usr/bin/env python3
"""Asks hostile queries in process and over HTTP: each is answered, or refused.

The queries are those of tests/support/hostile_queries.cc: the same seed gives the same ones. Prints
what was answered and refused, the slowest and the memory; exit status 1 where a query does anything
else, takes longer than --seconds of the server's CPU, or where the server's memory keeps growing.
"""

import argparse
import collections
import http.client
import os
import pathlib
import subprocess
import sys
import tempfile

TICKS = os.sysconf("SC_CLK_TCK")
GROWTH_KB = 65536  # between the middle and the end of a run: what allocators keep is less
REFUSALS = (400, 414)  # 414: the address is longer than the server takes


class Server:
    """A server of this build on a free port."""

    def __init__(self, program, index):
        arguments = [program, "--index", str(index), "--listen", "127.0.0.1:0", "--cache", "0"]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def status(self, query):
        self.connection.request("GET", "/api/v1/search?q=" + query)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory_kb(self):
        lines = pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))

    def stop(self):
        self.process.terminate()
        return self.process.wait(30)


def ask(server, queries):
    """What happened: counts of statuses, the slowest in CPU seconds, memory in the middle and at the end."""
    statuses = collections.Counter()
    slowest, middle = (0.0, ""), 0
    for number, query in enumerate(queries):
        before = server.cpu_seconds()
        statuses[server.status(query)] += 1
        slowest = max(slowest, (server.cpu_seconds() - before, query))
        if number == len(queries) // 2:
            middle = server.memory_kb()
    return statuses, slowest, middle, server.memory_kb()


def over_http(arguments, index):
    generator = [arguments.programs / "hostile-queries", "--print", str(arguments.http), str(arguments.seed)]
    queries = subprocess.run(generator, capture_output=True, text=True, check=True).stdout.split()
    server = Server(arguments.programs / "dateline-server", index)
    try:
        statuses, slowest, middle, end = ask(server, queries)
    finally:
        ended = server.stop()
    print(f"over HTTP: {dict(statuses)}, slowest {slowest[0]:.2f} s of CPU, memory {middle} kB, then {end} kB")
    violations = [f"status {status}" for status in statuses if status not in (200, *REFUSALS)]
    if slowest[0] > arguments.seconds:
        violations.append(f"{slowest[0]:.2f} s for {slowest[1][:200]}")
    if end - middle > GROWTH_KB:
        violations.append("memory keeps growing")
    if ended != 0:
        violations.append(f"the server ended with {ended}")
    return violations


def in_process(arguments, index):
    command = [arguments.programs / "hostile-queries", index, str(arguments.in_process), str(arguments.seed)]
    done = subprocess.run(command + [str(arguments.seconds)], check=False)
    return [f"hostile-queries ended with {done.returncode}"] if done.returncode != 0 else []


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="folder of the built programs")
    parser.add_argument("--sources", help="articles to make an index of")
    parser.add_argument("--index", help="an index to ask instead")
    parser.add_argument("--in-process", type=int, default=1000)
    parser.add_argument("--http", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1, help="of CPU, that a query may take")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = arguments.index or folder
        if not arguments.index:
            build = [arguments.programs / "dateline-index", "--index", index, arguments.sources]
            subprocess.run(build, capture_output=True, check=True)
        violations = in_process(arguments, index) + over_http(arguments, index)
    for violation in violations:
        print("violated:", violation)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
