#!/usr/bin/env python3
"""Reads an index of samples/ with the programs of the Xapian family, and compares their hits with ours.

quest, xapian-delve, xapian-check and xapian-tcpsrv (Debian's xapian-tools), Python's bindings (python3-xapian) and
Omega (xapian-omega) open INDEX/current/xapian: each must find the articles that our API finds, and show their titles
and addresses. Prints a line for each check and a closing one; exit status 1 where anything differs, 77 where a
package is missing.
"""

import argparse
import html
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "faults"))
from archive import Server, finish  # noqa: E402

OMEGA = "/usr/lib/cgi-bin/omega/omega"
PYTHON = "/usr/bin/python3"  # Debian's, which python3-xapian is for
MOST = 1000
# What is typed, and the language of its stemmer, which our API is asked for by a filter.
QUERIES = (("oil prices", "en"), ("Thursday", "en"), ("ministers talked", "en"), ("glass makers", "en"),
           ("harbour trees", "en"), ("Schwäne Dürre", "de"), ("Gewerkschaft", "de"), ("grève ports", "fr"),
           ("panaderías", "es"), ("забастовки", "ru"), ("мосты", "ru"))
BINDINGS = """
import json, sys, xapian
queries, database = json.loads(sys.argv[1]), sys.argv[2]
if ":" in database:
    host, port = database.split(":")
    database = xapian.remote_open(host, int(port))
else:
    database = xapian.Database(database)
answers = []
for text, language in queries:
    parser = xapian.QueryParser()
    parser.set_database(database)
    parser.set_stemmer(xapian.Stem(language))
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.add_boolean_prefix("language", "L")
    enquire = xapian.Enquire(database)
    query = xapian.Query(xapian.Query.OP_FILTER, parser.parse_query(text), xapian.Query("L" + language))
    enquire.set_query(query)
    hits = [hit.document for hit in enquire.get_mset(0, database.get_doccount())]
    answers.append([[hit.get_data().decode(), hit.get_value(0).hex()] for hit in hits])
print(json.dumps(answers))
"""


