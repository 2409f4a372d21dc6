#!/usr/bin/env python3
"""Checks the rules of docs/architecture.md, section "Rules that a script checks".

With --draw it prints the drawing of the rooms that the document has, made from the includes.
"""

import collections
import dataclasses
import fnmatch
import pathlib
import re
import sys

import tree


@dataclasses.dataclass(frozen=True)
class Rule:
    """`pattern` must not occur in the code of `where`, but for the files `unless`."""

    name: str
    where: tuple
    pattern: str
    unless: tuple = ()


def includes(*beginnings):
    return r'#include\s*[<"](' + "|".join(beginnings) + ")"


RULES = (
    Rule(
        "search/ knows no HTTP, no configuration and no program",
        ("search",),
        includes("httplib", "toml", "config/", "indexer/", "server/"),
    ),
    Rule(
        "search/base knows nobody",
        ("search/base",),
        includes("search/(?!base/)"),
    ),
    Rule(
        "search/store and search/exchange know no query",
        ("search/store", "search/exchange"),
        includes("search/(query|plan|match|refine)/", r"search/\w+\.h"),
    ),
    Rule(
        "search/query knows of the store its schema and how text becomes terms",
        ("search/query",),
        includes("search/store/(?!article/|text/)", "search/(plan|match|refine)/", r"search/\w+\.h"),
    ),
    Rule(
        "indexer/ knows of search/ what lies on disk",
        ("indexer",),
        includes("search/(?!base/|store/|exchange/)"),
    ),
    Rule(
        "in search/ only the manifest is JSON",
        ("search",),
        includes("nlohmann"),
        ("search/store/manifest.cc",),
    ),
    Rule(
        "indexer/ does not know server/, nor HTTP",
        ("indexer",),
        includes("server/", "httplib"),
    ),
    Rule("server/ does not know indexer/", ("server",), includes("indexer/")),
    Rule(
        "config/ knows nobody but search/base/error.h",
        ("config",),
        includes("indexer/", "server/", "search/(?!base/error\\.h)"),
    ),
    Rule("only search/ knows Xapian", ("indexer", "server", "config"), includes("xapian")),
    Rule(
        "stems are made only in search/store/text/stemmer, and for other programs in search/store/public_*",
        ("search", "indexer", "server"),
        r"\bXapian::(Stem|TermGenerator|QueryParser|SimpleStopper)\b",
        ("search/store/text/stemmer*", "search/store/public_*"),
    ),
    Rule(
        "errors of a request become statuses only in server/failures.cc",
        ("server",),
        r"catch\s*\(\s*const\s+(InputError|IndexError)\b",
        # main.cc ends the program, query_string.cc says which parameter was meant, and to the metrics
        # of routes.cc an archive that is not there has no articles. A replica and an alert answer no requests.
        ("server/failures.cc", "server/main.cc", "server/routes.cc", "server/http/query_string.cc",
         "server/replica/*", "server/alerts/*"),
    ),
    Rule(
        "nothing mutable is global",
        ("search", "indexer", "server", "config"),
        r"^(static|thread_local)\s+(?!const)[\w:<>]+(\s|&)+\w+\s*(=|;|\{)",
    ),
)


def violations(rule):
    for name in tree.sources(*rule.where):
        if any(fnmatch.fnmatch(str(name), allowed) for allowed in rule.unless):
            continue
        code = tree.without_comments(tree.text(name))
        for match in re.finditer(rule.pattern, code, flags=re.M):
            yield f"{name}:{tree.line_of(code, match.start())}: {rule.name}"


GUARD = "a header starts with #pragma once"
COMMENT = "a header says in a comment what its types and functions are for"


def header_findings():
    for name in tree.sources("search", "indexer", "server", "config", "bench"):
        if name.suffix != ".h":
            continue
        code = tree.text(name)
        if not code.startswith("#pragma once\n"):
            yield f"{name}:1: {GUARD}"
        if not re.search(r"^// ", code, flags=re.M):
            yield f"{name}:1: {COMMENT}"


