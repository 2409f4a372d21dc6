#!/usr/bin/env python3
"""Publishes generation after generation while connections ask as fast as they can.

Every generation gives each file's marker article the edition of that generation, in its id and in
its text. An answer must have all markers of one edition, and no connection may see an older edition
after a newer one. Prints one closing line with the times beside those of a quiet server; exit status 1
where a request failed, an answer mixed two generations or went back.
"""

import argparse
import collections
import http.client
import json
import os
import pathlib
import subprocess
import tempfile
import threading
import time

from archive import OLD, Server, finish

FILES = 20
TARGETS = ("/api/v1/search?q=marker&limit=100", "/api/v1/search?q=%22marker+edition%22&limit=100&sort=newest",
           "/api/v1/search?q=marker+harbour&operator=all&limit=100&facets=source")


def write_edition(sources, edition):
    for number in range(FILES):
        path = sources / f"f{number}.jsonl"
        lines = [{"id": f"marker-{number}-{edition}", "title": f"Marker edition {edition}",
                  "text": f"The marker edition {edition} of the harbour, number {number}."}]
        lines += [{"id": f"f{number}-{i}", "title": f"Ferry {i}", "source": f"Paper {i % 7}",
                   "text": f"The ferry number {i} left the harbour on Monday. " * 10} for i in range(20)]
        text = "\n".join(map(json.dumps, lines)) + "\n"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (OLD + edition, OLD + edition))


class Client(threading.Thread):
    """One connection that asks until it is told to stop."""

    def __init__(self, port, number):
        super().__init__()
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.number, self.stopped = number, threading.Event()
        self.times, self.faults, self.edition = [], [], 0

    def run(self):
        asked = self.number
        while not self.stopped.is_set():
            asked += 1
            begin = time.perf_counter()
            try:
                self.connection.request("GET", TARGETS[asked % len(TARGETS)])
                response = self.connection.getresponse()
                body = response.read()
            except (OSError, http.client.HTTPException) as error:
                self.faults.append(f"a request failed: {error!r}")
                self.connection.close()
                continue
            self.times.append(time.perf_counter() - begin)
            self.judge(response.status, body)

    def judge(self, status, body):
        if status != 200:
            self.faults.append(f"a request failed: {status} {body[:200]}")
            return
        ids = [hit["id"].split("-") for hit in json.loads(body)["hits"]]
        editions = collections.Counter(int(name[2]) for name in ids if name[0] == "marker")
        if list(editions.values()) != [FILES]:
            self.faults.append(f"an answer has editions {dict(editions)}")
            return
        edition = next(iter(editions))
        if edition < self.edition:
            self.faults.append(f"edition {edition} came after {self.edition}")
        self.edition = max(self.edition, edition)


def load(port, connections, work):
    """Asks on all connections while `work` is done; returns the clients."""
    clients = [Client(port, number) for number in range(connections)]
    for client in clients:
        client.start()
    try:
        work()
    finally:
        for client in clients:
            client.stopped.set()
        for client in clients:
            client.join()
    return clients


def percentile(clients, share):
    times = sorted(t for client in clients for t in client.times)
    return 1000 * times[min(len(times) - 1, int(share * len(times)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--server", required=True, help="dateline-server")
    parser.add_argument("--publications", type=int, default=200)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two publications")
    parser.add_argument("--cache", default="0", help="of the server")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        sources, index = pathlib.Path(name) / "sources", pathlib.Path(name) / "index"
        sources.mkdir()
        edition = 0

        def publish():
            nonlocal edition
            edition += 1
            write_edition(sources, edition)
            full = ["--full"] if edition % 10 == 0 else []
            subprocess.run(["nice", options.program, "--index", index, "--threads", "1", *full, sources],
                           check=True, capture_output=True)

        def publish_all():
            for _ in range(options.publications):
                publish()
                time.sleep(options.pause)

        publish()
        with Server(options.server, index, "--cache", options.cache) as server:
            quiet = load(server.port, options.connections,
                         lambda: time.sleep(min(20.0, options.publications * options.pause)))
            busy = load(server.port, options.connections, publish_all)
            newest = max(client.edition for client in busy)
    faults = [fault for client in quiet + busy for fault in client.faults]
    if newest < edition - 1:
        faults.append(f"the newest edition that was seen is {newest} of {edition}")
    asked = sum(len(client.times) for client in busy)
    finish(f"{options.publications} publications under {options.connections} connections: {asked} "
           f"requests, {len(faults)} failed or mixed; p50 {percentile(busy, 0.5):.1f} ms and p99 "
           f"{percentile(busy, 0.99):.1f} ms, quiet {percentile(quiet, 0.5):.1f} ms and "
           f"{percentile(quiet, 0.99):.1f} ms", faults)


if __name__ == "__main__":
    main()
