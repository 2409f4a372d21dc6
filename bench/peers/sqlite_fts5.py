"""SQLite FTS5, in this process's place behind a small HTTP server (sqlite_fts5.cc)."""
from harness.peer import FrontedPeer, boolean, package_version, run
from harness.queries import NEAR


class SqliteFts5(FrontedPeer):
    name = "sqlite"
    title = "SQLite FTS5"
    setup = "porter unicode61, bm25, snippet(), count(*); one transaction, no journal, optimize; mmap"
    packages = ("libsqlite3-dev",)

    def needed(self):
        return [self.paths.programs / "bench-sqlite"]

    def version(self):
        return package_version("libsqlite3-0")

    def prepare(self, corpus):
        corpus.tsv()

    def build(self, corpus):
        run([self.needed()[0], "build", corpus.tsv(), self.work / "articles.db"])

    def server_command(self, port):
        return [self.needed()[0], "serve", self.work / "articles.db", str(port)]

    def expression(self, query):
        return boolean(query, near=f"NEAR({{}} {{}}, {NEAR - 1})")
