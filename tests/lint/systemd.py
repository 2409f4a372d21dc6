#!/usr/bin/env python3
"""Checks the systemd units: that systemd understands them, and how much they leave exposed."""

import pathlib
import re
import subprocess
import tempfile

import tree

UNITS = tree.TOP / "config" / "systemd"
# The most that `systemd-analyze security` may find, in tenths: 0 is a closed box, 100 is wide open.
EXPOSURE = {"dateline-server.service": 2, "dateline-index.service": 2, "dateline-schedule.service": 2}


def analyze(folder, *arguments):
    """What systemd-analyze has to say where it is not content."""
    run = subprocess.run(["systemd-analyze", *arguments, "--no-pager"], cwd=folder,
                         capture_output=True, text=True, check=False)
    failed = run.stdout.splitlines() if run.returncode != 0 else []
    weak = [line for line in failed if not line.startswith(("✓", " "))]
    return [f"config/systemd: {line}" for line in run.stderr.splitlines() + weak if line]


def findings():
    """The units are checked as copies: the programs that they start need not be installed here."""
    with tempfile.TemporaryDirectory() as folder:
        units = sorted(path.name for path in UNITS.iterdir() if path.suffix in {".service", ".socket", ".timer"})
        for unit in units:
            installed = re.sub(r"/usr/local/bin/dateline-\w+", "/bin/sh", (UNITS / unit).read_text())
            (pathlib.Path(folder) / unit).write_text(installed)
        for unit in units:
            yield from analyze(folder, "verify", "--man=no", f"./{unit}")
        for unit, most in EXPOSURE.items():
            yield from analyze(folder, "security", "--offline=true", f"--threshold={most}", f"./{unit}")


if __name__ == "__main__":
    tree.finish(list(findings()))