def output_of(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: {done.stderr.strip()}")
    return done.stdout


def fields(data):
    return dict(line.split("=", 1) for line in data.splitlines())


def missing_packages():
    programs = {"xapian-tools": shutil.which("quest"), "xapian-omega": pathlib.Path(OMEGA).exists(),
                "python3-xapian": subprocess.run([PYTHON, "-c", "import xapian"], capture_output=True,
                                                 check=False).returncode == 0}
    return [package for package, found in programs.items() if not found]


class Ours:
    """What our API finds."""

    def __init__(self, server):
        self.server = server

    def hits(self, text, **parameters):
        query = urllib.parse.urlencode({"q": text, "operator": "any", "limit": 100, **parameters})
        answer = json.loads(self.server.get(f"/api/v1/search?{query}")[1])
        assert answer["total"]["value"] <= 100, text
        return answer["hits"]

    def ids(self, text, language):
        return {hit["id"] for hit in self.hits(text, language=language)}


def check_bindings(database, ours):
    answers = json.loads(output_of(PYTHON, "-c", BINDINGS, json.dumps(QUERIES), str(database)))
    for (text, language), hits in zip(QUERIES, answers):
        expected = {hit["id"]: hit for hit in ours.hits(text, language=language)}
        found = {fields(data)["id"]: (fields(data), value) for data, value in hits}
        if set(found) != set(expected):
            yield f"{text!r}: ours {sorted(set(expected) - set(found))}, theirs {sorted(set(found) - set(expected))} alone"
        for article in set(found) & set(expected):
            data, value = found[article]
            hit = expected[article]
            if (data.get("caption"), data.get("url")) != (hit["title"][:200] or None, hit["url"]):
                yield f"{text!r}: {article} is shown as {data}"
            if hit["published"] and data["date"] != hit["published"][:10]:
                yield f"{text!r}: {article} has the date {data['date']}"
            if value and int(value, 16) != int(data["modtime"]):
                yield f"{text!r}: {article} has the value {value}"
        if not expected:
            yield f"{text!r}: nothing is found, which tests nothing"


def check_quest(database, ours):
    for text, language in QUERIES:
        told = output_of("quest", "-d", str(database), "-m", str(MOST), "-s", language, "-b", "language:L", "--",
                         f"({text}) language:{language}")
        found = set(re.findall(r"^id=(.*)$", told, flags=re.M))
        expected = ours.ids(text, language)
        if found != expected:
            yield f"{text!r}: ours {sorted(expected - found)}, theirs {sorted(found - expected)} alone"


def check_order(database, ours):
    """What `quest "oil prices"` lists is what our API lists."""
    told = output_of("quest", "-d", str(database), "-m", str(MOST), "--", "oil prices")
    found = set(re.findall(r"^id=(.*)$", told, flags=re.M))
    expected = {hit["id"] for hit in ours.hits("oil prices")}
    if found != expected or not found:
        yield f"'oil prices': ours {sorted(expected - found)}, theirs {sorted(found - expected)} alone"


def check_delve(database, count):
    told = output_of("xapian-delve", str(database))
    if f"number of documents = {count}\n" not in told:
        yield told
    shown = output_of("xapian-delve", "-t", "Zoil", "-1", "-v", str(database))
    if not re.search(r"^\d+ \d+ \d+$", shown, flags=re.M):
        yield f"postings of Zoil: {shown}"
    schema = output_of("xapian-metadata", "get", str(database), "dateline.phrases")
    if not schema.startswith(("yes", "no")):
        yield f"metadata: {schema!r}"


def check_files(folder):
    for file in sorted(folder.glob("segment-*/xapian")):
        told = output_of("xapian-check", str(file))
        if "No errors found" not in told:
            yield told


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def wait_for(port):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("xapian-tcpsrv does not listen")


def check_remote(database, ours):
    port = free_port()
    with subprocess.Popen(["xapian-tcpsrv", "--interface", "127.0.0.1", "--port", str(port), str(database)],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          start_new_session=True) as server:  # it ends its whole process group
        try:
            wait_for(port)
            yield from check_bindings(f"127.0.0.1:{port}", ours)
        finally:
            server.terminate()


def check_omega(database, ours, folder):
    config = folder / "omega.conf"
    config.write_text(f"database_dir {database.parent}\ntemplate_dir /usr/share/xapian-omega/templates\n"
                      f"log_dir {folder}\ncdb_dir {folder}\n")
    for text in ("oil prices", "Thursday"):
        page = output_of(OMEGA, f"DB={database.name}", f"P={text}", "DEFAULTOP=or", f"HITSPERPAGE={MOST}",
                         env={**os.environ, "OMEGA_CONFIG_FILE": str(config)})
        shown = {(html.unescape(link), html.unescape(title))
                 for link, title in re.findall(r'<b><a href="([^"]*)">(.*?)</a></b>', page)}
        expected = {(hit["url"] or "", hit["title"][:200] or "Untitled") for hit in ours.hits(text)}
        if shown != expected or not shown:
            yield f"{text!r}: ours {sorted(expected - shown)}, theirs {sorted(shown - expected)} alone"


def check_phrases(database):
    """With positions, a phrase finds those articles that have its words side by side."""
    count = [len(re.findall(r"^id=", output_of("quest", "-d", str(database), "-m", str(MOST), "--", text), flags=re.M))
             for text in ('"salt mine"', "+salt +mine", '"mine salt"')]
    if not 0 < count[0] <= count[1] or count[2] == count[1]:
        yield f"phrase, both words, words in another order: {count}"
    if "Term List" not in output_of("xapian-delve", "-r", "1", str(database)):
        yield "no term list"


def built(options, folder, kind):
    index = folder / kind
    subprocess.run([options.program, "--index", index, options.samples], check=False, capture_output=True,
                   env={**os.environ, "DATELINE_INDEX_XAPIAN": kind})
    return index


def checks(options, folder):
    for kind in ("words", "phrases"):
        index = built(options, folder, kind)
        database = index / "current" / "xapian"
        with Server(options.server, index) as server:
            ours = Ours(server)
            count = json.loads(server.get("/api/v1/stats")[1])["articles"]
            yield f"{kind}: python3-xapian", check_bindings(database, ours)
            yield f"{kind}: quest", check_quest(database, ours)
            yield f"{kind}: quest, default settings", check_order(database, ours)
            yield f"{kind}: xapian-delve", check_delve(database, count)
            yield f"{kind}: xapian-check", check_files(index / "current")
            yield f"{kind}: xapian-tcpsrv", check_remote(database, ours)
            yield f"{kind}: Omega", check_omega(database, ours, folder)
    yield "phrases: quest", check_phrases(database)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--server", required=True, help="dateline-server")
    parser.add_argument("--samples", type=pathlib.Path, default=TOP / "samples")
    options = parser.parse_args()
    if missing := missing_packages():
        print(f"skipped: {', '.join(missing)} not installed")
        sys.exit(77)
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for name, found in checks(options, pathlib.Path(folder)):
            found = [f"{name}: {fault}" for fault in found]
            print(f"{name}: {'ok' if not found else 'differs'}")
            faults += found
    finish(f"{len(QUERIES)} queries, two kinds of databases, {len(faults)} faults", faults)


if __name__ == "__main__":
    main()
