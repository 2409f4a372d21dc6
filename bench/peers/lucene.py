"""Lucene, from Maven Central, in a JVM with its own HTTP server (LuceneServer.java): 10 with a JDK of 21 or newer, else 9."""
import contextlib
import glob
import pathlib
import re

from harness.peer import boolean
from harness.queries import NEAR
from harness.registry import RegistryPeer

MODULES = ("core", "analysis-common", "queryparser", "highlighter", "queries", "memory")
BY_JDK = {21: "10.3.2", 11: "9.12.3"}  # the newest version that each JDK, or a newer one, runs


class Lucene(RegistryPeer):
    name = "lucene"
    title = "Lucene"
    setup = (
        "EnglishAnalyzer without stop words, offsets in postings, UnifiedHighlighter; best ten and count apart; two threads build;"
        " near is a phrase with slop, so in reverse order nearer"
    )
    packages = ("maven", "default-jdk-headless")
    registry = "Maven Central"
    warmup_seconds = 12  # the JIT's

    def needed(self):
        return ["mvn", _jdk()[1] / "bin" / "javac"]

    def sources(self):
        return self.paths.source / "peers" / "LuceneServer.java"

    def version(self):
        release = _jdk()[0]
        return next((version for least, version in BY_JDK.items() if release >= least), BY_JDK[11])

    def fetch(self):
        for module in MODULES:
            artifact = f"org.apache.lucene:lucene-{module}:{self.version()}"
            self.tool(["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}", "-DoutputDirectory=jars"])
        self.tool([_jdk()[1] / "bin" / "javac", "-cp", "jars/*", "-d", "classes", "LuceneServer.java"])

    def expression(self, query):
        return boolean(query, near=f'"{{}} {{}}"~{NEAR - 1}')

    @property
    def program(self):
        release, home = _jdk()
        vectors = ["--add-modules", "jdk.incubator.vector"] if release >= 21 else []
        classpath = f"{self.engine}/classes:{self.engine}/jars/*"
        return [home / "bin" / "java", "-Xmx2g", *vectors, "-Dsun.net.httpserver.nodelay=true", "-cp", classpath, "LuceneServer"]


def _jdk():
    """The newest one that is installed: its release and its folder."""
    found = [(0, pathlib.Path("/usr/lib/jvm/default-java"))]
    for javac in glob.glob("/usr/lib/jvm/*/bin/javac"):
        home = pathlib.Path(javac).parents[1]
        with contextlib.suppress(OSError):
            version = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text(encoding="utf-8"))
            found.append((int(version[1]) if version else 0, home))
    return max(found)
