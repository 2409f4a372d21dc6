"""What a healthy client notices of others: it asks, reads, pauses, and asks again, beside nobody, a thousand idle
connections, a thousand that send a byte a second, and sixty-four that ask all the time."""
import contextlib
import os
import resource
import socket
import subprocess
import threading

from harness.measure import load
from harness.processes import free_port
from harness.queries import CLASSES

PAUSE = 0.03  # seconds
SECONDS = 12  # of one measurement: some 400 requests
MANY = 1000
BUSY = 64


def measure(dateline, queries, paths, settings):
    """Rows of the healthy client's latencies, among whom."""
    requests = paths.work / "requests-crowd.txt"
    requests.write_text("".join(dateline.request(query) + "\n" for kind in CLASSES for query in queries[kind]))
    _allow_descriptors(MANY + 200)
    seconds = SECONDS if settings["seconds"] >= 1 else 1  # a self-test only sees whether it works
    client = [paths.programs / "bench-load", "--requests", requests]
    rows = []
    with dateline.serving(free_port()):
        client += ["--port", dateline.port]
        for title, crowd in (
            ("nobody", contextlib.nullcontext()),
            (f"{MANY:,} idle connections", _idle(dateline.port)),
            (f"{MANY:,} connections that send a byte a second", _slow(dateline.port)),
            (f"{BUSY} connections that ask all the time", _busy([*client, "--connections", BUSY, "--seconds", 2 * seconds])),
            ("nobody, again", contextlib.nullcontext()),
        ):
            with crowd:
                measured = load([*_at_once(), *client, "--connections", 1, "--pause", PAUSE, "--warmup", 0.5, "--seconds", seconds])
            rows.append({"title": title, **{name: measured[name] for name in ("answers", "p50_ms", "p99_ms", "max_ms", "errors")}})
    return rows


def _at_once():
    """Before the healthy client's command: the machine's own processors are busy with the server and the others, and it
    is the server that is measured, not when the client gets its turn."""
    return ["nice", "-n", "-15"] if os.geteuid() == 0 else []


def _allow_descriptors(count):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(count, hard), hard))


def _connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=10)


@contextlib.contextmanager
def _idle(port):
    with contextlib.ExitStack() as held:
        for _ in range(MANY):
            held.enter_context(_connect(port))
        yield


@contextlib.contextmanager
def _slow(port):
    """Heads that never end, a byte a second on each; whoever is cut off comes again."""
    over = threading.Event()
    connections = [_connect(port) for _ in range(MANY)]

    def send():
        turn = 0
        while not over.wait(1 / MANY):
            place = turn % MANY
            turn += 1
            try:
                connections[place].send(b"GET /api/v1/search?q=slow HTTP/1.1\r\n"[turn // MANY % 30 :][:1])
            except OSError:
                connections[place].close()
                connections[place] = _connect(port)

    sender = threading.Thread(target=send)
    sender.start()
    try:
        yield
    finally:
        over.set()
        sender.join()
        for connection in connections:
            connection.close()


@contextlib.contextmanager
def _busy(command):
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.kill()
