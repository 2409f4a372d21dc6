"""What the checks in this folder share: the files of the repository, and how a finding is told."""

import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
NOT_OURS = {".git", "__pycache__", "build", "index", "node_modules"}


def files():
    """Every file of the repository, by its path from the top; with or without git."""
    listed = subprocess.run(
        ["git", "-C", str(TOP), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    ) if (TOP / ".git").exists() else None
    if listed and listed.returncode == 0:
        names = [pathlib.PurePosixPath(name) for name in listed.stdout.decode().split("\0") if name]
    else:
        names = [pathlib.PurePosixPath(path.relative_to(TOP)) for path in walk(TOP)]
    return sorted(name for name in names if (TOP / name).is_file())


def walk(folder):
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            if path.name not in NOT_OURS:
                yield from walk(path)
        else:
            yield path


def sources(*folders):
    """The C++ files below these folders: "search", "search/base"."""
    below = tuple(f"{folder}/" for folder in folders)
    return [name for name in files()
            if str(name).startswith(below) and name.suffix in {".h", ".cc"}]


def text(name):
    return (TOP / name).read_text(encoding="utf-8")


def without_comments(code):
    """C++ with its comments blanked out; lines keep their numbers."""
    return re.sub(r"//[^\n]*|/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m[0]), code, flags=re.S)


def line_of(code, offset):
    return code.count("\n", 0, offset) + 1


def finish(findings):
    """Prints the findings, `path:line: message` each, and ends the check."""
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings" if findings else "no findings")
    sys.exit(1 if findings else 0)
