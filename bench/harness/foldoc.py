"""Real English text for machines without a corpus: the Free On-line Dictionary of Computing, as Debian packs it for dictd.

Its entries are prose with names, dates, numbers and marks, by hundreds of writers. It is free (GNU FDL) but not ours: the
package is installed, nothing of it is in this repository.
"""
import gzip
import pathlib
import re

PACKAGE = "dict-foldoc"
TEXT = pathlib.Path("/usr/share/dictd/foldoc.dict.dz")
INDEX = pathlib.Path("/usr/share/dictd/foldoc.index")

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_MARKUP = re.compile(r"[{}\[\]]|^\s*<[^>]*> ", re.MULTILINE)


def is_installed():
    return TEXT.exists() and INDEX.exists()


def read():
    """The entries as articles, those for the same text once."""
    text = gzip.decompress(TEXT.read_bytes())
    places = {}
    for line in INDEX.read_text(encoding="utf-8").splitlines():
        headword, begin, size = line.split("\t")
        if not headword.startswith("00-database"):
            places.setdefault((_number(begin), _number(size)), headword)
    for begin, size in sorted(places):
        title, _, body = text[begin : begin + size].decode(errors="replace").partition("\n")
        yield {"title": title.strip(), "text": _MARKUP.sub("", body)}


def _number(digits):
    """dictd writes numbers to the base of 64."""
    value = 0
    for digit in digits:
        value = 64 * value + _DIGITS.index(digit)
    return value
