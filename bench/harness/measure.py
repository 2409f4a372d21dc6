"""Builds, checks and times one peer after another."""
import contextlib
import json
import shutil
import statistics
import subprocess
import time
from http.client import HTTPException

from harness.processes import Meter, free_port, memory
from harness.queries import CLASSES

CONNECTIONS = (1, 8, 64)
MEGABYTE = 1e6
ASK_SECONDS = 10  # that each round may take to ask everything once; all was asked before, in the check


def build(peer, corpus):
    """Builds a peer's index and says what it cost."""
    shutil.rmtree(peer.work, ignore_errors=True)
    peer.work.mkdir(parents=True)
    peer.prepare(corpus)
    with Meter() as meter:
        peer.build(corpus)
    return {
        "wall_seconds": meter.wall_seconds,
        "articles_per_second": corpus.articles / meter.wall_seconds,
        "megabytes_per_second": corpus.text_bytes / MEGABYTE / meter.wall_seconds,
        "cpu_seconds": meter.cpu_seconds,
        "peak_anonymous_bytes": meter.peak["anonymous"],
        "peak_resident_bytes": meter.peak["resident"],
        "index_bytes": peer.index_bytes(),
        "bytes_per_text_byte": peer.index_bytes() / corpus.text_bytes,
    }


def check(peer, queries):
    """Asks every query once: how many articles each class finds, and whether the hits are as asked for."""
    return {kind: _check_class(peer, queries[kind]) for kind in classes_of(peer)}


def classes_of(peer):
    return [kind for kind in CLASSES if kind not in peer.cannot]


def _check_class(peer, queries):
    answers = [peer.ask(query) for query in queries]
    hits = [hit for answer in answers for hit in answer.hits]
    wanted = sum(min(10, answer.total) for answer in answers)
    return {
        "total": sum(answer.total for answer in answers),
        "totals": [answer.total for answer in answers],
        "exact_totals": sum(answer.exact for answer in answers),
        "hits": len(hits),
        "hits_missing": wanted - len(hits),
        "incomplete_hits": sum(not (hit.title and hit.published and hit.source and hit.snippet) for hit in hits),
        "unmarked_snippets": sum("<mark>" not in hit.snippet for hit in hits),
    }


class Speed:
    """Times the answers of peers over rounds; each starts its server anew, so that rounds interleave."""

    def __init__(self, paths, queries, seconds):
        self._load = paths.programs / "bench-load"
        self._seconds = seconds
        self._files = {kind: paths.work / f"requests-{kind}.txt" for kind in CLASSES}
        self._queries = queries
        self._rounds = {}  # by peer, class and connections
        self.server_memory = {}

    def round(self, peer):
        with peer.serving(free_port()):
            self._write_requests(peer)
            self._warm_up(peer)
            for connections in CONNECTIONS:
                for kind in classes_of(peer):
                    measured = self._run(peer, kind, connections)
                    self._rounds.setdefault((peer.name, kind, connections), []).append(measured)
            self.server_memory[peer.name] = memory()

    def results(self, peer):
        """By class, then by connections."""
        return {
            kind: {str(connections): _summary(self._rounds[peer.name, kind, connections]) for connections in CONNECTIONS}
            for kind in classes_of(peer)
        }

    def _write_requests(self, peer):
        for kind in classes_of(peer):
            self._files[kind].write_text("".join(peer.request(query) + "\n" for query in self._queries[kind]))

    def _warm_up(self, peer):
        """The queries, so that what they need is in memory, and then some load, for the JIT of those that have one."""
        end = time.monotonic() + ASK_SECONDS
        for query in (query for kind in classes_of(peer) for query in self._queries[kind]):
            if time.monotonic() < end:
                peer.ask(query)
        for kind in classes_of(peer):
            self._run(peer, kind, 8, seconds=min(peer.warmup_seconds, 3 * self._seconds) / len(CLASSES))

    def _run(self, peer, kind, connections, seconds=None):
        command = [self._load, "--port", peer.port, "--connections", connections, "--seconds", seconds or self._seconds]
        command += ["--requests", self._files[kind], "--protocol", peer.protocol]
        return load(command)


def load(command):
    """Runs bench-load and reads its report; an answer that failed fails the measurement."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    measured = json.loads(done.stdout)
    if measured["errors"]:
        raise RuntimeError(f"{measured['errors']} of {measured['answers']} answers failed: {' '.join(map(str, command))}")
    return measured


def _summary(rounds):
    """The median of each figure over the rounds, and the rounds themselves."""
    names = ("qps", "p50_ms", "p95_ms", "p99_ms", "answer_bytes")
    summary = {name: statistics.median(measured[name] for measured in rounds) for name in names}
    return {**summary, "answers": sum(measured["answers"] for measured in rounds), "rounds": rounds}


def measure(peers, corpus, queries, paths, settings, watch, say):
    """Builds all, then times all; the "peers" of results-*.json. One that fails is reported and left out."""
    results, standing = {}, []
    for peer in peers:
        with _left_out_on_failure(peer, say):
            with watch.during(f"{peer.plain_title} was built and checked"):
                results[peer.name] = _built_and_checked(peer, corpus, queries, results, say)
            standing.append(peer)
    speed = Speed(paths, queries, settings["seconds"])
    for number in range(1, settings["rounds"] + 1):
        for peer in list(standing):
            say(f"round {number} of {settings['rounds']}: {peer.title}")
            with _left_out_on_failure(peer, say, standing), watch.during(f"{peer.plain_title} answered, round {number}"):
                speed.round(peer)
    for peer in standing:
        results[peer.name] |= {"speed": speed.results(peer), "server_memory": speed.server_memory[peer.name]}
    return results


def _built_and_checked(peer, corpus, queries, results, say):
    entry = {"title": peer.title, "version": peer.version(), "setup": peer.setup}
    if peer.index_of is None:
        say(f"{peer.title}: builds its index")
        entry["build"] = build(peer, corpus)
        say(f"{peer.title}: {entry['build']['articles_per_second']:,.0f} articles/s; its answers are checked")
    elif peer.index_of not in results:
        raise RuntimeError(f"it needs the index of {peer.index_of}")
    with peer.serving(free_port()):
        entry["answers"] = check(peer, queries)
    return entry


@contextlib.contextmanager
def _left_out_on_failure(peer, say, standing=()):
    try:
        yield
    except (OSError, RuntimeError, ValueError, KeyError, HTTPException, subprocess.SubprocessError) as failure:
        say(f"{peer.title}: FAILED and is left out: {failure}")
        if peer in standing:
            standing.remove(peer)
