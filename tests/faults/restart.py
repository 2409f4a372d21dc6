#!/usr/bin/env python3
"""Restarts dateline-server again and again under clients, as systemd does with dateline-server.socket.

This program holds the listening socket and hands it to each server, tells it by NOTIFY_SOCKET's way when it
is ready, ends it with SIGTERM, and starts the next one. The clients ask all the time, half of them on a connection
that they keep until the server closes it, the others on a new one each time. Prints one closing line; exit status 1 where
a connection was refused, an answer failed or was cut, or a server did not end with 0.
"""

import argparse
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import threading
import time

from archive import finish

TARGETS = ("/api/v1/search?q=ferry", "/healthz", "/api/v1/export?q=harbour", "/")


def write_articles(path, count=2000):
    lines = ({"id": str(i), "title": f"Ferry {i}", "text": f"The ferry number {i} left the harbour. " * 20}
             for i in range(count))
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


class Manager:
    """What systemd is to the server."""

    def __init__(self, program, index, folder):
        self.command = [str(program), "--index", str(index), "--cache", "0"]
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port = self.listener.getsockname()[1]
        self.notified = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notified.settimeout(60)
        self.notified.bind(str(folder / "notify"))
        self.environment = {**os.environ, "LISTEN_FDS": "1", "NOTIFY_SOCKET": str(folder / "notify"),
                            "WATCHDOG_USEC": "200000"}

    def start(self):
        """Starts a server and waits until it says that it is ready."""
        shell = ["/bin/sh", "-c", 'LISTEN_PID=$$ WATCHDOG_PID=$$ exec "$@"', "sh", *self.command]
        places = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                  (os.POSIX_SPAWN_DUP2, self.listener.fileno(), 3)]
        self.process = os.posix_spawn("/bin/sh", shell, self.environment, file_actions=places)
        self.await_word("READY=1")

    def await_word(self, wanted):
        while self.notified.recv(4096).decode() != wanted:
            pass

    def stop(self):
        """Ends the server; its exit status."""
        os.kill(self.process, signal.SIGTERM)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


class Client(threading.Thread):
    """Asks until it is told to stop. A connection whose answer says that it closes is not used again."""

    def __init__(self, port, number):
        super().__init__()
        self.port, self.number, self.stopped = port, number, threading.Event()
        self.answers, self.faults, self.longest = 0, [], 0.0

    def run(self):
        connection = self.connect()
        while not self.stopped.is_set():
            begin = time.perf_counter()
            try:
                connection.request("GET", TARGETS[(self.number + self.answers) % len(TARGETS)])
                response = connection.getresponse()
                body = response.read()
                if response.status != 200:
                    self.faults.append(f"{response.status} {body[:200]}")
            except (OSError, http.client.HTTPException) as error:
                self.faults.append(repr(error))
                connection.close()
            self.answers += 1
            self.longest = max(self.longest, time.perf_counter() - begin)
            if self.number % 2 == 0 or self.answers % 50 == 0:
                connection.close()
                connection = self.connect()

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--server", required=True, help="dateline-server")
    parser.add_argument("--restarts", type=int, default=100)
    parser.add_argument("--clients", type=int, default=4)
    options = parser.parse_args()
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_articles(folder / "a.jsonl")
        subprocess.run([options.program, "--index", folder / "index", folder / "a.jsonl"], check=True,
                       capture_output=True)
        manager = Manager(options.server, folder / "index", folder)
        manager.start()
        clients = [Client(manager.port, number) for number in range(options.clients)]
        for client in clients:
            client.start()
        for _ in range(options.restarts):
            manager.await_word("WATCHDOG=1")
            status = manager.stop()
            if status != 0:
                wrong.append(f"a server ended with {status}")
            manager.start()
        for client in clients:
            client.stopped.set()
        for client in clients:
            client.join()
        manager.stop()
    wrong += [fault for client in clients for fault in client.faults]
    answers = sum(client.answers for client in clients)
    longest = 1000 * max(client.longest for client in clients)
    finish(f"{options.restarts} restarts under {options.clients} clients: {answers} requests, the longest took "
           f"{longest:.0f} ms; {len(wrong)} refused, cut or failed", wrong)


if __name__ == "__main__":
    main()
