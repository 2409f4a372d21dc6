#!/usr/bin/env python3
"""One address asks for as much as it can; another, at 127.0.0.2, must not notice.

The greedy one holds so many connections, and asks on each, without a pause, for searches, for exports
that it reads at once, and for exports that it reads slowly. Prints what the other one met, beside the same
without the greedy one, and a closing line; exit status 1 where one of its requests failed, and with
--most, where the 99th percentile of its times is more than so many times that of a quiet server.
"""

import argparse
import http.client
import json
import pathlib
import socket
import subprocess
import tempfile
import threading
import time

from archive import Server, finish

SEARCHES = ("/api/v1/search?q=harbour+ferry&facets=source", "/api/v1/search?q=%22left+the+harbour%22",
            "/api/v1/search?q=ferry&sort=newest")
EXPORT = "/api/v1/export?q=harbour"


def write_articles(path, count):
    lines = ({"id": str(i), "title": f"Ferry {i}", "source": f"Paper {i % 7}",
              "text": f"The ferry number {i} left the harbour on Monday, and day {i % 365} was fine. " * 20}
             for i in range(count))
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


class Greedy(threading.Thread):
    """One connection of 127.0.0.1 that asks again and again, or takes what it gets in small bites."""

    def __init__(self, port, number, kind):
        super().__init__(daemon=True)
        self.port, self.number, self.kind = port, number, kind
        self.stopped = threading.Event()

    def run(self):
        while not self.stopped.is_set():
            try:
                self.ask()
            except (OSError, http.client.HTTPException):
                time.sleep(0.01)

    def ask(self):
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as peer:
            if self.kind == "slow exports":
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            while not self.stopped.is_set():
                target = SEARCHES[self.number % len(SEARCHES)] if self.kind == "searches" else EXPORT
                peer.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
                response = http.client.HTTPResponse(peer)
                response.begin()
                if self.kind != "slow exports":
                    response.read()
                    continue
                while response.read(2048) and not self.stopped.is_set():
                    time.sleep(0.1)


class Modest:
    """The client that must not notice: it asks one thing at a time, now and then on a new connection."""

    def __init__(self, port):
        self.port = port
        self.times, self.faults = [], []

    def ask(self, count):
        for i in range(count):
            if i % 10 == 0:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30,
                                                        source_address=("127.0.0.2", 0))
            target = SEARCHES[i % len(SEARCHES)]
            begin = time.perf_counter()
            try:
                connection.request("GET", target)
                response = connection.getresponse()
                body = response.read()
                if response.status != 200:
                    self.faults.append(f"{response.status} {body[:200]}")
            except (OSError, http.client.HTTPException) as error:
                self.faults.append(repr(error))
                connection.close()
            self.times.append(time.perf_counter() - begin)
            time.sleep(0.002 * (i % 5))
        return self

    def p99(self):
        return sorted(self.times)[int(0.99 * (len(self.times) - 1))]


def greedily(port, kind, connections, count):
    greedy = [Greedy(port, number, kind) for number in range(connections)]
    for each in greedy:
        each.start()
    time.sleep(1)
    modest = Modest(port).ask(count)
    for each in greedy:
        each.stopped.set()
    for each in greedy:
        each.join(timeout=30)
    return modest


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--server", required=True, help="dateline-server")
    parser.add_argument("--connections", type=int, default=250)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--most", type=float, help="times the p99 of a quiet server; else it is not judged")
    options = parser.parse_args()
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_articles(folder / "a.jsonl", options.articles)
        subprocess.run([options.program, "--index", folder / "index", folder / "a.jsonl"], check=True,
                       capture_output=True)
        with Server(options.server, folder / "index", "--cache", "0") as server:
            quiet = Modest(server.port).ask(options.requests)
            wrong += [f"quiet: {fault}" for fault in quiet.faults]
            told = [f"alone p99 {1000 * quiet.p99():.1f} ms"]
            for kind in ("searches", "exports", "slow exports"):
                modest = greedily(server.port, kind, options.connections, options.requests)
                wrong += [f"beside {kind}: {fault}" for fault in modest.faults]
                told.append(f"beside {kind} {1000 * modest.p99():.1f} ms")
                if options.most and modest.p99() > options.most * quiet.p99():
                    wrong.append(f"beside {kind}: p99 is {1000 * modest.p99():.1f} ms")
    finish(f"{options.connections} connections of one address, {options.requests} requests of another: "
           f"{', '.join(told)}; {len(wrong)} violations", wrong)


if __name__ == "__main__":
    main()
