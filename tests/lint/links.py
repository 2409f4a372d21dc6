#!/usr/bin/env python3
"""Finds dead links in the documentation: files, headings, and paths of the repository in `code`.

Links to other hosts are not followed: the suite needs no network.
"""

import glob
import re
import urllib.parse

import tree

LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^(```|~~~).*?^\1", flags=re.M | re.S)


def blank(match):
    return re.sub(r"[^\n]", " ", match[0])


def anchors(markdown):
    """The names that GitHub gives to the headings of a page."""
    names = []
    for heading in re.findall(r"^#+\s+(.+?)\s*#*$", FENCE.sub(blank, markdown), flags=re.M):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        name = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        seen = sum(1 for other in names if re.fullmatch(re.escape(name) + r"(-\d+)?", other))
        names.append(f"{name}-{seen}" if seen else name)
    return names


def link_findings(name, prose):
    for match in LINK.finditer(prose):
        url = urllib.parse.urlsplit(match[1])
        if url.scheme or url.netloc:
            continue
        where = f"{name}:{tree.line_of(prose, match.start())}"
        target = tree.TOP / name.parent / urllib.parse.unquote(url.path) if url.path else tree.TOP / name
        if not target.exists():
            yield f"{where}: there is no {match[1]}"
        elif url.fragment and target.suffix == ".md":
            if url.fragment not in anchors(target.read_text(encoding="utf-8")):
                yield f"{where}: {match[1]} names no heading there"


def path_findings(name, prose, tops):
    """`search/store/article/fields.h` and `search/base/date.{h,cc}` must exist; `build/` and `INDEX/current` are not ours."""
    for match in CODE.finditer(prose):
        path = match[1].rstrip("/")
        if not re.fullmatch(r"[\w.\-]+(/[\w.\-*{},]+)+", path) or path.split("/")[0] not in tops:
            continue
        stem, braces, rest = re.fullmatch(r"([^{]*)(\{[^}]*\})?(.*)", path).groups()
        for choice in braces[1:-1].split(",") if braces else [""]:
            if not glob.glob(str(tree.TOP / (stem + choice + rest))):
                yield f"{name}:{tree.line_of(prose, match.start())}: there is no {stem + choice + rest}"


def findings():
    names = tree.files()
    tops = {name.parts[0] for name in names if len(name.parts) > 1}
    for name in names:
        if name.suffix == ".md" and name.parts[0] != "samples":
            markdown = FENCE.sub(blank, tree.text(name))
            yield from link_findings(name, CODE.sub(blank, markdown))
            yield from path_findings(name, markdown, tops)


if __name__ == "__main__":
    tree.finish(list(findings()))
