#!/usr/bin/env python3
"""Extracts the same pages by Dateline, trafilatura and Mozilla's readability, and compares what they find and how fast.

usage: compare.py EXTRACT_HTML FOLDER... [--languages] [--engines NAME...] [--work FOLDER]

Each FOLDER is as evaluate.py takes it; its truth, ground-truth.json or truth.json, may have "title", "published" and
"authors" besides "articleBody". The peers are installed below --work (default: build/bench/extraction), trafilatura by pip
and readability by npm; one whose registry cannot be reached is left out, with the reason. --languages adds a table of each
folder's pages by language, which is the one that Dateline finds.

Bodies are scored over word 4-grams, as evaluate.py does it. "lost" counts pages that have less than a quarter of their
body's 4-grams. A title is right if its words are, letters small; of days, precision is over the pages for which one was
found, recall over those that have one; authors are right if all names are, and no other.
"""
import argparse
import ast
import collections
import json
import pathlib
import re
import subprocess
import sys

import evaluate

HERE = pathlib.Path(__file__).resolve().parent


class NotInstalled(Exception):
    """A peer cannot be had here, and why."""


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, **options)
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise NotInstalled(lines[-1] if lines else f"{command[0]} ended with status {done.returncode}")
    return done


def dateline(program, _work):
    return [program]


def trafilatura(_program, work):
    folder = work / "trafilatura"
    python = folder / "bin" / "python"
    if not (folder / "installed").exists():
        run([sys.executable, "-m", "venv", folder])
        run([python, "-m", "pip", "install", "--quiet", "trafilatura", "lxml_html_clean"])
        (folder / "installed").touch()
    return [python, HERE / "peers" / "trafilatura_pages.py"]


def readability(_program, work):
    folder = work / "readability"
    if not (folder / "installed").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text("{}")
        run(["npm", "install", "--no-audit", "--no-fund", "@mozilla/readability", "jsdom"], cwd=folder)
        (folder / "installed").touch()
    return ["node", HERE / "peers" / "readability_pages.mjs"]


ENGINES = {"Dateline": dateline, "trafilatura": trafilatura, "readability.js": readability}


def extracted(name, pages, options):
    try:
        command = ENGINES[name](options.program.resolve(), options.work)
        folder = options.work / name.removesuffix(".js")
        folder.mkdir(parents=True, exist_ok=True)
        done = run([*command, pages.resolve()], cwd=folder)
    except FileNotFoundError as error:
        raise NotInstalled(f"{error.filename} is not installed") from error
    return json.loads(done.stdout), float(re.search(r"([\d.]+) pages/s", done.stderr).group(1))


def words(text):
    return " ".join(re.findall(r"\w+", (text or "").lower()))


def share(right, of):
    return f"{right / of:.3f}" if of else "-"


def body_scores(truth, found):
    scores = [evaluate.score(page["articleBody"], found.get(key, {}).get("articleBody")) for key, page in truth.items()
              if page.get("articleBody")]
    precision, recall = (sum(column) / len(scores) for column in zip(*scores))
    lost = sum(recall_of_page < 0.25 for _, recall_of_page in scores)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return [f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", str(lost)]


def field_scores(truth, found):
    titled = [key for key, page in truth.items() if page.get("title")]
    titles = sum(words(truth[key]["title"]) == words(found.get(key, {}).get("title")) for key in titled)
    dated = [key for key, page in truth.items() if page.get("published")]
    days = {key: (found.get(key, {}).get("published") or "")[:10] for key in dated}
    right = sum(days[key] == truth[key]["published"][:10] for key in dated)
    signed = [key for key, page in truth.items() if page.get("authors")]
    authors = sum({words(name) for name in truth[key]["authors"]} ==
                  {words(name) for name in found.get(key, {}).get("authors") or []} for key in signed)
    return [share(titles, len(titled)), share(right, sum(day != "" for day in days.values())), share(right, len(dated)),
            share(authors, len(signed))]


def authors_of(page):
    """A list of names, which some sets write as Python does, in a text."""
    names = page.get("authors") or []
    return ast.literal_eval(names) if isinstance(names, str) else names


def truth_of(folder):
    for name in ("ground-truth.json", "truth.json"):
        if (folder / name).exists():
            truth = json.loads((folder / name).read_text("utf-8"))
            return {key: page | {"authors": authors_of(page)} for key, page in truth.items()}
    sys.exit(f"compare.py: {folder} has neither ground-truth.json nor truth.json")


def by_language(truth, dateline):
    """The truth of each language's pages, the most frequent language first."""
    pages = collections.defaultdict(dict)
    for key, page in truth.items():
        pages[dateline.get(key, {}).get("language") or "und"][key] = page
    return dict(sorted(pages.items(), key=lambda item: (-len(item[1]), item[0])))


def print_row(cells):
    print(f"| {' | '.join(cells)} |", flush=True)


def print_languages(truth, found):
    print("\n| language | pages | | precision | recall | F1 | lost | title | day: precision | recall | authors |")
    print("| --- | ---: | --- |" + " ---: |" * 8)
    for language, pages in by_language(truth, found["Dateline"]).items():
        for name, articles in found.items():
            print_row([language, str(len(pages)), name, *body_scores(pages, articles), *field_scores(pages, articles)])


def compare(folder, options):
    truth = truth_of(folder)
    print(f"{folder.name}: {len(truth)} pages\n")
    print("| | precision | recall | F1 | lost | title | day: precision | recall | authors | pages/s of a core |")
    print("| --- |" + " ---: |" * 9)
    found = {}
    for name in options.engines:
        try:
            found[name], speed = extracted(name, folder, options)
        except NotInstalled as why:
            print(f"| {name} | left out: {why} |" + " |" * 8)
            continue
        print_row([name, *body_scores(truth, found[name]), *field_scores(truth, found[name]), f"{speed:.0f}"])
    if options.languages:
        print_languages(truth, found)
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folders", type=pathlib.Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--languages", action="store_true")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("build/bench/extraction"))
    options = parser.parse_args()
    options.work = options.work.resolve()
    if options.languages and "Dateline" not in options.engines:
        parser.error("--languages needs Dateline among --engines")
    for folder in options.folders:
        compare(folder, options)


if __name__ == "__main__":
    main()
