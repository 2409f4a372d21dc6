"""What Dateline's further parameters cost, beside the plain search: the same words, one connection and eight."""
import http.client
import urllib.parse

from harness.measure import load
from harness.processes import free_port

FACETS = {"facets": "source,place,topic,language"}
TIMELINE = {"timeline": "month"}
# What is added to a plain search; each is compared with the first.
VARIANTS = (
    ("plain", {}),
    ("facets", FACETS),
    ("timeline", TIMELINE),
    ("facets and timeline", {**FACETS, **TIMELINE}),
    ("newest first", {"sort": "newest"}),
    ("similar grouped", {"group": "similar"}),
    ("broadened", {"broaden": "true"}),
    ("explained", {"explain": "true"}),
)


def measure(dateline, queries, paths, settings):
    """Rows by what is searched: single words, rare to common, and every article."""
    words = [query.words[0] for kind in ("rare", "middle", "common") for query in queries[kind]]
    with dateline.serving(free_port()):
        return {
            "one word": _rows(dateline, words, paths, settings),
            "every article": _rows(dateline, ["*"], paths, settings),
        }


def _rows(dateline, texts, paths, settings):
    requests = paths.work / "requests-extras.txt"
    rows = []
    for title, parameters in VARIANTS:
        lines = ["/api/v1/search?" + urllib.parse.urlencode({"q": text, "limit": 10, **parameters}) for text in texts]
        requests.write_text("\n".join(lines) + "\n")
        if _status(dateline.port, lines[0]) == 200:
            rows.append({"title": title, **{c: _figures(dateline, requests, c, paths, settings) for c in ("1", "8")}})
    return rows


def _status(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def _figures(dateline, requests, connections, paths, settings):
    command = [paths.programs / "bench-load", "--port", dateline.port, "--connections", connections]
    measured = load([*command, "--warmup", 0.3, "--seconds", settings["seconds"], "--requests", requests])
    return {name: measured[name] for name in ("qps", "p50_ms", "p99_ms")}
