#!/usr/bin/env python3
"""Checks the rules of docs/architecture.md, section "Rules that a script checks"."""

import dataclasses
import fnmatch
import re

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
        "in search/ only the manifest is JSON",
        ("search",),
        includes("nlohmann"),
        ("search/manifest.cc",),
    ),
    Rule(
        "indexer/ does not know server/, nor HTTP",
        ("indexer",),
        includes("server/", "httplib"),
    ),
    Rule("server/ does not know indexer/", ("server",), includes("indexer/")),
    Rule(
        "config/ knows nobody but search/error.h",
        ("config",),
        includes("indexer/", "server/", "search/(?!error\\.h)"),
    ),
    Rule("only search/ knows Xapian", ("indexer", "server", "config"), includes("xapian")),
    Rule(
        "stems are made only in search/stemmer",
        ("search", "indexer", "server"),
        r"\bXapian::(Stem|TermGenerator|QueryParser|SimpleStopper)\b",
        ("search/stemmer*",),
    ),
    Rule(
        "threads share no Xapian::Query::MatchAll",
        ("search",),
        r"\bMatchAll\b",
    ),
    Rule(
        "errors of a request become statuses only in server/routes.cc",
        ("server",),
        r"catch\s*\(\s*const\s+(InputError|IndexError)\b",
        # main.cc ends the program, query_string.cc says which parameter was meant.
        ("server/routes.cc", "server/main.cc", "server/query_string.cc"),
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


def document_findings():
    """The rules that the document lists are these."""
    document = tree.text("docs/architecture.md")
    section = document.split("## Rules that a script checks", 1)[1].split("\n## ", 1)[0]
    listed = re.findall(r"^- (.*)", section, flags=re.M)
    checked = [rule.name for rule in RULES] + [GUARD, COMMENT]
    for rule in sorted(set(listed) ^ set(checked)):
        where = "checked, not listed" if rule in checked else "listed, not checked"
        yield f"docs/architecture.md: a rule is {where}: {rule}"


if __name__ == "__main__":
    tree.finish([finding for rule in RULES for finding in violations(rule)]
                + list(header_findings()) + list(document_findings()))
