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
import multiprocessing
import os
import pathlib
import re
import selectors
import socket
import subprocess
import tempfile
import time

from archive import Server, finish

SEARCHES = ("/api/v1/search?q=harbour+ferry&facets=source", "/api/v1/search?q=%22left+the+harbour%22",
            "/api/v1/search?q=ferry&sort=newest")
EXPORT = "/api/v1/export?q=harbour"
PRIORITY = 15  # nice(2)
CHUNKED = -1  # the length of an answer that tells its end itself


def write_articles(path, count):
    lines = ({"id": str(i), "title": f"Ferry {i}", "source": f"Paper {i % 7}",
              "text": f"The ferry number {i} left the harbour on Monday, and day {i % 365} was fine. " * 20}
             for i in range(count))
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


class Peer:
    """One connection of 127.0.0.1 that asks again as soon as it has its answer."""

    def __init__(self, port, target, received_bytes=None):
        self.socket = socket.socket()
        if received_bytes:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, received_bytes)
        self.socket.connect(("127.0.0.1", port))
        self.request = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        self.ask()

    def ask(self):
        self.received, self.awaited = b"", None
        self.socket.sendall(self.request)

    def take(self, most):
        """Reads once; whether there may be more."""
        received = self.socket.recv(most)
        if not received:
            return False
        self.received = (self.received if self.awaited is None else self.received[-8:]) + received
        if self.awaited is None:
            self.begin()
        elif self.awaited > 0:
            self.awaited -= len(received)
        if self.awaited == 0 or (self.awaited == CHUNKED and self.received.endswith(b"\r\n0\r\n\r\n")):
            self.ask()
        return True

    def begin(self):
        """Looks how much is to come, where the head is whole."""
        head, found, body = self.received.partition(b"\r\n\r\n")
        if found:
            length = re.search(rb"Content-Length: (\d+)", head)
            self.awaited = int(length[1]) - len(body) if length else CHUNKED


def ask_greedily(port, kind, connections, stopped):
    """The greedy client, in a process of its own, which stands back: it has the processors of another machine."""
    os.nice(PRIORITY)
    slowly = kind == "slow exports"
    most, pause = (2048, 0.1) if slowly else (1 << 18, 0)
    peers = selectors.DefaultSelector()

    def join(number):
        target = SEARCHES[number % len(SEARCHES)] if kind == "searches" else EXPORT
        peer = Peer(port, target, 4096 if slowly else None)
        peers.register(peer.socket, selectors.EVENT_READ, (peer, number))

    for number in range(connections):
        join(number)
    while not stopped.is_set():
        for key, _ in peers.select(timeout=0.1):
            peer, number = key.data
            try:
                goes_on = peer.take(most)
            except OSError:
                goes_on = False
            if not goes_on:
                peers.unregister(peer.socket)
                peer.socket.close()
                join(number)
        time.sleep(pause)


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


def come_first():
    """It is the server that is measured, with its modest client, not what else this machine has to do."""
    if os.geteuid() == 0:
        os.nice(-PRIORITY)


def greedily(port, kind, connections, count):
    stopped = multiprocessing.Event()
    greedy = multiprocessing.Process(target=ask_greedily, args=(port, kind, connections, stopped))
    greedy.start()
    time.sleep(1)
    modest = Modest(port).ask(count)
    stopped.set()
    greedy.join()
    if greedy.exitcode != 0:
        modest.faults.append(f"the greedy client ended with {greedy.exitcode}")
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
        come_first()
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
