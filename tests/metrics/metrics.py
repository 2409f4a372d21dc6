#!/usr/bin/env python3
"""Looks at /metrics of a real server as Prometheus does, and at the alert rules that come with it.

Every series must be described and documented, no sample may come twice, and what the rules ask for must be there. Where
promtool is installed (Debian's package prometheus), it judges both as well.
"""

import argparse
import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "faults"))
from archive import Server, finish  # noqa: E402

RULES = TOP / "config" / "prometheus" / "dateline.rules.yml"
DOCUMENT = TOP / "docs" / "operations.md"
NAME = re.compile(r"\b(?:dateline|process)_[a-z_]+")
OF_PARTS = re.compile(r"_(?:bucket|sum|count)$")
ARTICLE = b'{"id":"b","title":"Another","text":"It came."}'
TOKEN = "0123456789abcdef0123456789abcdef"


def scraped(options, folder):
    """/metrics after a run, a search, and a push that nobody has taken up."""
    (folder / "a.jsonl").write_text(json.dumps({"id": "a", "title": "A ferry", "text": "It left."}) + "\n")
    (folder / "token").write_text(TOKEN)
    (folder / "token").chmod(0o600)
    (folder / "dateline.toml").write_text('[server]\ntoken_file = "token"\n')
    subprocess.run([options.program, "--index", folder / "index", folder / "a.jsonl"], check=True, capture_output=True)
    with Server(options.server, folder / "index", "--config", str(folder / "dateline.toml")) as server:
        server.get("/api/v1/search?q=ferry")
        push = urllib.request.Request(f"http://127.0.0.1:{server.port}/api/v1/articles", ARTICLE,
                                      {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"})
        urllib.request.urlopen(push, timeout=30).close()
        return server.get("/metrics")[1]


def samples(text):
    return [line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#")]


def findings(text, rules, document):
    described = {kind: set(re.findall(rf"^# {kind} (\S+) \S", text, flags=re.M)) for kind in ("HELP", "TYPE")}
    if described["HELP"] != described["TYPE"]:
        yield f"described by one line only: {described['HELP'] ^ described['TYPE']}"
    series = [name for name, _ in samples(text)]
    yield from (f"twice: {name}" for name, count in collections.Counter(series).items() if count > 1)
    names = {OF_PARTS.sub("", found) if OF_PARTS.sub("", found) in described["TYPE"] else found
             for found in (name.split("{")[0] for name in series)}
    yield from (f"without a description: {name}" for name in names - described["TYPE"])
    yield from (f"docs/operations.md does not have {name}" for name in sorted(names) if f"`{name}" not in document)
    asked = {name.split("{")[0] for name in NAME.findall(rules)}
    there = {name.split("{")[0] for name in series}
    yield from (f"a rule asks for {name}, which is not there" for name in sorted(asked - there))


def expected(text):
    values = dict(samples(text))
    for name, value in (("dateline_index_articles", "1"), ("dateline_queue_entries", "1"),
                        ("dateline_push_sync_seconds_count", "1"), ('dateline_run_last_state{state="done"}', "1"),
                        ("dateline_run_last_exit_status", "0"), ("dateline_run_last_set_aside", "0")):
        if values.get(name) != value:
            yield f"{name} is {values.get(name)}, and not {value}"
    if float(values.get("process_resident_memory_bytes", 0)) < 1e6:
        yield "the server takes no memory"


def promtool(arguments, text=None):
    done = subprocess.run(["promtool", "check", *arguments], input=text, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).strip()
    return [f"promtool check {arguments[0]}: {said}"] if done.returncode != 0 else []


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--server", required=True, help="dateline-server")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        text = scraped(options, pathlib.Path(name))
    wrong = list(findings(text, RULES.read_text(), DOCUMENT.read_text())) + list(expected(text))
    judged = "promtool is not installed (Debian's package prometheus) and was not asked"
    if shutil.which("promtool"):
        wrong += promtool(["metrics"], text) + promtool(["rules", str(RULES)])
        judged = "promtool was asked"
    finish(f"{len(samples(text))} samples; {judged}; {len(wrong)} findings", wrong)


if __name__ == "__main__":
    main()
