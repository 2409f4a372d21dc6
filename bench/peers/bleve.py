"""Bleve, by the Go module proxy, behind the HTTP server of Go's library (bleve/main.go)."""
import re

from harness.peer import boolean
from harness.registry import RegistryPeer


class Bleve(RegistryPeer):
    name = "bleve"
    title = "Bleve"
    setup = "English without stop words, scorch by the builder; html highlighter with its fragments of 200; no near in its language"
    registry = "the Go module proxy"
    cannot = ("near",)

    def needed(self):
        return ["go"]

    def sources(self):
        return self.paths.source / "peers" / "bleve"

    def version(self):
        return re.search(r"bleve/v2 v([\d.]+)", (self.sources() / "go.mod").read_text(encoding="utf-8"))[1]

    def fetch(self):
        for command in (["mod", "tidy"], ["build", "-o", "../bleve-server", "."]):
            self.tool(["go", "-C", "bleve", *command])

    @property
    def program(self):
        return [self.engine / "bleve-server"]

    def expression(self, query):
        """Words side by side are any of them; AND and OR are words like others."""
        return boolean(query, both=" ", either=" ") if query.kind != "and" else " ".join(f"+{word}" for word in query.words)
