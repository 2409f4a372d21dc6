"""Peers whose engine comes from a registry of packages: it is fetched and built once, beside the results."""
import abc
import shutil
import subprocess
import sys

from harness.peer import FrontedPeer, run

FETCH_SECONDS = 1800  # to download and compile an engine on a slow machine


class RegistryPeer(FrontedPeer):
    """A peer in a folder of bench/peers/, whose sources are copied and built there with the tools of its language."""

    registry = ""  # in the sentence that says why it was left out

    @property
    def engine(self):
        """The folder of what was fetched and built; it stays after the run."""
        return self.paths.out / "engines" / self.name

    @abc.abstractmethod
    def fetch(self):
        """Builds the engine's program in self.engine, from self.sources()."""

    @abc.abstractmethod
    def sources(self):
        """The file or folder below bench/ that the program is made of."""

    @property
    @abc.abstractmethod
    def program(self):
        """The command of the program in self.engine: `build CORPUS INDEX` and `serve INDEX PORT` follow."""

    def prepare(self, corpus):
        corpus.tsv()

    def build(self, corpus):
        self.tool([*self.program, "build", corpus.tsv(), self.work / "index"])

    def server_command(self, port):
        return [*self.program, "serve", self.work / "index", str(port)]

    def obstacle(self):
        """Its tools are there or not; whether the registry is reached is seen by trying."""
        missing = super().obstacle()
        return missing or self._fetched()

    def _fetched(self):
        done = self.engine / "fetched"
        if done.exists() and done.read_text(encoding="utf-8") == self._state():
            return None
        print(f"bench: {self.title} is fetched from {self.registry} and built, which takes minutes", file=sys.stderr, flush=True)
        shutil.rmtree(self.engine, ignore_errors=True)
        self.engine.mkdir(parents=True)
        copied = self.engine / self.sources().name
        (shutil.copytree if self.sources().is_dir() else shutil.copy)(self.sources(), copied)
        try:
            self.fetch()
        except (OSError, RuntimeError, subprocess.SubprocessError) as failure:
            return f"it could not be fetched from {self.registry} and built: {_last_line(failure)}"
        done.write_text(self._state(), encoding="utf-8")
        return None

    def _state(self):
        """Changes when the sources or the version do."""
        files = sorted(self.sources().rglob("*")) if self.sources().is_dir() else [self.sources()]
        texts = (file.read_text(encoding="utf-8") for file in files if file.is_file())
        return "\0".join([self.version(), *texts])

    def tool(self, command, **options):
        """Runs a command of the language's tools in the engine's folder."""
        return run(command, cwd=self.engine, timeout=FETCH_SECONDS, **options)


def _last_line(failure):
    lines = [line.strip() for line in str(failure).splitlines() if line.strip()]
    return lines[-1] if lines else type(failure).__name__
