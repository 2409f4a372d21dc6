#!/usr/bin/env python3
"""Indexes an archive of many formats in which one record in ten is damaged.

The records are cut, garbled, in the wrong encoding, nested 10,000 deep, a line of 2 GB, a zip bomb,
a loop of symbolic links, a pipe and more. Every good article has to be in the index with its text
as it was written, every bad one in set-aside.jsonl with its file, its line where it has one, a
reason and an advice, and the memory of the run has to stay below the bound that is set. Prints one
closing line; exit status 1 where something was violated.
"""

import argparse
import bz2
import csv
import dataclasses
import email.message
import gzip
import html
import io
import json
import lzma
import os
import pathlib
import random
import socket
import subprocess
import tarfile
import tempfile
import zipfile

WORDS = ("harbour council storm ferry bridge minister report winter price school river market vote "
         "station museum doctor engine island letter garden café señora Straße Москва").split()
LONG_LINE = 2 << 30
DEEP = 10_000


@dataclasses.dataclass
class Bed:
    """Where one container puts its records, and what has to come of them."""

    folder: pathlib.Path
    chance: random.Random
    good: dict = dataclasses.field(default_factory=dict)  # of each text its title
    bad: list = dataclasses.field(default_factory=list)  # (path, line or None)
    repeated: set = dataclasses.field(default_factory=set)  # paths where one may be listed twice

    def path(self, name):
        return self.folder / name

    def keep(self, article):
        self.good[article["text"]] = article["title"]

    def spoil(self, path, line=None):
        self.bad.append((str(path), line))


def make_article(number, chance):
    sentence = lambda: " ".join(chance.choices(WORDS, k=12)).capitalize() + "."
    text = "\n\n".join(f"{sentence()} {sentence()} Number {number} of them." for _ in range(4))
    return {"id": f"n{number}", "title": f"Report {number} on the {chance.choice(WORDS)}",
            "published": f"2021-0{number % 9 + 1}-11T10:00:00Z", "text": text}


def is_bad(place):
    return place % 10 == 4


def paragraphs(article):
    return "".join(f"<p>{html.escape(p)}</p>\n" for p in article["text"].split("\n\n"))


# Damages of what is one line of text. None gives something that a reader could take for whole.