CIRCLE = "folders include each other in one direction only"
ROOM = "a folder has at most 44 sources"
USES = "the README of a room names the rooms that it includes, and no others"
DRAWN = "the drawing of the rooms is what the includes say"
MOST_SOURCES = 44


def includes_of_folders(depth):
    """Which folders, told by the first `depth` parts of their paths, include which others."""
    uses = collections.defaultdict(set)
    for name in tree.sources("search", "indexer", "server", "config"):
        here = "/".join(name.parent.parts[:depth])
        uses[here]  # also of a folder that includes none
        for included in re.findall(r'^#include "([^"]+)"', tree.text(name), flags=re.M):
            there = "/".join(pathlib.PurePosixPath(included).parent.parts[:depth])
            if there not in ("", here):
                uses[here].add(there)
    return uses


def floors(uses):
    """The floor of each folder: 0 where it includes none, else one above the highest it includes.

    None where some include each other in a circle: no floor can be told.
    """
    floor = {}
    while len(floor) < len(uses):
        ready = [folder for folder in uses if folder not in floor and uses[folder] <= set(floor)]
        if not ready:
            return None
        for folder in ready:
            floor[folder] = max((floor[other] + 1 for other in uses[folder]), default=0)
    return floor


def folder_findings():
    if floors(includes_of_folders(depth=9)) is None:
        yield f"search, indexer, server, config: {CIRCLE}"
    count = collections.Counter(
        name.parent for name in tree.sources("search", "indexer", "server", "config"))
    for folder, sources in sorted(count.items()):
        if sources > MOST_SOURCES:
            yield f"{folder}: {ROOM}: {sources}"


def readme_findings():
    for room, used in sorted(includes_of_folders(depth=2).items()):
        readme = pathlib.PurePosixPath(room) / "README.md"
        if not (tree.TOP / readme).is_file():
            yield f"{readme}: {USES}: there is none"
            continue
        line = re.search(r"^Uses: (.*)$", tree.text(readme), flags=re.M)
        named = set(re.findall(r"`([^`]+)`", line[1])) if line else set()
        for other in sorted(used ^ named):
            what = "includes, not named" if other in used else "named, not included"
            yield f"{readme}: {USES}: {what}: {other}"


def drawing():
    """A line a room, highest floor first, with the rooms that it includes and that no other of them does."""
    uses = includes_of_folders(depth=2)
    floor = floors(uses)

    def below(room):
        return uses[room].union(*(below(other) for other in uses[room]))

    lines = []
    for room in sorted(uses, key=lambda name: (-floor[name], name)):
        nearest = uses[room] - set().union(*(below(other) for other in uses[room]))
        arrow = f" → {', '.join(sorted(nearest))}" if nearest else ""
        lines.append(f"    {floor[room]:2} {room:<17}{arrow}".rstrip())
    return "\n".join(lines)


def document_findings():
    """The rules that the document lists are these, and its drawing is that of the includes."""
    document = tree.text("docs/architecture.md")
    if floors(includes_of_folders(depth=2)) and drawing() not in document:
        yield f"docs/architecture.md: {DRAWN}: put in what {sys.argv[0]} --draw prints"
    section = document.split("## Rules that a script checks", 1)[1].split("\n## ", 1)[0]
    listed = re.findall(r"^- (.*)", section, flags=re.M)
    checked = [rule.name for rule in RULES] + [GUARD, COMMENT, CIRCLE, ROOM, USES, DRAWN]
    for rule in sorted(set(listed) ^ set(checked)):
        where = "checked, not listed" if rule in checked else "listed, not checked"
        yield f"docs/architecture.md: a rule is {where}: {rule}"


if __name__ == "__main__":
    if "--draw" in sys.argv[1:]:
        print(drawing())
        sys.exit()
    tree.finish([finding for rule in RULES for finding in violations(rule)]
                + list(header_findings()) + list(folder_findings())
                + list(readme_findings()) + list(document_findings()))
