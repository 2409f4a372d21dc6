#!/usr/bin/env python3
"""Checks the words of languages in config/languages against the rules of the README there.

With --table it prints the table of docs/languages.md, made from these files and tests/data/spellings.txt.
"""

import collections
import pathlib
import re
import sys
import unicodedata

import tree

FOLDER = pathlib.PurePosixPath("config/languages")
README = FOLDER / "README.md"
COMMON = "common"
NOT_A_LANGUAGE = {"english_spellings"}
# Scripts without spaces between words have their stop words under another name.
INSTEAD = {"stop words": "particles"}
# Names have capitals.
AS_SHOWN = {"agencies"}


def sections_of_readme():
    """The sections that there are, and whether every language should have them."""
    rows = re.findall(r"^\| `([^`]+)` \| (yes)? *\|", tree.text(README), flags=re.M)
    return {name: bool(every) for name, every in rows}


def sections_of_code():
    """The sections that the code asks for, by where it does."""
    asked = {}
    for name in tree.sources("search", "indexer", "server"):
        code = tree.without_comments(tree.text(name))
        for match in re.finditer(r'\bwords_(?:by_language|of_languages)\(\s*"([^"]+)"', code):
            asked.setdefault(match[1], f"{name}:{tree.line_of(code, match.start())}")
    return asked


def most_languages():
    header = tree.text("search/store/text/stemmer.h")
    return int(re.search(r"kMostLanguages = (\d+);", header)[1])


def entry_finding(entry, section):
    if unicodedata.normalize("NFC", entry) != entry:
        return "is not in Unicode's composed form (NFC)"
    if section not in AS_SHOWN and entry != entry.lower():
        return "is not in lower case"
    if entry != entry.strip() or "  " in entry or "\t" in entry:
        return "has a space too many; a space that counts is written _"
    if "_" in entry[1:-1]:
        return "has a _ inside; it stands for a space at an end"
    return None


def lines_findings(name, known, sections):
    """What is wrong with the lines of one file; fills `sections` with the entries of each."""
    section = None
    for number, line in enumerate(tree.text(name).splitlines(), 1):
        where = f"{name}:{number}"
        if not line or line.startswith("#"):
            continue
        if heading := re.fullmatch(r"\[(.+)\]", line):
            section = heading[1]
            if section in sections:
                yield f"{where}: the section {section} is there twice"
            if section not in known:
                yield f"{where}: no section is called {section}; {README} lists them"
            sections.setdefault(section, [])
        elif section is None:
            yield f"{where}: {line} is in no section"
        else:
            if problem := entry_finding(line, section):
                yield f"{where}: {line} {problem}"
            if line in sections[section]:
                yield f"{where}: {line} is there twice"
            sections[section].append(line)


def missing_sections(sections, known):
    return [name for name, every in known.items()
            if every and name not in sections and INSTEAD.get(name) not in sections]


def file_findings(name, known):
    sections = {}
    yield from lines_findings(name, known, sections)
    for section, entries in sections.items():
        if not entries:
            yield f"{name}: the section {section} is empty"
    if not re.match(r"# \S", tree.text(name)):
        yield f"{name}:1: the first line is the language's name: # German"
    said = re.search(r"^# Incomplete: (.*)$", tree.text(name), flags=re.M)
    missing = [] if name.stem == COMMON else missing_sections(sections, known)
    if (said[1].split(", ") if said else []) != missing:
        right = f"# Incomplete: {', '.join(missing)}" if missing else "no such line"
        yield f'{name}: what is missing is not what "# Incomplete:" says; right is: {right}'


def number_findings(files):
    """Numbers of languages are 1, 2, 3 and so on, as many as a term can tell apart."""
    numbers = {}
    for name in files:
        if found := re.search(r"^\[number\]\n(.*)$", tree.text(name), flags=re.M):
            if found[1] in numbers:
                yield f"{name}: {numbers[found[1]]} has the number {found[1]}, too"
            numbers[found[1]] = name
    right = {str(number) for number in range(1, len(numbers) + 1)}
    for number in sorted(set(numbers) - right):
        yield f"{numbers[number]}: {number} is not the next number; that is {len(numbers)}"
    if len(numbers) >= most_languages():
        yield f"{FOLDER}: a term can't tell more than {most_languages()} languages apart"


DOCUMENT = pathlib.PurePosixPath("docs/languages.md")
PAIRS = pathlib.PurePosixPath("tests/data/spellings.txt")
# Languages that Xapian has a Snowball stemmer for.
SNOWBALL = set("ar ca da de en es eu fi fr ga hu hy id it lt ne nl no pt ro ru sv ta tr".split())
DICTIONARIES = set("ja km lo my th zh".split())
OTHERWISE = {"ko": "particles", "vi": "tones"}


def languages_without_file():
    """Names of languages in the test's pairs, by code: its headings name some beside others."""
    headings = dict(re.findall(r"^# (\S.*)\n(\w{2,3}) \|", tree.text(PAIRS), flags=re.M))
    return {code: name for name, code in headings.items()}


def table():
    pairs = collections.Counter(re.findall(r"^(\w{2,3}) \|", tree.text(PAIRS), flags=re.M))
    texts = {name.stem: tree.text(name) for name in tree.files() if is_language(name)}
    names = languages_without_file() | {code: text.split("\n")[0][2:] for code, text in texts.items()}
    rows = ["| language | forms | compounds | other letters | words end at | pairs tested |",
            "|---|---|---|---|---|---|"]
    for code in sorted(names, key=lambda code: names[code]):
        text = texts.get(code, "")
        endings = "endings" if "\n[endings]\n" in text else "as written"
        forms = "Snowball" if code in SNOWBALL else OTHERWISE.get(code, endings)
        rows.append(f"| {names[code]} `{code}` | {forms} "
                    f"| {'yes' if '[linking elements]' in text else ''} "
                    f"| {'yes' if '[other letters]' in text else ''} "
                    f"| {'a dictionary' if code in DICTIONARIES else 'spaces'} | {pairs[code]} |")
    return "\n".join(rows)


def table_findings():
    if table() not in tree.text(DOCUMENT):
        yield f"{DOCUMENT}: the table is not what {FOLDER} and {PAIRS} say; python3 {sys.argv[0]} --table prints it"


def is_language(name):
    return (name.parent == FOLDER and name.suffix == ".txt"
            and name.stem not in NOT_A_LANGUAGE | {COMMON})


def findings():
    known = sections_of_readme()
    asked = sections_of_code()
    files = [name for name in tree.files()
             if name.parent == FOLDER and name.suffix == ".txt" and name.stem not in NOT_A_LANGUAGE]
    for name in files:
        if not re.fullmatch(rf"[a-z]{{2,3}}|{COMMON}", name.stem):
            yield f"{name}: a file is named by a code of ISO 639, such as de.txt"
        yield from file_findings(name, known)
    for section, where in asked.items():
        if section not in known:
            yield f"{where}: {README} does not list the section {section}"
    for section in sorted(set(known) - set(asked)):
        yield f"{README}: no code asks for the section {section}"
    yield from number_findings(files)
    yield from table_findings()


if __name__ == "__main__":
    if sys.argv[1:] == ["--table"]:
        print(table())
    else:
        tree.finish(list(findings()))
