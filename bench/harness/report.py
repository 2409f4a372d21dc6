"""The tables: results as Markdown."""
import statistics

from harness.queries import CLASSES

OURS = "dateline"
_CANNOT = "–"  # its language does not have this class of queries


def markdown(result):
    """All tables of one result."""
    return "\n\n".join([_title_line(result), *tables(result).values()]) + "\n"


def tables(result):
    """By name, each with a heading of its own."""
    peers = result["peers"]
    made = {"facts": _facts(result), "building": _building(peers), "agreement": _agreement(peers)}
    timed = {name: entry for name, entry in peers.items() if "speed" in entry}
    if timed:
        made |= {
            "throughput": _throughput(timed, "8"),
            "throughput_64": _throughput(timed, "64"),
            "latency": _latency(timed, "1"),
            "latency_64": _latency(timed, "64"),
        }
    if OURS in timed and _others(timed):
        made |= {"ratios": _ratios(timed), "short": _in_short(timed)}
    if result.get("limits"):
        made |= {"limits": _limits(result["limits"])}
        made |= {f"extras_{searched.split()[0]}": _extras(searched, rows) for searched, rows in result["extras"].items()}
    if result.get("crowd"):
        made["crowd"] = _crowd(result["crowd"])
    return made


def growth(results):
    """One table of several results: how building and answering grow with the number of articles."""
    results = sorted(results, key=lambda result: result["corpus"]["articles"])
    sizes = [f"{result['corpus']['articles']:,}" + ("" if result["load"]["quiet"] else " (not quiet)") for result in results]
    names = list(dict.fromkeys(name for result in results for name in result["peers"]))
    parts = []
    for caption, figure in _GROWTH:
        rows = [[_title(results, name)] + [figure(result["peers"].get(name)) for result in results] for name in names]
        parts.append(f"### {caption}\n\n" + table(["", *sizes], rows))
    return "\n\n".join(parts) + "\n"


def _title(results, name):
    return next(result["peers"][name]["title"] for result in results if name in result["peers"])


def _title_line(result):
    corpus = result["corpus"]
    return f"## {corpus['articles']:,} articles, {corpus['text_bytes'] / 1e6:,.1f} MB of title and text"


def _facts(result):
    corpus, machine, settings = result["corpus"], result["machine"], result["settings"]
    lines = [
        f"{corpus['articles']:,} articles, {corpus['text_bytes'] / 1e6:,.1f} MB; {result['when']}; {machine['cores']} cores of {machine['cpu']}, {machine['memory_gb']} GB, {machine['system']};"
        f" Dateline {machine['commit']}; corpus: {corpus['origin']}.",
        f"The machine was {result['load']['said']}; load average before the run: {result['load']['load_before']:.1f}.",
        "",
        f"50 queries a class; each figure is the median of {settings['rounds']} interleaved rounds of"
        f" {settings['seconds']:g} s; client and server share the cores. Answers: ten hits with title, date, source and"
        " highlighted snippet, and the total. Caches of answers are off, but for rows that say otherwise.",
        "",
    ]
    lines += [f"- {entry['title']} {entry['version']}: {entry['setup']}" for entry in result["peers"].values()]
    lines += [f"- left out: {reason}" for reason in result.get("left_out", [])]
    return "\n".join(lines)


def _building(peers):
    header = ["", "articles/s", "MB/s", "wall s", "CPU s", "memory MB (resident)", "disk / text", f"articles/s of {OURS}, times"]
    ours = peers.get(OURS, {}).get("build")
    rows = []
    for entry in peers.values():
        cost = entry.get("build")
        if cost is None:
            continue
        rows.append(
            [
                entry["title"],
                f"{cost['articles_per_second']:,.0f}",
                f"{cost['megabytes_per_second']:.1f}",
                f"{cost['wall_seconds']:.1f}",
                f"{cost['cpu_seconds']:.1f}",
                f"{cost['peak_anonymous_bytes'] / 1e6:,.0f} ({cost['peak_resident_bytes'] / 1e6:,.0f})",
                f"{cost['bytes_per_text_byte']:.2f}",
                f"{ours['articles_per_second'] / cost['articles_per_second']:.2f}" if ours else "-",
            ]
        )
    return "### Building the index\n\n" + table(header, rows)


