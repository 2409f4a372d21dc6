"""What processes cost: CPU seconds and memory of everything that this one started."""
import contextlib
import http.client
import os
import pathlib
import resource
import socket
import threading
import time

_TICKS = os.sysconf("SC_CLK_TCK")
_SAMPLE_SECONDS = 0.05


def descendants():
    """The pids of all processes below this one."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            stat = _stat(entry)
            if stat:
                children.setdefault(int(stat[1]), []).append(int(entry))
    found, todo = [], [os.getpid()]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found


def cpu_seconds():
    """Of all descendants, those that have ended (and were waited for) too."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = ended.ru_utime + ended.ru_stime
    for pid in descendants():
        stat = _stat(pid)
        if stat:
            total += sum(map(int, stat[11:15])) / _TICKS  # utime stime cutime cstime
    return total


def memory():
    """Bytes of all descendants: what they hold themselves ("anonymous", with shared memory counted once), and
    what is resident, which adds the pages of files that they mapped and that the kernel may drop."""
    anonymous = files = shared = 0
    for pid in descendants():
        status = _status(pid)
        anonymous += status.get("RssAnon", 0)
        files += status.get("RssFile", 0)
        shared = max(shared, status.get("RssShmem", 0))
    return {"anonymous": anonymous + shared, "resident": anonymous + files + shared}


class Meter:
    """Wall seconds, CPU seconds and peak memory of what runs inside the with block."""

    def __enter__(self):
        self.peak = {"anonymous": 0, "resident": 0}
        self._done = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        self._cpu = cpu_seconds()
        self._begin = time.monotonic()
        self._sampler.start()
        return self

    def __exit__(self, *_):
        self.wall_seconds = time.monotonic() - self._begin
        self.cpu_seconds = cpu_seconds() - self._cpu
        self._done.set()
        self._sampler.join()

    def _sample(self):
        while not self._done.wait(_SAMPLE_SECONDS):
            for kind, size in memory().items():
                self.peak[kind] = max(self.peak[kind], size)


def is_ready(port):
    """Whether dateline-server on this port answers: it listens at once, and has verified its index some seconds a gigabyte later.

    OSError where it does not listen yet.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def disk_bytes(path):
    """What a file, or a folder with all below it, takes on disk."""
    path = pathlib.Path(path)
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file() and not p.is_symlink()]
    return sum(file.stat().st_blocks * 512 for file in files)


def _stat(pid):
    """The fields of /proc/PID/stat after the name: state, ppid, ..."""
    try:
        text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:  # it has ended
        return None
    return text[text.rindex(")") + 2 :].split()


def _status(pid):
    """The sizes of /proc/PID/status, in bytes."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    pairs = (line.split(":", 1) for line in lines if line.endswith(" kB"))
    return {name: int(value.split()[0]) * 1024 for name, value in pairs}
