"""What every peer under bench/peers/ is to the harness."""
import abc
import contextlib
import dataclasses
import http.client
import json
import shutil
import socket
import subprocess
import time
import urllib.parse

from harness.processes import disk_bytes

START_SECONDS = 300  # an index of a million articles is verified from the disk before it is served
STOP_SECONDS = 30
INDEXED = (0, 1)  # the statuses of dateline-index: 1 where it set articles aside, such as those without a text


@dataclasses.dataclass(frozen=True)
class Hit:
    title: str
    published: str
    source: str
    snippet: str


@dataclasses.dataclass(frozen=True)
class Answer:
    total: int
    hits: tuple
    exact: bool = True  # false: the total is an estimate


class Peer(abc.ABC):
    """One engine: builds its index, serves it, and speaks its language. One file a peer."""

    name = ""  # on the command line
    title = ""  # in the tables
    setup = ""  # its settings, in a sentence
    packages = ()  # of Debian, that it needs
    targets = ()  # of CMake, beside those of bench/
    cannot = ()  # the classes of queries that its language does not have
    index_of = None  # the name of another peer, whose index it serves instead of one of its own
    protocol = "http"  # of bench-load
    warmup_seconds = 2

    def __init__(self, paths):
        self.paths = paths  # .programs: of bench/; .work: a folder of this peer's own
        self.work = paths.work / (self.index_of or self.name)
        self.port = 0

    @property
    def plain_title(self):
        return self.title.strip("*")

    # Before everything

    @abc.abstractmethod
    def needed(self):
        """The files that must exist for it to run, as paths or names of commands."""

    def obstacle(self):
        """Why it cannot run here; None where nothing is missing."""
        missing = [str(name) for name in self.needed() if shutil.which(str(name)) is None and not _exists(name)]
        if not missing:
            return None
        return f"{missing[0]} is missing" + (" (bench/run --install)" if self.packages else "")

    @abc.abstractmethod
    def version(self):
        """The version of the engine, for the report."""

    # Building

    def prepare(self, corpus):
        """Makes the form of the corpus that it reads. Not timed."""

    @abc.abstractmethod
    def build(self, corpus):
        """Builds the index in self.work, an empty folder. Timed."""

    def index_bytes(self):
        return disk_bytes(self.work)

    def remove(self):
        """Removes the index."""
        shutil.rmtree(self.work, ignore_errors=True)

    # Serving

    @abc.abstractmethod
    def server_command(self, port):
        """The command that serves the index on this port in the foreground."""

    @contextlib.contextmanager
    def serving(self, port):
        self.port = port
        log = open(self.log(), "ab")
        server = subprocess.Popen(self.server_command(port), stdout=log, stderr=log, **self.server_options())
        try:
            self._await_start(server)
            yield self
        finally:
            _stop(server)
            log.close()

    def log(self):
        """Where the server's output goes; it stays after the run."""
        folder = self.paths.out / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{self.name}.log"

    def server_options(self):
        """Further arguments of subprocess.Popen."""
        return {}

    def _await_start(self, server):
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if server.poll() is not None:
                break
            with contextlib.suppress(OSError):
                if self.is_ready():
                    return
            time.sleep(0.05)
        raise RuntimeError(f"the server of {self.name} does not start; see {self.log()}")

    def is_ready(self):
        """Whether the server answers; OSError where it does not listen yet."""
        socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        return True

    # Asking

    @abc.abstractmethod
    def request(self, query):
        """A Query as a line for bench-load: the path of a GET request, or a statement."""

    @abc.abstractmethod
    def parse(self, body):
        """The Answer in the body of a response."""

    def ask(self, query):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        with contextlib.closing(connection):
            connection.request("GET", self.request(query))
            response = connection.getresponse()
            body = response.read()
            if response.status != 200:
                raise RuntimeError(f"{self.name} answered {response.status} to {query}: {body[:300]!r}")
            return self.parse(body)


class FrontedPeer(Peer):
    """A peer behind bench/peers/http_front.h."""

    def request(self, query):
        return "/search?" + urllib.parse.urlencode({"q": self.expression(query)})

    @abc.abstractmethod
    def expression(self, query):
        """The query in the engine's language."""

    def parse(self, body):
        answer = json.loads(body)
        return Answer(answer["total"], tuple(Hit(h["title"], h["published"], h["source"], h["snippet"]) for h in answer["hits"]))


def boolean(query, both=" AND ", either=" OR ", phrase='"{}"', prefix="{}*", near=None):
    """The query in the syntax that most engines share, with what differs given; of a question, any of its words."""
    words = query.words
    if query.kind == "and":
        return both.join(words)
    if query.kind in ("or", "natural"):
        return either.join(words)
    if query.kind in ("phrase", "stop_phrase"):
        return phrase.format(" ".join(words))
    if query.kind == "near":
        return near.format(*words)
    return prefix.format(words[0]) if query.kind == "prefix" else words[0]


def run(command, statuses=(0,), **options):
    """Runs a command of a build to its end; what it prints is shown only if its status is none of those."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    if done.returncode not in statuses:
        raise RuntimeError(f"{command[0]} failed with {done.returncode}:\n{done.stdout.decode(errors='replace')[-2000:]}")
    return done.stdout.decode(errors="replace")


def _stop(server):
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def package_version(package):
    done = subprocess.run(["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def _exists(name):
    with contextlib.suppress(OSError):
        open(name, "rb").close()
        return True
    return False
