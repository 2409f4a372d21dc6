"""The command: bench/run."""
import argparse
import contextlib
import dataclasses
import datetime
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import time

import peers
from harness import corpus as corpora
from harness import crowd, docs, extras, foldoc, limits, queries, report
from harness.load_watch import LoadWatch
from harness.measure import measure
from peers.dateline import as_typed

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"
STARTED = time.monotonic()
# Beside the packages of the peers: what bench/ itself is built with.
BASE_PACKAGES = ("cmake", "ninja-build", "g++", "pkg-config", "nlohmann-json3-dev", "libcpp-httplib-dev", "libxapian-dev", foldoc.PACKAGE)


@dataclasses.dataclass(frozen=True)
class Paths:
    programs: pathlib.Path  # built by bench/ and Dateline's own
    source: pathlib.Path  # bench/
    work: pathlib.Path  # indexes of this run, and their logs
    out: pathlib.Path  # corpora and results


def main():
    options = _options()
    if options.table:
        return _show_tables(options.table, options.into)
    if options.write_corpus:
        with _told():
            corpora.write_recombined(options.seed_corpus, max(options.articles), options.write_corpus)
        return 0
    if options.write_queries:
        return _write_queries(options)
    chosen = _chosen(options.peers)
    if options.install:
        return _install(chosen)
    if not options.programs:
        build_targets(sorted({"bench", *(target for peer in chosen for target in peer.targets)}))
    if options.self_test:
        options.articles, options.rounds, options.seconds = [500], 1, 0.1
    complete = True
    for articles in options.articles:
        complete &= _run(articles, chosen, options)
    return 0 if complete else 1


def _options():
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short round on 10,000 articles")
    parser.add_argument("--articles", type=_counts, metavar="N[,N...]", help="sizes to measure (default: 100000)")
    parser.add_argument("--peers", default="", metavar="A,B", help=f"of {', '.join(peer.name for peer in peers.ALL)}")
    corpus = parser.add_mutually_exclusive_group()
    corpus.add_argument("--corpus", type=pathlib.Path, metavar="FILE", help="articles as JSON lines, taken as they are")
    corpus.add_argument(
        "--seed-corpus",
        type=pathlib.Path,
        metavar="FILE",
        help=f"real articles as JSON lines, also packed by gzip, to recombine (default: the package {foldoc.PACKAGE})",
    )
    parser.add_argument("--write-corpus", type=pathlib.Path, metavar="FILE", help="write so many recombined articles, and measure nothing")
    parser.add_argument("--write-queries", type=pathlib.Path, metavar="FILE", help="write 1,000 queries of --corpus, and measure nothing")
    parser.add_argument("--programs", type=pathlib.Path, metavar="DIR", help="where the programs are built (default: build them)")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "build" / "bench", metavar="DIR")
    parser.add_argument("--rounds", type=int, metavar="N", help="interleaved rounds of queries (default: 3)")
    parser.add_argument("--seconds", type=float, metavar="S", help="of one measurement (default: 2)")
    parser.add_argument("--keep", action="store_true", help="keep the indexes after the run")
    parser.add_argument("--table", nargs="+", metavar="RESULTS", help="show tables of results-*.json; of several: growth")
    parser.add_argument("--into", type=pathlib.Path, metavar="PAGE", help="with --table: put them between the marks of docs/performance.md")
    parser.add_argument("--install", action="store_true", help="install what the peers need with apt-get")
    parser.add_argument("--self-test", action="store_true", help="500 articles through every installed peer")
    options = parser.parse_args()
    options.articles = options.articles or ([10_000] if options.quick else [100_000])
    options.rounds = options.rounds or (1 if options.quick else 3)
    options.seconds = options.seconds or (1.0 if options.quick else 2.0)
    return options


def _write_queries(options):
    if not options.corpus:
        sys.exit("bench/run: --write-queries needs --corpus FILE, of whose words they are made")
    corpus = corpora.Corpus(options.corpus, options.out / "corpora")
    asked = queries.make_queries(corpus, per_class=100)
    queries.write_queries(asked, as_typed, options.write_queries)
    return 0


def _counts(text):
    return [int(part) for part in text.replace("_", "").split(",")]


def _chosen(names):
    known = {peer.name: peer for peer in peers.ALL}
    wanted = names.split(",") if names else list(known)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        sys.exit(f"bench/run: there is no peer {unknown[0]}; known are {', '.join(known)}")
    return [known[name] for name in wanted]


def _install(chosen):
    packages = sorted({*BASE_PACKAGES, *(package for peer in chosen for package in peer.packages)})
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = [*sudo, "apt-get", "install", "-y", "--no-install-recommends", *packages]
    return subprocess.run(command, env=environment).returncode


