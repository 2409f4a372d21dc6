#!/usr/bin/env python3
"""Indexes archives that ask for much memory, and compares the peak with what is allowed.

Each case is a shape of archive: many small articles, long ones, articles just below the limit of a
record, one format after the other. Prints a table and one closing line; exit status 1 where a run
took more than `[indexer] memory`, or did not index all.
"""

import argparse
import gzip
import html
import json
import os
import pathlib
import random
import subprocess
import tempfile

SYLLABLES = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "ar", "en", "is")]


class Writer:
    """Writes texts of made-up words: few that are frequent, many that are rare, as in news."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        words = ["".join(self.chance.choices(SYLLABLES, k=self.chance.randrange(1, 5))) for _ in range(60_000)]
        weights = [1 / (rank + 3) for rank in range(len(words))]
        drawn = self.chance.choices(words, weights, k=200_000)
        self.paragraphs = [" ".join(drawn[i:i + 50]).capitalize() + "." for i in range(0, len(drawn), 50)]

    def article(self, number, size):
        parts, length = [], 0
        while length < size:
            parts.append(self.chance.choice(self.paragraphs))
            length += len(parts[-1]) + 2
        text = "\n\n".join(parts)
        return {"id": f"n{number}", "title": f"Report {number}", "text": f"{number} {text}"}


def page(made):
    body = "".join(f"<p>{html.escape(p)}</p>" for p in made["text"].split("\n\n"))
    return f"<!doctype html><title>{made['title']}</title><article><h1>{made['title']}</h1>{body}</article>"


def write_lines(folder, articles, name="a.jsonl", opener=open):
    with opener(folder / name, "wt", encoding="utf-8") as out:
        for one in articles:
            out.write(json.dumps(one) + "\n")


def write_lines_packed(folder, articles):
    write_lines(folder, articles, "a.jsonl.gz", lambda path, mode, encoding: gzip.open(path, mode, 1, encoding=encoding))


def write_pages(folder, articles):
    for one in articles:
        (folder / f"{one['id']}.html").write_text(page(one), encoding="utf-8")


def write_texts(folder, articles):
    for one in articles:
        (folder / f"{one['id']}.txt").write_text(f"{one['title']}\n\n{one['text']}\n", encoding="utf-8")


# Name, writer, articles, bytes of each. Together some 100 to 300 MB a case at --scale 1.
CASES = (
    ("small articles", write_lines, 20_000, 2_000),
    ("long articles", write_lines, 300, 500_000),
    ("as long as is allowed", write_lines, 12, 15 << 20),
    ("long articles, packed", write_lines_packed, 100, 1 << 20),
    ("long texts", write_texts, 100, 1 << 20),
    ("long pages", write_pages, 100, 1 << 20),
    ("pages as long as is allowed", write_pages, 8, 14 << 20),
)


def measure(options, case, folder, memory, threads):
    name, write, count, size = case
    count = max(4, int(count * options.scale))
    writer = Writer(options.seed)
    sources, index, config = folder / "sources", folder / "index", folder / "dateline.toml"
    sources.mkdir()
    write(sources, (writer.article(number, size) for number in range(count)))
    config.write_text(f'[indexer]\nmemory = "{memory} MiB"\nthreads = {threads}\n', encoding="utf-8")
    process = subprocess.Popen([options.program, "--config", config, "--index", index, sources],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    indexed = 0
    if process.returncode == 0:
        indexed = json.loads((index / "current" / "manifest.json").read_text(encoding="utf-8"))["articles"]
    return indexed == count, usage.ru_maxrss >> 10


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--memory", default="192,1024", help="MiB, several by commas")
    parser.add_argument("--threads", default="1,2,16", help="several by commas")
    parser.add_argument("--scale", type=float, default=1.0, help="of the number of articles")
    parser.add_argument("--cases", default="", help="those whose names hold this")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    runs = violations = 0
    for case in CASES:
        for memory in map(int, options.memory.split(",")):
            for threads in map(int, options.threads.split(",")):
                if options.cases not in case[0]:
                    continue
                with tempfile.TemporaryDirectory() as folder:
                    complete, peak = measure(options, case, pathlib.Path(folder), memory, threads)
                good = complete and peak <= memory
                runs += 1
                violations += not good
                verdict = "" if good else ("  TOO MUCH" if complete else "  NOT ALL INDEXED")
                print(f"{case[0]:28} {threads:3} threads {peak:6} of {memory} MiB{verdict}", flush=True)
    print(f"{runs} runs, {violations} violations, seed {options.seed}")
    raise SystemExit(1 if violations else 0)


if __name__ == "__main__":
    main()