def _agreement(peers):
    """The sum of totals a class, with the deviation from the median; ~ where some totals are estimates."""
    rows = []
    expected = {kind: _expected(peers, kind) for kind in CLASSES}
    for entry in peers.values():
        answers = entry.get("answers")
        if answers is None:
            continue
        cells = []
        for kind in CLASSES:
            if kind not in answers:
                cells.append(_CANNOT)
                continue
            total = answers[kind]["total"]
            about = "" if answers[kind]["exact_totals"] == len(answers[kind]["totals"]) else "~"
            cells.append(f"{about}{total:,} ({_percent(total, expected[kind])})")
        rows.append([entry["title"], *cells, _blemishes(answers)])
    return "### Do they answer the same? Sum of totals, and how far it is from the median\n\n" + table(
        ["", *CLASSES.values(), "hits"], rows
    )


def _expected(peers, kind):
    """The median of those that count; where none does, of the estimates."""
    answers = [entry["answers"][kind] for entry in peers.values() if kind in entry.get("answers", {})]
    counted = [answer["total"] for answer in answers if answer["exact_totals"] == len(answer["totals"])]
    totals = counted or [answer["total"] for answer in answers]
    return statistics.median(totals) if totals else 0


def _blemishes(answers):
    hits = sum(answer["hits"] for answer in answers.values())
    faults = {
        "missing": sum(answer["hits_missing"] for answer in answers.values()),
        "incomplete": sum(answer["incomplete_hits"] for answer in answers.values()),
        "without a mark": sum(answer["unmarked_snippets"] for answer in answers.values()),
    }
    found = [f"{100 * count / max(hits, 1):.1f} % {fault}" for fault, count in faults.items() if count > 0]
    return ", ".join(found) or "complete"


def _throughput(timed, connections):
    rows = [
        [entry["title"], *(_cell(entry, kind, connections, lambda figures: f"{figures['qps']:,.0f}") for kind in CLASSES), _memory(entry)]
        for entry in timed.values()
    ]
    header = ["", *CLASSES.values(), "server MB (resident)"]
    return f"### Queries/s, {connections} connections\n\n" + table(header, rows)


def _cell(entry, kind, connections, form):
    return form(entry["speed"][kind][connections]) if kind in entry["speed"] else _CANNOT


def _memory(entry):
    used = entry["server_memory"]
    return f"{used['anonymous'] / 1e6:,.0f} ({used['resident'] / 1e6:,.0f})"


def _latency(timed, connections):
    def cell(figures):
        return " / ".join(_short(figures[name]) for name in ("p50_ms", "p95_ms", "p99_ms"))

    rows = [[entry["title"], *(_cell(entry, kind, connections, cell) for kind in CLASSES)] for entry in timed.values()]
    plural = "connection" if connections == "1" else "connections"
    return f"### Latency in ms, p50 / p95 / p99, {connections} {plural}\n\n" + table(["", *CLASSES.values()], rows)


def _ratios(timed):
    """Dateline against its fastest peer in each class, and against each peer."""
    ours, others = timed[OURS]["speed"], _others(timed)
    rows = []
    for name in others:
        for_class = []
        for kind in CLASSES:
            if kind not in timed[name]["speed"]:
                for_class.append(_CANNOT)
                continue
            qps = [ours[kind][c]["qps"] / timed[name]["speed"][kind][c]["qps"] for c in ("1", "8", "64")]
            for_class.append(" / ".join(f"{ratio:.1f}" for ratio in qps))
        rows.append([timed[name]["title"], *for_class])
    rows.append(["**the fastest of them**", *(_against_fastest(ours, timed, others, kind) for kind in CLASSES)])
    rows.append(["our p99 / the least p50 of a peer, 1 connection", *(_tail(ours, timed, others, kind) for kind in CLASSES)])
    return "### Dateline's queries/s as a multiple of each peer's, 1 / 8 / 64 connections\n\n" + table(["", *CLASSES.values()], rows)


