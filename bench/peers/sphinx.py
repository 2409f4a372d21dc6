"""Sphinx, over SphinxQL, which is MySQL's protocol: the way to ask it that its manual advises."""
import contextlib
import socket
import struct

from harness.peer import Answer, Hit, Peer, boolean, package_version, run
from harness.queries import NEAR

CONF = """
source articles {{
  type = tsvpipe
  tsvpipe_command = cat {rows}
  tsvpipe_attr_string = name
  tsvpipe_field_string = title
  tsvpipe_field_string = body
  tsvpipe_attr_string = published
  tsvpipe_attr_string = publisher
}}
index articles {{
  source = articles
  path = {work}/articles
  docinfo = extern
  dict = keywords
  morphology = stem_en
  min_prefix_len = 4
}}
indexer {{
  mem_limit = 1024M
  write_buffer = 16M
}}
searchd {{
  listen = 127.0.0.1:{port}:mysql41
  workers = threads
  max_children = 0
  pid_file = {work}/searchd.pid
  log = {work}/searchd.log
  binlog_path =
  read_timeout = 300
  client_timeout = 300
}}
"""


class Sphinx(Peer):
    name = "sphinx"
    title = "Sphinx"
    setup = "SphinxQL; dict=keywords, stem_en, min_prefix_len=4, text as a string attribute in memory; ranker=bm25, SNIPPET()"
    packages = ("sphinxsearch",)
    protocol = "sphinxql"

    def needed(self):
        return ["indexer", "searchd"]

    def version(self):
        return package_version("sphinxsearch")

    def prepare(self, corpus):
        self._rows = corpus.form("sphinx.tsv", _write_rows)

    def build(self, corpus):
        run(["indexer", "--config", self._conf(9306), "--all"])

    def server_command(self, port):
        return ["searchd", "--config", self._conf(port), "--nodetach"]

    def request(self, query):
        match = boolean(query, both=" ", either=" | ", near=f"{{}} NEAR/{NEAR} {{}}")
        return (
            f"SELECT name, title, published, publisher, SNIPPET(body, '{match}', 'before_match=<mark>',"
            " 'after_match=</mark>', 'limit=240', 'query_mode=1') FROM articles"
            f" WHERE MATCH('{match}') LIMIT 10 OPTION ranker=bm25, max_matches=10; SHOW META"
        )

    def parse(self, body):
        hits, meta = body
        return Answer(int(dict(meta)["total_found"]), tuple(Hit(*row[1:]) for row in hits))

    def ask(self, query):
        with contextlib.closing(socket.create_connection(("127.0.0.1", self.port), timeout=300)) as connection:
            return self.parse(_results(connection, self.request(query)))

    def _conf(self, port):
        path = self.work / "sphinx.conf"
        path.write_text(CONF.format(rows=self._rows, work=self.work, port=port))
        return path


def _write_rows(file, articles):
    """Numbered rows; Sphinx knows no escapes, so tabs and line ends become spaces."""
    for number, article in enumerate(articles, start=1):
        file.write(f"{number}\t" + "\t".join(" ".join(value.split()) for value in article.values()) + "\n")


def _results(connection, statements):
    """The rows of each result of a statement, as strings."""
    stream = connection.makefile("rb")
    _packet(stream)  # the handshake
    login = struct.pack("<IIB23x", 0x200 | 0x10000 | 0x20000, 0, 33) + b"bench\0\0"
    connection.sendall(_framed(login, 1))
    _packet(stream)
    connection.sendall(_framed(b"\x03" + statements.encode(), 0))
    results, more = [], True
    while more:
        rows, more = _result(stream)
        results.append(rows)
    return results


def _result(stream):
    """One result's rows, and whether another result follows."""
    first = _packet(stream)
    if first[0] == 0xFF:
        raise RuntimeError(first[9:].decode(errors="replace"))
    while not _is_end(_packet(stream)):
        pass  # the descriptions of columns
    rows = []
    while not _is_end(packet := _packet(stream)):
        rows.append(_row(packet))
    return rows, bool(packet[3] & 8)


def _is_end(packet):
    return packet[0] == 0xFE and len(packet) < 9


def _row(packet):
    values, at = [], 0
    while at < len(packet):
        size, at = _length(packet, at)
        values.append(packet[at : at + size].decode(errors="replace"))
        at += size
    return values


def _length(packet, at):
    """MySQL's length-encoded integer: its value, and where it ends."""
    wide = {0xFC: 2, 0xFD: 3, 0xFE: 8}.get(packet[at])
    if wide is None:
        return packet[at], at + 1
    return int.from_bytes(packet[at + 1 : at + 1 + wide], "little"), at + 1 + wide


def _packet(stream):
    size = int.from_bytes(stream.read(4)[:3], "little")
    return stream.read(size)


def _framed(payload, number):
    return len(payload).to_bytes(3, "little") + bytes([number]) + payload
