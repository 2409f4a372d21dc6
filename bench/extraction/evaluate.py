#!/usr/bin/env python3
"""Runs a folder of pages through extract-html and scores what it finds.

usage: evaluate.py EXTRACT_HTML FOLDER [--fields FIELDS.json] [--pages]

FOLDER holds KEY.html or KEY.html.gz and ground-truth.json: {KEY: {"articleBody": ..., "url": ...}}. The body's score is
that of the public article extraction benchmark: precision and recall over word 4-grams, counted with repeats, averaged
over pages, and F1 as their harmonic mean. FIELDS.json has {KEY: {"title": ..., "published": "2017-01-25",
"published_in_markup": true}}: how often these are found exactly, published to the day. --pages lists the pages that are
not extracted perfectly, the worst first.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess


def grams(text, n=4):
    words = re.findall(r"\w+", text or "")
    return collections.Counter(g for g in (tuple(words[i:i + n]) for i in range(max(1, len(words) - n + 1))) if g)


def score(wanted, found):
    want, got = grams(wanted), grams(found)
    common = sum((want & got).values())
    return common / max(1, sum(got.values())), common / max(1, sum(want.values()))


def score_bodies(truth, found, list_pages):
    scores = {key: score(page["articleBody"], found.get(key, {}).get("articleBody")) for key, page in truth.items()}
    precision, recall = (sum(column) / len(scores) for column in zip(*scores.values()))
    print(f"body       pages {len(scores)}  precision {precision:.4f}  recall {recall:.4f}  "
          f"F1 {2 * precision * recall / max(1e-9, precision + recall):.4f}")
    if list_pages:
        for key, (p, r) in sorted(scores.items(), key=lambda item: sum(item[1])):
            if p < 1 or r < 1:
                print(f"           {key[:12]}  precision {p:.3f}  recall {r:.3f}  {truth[key].get('url', '')[:80]}")


def score_field(name, wanted, found, list_pages):
    wrong = [key for key in wanted if wanted[key] != found.get(key)]
    right = len(wanted) - len(wrong)
    print(f"{name:<10} right on {right} of {len(wanted)}  ({100 * right / max(1, len(wanted)):.1f} %)")
    if list_pages:
        for key in wrong:
            print(f"           {key[:12]}  wanted {wanted[key]!r}  found {found.get(key)!r}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--fields", type=pathlib.Path)
    parser.add_argument("--pages", action="store_true")
    options = parser.parse_args()

    found = json.loads(subprocess.run([options.program, options.folder], check=True, stdout=subprocess.PIPE).stdout)
    score_bodies(json.loads((options.folder / "ground-truth.json").read_text("utf-8")), found, options.pages)
    if not options.fields:
        return
    fields = json.loads(options.fields.read_text("utf-8"))
    marked = {key: page["published"] for key, page in fields.items() if page["published_in_markup"]}
    unmarked = {key: page["published"] for key, page in fields.items() if not page["published_in_markup"]}
    days = {key: page.get("published", "")[:10] for key, page in found.items()}
    score_field("title", {key: page["title"] for key, page in fields.items()},
                {key: page.get("title") for key, page in found.items()}, options.pages)
    score_field("published", marked, days, options.pages)
    score_field("unmarked", unmarked, days, options.pages)


if __name__ == "__main__":
    main()
