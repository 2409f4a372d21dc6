#!/usr/bin/env python3
"""tools/restore-drill of a backup: it is searched where it is sound, and refused where a byte of it is another."""

import argparse
import os
import pathlib
import subprocess
import tempfile

from archive import Archive, finish, need

TOP = pathlib.Path(__file__).resolve().parents[2]


def drill(programs, backup):
    done = subprocess.run([TOP / "tools" / "restore-drill", backup, "harbour"], capture_output=True, text=True,
                          env={**os.environ, "DATELINE_BIN": str(programs)}, check=False)
    return done.returncode, done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--server", type=pathlib.Path, required=True)
    options = parser.parse_args()
    need("curl")
    violations = []
    with tempfile.TemporaryDirectory(prefix="dateline-drill-") as name:
        folder = pathlib.Path(name)
        archive = Archive(options.program, folder / "sources", folder / "index")
        archive.build()
        backup = folder / "backup"
        subprocess.run([options.program, "--index", archive.index, "--backup", backup], check=True, stdout=subprocess.DEVNULL)
        status, said = drill(options.program.parent, backup)
        if status != 0 or '"value":60' not in said:
            violations.append(f"a sound backup: status {status}: {said}")
        tokens = next(backup.glob("generations/*/*/tokens"))
        tokens.write_bytes(tokens.read_bytes()[:-1] + b"?")
        status, said = drill(options.program.parent, backup)
        if status != 1 or "tokens is not as it was published" not in said:
            violations.append(f"a damaged backup: status {status}: {said}")
        status, said = drill(options.program.parent, folder / "sources")
        if status != 1 or "is no backup" not in said:
            violations.append(f"no backup: status {status}: {said}")
    finish(f"3 drills, {len(violations)} violations", violations)


if __name__ == "__main__":
    main()
