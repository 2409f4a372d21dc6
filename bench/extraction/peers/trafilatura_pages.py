#!/usr/bin/env python3
"""Extracts the pages of a folder by trafilatura, as extract-html does by Dateline.

usage: trafilatura_pages.py FOLDER

Prints {KEY: {"articleBody", "title", "published", "authors"}} as JSON, and on standard error how many pages a second of
one core it took: reading files is left out, as extract-html leaves it out.
"""
import gzip
import json
import pathlib
import sys
import time

from trafilatura import bare_extraction


def pages(folder):
    for path in sorted(folder.iterdir()):
        if path.name.endswith(".html.gz"):
            yield path.name[:-len(".html.gz")], gzip.decompress(path.read_bytes())
        elif path.suffix == ".html":
            yield path.stem, path.read_bytes()


def extract(page):
    found = bare_extraction(page, with_metadata=True, include_comments=False)
    if found is None:
        return {}
    return {"articleBody": found.text, "title": found.title, "published": found.date or "",
            "authors": [name for name in (found.author or "").split("; ") if name]}


def main():
    read = list(pages(pathlib.Path(sys.argv[1])))
    begin = time.process_time()
    found = {key: extract(page) for key, page in read}
    seconds = time.process_time() - begin
    json.dump(found, sys.stdout)
    print(f"{len(read) / max(seconds, 1e-9):.3f} pages/s a core", file=sys.stderr)


main()
