"""tantivy, from crates.io, with its snippet generator, behind a small HTTP server (tantivy/src)."""
import re

from harness.peer import boolean
from harness.queries import NEAR
from harness.registry import RegistryPeer


class Tantivy(RegistryPeer):
    name = "tantivy"
    title = "tantivy"
    setup = "en_stem, two threads build; best ten and count apart; SnippetGenerator; a prefix by RegexQuery; near is a phrase with slop, so in reverse order nearer"
    registry = "crates.io"

    def needed(self):
        return ["cargo"]

    def sources(self):
        return self.paths.source / "peers" / "tantivy"

    def version(self):
        return re.search(r'tantivy = "=([\d.]+)"', (self.sources() / "Cargo.toml").read_text(encoding="utf-8"))[1]

    def fetch(self):
        self.tool(["cargo", "build", "--release", "--quiet", "--manifest-path", "tantivy/Cargo.toml", "--target-dir", "target"])

    @property
    def program(self):
        return [self.engine / "target" / "release" / "tantivy-server"]

    def expression(self, query):
        return boolean(query, near=f'"{{}} {{}}"~{NEAR - 1}')
