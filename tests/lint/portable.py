#!/usr/bin/env python3
"""Finds what belongs to one machine: paths of the checkout or of a home, addresses of packages."""

import re

import tree

# Folders that every Debian has; a checkout anywhere else must not leave its first folder in a file.
SYSTEM = {"bin", "dev", "etc", "home", "lib", "media", "mnt", "opt", "proc", "root", "run", "sbin",
          "srv", "sys", "tmp", "usr", "var"}
BINARY = {".gz", ".ico", ".jpg", ".pdf", ".png", ".zip", ".zst"}


def patterns():
    yield re.compile(re.escape(str(tree.TOP))), "the path of this checkout"
    first = tree.TOP.parts[1] if len(tree.TOP.parts) > 1 else "tmp"
    if first not in SYSTEM:
        yield re.compile(rf"(?<![\w.~)}}\]\-])/{re.escape(first)}/"), "a path of this machine"
    yield re.compile(r"(?<![\w.])/(home|Users)/\w+/|(?<![\w.])/root/\w"), "a path in someone's home"
    yield re.compile(r'"resolved"\s*:'), "where a package was fetched from (omit-lockfile-registry-resolved)"


def findings():
    checks = list(patterns())
    for name in tree.files():
        if name.suffix in BINARY or name.parts[:2] == ("tests", "data") or name.parts[0] == "samples":
            continue
        content = (tree.TOP / name).read_text(encoding="utf-8", errors="replace")
        for pattern, what in checks:
            for match in pattern.finditer(content):
                yield f"{name}:{tree.line_of(content, match.start())}: {what}: {match[0]}"


if __name__ == "__main__":
    tree.finish(list(findings()))