def _in_short(timed):
    """A row a class: our latency beside the fastest peer's, and the queries/s of both."""
    ours, others = timed[OURS]["speed"], _others(timed)
    rows = []
    for kind, title in CLASSES.items():
        able = [name for name in others if kind in timed[name]["speed"]]
        quickest = min(able, key=lambda name: timed[name]["speed"][kind]["1"]["p50_ms"])
        fastest = max(able, key=lambda name: timed[name]["speed"][kind]["8"]["qps"])
        theirs, most = timed[quickest]["speed"][kind]["1"], timed[fastest]["speed"][kind]["8"]["qps"]
        rows.append(
            [
                title,
                " / ".join(_short(ours[kind]["1"][figure]) for figure in ("p50_ms", "p99_ms")),
                f"{_short(theirs['p50_ms'])} / {_short(theirs['p99_ms'])} ({timed[quickest]['title']})",
                f"{ours[kind]['8']['qps']:,.0f}",
                f"{most:,.0f} ({timed[fastest]['title']})",
                f"{ours[kind]['8']['qps'] / most:.1f}",
            ]
        )
    header = ["", "p50 / p99 ms", "the quickest peer's", "queries/s, 8 connections", "the fastest peer's", "times"]
    return "### In short\n\n" + table(header, rows)


def _against_fastest(ours, timed, others, kind):
    ratios = []
    for connections in ("1", "8", "64"):
        best = max(timed[name]["speed"][kind][connections]["qps"] for name in others if kind in timed[name]["speed"])
        ratios.append(ours[kind][connections]["qps"] / best)
    return "**" + " / ".join(f"{ratio:.1f}" for ratio in ratios) + "**"


def _tail(ours, timed, others, kind):
    least = min(timed[name]["speed"][kind]["1"]["p50_ms"] for name in others if kind in timed[name]["speed"])
    return f"{ours[kind]['1']['p99_ms'] / least:.2f}"


def _others(timed):
    return [name for name in timed if not name.startswith(OURS)]


def _limits(limits):
    rows = [[limit["title"], f"{limit['per_second']:,.0f}", _short(limit["p50_ms"]), limit["note"]] for limit in limits]
    return "### How far from the limit\n\n" + table(["", "per second", "p50 ms", ""], rows)


def _extras(searched, rows):
    plain = rows[0]
    cells = [
        [row["title"]]
        + [f"{row[connections]['qps']:,.0f}" for connections in ("1", "8")]
        + [f"{_short(row['1']['p50_ms'])} / {_short(row['1']['p99_ms'])}", f"{row['1']['p50_ms'] / plain['1']['p50_ms']:.2f}"]
        for row in rows
    ]
    header = ["", "queries/s, 1 connection", "8 connections", "p50 / p99 ms", "p50, times plain"]
    return f"### What more than a plain search costs: {searched}\n\n" + table(header, cells)


def _crowd(rows):
    alone = rows[0]["p99_ms"]
    cells = [
        [row["title"], f"{row['answers']:,}", f"{_short(row['p50_ms'])} / {_short(row['p99_ms'])} / {_short(row['max_ms'])}", f"{row['p99_ms'] / alone:.2f}"]
        for row in rows
    ]
    return "### A client that pauses, beside others\n\n" + table(["beside", "requests", "p50 / p99 / most, ms", "p99, times alone"], cells)


def _build_figure(name, form):
    return lambda entry: form.format(entry["build"][name]) if entry and "build" in entry else "-"


def _speed_figure(name, connections, form):
    def figure(entry):
        if not entry or "speed" not in entry:
            return "-"
        return " / ".join(_cell(entry, kind, connections, lambda figures: form.format(figures[name])) for kind in CLASSES)

    return figure


_GROWTH = (
    ("Articles/s", _build_figure("articles_per_second", "{:,.0f}")),
    ("Bytes on disk per byte of text", _build_figure("bytes_per_text_byte", "{:.2f}")),
    ("Memory while building, bytes", _build_figure("peak_anonymous_bytes", "{:,.0f}")),
    ("Queries/s with 8 connections: " + " / ".join(CLASSES.values()), _speed_figure("qps", "8", "{:,.0f}")),
    ("p50 in ms with 1 connection: " + " / ".join(CLASSES.values()), _speed_figure("p50_ms", "1", "{:.2f}")),
    ("p99 in ms with 1 connection: " + " / ".join(CLASSES.values()), _speed_figure("p99_ms", "1", "{:.2f}")),
)


def _short(milliseconds):
    return f"{milliseconds:.2f}" if milliseconds < 10 else f"{milliseconds:,.0f}"


def _percent(value, expected):
    return f"{100 * (value - expected) / expected:+.1f} %" if expected else "-"


def table(header, rows):
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
