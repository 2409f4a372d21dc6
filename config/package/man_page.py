#!/usr/bin/env python3
"""Makes a man page, gzipped, of a page of docs/ or of config/dateline.toml; lowdown sets it.

The name and section are those of the page: man_page.py --lowdown lowdown --summary "what it is" SOURCE NAME.5.gz
"""

import argparse
import gzip
import pathlib
import re
import subprocess

FENCE = re.compile(r"(^```.*?^```$|^    .*?$)", flags=re.M | re.S)
TABLE = re.compile(r"(?:^\|.*\n)+", flags=re.M)


def cells(row):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def as_list(table):
    """What a table says, as terms and their meanings: a terminal is too narrow for its columns."""
    heads, _, *rows = table.group().splitlines()
    _, _, *others = cells(heads)
    for row in rows:
        term, meaning, *rest = cells(row)
        more = "; ".join(f"{head}: {cell}" for head, cell in zip(others, rest) if cell)
        yield f"{term}\n: {meaning}" + (f" ({more})" if more else "") + "\n"


def of_markdown(text):
    """The page without its title, its headings one level up, and no links to files that stand beside it elsewhere."""
    text = re.sub(r"\A# .*\n", "", text)
    parts = FENCE.split(text)
    for at in range(0, len(parts), 2):
        parts[at] = re.sub(r"^##(#*) ", r"#\1 ", parts[at], flags=re.M)
        parts[at] = TABLE.sub(lambda table: "\n".join(as_list(table)), parts[at])
        parts[at] = re.sub(r"\[([^\]]+)\]\((?!https?:)[^)\s]*\)", r"\1", parts[at])
    return "".join(parts)


def escaped(text):
    return re.sub(r"([\\`*_<>\[\]~^$])", r"\\\1", text)


def setting_groups(lines):
    """The paragraphs of a file of settings: the words of comments, the settings that follow them, or a [section]."""
    words, settings = [], []
    for line in [*lines, ""]:
        setting = re.fullmatch(r"#(\w+ = .*)", line)
        if setting:
            settings.append(setting[1])
        elif line.startswith("#"):
            words.append(line[1:].strip())
        else:
            if words or settings:
                yield " ".join(words), settings
            words, settings = [], []
            if line:
                yield line, None


def of_settings(text):
    page = ["# DESCRIPTION"]
    for words, settings in setting_groups(text.splitlines()):
        if settings is None:
            page.append(f"# {escaped(words)}")
            continue
        if settings:
            page.append("  \n".join(f"**{escaped(setting)}**" for setting in settings))
        if words:
            page.append(("> " if settings else "") + escaped(words))
    page.append("# FILES\n\n/etc/dateline/dateline.toml: the settings of the services")
    page.append("# SEE ALSO\n\ndateline-index(1), dateline-server(8)")
    return "\n\n".join(page) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lowdown", default="lowdown")
    parser.add_argument("--summary", required=True)
    parser.add_argument("--version", default="")
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("page", type=pathlib.Path)
    options = parser.parse_args()
    name, section = options.page.name.removesuffix(".gz").rsplit(".", 1)
    text = options.source.read_text(encoding="utf-8")
    body = of_settings(text) if options.source.suffix == ".toml" else of_markdown(text)
    markdown = f"# NAME\n\n{name} - {options.summary}\n\n{body}"
    command = [options.lowdown, "-s", "-Tman", "--out-no-smarty", "-M", f"title={name}", "-M", f"section={section}",
               "-M", f"source=Dateline {options.version}"]
    made = subprocess.run(command, input=markdown, capture_output=True, text=True, check=True).stdout
    made = made.replace(".SH\nNAME\n", ".SH NAME\n", 1)  # as apropos wants it
    options.page.parent.mkdir(parents=True, exist_ok=True)
    options.page.write_bytes(gzip.compress(made.encode(), 9, mtime=0))  # no time, so that a build can be repeated


if __name__ == "__main__":
    main()
