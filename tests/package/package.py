#!/usr/bin/env python3
"""Packs the build under test with cpack, and checks the packages: what is in them, what lintian says, and that they serve.

Where DATELINE_PACKAGE_CHROOT names the root of a Debian or Ubuntu that matches, the package is installed there by apt, upgraded,
removed and purged. Elsewhere it is unpacked, and its programs are run from there. Prints what is wrong.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "faults"))
from archive import finish, need, skip  # pylint: disable=wrong-import-position

EXPECTED = """
etc/apparmor.d/dateline
etc/dateline/dateline.toml
usr/bin/dateline-alert
usr/bin/dateline-index
usr/bin/dateline-ocr
usr/bin/dateline-parse
usr/bin/dateline-pdf-text
usr/bin/dateline-replica
usr/bin/dateline-server
usr/lib/systemd/system/dateline-alert.service
usr/lib/systemd/system/dateline-index.service
usr/lib/systemd/system/dateline-index.timer
usr/lib/systemd/system/dateline-schedule.service
usr/lib/systemd/system/dateline-server.service
usr/lib/systemd/system/dateline-server.socket
usr/lib/sysusers.d/dateline.conf
usr/share/bash-completion/completions/dateline-alert
usr/share/bash-completion/completions/dateline-index
usr/share/bash-completion/completions/dateline-replica
usr/share/bash-completion/completions/dateline-server
usr/share/doc/dateline/changelog.Debian.gz
usr/share/doc/dateline/changelog.gz
usr/share/doc/dateline/copyright
usr/share/doc/dateline/examples/dateline.rules.yml
usr/share/fish/vendor_completions.d/dateline-alert.fish
usr/share/fish/vendor_completions.d/dateline-index.fish
usr/share/fish/vendor_completions.d/dateline-replica.fish
usr/share/fish/vendor_completions.d/dateline-server.fish
usr/share/zsh/vendor-completions/_dateline
""".split()
PAGES = """
usr/share/man/man1/dateline-alert.1.gz
usr/share/man/man1/dateline-index.1.gz
usr/share/man/man1/dateline-replica.1.gz
usr/share/man/man5/dateline.toml.5.gz
usr/share/man/man7/dateline-query.7.gz
usr/share/man/man8/dateline-server.8.gz
""".split()
INDEX = "/var/lib/dateline/index"
CONFIG = "/etc/dateline/dateline.toml"


def said_by(*command, **options):
    run = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)
    if run.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {run.returncode}:\n{run.stdout}")
    return run.stdout


def pack(options, folder):
    said_by(options.cpack, "--config", options.build / "CPackConfig.cmake", "-B", folder, cwd=options.build)
    return next(folder.glob("dateline_*.deb")), next(folder.glob("dateline-doc_*.deb"))


def content_findings(package, doc, root, has_pages):
    """`root` is where the package is unpacked."""
    files = {str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir()}
    for path in [*EXPECTED, *(PAGES if has_pages else [])]:
        if path not in files:
            yield f"{package.name} lacks {path}"
    for path in sorted(files - {*EXPECTED, *PAGES}):
        yield f"{package.name} has {path}, which nobody expects"
    for unit in (root / "usr/lib/systemd/system").iterdir():
        for line in re.findall(r"^ExecStart=.*", unit.read_text(), flags=re.M):
            if not line.startswith("ExecStart=/usr/bin/dateline-"):
                yield f"{unit.name}: {line}"
    if "/usr/local/" in (root / "etc/apparmor.d/dateline").read_text():
        yield "the profile names /usr/local"
    fields = said_by("dpkg-deb", "--field", package)
    for library in ("libxapian30", "libicu", "libc6"):
        if library not in fields:
            yield f"{package.name} does not depend on {library}"
    if "docs/" in said_by("dpkg-deb", "--contents", package) or "query-language.md" not in said_by("dpkg-deb", "--contents", doc):
        yield f"the documentation is not in {doc.name}"


def lintian_findings(*packages):
    if not shutil.which("lintian"):
        return
    run = subprocess.run(["lintian", "--allow-root", *map(str, packages)], capture_output=True, text=True, check=False)
    yield from (line for line in run.stdout.splitlines() if line.startswith("E:"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, path):
    """Status and body, as soon as somebody listens."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def answered_status(port, path, wanted):
    """The body, as soon as the status is `wanted`: the server follows a new index by itself."""
    deadline = time.monotonic() + 60
    while True:
        status, body = get(port, path)
        if status == wanted or time.monotonic() > deadline:
            return status, body
        time.sleep(0.1)


