"""Lucene, in a JVM with its own HTTP server (LuceneServer.java)."""
import glob

from harness.peer import FrontedPeer, boolean, run

JARS = ("core", "analyzers-common", "queryparser", "highlighter", "queries", "memory")


class Lucene(FrontedPeer):
    name = "lucene"
    title = "Lucene"
    setup = "EnglishAnalyzer without stop words, offsets in postings, UnifiedHighlighter, exact totals; two threads build"
    packages = ("liblucene8-java", "openjdk-17-jdk-headless")
    warmup_seconds = 12  # the JIT's

    def needed(self):
        return ["java", "javac", *(_jar(name) for name in JARS)]

    def version(self):
        return _jar("core").rsplit("-", 1)[1].removesuffix(".jar")

    def prepare(self, corpus):
        corpus.tsv()
        source = self.paths.source / "peers" / "LuceneServer.java"
        run(["javac", "-cp", self._classpath(), "-d", self.work / "classes", source])

    def build(self, corpus):
        run([*self._java(), "build", corpus.tsv(), self.work / "index"])

    def server_command(self, port):
        return [*self._java(), "serve", self.work / "index", str(port)]

    def expression(self, query):
        return boolean(query)

    def _java(self):
        return ["java", "-Xmx2g", "-Dsun.net.httpserver.nodelay=true", "-cp", self._classpath(), "LuceneServer"]

    def _classpath(self):
        return ":".join([str(self.work / "classes"), *(_jar(name) for name in JARS)])


def _jar(name):
    """The jar's path; where it is not installed, the pattern, which no file has for its name."""
    pattern = f"/usr/share/java/lucene-{name}-8*.jar"
    return next(iter(sorted(glob.glob(pattern))), pattern)
