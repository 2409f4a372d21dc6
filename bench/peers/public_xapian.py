"""Xapian's own matcher on the database that Dateline writes for programs of the Xapian family (docs/xapian.md)."""
import os

from harness.peer import INDEXED, run
from peers.raw_xapian import RawXapian


class PublicXapian(RawXapian):
    name = "public_xapian"
    title = "Xapian on Dateline's database"
    setup = (
        'built by dateline-index with [index] xapian = "phrases", so it is Dateline\'s index and the database;'
        " QueryParser, MSet::snippet without its background model; texts in memory; totals estimated"
    )
    targets = ("dateline-index",)

    def needed(self):
        return [self.paths.programs / "bench-raw-xapian", self.paths.programs / "dateline-index"]

    def prepare(self, corpus):
        self._texts = corpus.tsv()

    def build(self, corpus):
        environment = {**os.environ, "DATELINE_INDEX_XAPIAN": "phrases"}
        run([self.needed()[1], "--index", self.work / "index", corpus.path], INDEXED, env=environment)

    def server_command(self, port):
        stub = self.work / "index" / "current" / "xapian"
        return [self.needed()[0], "serve-public", stub, self._texts, str(port)]
