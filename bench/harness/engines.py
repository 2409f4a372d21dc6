"""The rankings that bench/relevance compares: rank(queries, depth) gives document ids by query, best first."""
import contextlib
import http.client
import json
import re
import sqlite3
import subprocess
import time
import urllib.parse

from harness.peer import INDEXED, run
from harness.processes import free_port, is_ready
from harness.queries import STOP_WORDS

_WORD = re.compile(r"\w+")


class SqliteEngine:
    """FTS5 with porter stemming: any of the query's words but stop words, bm25; one that it has twice counts twice."""

    title = "SQLite FTS5"

    def __init__(self, corpus, work):
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, title, text, tokenize='porter unicode61')")
        rows = ((str(d["id"]), d["title"], d["text"]) for d in corpus.read())
        self._database.executemany("INSERT INTO docs VALUES(?, ?, ?)", rows)

    def rank(self, queries, depth):
        return {query: self._ids(text, depth) for query, text in queries.items()}

    def _ids(self, text, depth):
        words = [f'"{word}"' for word in _WORD.findall(text.lower()) if word not in STOP_WORDS]
        if not words:
            return []
        sql = "SELECT id FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT ?"
        return [row[0] for row in self._database.execute(sql, (" OR ".join(words), depth))]

    def close(self):
        self._database.close()


class XapianEngine:
    """BM25 as Xapian sets it up, English stemmer and a stop list (rank_xapian.cc)."""

    title = "raw Xapian BM25"

    def __init__(self, corpus, work):
        self._program = work.programs / "bench-rank-xapian"
        self._folder = work.folder
        self._corpus = corpus.tsv()
        self._stop_words = self._folder / "stop-words.txt"
        self._stop_words.write_text("\n".join(sorted(STOP_WORDS)) + "\n")
        run([self._program, "build", self._corpus, self._folder / "xapian"])

    def rank(self, queries, depth):
        file = self._folder / "queries.tsv"
        file.write_text("".join(f"{query}\t{' '.join(text.split())}\n" for query, text in queries.items()))
        ranked = {}
        for line in run([self._program, "rank", self._folder / "xapian", file, self._stop_words, depth]).splitlines():
            query, document = line.split("\t")
            ranked.setdefault(query, []).append(document)
        return ranked

    def close(self):
        pass


class DatelineEngine:
    """Dateline over HTTP with default settings, and with further parameters of a search where given."""

    PAGE = 100

    def __init__(self, corpus, work, title="Dateline", parameters=None):
        self.title = title
        self._parameters = parameters or {}
        index = work.folder / "dateline"
        if not index.exists():
            run([work.programs / "dateline-index", "--index", index, corpus.path], INDEXED)
        self._port = free_port()
        command = [work.programs / "dateline-server", "--index", index, "--listen", f"127.0.0.1:{self._port}"]
        self._server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._await_server()

    def rank(self, queries, depth):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        with contextlib.closing(connection):
            return {query: self._ids(connection, text, depth) for query, text in queries.items()}

    def _ids(self, connection, text, depth):
        found = []
        while len(found) < depth:
            page = self._page(connection, text, len(found), min(self.PAGE, depth - len(found)))
            found += page
            if len(page) < self.PAGE:
                break
        return found

    def _page(self, connection, text, offset, limit):
        parameters = {"q": text, "limit": limit, "offset": offset, **self._parameters}
        connection.request("GET", "/api/v1/search?" + urllib.parse.urlencode(parameters))
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"Dateline answered {response.status} to {text!r}: {body[:300]!r}")
        return [hit["id"] for hit in json.loads(body)["hits"]]

    def _await_server(self):
        for _ in range(600):
            with contextlib.suppress(OSError):
                if is_ready(self._port):
                    return
            if self._server.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError("dateline-server does not start")

    def close(self):
        self._server.terminate()
        self._server.wait()