def build_targets(targets):
    """Configures and builds what is not built yet; silent unless it fails."""
    _quietly(["cmake", "--preset", "release", "-DDATELINE_BENCH=ON"])
    _quietly(["cmake", "--build", "--preset", "release", "--target", *targets])


def _quietly(command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"bench/run: {' '.join(command)} failed\n{done.stdout[-4000:]}{done.stderr[-4000:]}")


def _run(articles, chosen, options):
    """One size, from corpus to tables; whether every peer that is installed came through."""
    out = options.out.resolve()
    work = out / f"work-{articles}"
    work.mkdir(parents=True, exist_ok=True)
    paths = Paths((options.programs or BUILD / "bin").resolve(), ROOT / "bench", work, out)
    corpus = _corpus(articles, options, paths)
    asked = queries.load_or_make(corpus, out / "corpora" / f"{corpus.path.stem}.queries.json")
    standing, left_out = _installed(chosen, paths)
    settings = {"rounds": options.rounds, "seconds": options.seconds}
    watch = LoadWatch.started()
    _say(f"load average {watch.load_before:.1f}; {watch.sentence()}")
    result = {
        "when": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": _machine(),
        "corpus": {"articles": corpus.articles, "text_bytes": corpus.text_bytes, "origin": _origin(options)},
        "settings": settings,
        "left_out": left_out,
    }
    try:
        result["peers"] = measure(standing, corpus, asked, paths, settings, watch, _say)
        with watch.during("Dateline alone was measured"):
            result |= _of_dateline(standing, result["peers"], asked, paths, settings)
        result["load"] = watch.facts()
        _write(result, out)
    finally:
        if not options.keep:
            _clean(standing, corpus, work)
    return all("speed" in result["peers"].get(peer.name, {}) for peer in standing)


def _clean(standing, corpus, work):
    for peer in standing:
        peer.remove()
    corpus.remove_forms()
    shutil.rmtree(work, ignore_errors=True)


def _of_dateline(standing, results, asked, paths, settings):
    """What is measured of Dateline alone."""
    for peer in standing:
        if peer.name == report.OURS and "speed" in results.get(peer.name, {}):
            _say("Dateline's limits, and what its further parameters cost")
            return {
                "limits": limits.measure(peer, results[peer.name], asked, paths, settings),
                "extras": extras.measure(peer, asked, paths, settings),
                "crowd": crowd.measure(peer, asked, paths, settings),
            }
    return {}


def _corpus(articles, options, paths):
    folder = paths.out / "corpora"
    with _told():
        if options.corpus:
            path = corpora.head(options.corpus, articles, folder)
        else:
            path = corpora.recombined(options.seed_corpus, articles, folder)
        _say(f"corpus: {path}")
        return corpora.Corpus(path, folder)


@contextlib.contextmanager
def _told():
    """Says in a line what is wrong with the articles."""
    try:
        yield
    except (OSError, ValueError) as failure:
        sys.exit(f"bench/run: {failure}")


def _origin(options):
    return options.corpus.name if options.corpus else f"recombined from {corpora.seed_name(options.seed_corpus)}"


def _installed(chosen, paths):
    """The peers that can run, and why the others cannot."""
    standing, left_out = [], []
    for peer in (kind(paths) for kind in chosen):
        obstacle = peer.obstacle()
        if obstacle:
            left_out.append(f"{peer.title}: {obstacle}")
            _say(left_out[-1])
        else:
            standing.append(peer)
    return standing, left_out


def _machine():
    info = pathlib.Path("/proc/cpuinfo").read_text()
    model = next((line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return {
        "cores": os.cpu_count(),
        "cpu": model,
        "memory_gb": round(memory / 2**30),
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", platform.system()),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "commit": commit.stdout.strip() or "unknown",
    }


def _write(result, out):
    stem = f"results-{result['corpus']['articles']}-{time.strftime('%Y%m%d-%H%M%S')}"
    (out / f"{stem}.json").write_text(json.dumps(result, indent=1))
    table = report.markdown(result)
    (out / f"{stem}.md").write_text(table)
    print(table)
    _say(result["load"]["said"])
    _say(f"written: {out / stem}.json and .md")


def _show_tables(files, page):
    results = [json.loads(pathlib.Path(file).read_text()) for file in files]
    if not page:
        print(report.markdown(results[0]) if len(results) == 1 else report.growth(results))
        return 0
    filled, unknown = docs.with_tables(page.read_text(encoding="utf-8"), results)
    page.write_text(filled, encoding="utf-8")
    for name in unknown:
        _say(f"{page} keeps its table {name!r}: the results have none")
    return 1 if unknown else 0


def _say(text):
    minutes, seconds = divmod(int(time.monotonic() - STARTED), 60)
    print(f"bench {minutes}:{seconds:02}: {text}", file=sys.stderr, flush=True)
