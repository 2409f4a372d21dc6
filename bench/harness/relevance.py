"""The command: bench/relevance.

A judged collection is a folder with docs.jsonl (id, title, text), queries.tsv (id, tab, text) and
qrels.txt (query, 0, document, grade). A known item is an article whose headline's words are the query.
"""
import argparse
import dataclasses
import gzip
import json
import pathlib
import random
import re
import shutil
import tempfile
import time

from harness.corpus import Corpus
from harness.engines import DatelineEngine, SqliteEngine, XapianEngine
from harness.main import BUILD, build_targets
from harness.report import table
from harness.scoring import DEPTH, MEASURES, reciprocal_rank, score

RESULTS = 10
KNOWN_ITEM_DEPTH = 100
KNOWN_ITEM_WORDS = 3  # a headline has at least so many
SEED = 20260114


@dataclasses.dataclass(frozen=True)
class Work:
    programs: pathlib.Path
    folder: pathlib.Path


def main():
    options = _options()
    targets = [] if options.references_only else ["dateline-index", "dateline-server"]
    build_targets(["bench", *targets])
    results = {"collections": {}, "known_items": {}}
    for folder in options.collections:
        results["collections"][folder.name] = _judged(folder, options)
    for file in options.known_items:
        with tempfile.TemporaryDirectory(prefix="dateline-known-items-") as folder:
            results["known_items"][file.name] = _known_items(_unpacked(file, pathlib.Path(folder)), options)
    print(_tables(results))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))
    return 0


def _options():
    parser = argparse.ArgumentParser(prog="bench/relevance", description=__doc__)
    parser.add_argument("collections", nargs="*", type=pathlib.Path, metavar="FOLDER", help="judged collections")
    parser.add_argument("--known-items", nargs="+", type=pathlib.Path, default=[], metavar="FILE", help="articles as JSON lines")
    parser.add_argument("--sample", type=int, default=1000, metavar="N", help="known items of a file (default: 1000)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help="draws another sample")
    parser.add_argument("--broaden", action="store_true", help="also Dateline with broaden=true")
    parser.add_argument("--references-only", action="store_true", help="without Dateline")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write the results there too")
    options = parser.parse_args()
    if not options.collections and not options.known_items:
        parser.error("name a judged collection or --known-items")
    return options


def _judged(folder, options):
    queries = dict(line.rstrip("\n").split("\t", 1) for line in open(folder / "queries.tsv", encoding="utf-8"))
    judged = {}
    for line in open(folder / "qrels.txt", encoding="utf-8"):
        query, _, document, grade = line.split()
        judged.setdefault(query, {})[document] = int(grade)
    ranked = _rankings(folder / "docs.jsonl", queries, DEPTH, options)
    return {title: {**score(judged, ranking), "queries_per_second": rate} for title, (ranking, rate) in ranked.items()}


def _unpacked(file, folder):
    """The file, or what is in it where it is packed."""
    if file.suffix != ".gz":
        return file
    plain = folder / file.stem
    with gzip.open(file) as packed, open(plain, "wb") as out:
        shutil.copyfileobj(packed, out)
    return plain


def _known_items(file, options):
    """The mean reciprocal rank of the article whose headline is the query."""
    queries = _headlines(file, options.sample, options.seed)
    ranked = _rankings(file, queries, KNOWN_ITEM_DEPTH, options)
    results = {}
    for title, (ranking, rate) in ranked.items():
        ranks = [reciprocal_rank(item, ranking.get(item, [])) for item in queries]
        first = sum(rank == 1 for rank in ranks) / len(ranks)
        results[title] = {"MRR": sum(ranks) / len(ranks), "first": first, "queries_per_second": rate}
    return results


def _headlines(file, count, seed):
    """By article, the words of its headline; of articles that share one, none can be known."""
    by_words = {}
    for line in open(file, encoding="utf-8"):
        article = json.loads(line)
        words = " ".join(re.findall(r"\w+", article["title"]))
        by_words.setdefault(words.lower(), []).append((str(article["id"]), words))
    alone = [items[0] for items in by_words.values() if len(items) == 1 and len(items[0][1].split()) >= KNOWN_ITEM_WORDS]
    if not alone:
        raise SystemExit(f"bench/relevance: {file} has no article with a headline of its own")
    return dict(random.Random(seed).sample(alone, min(count, len(alone))))


def _rankings(file, queries, depth, options):
    """By engine, its ranking and the queries it answers a second, one after another, with a page of results."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="dateline-relevance-"))
    work = Work(BUILD / "bin", folder)
    try:
        corpus = Corpus(file, folder)
        return dict(_ranked(make(corpus, work), queries, depth) for make in _engines(options))
    finally:
        shutil.rmtree(folder)


def _engines(options):
    makers = [SqliteEngine, XapianEngine]
    if not options.references_only:
        makers.append(DatelineEngine)
    if options.broaden:
        makers.append(lambda corpus, work: DatelineEngine(corpus, work, "Dateline, broaden=true", {"broaden": "true"}))
    return makers


def _ranked(engine, queries, depth):
    try:
        ranking = engine.rank(queries, depth)
        begin = time.monotonic()
        engine.rank(queries, RESULTS)
        return engine.title, (ranking, len(queries) / (time.monotonic() - begin))
    finally:
        engine.close()


def _tables(results):
    parts = []
    for name, scores in results["collections"].items():
        best = max(scores[title]["nDCG@10"] for title in (SqliteEngine.title, XapianEngine.title))
        rows = [
            [title, *(f"{got[m]:.4f}" for m in MEASURES), f"{got['nDCG@10'] / best:.3f}", f"{got['queries_per_second']:,.0f}"]
            for title, got in scores.items()
        ]
        header = ["", *MEASURES, "nDCG@10 / better reference", f"queries/s for {RESULTS} results"]
        parts.append(f"### {name}\n\n" + table(header, rows))
    if len(results["collections"]) > 1:
        parts.append(_averages(results["collections"]))
    for name, scores in results["known_items"].items():
        rows = [
            [title, f"{got['MRR']:.4f}", f"{100 * got['first']:.1f} %", f"{got['queries_per_second']:,.0f}"]
            for title, got in scores.items()
        ]
        header = ["", "MRR", "first", f"queries/s for {RESULTS} results"]
        parts.append(f"### Known items of {name}\n\n" + table(header, rows))
    return "\n\n".join(parts)


def _averages(collections):
    """Over collections: the mean of nDCG@10, and of its ratio to the better reference of each."""
    rows = []
    for title in next(iter(collections.values())):
        ndcg = [scores[title]["nDCG@10"] for scores in collections.values()]
        best = [max(s[SqliteEngine.title]["nDCG@10"], s[XapianEngine.title]["nDCG@10"]) for s in collections.values()]
        ratios = [mine / reference for mine, reference in zip(ndcg, best)]
        rows.append([title, f"{sum(ndcg) / len(ndcg):.4f}", f"{sum(ratios) / len(ratios):.3f}", f"{min(ratios):.3f}"])
    header = ["", "mean nDCG@10", "mean ratio to the better reference", "least ratio"]
    return "### All collections\n\n" + table(header, rows)