def service_findings(run, articles):
    """Starts the installed server over no index, then indexes. `run` makes the command line of a program of the package."""
    port = free_port()
    server = subprocess.Popen(run("dateline-server", "--listen", f"127.0.0.1:{port}"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        status, body = get(port, "/?q=ferry")
        for advice in ("sources", "dateline.toml", "dateline-schedule", "dateline-index"):
            if status != 503 or advice not in body:
                yield f"without an index the page does not say {advice} (status {status})"
        said_by(*run("dateline-index", articles))
        status, body = answered_status(port, "/api/v1/search?q=ferry", 200)
        if status != 200 or json.loads(body)["total"]["value"] != 1:
            yield f"the article is not found: {status} {body[:200]}"
    finally:
        server.terminate()
        server.wait()


def unpacked_findings(root, folder):
    articles = folder / "articles.jsonl"
    articles.write_text('{"id":"a","title":"The ferry","text":"It left the harbour."}\n')

    def run(program, *arguments):
        return [root / "usr/bin" / program, "--config", root / CONFIG[1:], "--index", folder / "index", *arguments]
    yield from service_findings(run, articles)


def older(package, folder):
    """The same package, as if it were of an earlier version."""
    tree = folder / "older"
    said_by("dpkg-deb", "--raw-extract", package, tree)
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"^Version: ", "Version: 0~", control.read_text(), flags=re.M))
    said_by("dpkg-deb", "--root-owner-group", "-Zgzip", "--build", tree, folder / "older.deb")
    return folder / "older.deb"


class Chroot:
    def __init__(self, root):
        self.root = root

    def command(self, *command):
        return ["chroot", self.root, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", *command]

    def say(self, *command):
        return said_by(*self.command(*command))

    def install(self, package):
        shutil.copy(package, self.root / "tmp" / "dateline.deb")
        self.say("apt-get", "install", "--yes", "--no-install-recommends", "--allow-downgrades", "/tmp/dateline.deb")

    def program(self, name, *arguments):
        return self.command("setpriv", "--reuid=dateline", "--regid=dateline", "--clear-groups", name, "--config", CONFIG, "--index", INDEX,
                            *arguments)

    def has(self, path):
        return (self.root / path[1:]).exists()


def chroot_findings(root, package, folder):
    """Installed as an older version, used, upgraded, removed and purged."""
    chroot = Chroot(root)
    chroot.say("dpkg", "--purge", "dateline")
    chroot.install(older(package, folder))
    (root / "tmp" / "articles.jsonl").write_text('{"id":"a","title":"The ferry","text":"It left the harbour."}\n')
    yield from service_findings(chroot.program, "/tmp/articles.jsonl")
    with open(root / CONFIG[1:], "a", encoding="utf-8") as settings:
        settings.write("# mine\n")
    chroot.install(package)
    if not (root / CONFIG[1:]).read_text(encoding="utf-8").endswith("# mine\n"):
        yield "an upgrade changes settings"
    said_by(*chroot.program("dateline-index", "--check"))
    chroot.say("dpkg", "--remove", "dateline")
    for path in (CONFIG, INDEX):
        if not chroot.has(path):
            yield f"a removal takes {path}"
    if chroot.has("/usr/bin/dateline-server"):
        yield "a removal leaves the server"
    chroot.say("dpkg", "--purge", "dateline")
    for path in ("/etc/dateline", "/etc/apparmor.d/dateline", "/var/lib/dateline"):
        if chroot.has(path):
            yield f"a purge leaves {path}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--cpack", default="cpack")
    options = parser.parse_args()
    need(options.cpack, "dpkg-deb", "dpkg-shlibdeps", "file")
    chroot = os.environ.get("DATELINE_PACKAGE_CHROOT")
    if chroot and os.geteuid() != 0:
        skip("DATELINE_PACKAGE_CHROOT needs root")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        package, doc = pack(options, folder / "packages")
        root = folder / "root"
        said_by("dpkg-deb", "--extract", package, root)
        has_pages = (options.build / "package" / "man").exists()
        findings = [*content_findings(package, doc, root, has_pages), *lintian_findings(package, doc)]
        findings += chroot_findings(pathlib.Path(chroot), package, folder) if chroot else unpacked_findings(root, folder)
        how = "installed" if chroot else "unpacked"
        finish(f"{package.name}, {doc.name}: {how}, {len(findings)} findings", findings)


if __name__ == "__main__":
    main()
