"""PostgreSQL's full-text search, on a cluster of its own in a temporary folder (postgresql.cc)."""
import contextlib
import glob
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile
import time

from harness.peer import FrontedPeer, package_version, run
from harness.processes import disk_bytes

BIN = pathlib.Path(max(glob.glob("/usr/lib/postgresql/*/bin"), default="/usr/lib/postgresql/15/bin"))

# Nothing is lost that cannot be built again, so nothing is synced; memory as the manual advises for
# bulk loading and for a machine with 8 GB or more.
CONF = """
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 16GB
autovacuum = off
shared_buffers = 2GB
work_mem = 128MB
maintenance_work_mem = 1GB
effective_cache_size = 8GB
random_page_cost = 1.1
jit = off
max_connections = 20
"""

SCHEMA = """
CREATE TABLE articles (id text, title text, body text, published text, source text,
  words tsvector GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) STORED);
"""


class Postgresql(FrontedPeer):
    name = "postgresql"
    title = "PostgreSQL"
    setup = "stored tsvector, GIN, ts_rank, ts_headline of the ten best, prepared; fsync off, 2 GB shared buffers"
    packages = ("postgresql-15", "libpq-dev")
    cannot = ("near",)  # its <N> is a distance in one order; ts_headline takes seconds for all ten together

    _folder = None  # its cluster's and its socket's; made by prepare()

    def needed(self):
        return [BIN / "postgres", self.paths.programs / "bench-postgresql"]

    def version(self):
        return package_version("postgresql-15")

    def prepare(self, corpus):
        corpus.tsv()
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="dateline-bench-"))
        if os.geteuid() == 0:  # which PostgreSQL refuses to run as
            shutil.chown(self._folder, "postgres", "postgres")
        self._run(["initdb", "-D", self._folder / "cluster", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"])
        with open(self._folder / "cluster" / "postgresql.conf", "a", encoding="utf-8") as conf:
            conf.write(CONF)

    def build(self, corpus):
        with self._cluster():
            self._sql(SCHEMA)
            with open(corpus.tsv(), "rb") as rows:
                load = "BEGIN; TRUNCATE articles; COPY articles(id, title, body, published, source) FROM STDIN; COMMIT;"
                self._sql(load, stdin=rows)
            self._sql("CREATE INDEX ON articles USING gin(words); ")
            self._sql("VACUUM ANALYZE articles; CHECKPOINT")

    def index_bytes(self):
        return disk_bytes(self._folder / "cluster" / "base")

    def remove(self):
        super().remove()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    @contextlib.contextmanager
    def serving(self, port):
        with self._cluster(), super().serving(port) as served:
            yield served

    def server_command(self, port):
        return [self.needed()[1], "serve", f"host={self._folder} user={self._user()} dbname=postgres", str(port)]

    def expression(self, query):
        """In the language of to_tsquery()."""
        words = [f"'{word}'" for word in query.words]
        joint = {"and": " & ", "or": " | ", "natural": " | "}.get(query.kind, " <-> ")
        return joint.join(words) + (":*" if query.kind == "prefix" else "")

    @contextlib.contextmanager
    def _cluster(self):
        command = [BIN / "postgres", "-D", self._folder / "cluster", "-k", self._folder]
        with open(self.log(), "ab") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, **self._identity())
        try:
            self._await_cluster()
            yield
        finally:
            server.terminate()
            server.wait()

    def _await_cluster(self):
        ready = [BIN / "pg_isready", "-h", self._folder, "-q"]
        for _ in range(600):
            if subprocess.run(ready).returncode == 0:
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL does not start")

    def _sql(self, statements, **options):
        arguments = ["-h", self._folder, "-U", self._user(), "-v", "ON_ERROR_STOP=1", "-q", "-d", "postgres"]
        for statement in filter(str.strip, statements.split(";")):
            arguments += ["-c", statement]
        run([BIN / "psql", *arguments], **options)

    def _run(self, command):
        run([BIN / command[0], *command[1:]], **self._identity())

    def _user(self):
        return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def _identity(self):
        return {"user": "postgres", "group": "postgres", "cwd": "/"} if os.geteuid() == 0 else {}
