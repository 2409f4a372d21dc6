"""How far Dateline's answers are from what the machine allows: the same server sending constant bytes, and the same
index without HTTP."""
import json
import statistics
import subprocess

from harness.measure import load
from harness.processes import free_port
from harness.queries import CLASSES

# What bench-postings-walk asks, which has all words required: of questions, Dateline asks for any of them.
WALKED = [kind for kind in CLASSES if kind != "natural"]


def measure(dateline, result, queries, paths, settings):
    """The rows of the table; `result` is Dateline's entry."""
    rows = [_answers(result, connections) for connections in ("8", "1")]
    rows += _constant(dateline, _answer_bytes(result, "1"), paths, settings)
    rows.append(_answers(result, "1", WALKED))
    rows += _without_http(dateline, queries, paths, settings)
    return rows


def _answers(result, connections, kinds=tuple(CLASSES)):
    figures = [result["speed"][kind][connections] for kind in kinds]
    asked = "all classes" if len(kinds) == len(CLASSES) else "all but questions"
    return {
        "title": f"answers over HTTP, {connections} connection{'s' if connections != '1' else ''}",
        "per_second": statistics.harmonic_mean([figure["qps"] for figure in figures]),
        "p50_ms": statistics.median(figure["p50_ms"] for figure in figures),
        "note": f"{asked}, equally often; {_answer_bytes(result, connections):,.0f} bytes each",
    }


def _answer_bytes(result, connections):
    return statistics.mean(result["speed"][kind][connections]["answer_bytes"] for kind in CLASSES)


def _constant(dateline, answer_bytes, paths, settings):
    """A file of the page, which the server has in memory: the one nearest in size to an answer."""
    scripts = (paths.source.parent / "web").glob("*.js")
    path = "/" + min(scripts, key=lambda file: abs(file.stat().st_size - answer_bytes)).name
    requests = paths.work / "requests-constant.txt"
    requests.write_text(path + "\n")
    rows = []
    with dateline.serving(free_port()):
        for connections in (8, 1):
            command = [paths.programs / "bench-load", "--port", dateline.port, "--connections", connections]
            measured = load([*command, "--warmup", 0.5, "--seconds", settings["seconds"], "--requests", requests])
            rows.append(
                {
                    "title": f"constant bytes from the same server, {connections} connection{'s' if connections != 1 else ''}",
                    "per_second": measured["qps"],
                    "p50_ms": measured["p50_ms"],
                    "note": f"{path}, {measured['answer_bytes']:,.0f} bytes",
                }
            )
    return rows


def _without_http(dateline, queries, paths, settings):
    file = paths.work / "queries.txt"
    lines = (f"{q.kind}\t{' '.join(q.words)}\t{dateline.expression(q)}\n" for kind in WALKED for q in queries[kind])
    file.write_text("".join(lines))
    rows = []
    for mode, title in (("search", "the same searches and snippets in process, one thread"), ("walk", "reading their postings, one thread")):
        command = [paths.programs / "bench-postings-walk", mode, dateline.index, file, 3 * settings["seconds"]]
        classes = json.loads(subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout)
        note = " / ".join(f"{classes[kind]['qps']:,.0f}" for kind in WALKED) + " by class"
        if mode == "walk":
            note += f"; {max(figures['read_per_second'] for figures in classes.values()) / 1e6:,.0f} million postings/s at most"
        rows.append(
            {
                "title": title,
                "per_second": statistics.harmonic_mean([figures["qps"] for figures in classes.values()]),
                "p50_ms": statistics.median(figures["p50_ms"] for figures in classes.values()),
                "note": note,
            }
        )
    return rows
