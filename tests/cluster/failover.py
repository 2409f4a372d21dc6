#!/usr/bin/env python3
"""A writer, three replicas and Debian's haproxy with config/haproxy/dateline.cfg, each a process with a port of its own.

While clients search through haproxy and articles are pushed, a replica falls behind, each in turn is killed, and paused;
then the writer is paused, and killed, and a replica promoted. From the time that haproxy needs to notice (its checks: two
a second apart) no search may fail; who pushed must read it back by min_sequence from whichever replica answers, also when
a cookie leads to the one that is behind; a replica that comes back must catch up; a push that a paused writer did not take
must be taken when it is sent again; and what a replica had of the queue must be in the index of the new writer. Prints
times from a push to its article on every replica, and one closing line.
"""

import argparse
import http.client
import json
import pathlib
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "faults"))

from archive import finish, need  # noqa: E402

TOKEN = "0123456789abcdef0123456789abcdef"
NOTICED = 4.0  # seconds: two checks a second apart, and the time that each may take
PATIENCE = 60.0


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def ask(port, target, method="GET", body=None, cookie=""):
    """Status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, target, body, {"Authorization": f"Bearer {TOKEN}", "Cookie": cookie})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def until(condition, what):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if condition():
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.05)
    raise SystemExit(f"in vain waited for {what}")


class Host:
    """What runs on one machine: programs over a folder."""

    def __init__(self, cluster, name, port):
        self.cluster, self.name, self.port = cluster, name, port
        self.index = cluster.folder / name
        self.processes = []

    def start(self, program, *arguments):
        log = open(self.cluster.folder / f"{self.name}.log", "ab")
        self.processes.append(subprocess.Popen([program, "--index", self.index, *arguments], stdout=log, stderr=log))

    def serve(self):
        self.start(self.cluster.options.server, "--config", self.cluster.settings, "--listen", f"127.0.0.1:{self.port}")

    def write(self):
        self.start(self.cluster.options.program, "--schedule", "--every", "1h", self.cluster.sources)
        self.serve()

    def follow(self, writer):
        self.start(self.cluster.options.replica, "--from", f"http://127.0.0.1:{writer.port}", "--token-file",
                   self.cluster.token, "--every", "1")
        self.serve()

    def signal(self, number):
        for process in self.processes:
            process.send_signal(number)

    def kill(self):
        self.signal(signal.SIGKILL)
        for process in self.processes:
            process.wait()
        self.processes = []

    def has(self, article):
        return ask(self.port, f"/api/v1/articles/{article}")[0] == 200


class Cluster:
    def __init__(self, folder, options):
        self.folder, self.options = folder, options
        self.sources = folder / "sources"
        self.sources.mkdir()
        self.token, self.settings = folder / "token", folder / "dateline.toml"
        self.token.write_text(f"write,admin,replica {TOKEN}\n")
        self.token.chmod(0o600)
        self.settings.write_text(f'[server]\ntoken_file = "{self.token}"\ntrusted_proxies = ["127.0.0.1"]\n')
        lines = ({"id": str(i), "title": f"Ferry {i}", "text": f"The ferry number {i} left the harbour. " * 10}
                 for i in range(500))
        (self.sources / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        self.proxy_port, *ports = free_ports(5)
        self.writer, *self.replicas = [Host(self, name, port) for name, port in
                                       zip(("writer", "replica1", "replica2", "replica3"), ports)]
        self.pushed, self.sequence, self.behind, self.stale = 0, 0, 0, []

    def start(self):
        subprocess.run([self.options.program, "--index", self.writer.index, self.sources], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.writer.write()
        until(lambda: ask(self.writer.port, "/readyz")[0] == 200, "the writer")
        for replica in self.replicas:
            replica.follow(self.writer)
            until(lambda: ask(replica.port, "/readyz")[0] == 200, replica.name)
        self.start_proxy()

    def start_proxy(self):
        text = (TOP / "config/haproxy/dateline.cfg").read_text()
        changes = [("bind :8080", f"bind 127.0.0.1:{self.proxy_port}"), ("log /dev/log local0", "log stdout format raw local0")]
        changes += [(f"192.0.2.{10 + number}:8080", f"127.0.0.1:{host.port}")
                    for number, host in enumerate([self.writer, *self.replicas])]
        for old, new in changes:
            if old not in text:
                raise SystemExit(f"config/haproxy/dateline.cfg has no {old!r} any more")
            text = text.replace(old, new)
        path = self.folder / "haproxy.cfg"
        path.write_text(text)
        self.proxy = subprocess.Popen(["haproxy", "-f", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: ask(self.proxy_port, "/readyz")[0] == 200, "haproxy")

    def stop(self):
        for host in [self.writer, *self.replicas]:
            host.signal(signal.SIGCONT)
            host.kill()
        self.proxy.kill()
        self.proxy.wait()

    def push(self):
        """Pushes an article through haproxy; its id."""
        self.pushed += 1
        article = json.dumps({"id": f"p{self.pushed}", "title": "Pushed", "text": "A pushed ferry."})
        status, body = ask(self.proxy_port, "/api/v1/articles", "POST", article)
        if status != 202:
            raise SystemExit(f"a push is answered with {status}: {body!r}")
        self.sequence = json.loads(body)["sequence"]
        self.read_own(f"p{self.pushed}")
        return f"p{self.pushed}"

    def read_own(self, article):
        """Asks whichever replicas haproxy picks for what was just pushed: it is there, or the answer is 503."""
        def is_there():
            status, body = ask(self.proxy_port, f"/api/v1/articles/{article}?min_sequence={self.sequence}")
            self.behind += status == 503
            if status not in (200, 503):
                self.stale.append(f"who pushed {article} and asks for it gets {status}: {body[:80]!r}")
            return status != 503
        until(is_there, f"{article} by min_sequence")


class Reader(threading.Thread):
    """Searches through haproxy; notes when a search failed."""

    def __init__(self, port):
        super().__init__()
        self.port, self.ended = port, threading.Event()
        self.answers, self.failures = 0, []

    def run(self):
        while not self.ended.wait(0.01):
            begin = time.monotonic()
            try:
                status, body = ask(self.port, "/api/v1/search?q=ferry")
                fault = "" if status == 200 and json.loads(body)["total"]["value"] >= 500 else f"{status} {body[:80]!r}"
            except (OSError, http.client.HTTPException) as error:
                fault = repr(error)
            self.answers += 1
            if fault:
                self.failures.append((begin, fault))


def spread(cluster, hosts):
    """Seconds from a push to its article on every one of these."""
    begin = time.monotonic()
    article = cluster.push()
    until(lambda: all(host.has(article) for host in hosts), f"{article} on {[host.name for host in hosts]}")
    return time.monotonic() - begin


def lag_behind(cluster):
    """A replica that copies nothing any more: who is bound to it by cookie is sent on by min_sequence. What went wrong."""
    laggard, *others = cluster.replicas
    laggard.processes[0].send_signal(signal.SIGSTOP)
    article = cluster.push()
    until(lambda: all(host.has(article) for host in others), f"{article} on the others")
    target = f"/api/v1/articles/{article}"
    bound = ask(cluster.proxy_port, target, cookie="replica=replica1")[0]
    sent_on = {ask(cluster.proxy_port, f"{target}?min_sequence={cluster.sequence}", cookie="replica=replica1")[0] for _ in range(20)}
    laggard.processes[0].send_signal(signal.SIGCONT)
    until(lambda: laggard.has(article), f"{laggard.name} to catch up")
    wrong = [] if bound == 404 else [f"the cookie leads to another replica: {bound}"]
    return wrong + ([] if sent_on == {200} else [f"by min_sequence a replica that lags answers {sent_on}"])


def hurt_replicas(cluster, quiet_from):
    """Kills and pauses each replica in turn; when, and how long pushes took meanwhile."""
    times = []
    for replica in cluster.replicas:
        others = [other for other in cluster.replicas if other is not replica]
        for hurt, mend in ((replica.kill, lambda: replica.follow(cluster.writer)),
                           (lambda: replica.signal(signal.SIGSTOP), lambda: replica.signal(signal.SIGCONT))):
            quiet_from.append((time.monotonic(), time.monotonic() + NOTICED))
            hurt()
            time.sleep(NOTICED)
            times.append(spread(cluster, others))
            mend()
            article = f"p{cluster.pushed}"
            until(lambda: replica.has(article), f"{replica.name} to catch up")
            time.sleep(NOTICED)  # haproxy takes it in again
    return times


def pause_writer(cluster):
    """The writer hangs: searches go on, a push is not acknowledged, and sent again it is taken. What went wrong."""
    cluster.writer.signal(signal.SIGSTOP)
    time.sleep(NOTICED)
    article = json.dumps({"id": "hung", "title": "Hung", "text": "A ferry that waited."})
    try:
        status = ask(cluster.proxy_port, "/api/v1/articles", "POST", article)[0]
    except (OSError, http.client.HTTPException):
        status = 0
    cluster.writer.signal(signal.SIGCONT)
    if status == 202:
        return ["a push is acknowledged while the writer hangs"]
    until(lambda: ask(cluster.proxy_port, "/api/v1/articles", "POST", article)[0] == 202, "the writer to take a push again")
    until(lambda: all(host.has("hung") for host in cluster.replicas), "what was sent again on all replicas")
    return []


def promote(cluster, quiet_from):
    """The writer is lost: a replica that has its queue becomes the writer. What is missing there."""
    quiet_from.append((time.monotonic(), time.monotonic() + NOTICED))
    cluster.writer.kill()
    chosen = cluster.replicas[0]
    time.sleep(NOTICED)
    follower = chosen.processes[0]
    follower.terminate()
    follower.wait()
    subprocess.run([cluster.options.replica, "--promote", "--index", chosen.index], check=True, stdout=subprocess.DEVNULL)
    chosen.start(cluster.options.program, "--schedule", "--every", "1h", cluster.sources)
    status, body = ask(chosen.port, "/api/v1/articles", "POST", '{"id": "after", "title": "After", "text": "A ferry after."}')
    if status != 202:
        return [f"the promoted replica answers a push with {status}: {body!r}"]
    until(lambda: chosen.has("after"), "what was pushed to the promoted replica")
    return [f"p{number} is lost" for number in range(1, cluster.pushed + 1) if not chosen.has(f"p{number}")]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--server", required=True)
    parser.add_argument("--replica", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    need("haproxy")
    with tempfile.TemporaryDirectory(prefix="dateline-cluster-") as folder:
        cluster = Cluster(pathlib.Path(folder), options)
        violations, quiet_from, times = [], [], []
        readers = [Reader(cluster.proxy_port) for _ in range(3)]
        try:
            cluster.start()
            for reader in readers:
                reader.start()
            times += [spread(cluster, cluster.replicas) for _ in range(5)]
            violations += lag_behind(cluster)
            for _ in range(options.rounds):
                times += hurt_replicas(cluster, quiet_from)
            violations += pause_writer(cluster)
            violations += promote(cluster, quiet_from)
        finally:
            for reader in readers:
                reader.ended.set()
                if reader.is_alive():
                    reader.join()
            cluster.stop()
        violations += cluster.stale
        failures = [failure for reader in readers for failure in reader.failures]
        late = [fault for begin, fault in failures if not any(start - 1 <= begin <= end for start, end in quiet_from)]
        violations += [f"a search failed after haproxy had noticed: {fault}" for fault in late]
    answers = sum(reader.answers for reader in readers)
    print(f"from push to every replica: median {statistics.median(times):.2f} s, longest {max(times):.2f} s")
    print(f"pushes read back through haproxy: {cluster.pushed}, {len(cluster.stale)} stale, {cluster.behind} times 503 before")
    finish(f"{len(quiet_from)} hosts lost, {answers} searches, {len(failures)} failed before and {len(late)} after it was "
           f"noticed, {cluster.pushed} pushes, {len(violations)} violations", violations)


if __name__ == "__main__":
    main()
