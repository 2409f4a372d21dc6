"""Dateline itself, with its cache of answers off; and the same index with its defaults."""
import json
import urllib.parse

from harness.peer import INDEXED, Answer, Hit, Peer, boolean, run
from harness.processes import is_ready
from harness.queries import NEAR


def as_typed(query):
    """The query as people type it: words that are all wanted stand side by side."""
    return query.question or boolean(query, both=" ", near=f"{{}} w/{NEAR} {{}}")


class Dateline(Peer):
    name = "dateline"
    title = "**Dateline**"
    setup = "all defaults, but --cache 0"
    targets = ("dateline-index", "dateline-server")
    server_flags = ("--cache", "0")

    def needed(self):
        return [self.paths.programs / "dateline-index", self.paths.programs / "dateline-server"]

    def version(self):
        return run([self.needed()[0], "--version"]).split()[-1]

    @property
    def index(self):
        return self.work / "index"

    def build(self, corpus):
        run([self.needed()[0], "--index", self.index, corpus.path], INDEXED)

    def server_command(self, port):
        return [self.needed()[1], "--index", self.index, "--listen", f"127.0.0.1:{port}", *self.server_flags]

    def is_ready(self):
        return is_ready(self.port)

    def request(self, query):
        """A question has default settings; elsewhere words side by side are all required."""
        operator = {} if query.kind == "natural" else {"operator": "all"}
        return "/api/v1/search?" + urllib.parse.urlencode({"q": self.expression(query), **operator, "limit": 10})

    def expression(self, query):
        return query.question or boolean(query, near=f"{{}} w/{NEAR} {{}}")

    def parse(self, body):
        answer = json.loads(body)
        return Answer(answer["total"]["value"], tuple(map(_hit, answer["hits"])), answer["total"]["exact"])


class DatelineCached(Dateline):
    name = "dateline_cached"
    title = "Dateline, cache on"
    setup = "all defaults"
    server_flags = ()
    index_of = Dateline.name


def _hit(hit):
    return Hit(hit["title"], hit["published"], hit["source"], " ".join(hit["snippets"]))
