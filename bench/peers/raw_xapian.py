"""Xapian used as its documentation shows it: the reference that Dateline builds on (raw_xapian.cc)."""
from harness.peer import FrontedPeer, boolean, package_version, run
from harness.queries import NEAR


class RawXapian(FrontedPeer):
    name = "raw_xapian"
    title = "raw Xapian"
    setup = "TermGenerator and QueryParser, English stemmer, one thread; MSet::snippet with its defaults; totals estimated"
    packages = ("libxapian-dev",)

    def needed(self):
        return [self.paths.programs / "bench-raw-xapian"]

    def version(self):
        return package_version("libxapian30")

    def prepare(self, corpus):
        corpus.tsv()

    def build(self, corpus):
        run([self.needed()[0], "build", corpus.tsv(), self.work / "db"])

    def server_command(self, port):
        return [self.needed()[0], "serve", self.work / "db", str(port)]

    def expression(self, query):
        return boolean(query, near=f"{{}} NEAR/{NEAR} {{}}")

    def parse(self, body):
        answer = super().parse(body)
        return type(answer)(answer.total, answer.hits, exact=False)