def cut(line, chance):
    return line[: chance.randrange(len(line) // 4, len(line) - 2)]


def garbled(line, chance):
    start = chance.randrange(3)
    return bytes(b ^ 0x15 if i % 3 == start and b not in b"\n\x1f" else b for i, b in enumerate(line))


def other_encoding(line, chance):
    return line.decode().encode("utf-16-le").replace(b"\n", b" ")


def nested(line, chance):
    return b'{"text": ' + b"[" * DEEP + b"]" * DEEP + b"}"


def empty(line, chance):
    return b'{"id": "%d", "text": "", "title": null}' % chance.randrange(10**9)


def with_zeros(line, chance):
    return b"\0" * len(line)


LINE_DAMAGES = (cut, garbled, other_encoding, nested, empty, with_zeros)


def damage_of(damages, place):
    return damages[place // 10 % len(damages)]


# The containers. Each takes its articles, spoils those whose place says so, and writes a file.


def json_lines(bed, articles, name, pack):
    path, lines = bed.path(name), []
    for place, article in enumerate(articles):
        line = json.dumps(article, ensure_ascii=place % 2 == 0).encode()
        if is_bad(place):
            line = damage_of(LINE_DAMAGES, place)(line, bed.chance)
            bed.spoil(path, place + 1)
        else:
            bed.keep(article)
        lines.append(line + b"\n")
    path.write_bytes(pack(lines))


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c"], input=data, capture_output=True, check=True).stdout


def packed_members(bed, articles, name, pack):
    """Each line packed by itself, as web archives are; damaged ones end in their middle.

    What a cut member seems to unpack to before the damage shows may look like a line of its own.
    """
    path, members = bed.path(name), []
    bed.repeated.add(str(path))
    for place, article in enumerate(articles):
        member = pack(json.dumps(article).encode() + b"\n")
        if is_bad(place):
            member = member[: len(member) // 2]
            bed.spoil(path)
        else:
            bed.keep(article)
        members.append(member)
    path.write_bytes(b"".join(members))


def long_line(bed, articles, name):
    """One line of 2 GB, which costs no disk, in the middle of others."""
    path = bed.path(name)
    half = len(articles) // 2
    with open(path, "wb") as out:
        for place, article in enumerate(articles):
            if place == half:
                out.write(b'{"text": "')
                out.seek(LONG_LINE, os.SEEK_CUR)
                out.write(b'"}\n')
                bed.spoil(path, place + 1)
                continue
            out.write(json.dumps(article).encode() + b"\n")
            bed.keep(article)


def json_list(bed, articles, name):
    path, items, line = bed.path(name), [], 2
    for place, article in enumerate(articles):
        item = json.dumps(article, indent=1).replace("\n", "\n  ").encode()
        if is_bad(place):
            bed.spoil(path, line)
            item = damage_of((cut, garbled, nested, empty), place)(item, bed.chance)
        else:
            bed.keep(article)
        items.append(b"  " + item)
        line += item.count(b"\n") + 1
    path.write_bytes(b"[\n" + b",\n".join(items) + b"\n]\n")


def too_few_columns(row, chance):
    return row[:2]


def too_many_columns(row, chance):
    return row + ["", "further"]


def nothing_in_columns(row, chance):
    return [row[0], "", "", ""]


def table(bed, articles, name, delimiter):
    path, rows = bed.path(name), io.StringIO()
    writer = csv.writer(rows, delimiter=delimiter)
    names = ("id", "title", "published", "text")
    writer.writerow(names)
    for place, article in enumerate(articles):
        line = rows.getvalue().count("\n") + 1
        row = [article[n] for n in names]
        if not is_bad(place):
            bed.keep(article)
            writer.writerow(row)
            continue
        bed.spoil(path, line)
        damages = (too_few_columns, too_many_columns, nothing_in_columns, None)
        damage = damage_of(damages, place)
        if damage is None:  # a quote that nothing closes
            rows.write(f'{row[0]}{delimiter}"{row[1]}{delimiter}x\r\n')
        else:
            writer.writerow(damage(row, bed.chance))
    path.write_bytes(rows.getvalue().encode())


def end_tag_missing(item, chance):
    return item.replace("</item>", "").replace("</entry>", "")


def tags_crossed(item, chance):
    return item.replace("</title>", "</titel>", 1).replace("<p>", "<q>")


def cut_inside_tag(item, chance):
    return item[: item.rindex("<")] + "<"


def nothing_inside(item, chance):
    return "<item><title/></item>" if item.startswith("<item") else "<entry><title/></entry>"


def feed(bed, articles, name, element, frame):
    path, text = bed.path(name), frame[0]
    for place, article in enumerate(articles):
        content = "content:encoded" if element == "item" else "content"
        item = (f"<{element}><title>{html.escape(article['title'])}</title>"
                f"<{content}><![CDATA[{paragraphs(article)}]]></{content}></{element}>\n")
        if is_bad(place):
            bed.spoil(path, text.count("\n") + 1)
            damages = (end_tag_missing, cut_inside_tag, nothing_inside)
            item = damage_of(damages, place)(item, bed.chance).rstrip("\n") + "\n"
        else:
            bed.keep(article)
        text += item
    path.write_text(text + frame[1], encoding="utf-8")


def warc_record(article, length=None):
    page = (f"<!doctype html><html><head><title>{html.escape(article['title'])}</title></head><body>"
            f"<article><h1>{html.escape(article['title'])}</h1>{paragraphs(article)}</article>").encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    return (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://paper.example/%s\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (article["id"].encode(), len(block) if length is None else length, block))


def web_archive(bed, articles, name, pack):
    path, records = bed.path(name), []
    for place, article in enumerate(articles):
        record = pack(warc_record(article))
        if not is_bad(place):
            bed.keep(article)
        elif pack is gzip.compress:
            record = record[: len(record) // 2]
            bed.spoil(path)
        else:
            record = damage_of((lambda: warc_record(article, 7), lambda: warc_record(article, 10**6),
                                lambda: record.replace(b"Content-Length", b"Content-Lenght")), place)()
            bed.spoil(path)
        records.append(record)
    path.write_bytes(b"".join(records))


def message_of(article):
    message = email.message.EmailMessage()
    message["From"], message["Subject"] = "Desk <desk@paper.example>", article["title"]
    message["Message-ID"] = f"<{article['id']}>"
    message.set_content(article["text"] + "\n", cte="8bit")
    return message.as_bytes()


def mailbox(bed, articles, name):
    path, box = bed.path(name), b""
    for place, article in enumerate(articles):
        message = message_of(article)
        if is_bad(place):
            bed.spoil(path, box.count(b"\n") + 1)
            message = b"From: Desk <desk@paper.example>\nContent-Type: image/png\n\n" + bytes(range(1, 10)) + b"\n"
        else:
            bed.keep(article)
        box += b"From desk@paper.example Thu Mar  4 05:06:07 2021\n" + message + b"\n"
    path.write_bytes(box)


def page_of(article):
    return (f"<!doctype html>\n<html><head><meta charset=utf-8><title>{html.escape(article['title'])}</title>"
            f"</head><body><article><h1>{html.escape(article['title'])}</h1>\n{paragraphs(article)}"
            "</article></body></html>\n").encode()


def make_no_page(path, kind):
    """A file that is none of an article, or is no file."""
    if kind == 0:
        os.mkfifo(path)
    elif kind == 1:
        path.symlink_to(path.name)
    elif kind == 2:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(path))
    elif kind == 3:
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    elif kind == 4:
        path.write_bytes(b"<!doctype html><html><body><script>var text = 1;</script></body></html>")
    elif kind == 5:
        path.write_bytes(b"<html>" + b"<div>" * DEEP)
    elif kind == 6:
        with open(path, "wb") as out:
            out.write(b"<!doctype html><p>")
            out.truncate(1 << 40)
    elif kind == 7:
        path.symlink_to("nowhere.html")
    elif kind == 8:
        path.write_bytes(gzip.compress(gzip.compress(gzip.compress(b"<p>Packed.</p>"))))


NO_PAGES = 9


def pages(bed, articles, name):
    folder = bed.path(name)
    folder.mkdir()
    for place, article in enumerate(articles):
        path = folder / f"{place:05}.html"
        if not is_bad(place):
            path.write_bytes(page_of(article))
            bed.keep(article)
            continue
        kind = place // 10 % NO_PAGES
        make_no_page(path, kind)
        bed.spoil(path)


def zip_archive(bed, articles, name):
    path = bed.path(name)
    spoiled = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for place, article in enumerate(articles):
            member = f"{place:05}.html"
            out.writestr(member, page_of(article))
            if is_bad(place):
                spoiled.append(out.getinfo(member))
                bed.spoil(f"{path}!{member}")
            else:
                bed.keep(article)
    data = bytearray(path.read_bytes())
    for info in spoiled:
        start = info.header_offset + 30 + len(info.filename)
        for i in range(start, start + info.compress_size):
            data[i] ^= 0x5A
    path.write_bytes(data)


def tar_archive(bed, articles, name, mode):
    path = bed.path(name)
    with tarfile.open(path, mode) as out:
        for place, article in enumerate(articles):
            data = page_of(article)
            info = tarfile.TarInfo(f"{place:05}.html")
            if is_bad(place):
                data = (b"", b"\0" * 3000, b"\x89PNG\r\n\x1a\n\0\0", gzip.compress(data)[:-40])[place // 10 % 4]
                bed.spoil(f"{path}!{info.name}")
            else:
                bed.keep(article)
            info.size = len(data)
            out.addfile(info, io.BytesIO(data))


def bombs(bed, articles, name):
    """Packed files among pages, one in ten of which unpacks to gigabytes."""
    folder = bed.path(name)
    folder.mkdir()
    million = gzip.compress(b" " * (64 << 20))
    for place, article in enumerate(articles):
        path = folder / f"{place:05}.html.gz"
        if is_bad(place):
            path.write_bytes(million * 32)
            bed.spoil(path)
        else:
            path.write_bytes(gzip.compress(page_of(article)))
            bed.keep(article)


RSS = ('<?xml version="1.0"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
       "<channel><title>Paper</title>\n", "</channel></rss>\n")
ATOM = ('<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title>\n', "</feed>\n")

CONTAINERS = (
    lambda bed, articles: json_lines(bed, articles, "lines.jsonl", b"".join),
    lambda bed, articles: json_lines(bed, articles, "lines.jsonl.gz", lambda l: gzip.compress(b"".join(l))),
    lambda bed, articles: json_lines(bed, articles, "lines.jsonl.bz2", lambda l: bz2.compress(b"".join(l))),
    lambda bed, articles: json_lines(bed, articles, "lines.jsonl.xz", lambda l: lzma.compress(b"".join(l))),
    lambda bed, articles: json_lines(bed, articles, "lines.jsonl.zst", lambda l: zstd(b"".join(l))),
    lambda bed, articles: packed_members(bed, articles, "members.jsonl.gz", gzip.compress),
    lambda bed, articles: packed_members(bed, articles, "members.jsonl.zst", zstd),
    lambda bed, articles: json_list(bed, articles, "list.json"),
    lambda bed, articles: table(bed, articles, "table.csv", ","),
    lambda bed, articles: table(bed, articles, "table.tsv", "\t"),
    lambda bed, articles: feed(bed, articles, "rss.xml", "item", RSS),
    lambda bed, articles: feed(bed, articles, "atom.xml", "entry", ATOM),
    lambda bed, articles: web_archive(bed, articles, "pages.warc", bytes),
    lambda bed, articles: web_archive(bed, articles, "pages.warc.gz", gzip.compress),
    lambda bed, articles: mailbox(bed, articles, "mails.mbox"),
    lambda bed, articles: pages(bed, articles, "pages"),
    lambda bed, articles: zip_archive(bed, articles, "pages.zip"),
    lambda bed, articles: tar_archive(bed, articles, "pages.tar", "w"),
    lambda bed, articles: tar_archive(bed, articles, "pages.tar.xz", "w:xz"),
)


def write_archive(folder, records, seed):
    """The special cases that cost time or disk take ten records each; the rest is spread evenly."""
    chance = random.Random(seed)
    bed = Bed(folder, chance)
    articles = [make_article(number, chance) for number in range(records)]
    long_line(bed, articles[:10], "long.jsonl")
    bombs(bed, articles[10:20], "bombs")
    rest = articles[20:]
    tens = len(rest) // 10
    start = 0
    for number, container in enumerate(CONTAINERS):
        end = tens * (number + 1) // len(CONTAINERS) * 10
        container(bed, rest[start:end])
        start = end
    return bed


def run(program, index, sources, memory):
    """Exit status and peak memory in bytes."""
    config = index.with_suffix(".toml")
    config.write_text(f'[indexer]\nmemory = "{memory} MiB"\n', encoding="utf-8")
    process = subprocess.Popen([program, "--config", str(config), "--index", str(index), str(sources)],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss << 10, output


def articles_of(program, sources):
    """Of each text the title, as --dry-run prints them."""
    done = subprocess.run([program, "--dry-run", str(sources)], capture_output=True, check=False)
    found = {}
    for line in done.stdout.splitlines():
        article = json.loads(line)
        found.setdefault("\n\n".join(article["text"]), []).append(article["title"])
    return found


def set_aside_of(index):
    lines = (index / "set-aside.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def check_articles(bed, found):
    for text, title in bed.good.items():
        if found.get(text) != [title]:
            yield f"not indexed as it was written: {title}: {found.get(text)}"
    for text in found.keys() - bed.good.keys():
        yield f"indexed, though it is damaged: {found[text]}: {text[:60]!r}"


def check_aside(bed, aside):
    """Every bad record has its entry, and there is no other."""
    expected = sorted((path, line or 0) for path, line in bed.bad)
    without_line = {path for path, line in bed.bad if line is None}
    listed = sorted((a["source"], 0 if a["source"] in without_line else a.get("line", 0)) for a in aside)
    for one in expected:
        if one in listed:
            listed.remove(one)
        else:
            yield f"not set aside: {one}"
    for one in (one for one in listed if one[0] not in bed.repeated):
        yield f"set aside, though it is not damaged: {one}"
    for one in aside:
        if not one.get("reason") or not one.get("advice"):
            yield f"set aside without a reason or an advice: {one}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--memory", type=int, default=1024, help="MiB")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder to leave the archive and the index in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.keep or temporary)
        sources, index = folder / "sources", folder / "index"
        sources.mkdir(parents=True)
        bed = write_archive(sources, options.records, options.seed)
        status, peak, output = run(options.program, index, sources, options.memory)
        violations = [] if status == 1 else [f"exit status {status}: {output}"]
        violations += check_articles(bed, articles_of(options.program, sources))
        aside = set_aside_of(index)
        violations += check_aside(bed, aside)
        manifest = json.loads((index / "current" / "manifest.json").read_text(encoding="utf-8"))
        if manifest["articles"] != len(bed.good):
            violations.append(f"{manifest['articles']} articles in the index, not {len(bed.good)}")
        if peak > options.memory << 20:
            violations.append(f"{peak >> 20} MiB of memory, {options.memory} allowed")
    for violation in violations[:20]:
        print(violation)
    print(f"{len(bed.good)} good and {len(bed.bad)} bad records, {manifest['articles']} indexed, "
          f"{len(aside)} set aside, {peak >> 20} of {options.memory} MiB, "
          f"{len(violations)} violations, seed {options.seed}")
    raise SystemExit(1 if violations else 0)


if __name__ == "__main__":
    main()
