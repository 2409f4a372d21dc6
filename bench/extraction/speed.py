#!/usr/bin/env python3
"""Indexes the same articles as JSON lines, as text files and as HTML pages, and prints what each costs.

usage: speed.py DATELINE_INDEX ARTICLES.jsonl [--count N]

ARTICLES.jsonl is what bench/run --write-corpus writes, or any file with title and text on each line. Seconds are those of the
processor, all threads together, so that other work on the machine disturbs them little.
"""
import argparse
import html
import itertools
import json
import os
import pathlib
import subprocess
import tempfile


def paragraphs(article):
    return [p for p in article["text"].split("\n") if p.strip()]


def write_lines(folder, articles):
    (folder / "a.jsonl").write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), "utf-8")


def write_texts(folder, articles):
    for number, article in enumerate(articles):
        text = article["title"] + "\n\n" + "\n\n".join(paragraphs(article)) + "\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")


def page(article):
    """As sites are: a menu, a list of other articles, scripts, more markup than text."""
    links = "".join(f'<li class="menu-item"><a href="/section/{n}">Section number {n}</a></li>' for n in range(40))
    cards = "".join(f'<div class="card"><a href="/{n}"><h3>Another article, number {n}</h3></a><p>What it is about.</p></div>'
                    for n in range(20))
    body = "".join(f"<p>{html.escape(p)}</p>\n" for p in paragraphs(article))
    title = html.escape(article["title"])
    return (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - The Paper</title><style>{"p { margin: 0 } " * 200}</style>'
            f'<meta property="og:title" content="{title}"></head><body><nav><ul>{links}</ul></nav><main><article><h1>{title}</h1>{body}'
            f'</article><section class="related">{cards}</section></main><script>{"window.x = 1; " * 500}</script></body></html>')


def write_pages(folder, articles):
    for number, article in enumerate(articles):
        (folder / f"{number}.html").write_text(page(article), "utf-8")


def measure(program, write, articles):
    """Seconds of the processor, and bytes of the sources."""
    with tempfile.TemporaryDirectory() as folder:
        sources = pathlib.Path(folder) / "sources"
        sources.mkdir()
        write(sources, articles)
        size = sum(f.stat().st_size for f in sources.iterdir())
        process = subprocess.Popen([program, "--index", f"{folder}/index", sources], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"{program} ended with status {process.returncode}")
        return usage.ru_utime + usage.ru_stime, size


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("articles", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=5000)
    options = parser.parse_args()
    with open(options.articles, encoding="utf-8") as lines:
        articles = [json.loads(line) for line in itertools.islice(lines, options.count)]
    print("| sources | MB | articles a second of one core |\n|---|---|---|")
    for name, write in (("JSON lines", write_lines), ("text files", write_texts), ("HTML pages", write_pages)):
        seconds, size = measure(options.program, write, articles)
        print(f"| {name} | {size / 1e6:.1f} | {len(articles) / seconds:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
