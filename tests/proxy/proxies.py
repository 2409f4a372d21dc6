#!/usr/bin/env python3
"""Serves the page through nginx and Caddy, with the examples of docs/proxy.md, and follows its links.

Of each example only what a machine has of its own is changed: ports, the certificate, where Caddy
keeps its files. Prints what is wrong and one closing line.
"""

import argparse
import html.parser
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "faults"))

from archive import Server, finish, need, skip  # noqa: E402

ROOT = "https://example.org/news"
ARTICLES = [{"id": f"a/{i}", "title": f"Ferry {i}", "text": f"The ferry {i} left the harbour on Monday."}
            for i in range(25)]


def example(language):
    """The one block of the page in this language."""
    found = re.findall(rf"```{language}\n(.*?)```", (TOP / "docs/proxy.md").read_text(), flags=re.S)
    if len(found) != 1:
        raise SystemExit(f"docs/proxy.md has {len(found)} examples of {language}")
    return found[0]


def replaced(text, *pairs):
    for old, new in pairs:
        if old not in text:
            raise SystemExit(f"an example of docs/proxy.md has no {old!r} any more")
        text = text.replace(old, new)
    return text


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Proxy:
    """A proxy as long as the block lasts. It answers for example.org at its port."""

    def __init__(self, port, command, log, environment=None):
        self.port, self.command, self.log = port, command, log
        self.environment = environment

    def __enter__(self):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=log, env=self.environment)
        for _ in range(200):
            try:
                self.ask("/")
                return self
            except (OSError, http.client.HTTPException):
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        self.__exit__()
        raise SystemExit(f"{self.command[0]} does not answer: {self.log.read_text()[-2000:]}")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def ask(self, target, source="127.0.0.1"):
        """Status, headers and body."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=10, source_address=(source, 0))
        connection = http.client.HTTPConnection("example.org")
        connection.sock = context.wrap_socket(plain, server_hostname="example.org")
        connection.request("GET", target)
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return response.status, dict(response.getheaders()), body


def nginx(folder, backend):
    port = free_port()
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                    "/CN=example.org", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
                   check=True, capture_output=True)
    site = replaced(example("nginx"), ("127.0.0.1:8080", f"127.0.0.1:{backend}"),
                    ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
                    ("/etc/ssl/certs/example.org.pem", str(folder / "cert.pem")),
                    ("/etc/ssl/private/example.org.key", str(folder / "key.pem")))
    paths = "".join(f"{name}_temp_path {folder}/{name};\n"
                    for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{paths}{site}}}\n")
    return Proxy(port, ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")],
                 folder / "log")


def caddy(folder, backend):
    port = free_port()
    site = replaced(example("caddy"), ("127.0.0.1:8080", f"127.0.0.1:{backend}"),
                    ("example.org {", f"https://example.org:{port} {{\n    tls internal"))
    (folder / "Caddyfile").write_text(
        "{\n    admin off\n    auto_https disable_redirects\n    skip_install_trust\n}\n" + site)
    own = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    return Proxy(port, ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"],
                 folder / "log", {**os.environ, **own})


class Links(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found |= {value for name, value in attrs if name in ("href", "src", "action")}


def page_findings(proxy, target):
    """The links of a page must all be below /news/, and be there."""
    status, _, page = proxy.ask(target)
    if status != 200:
        yield f"{target}: {status}"
        return
    for link in sorted(Links(page).found):
        if link.startswith("#"):
            continue
        if not link.startswith("/news/"):
            yield f"{target} has the link {link}"
        elif proxy.ask(link)[0] != 200:
            yield f"{target} has the link {link}, which answers {proxy.ask(link)[0]}"


def findings(proxy):
    yield from page_findings(proxy, "/news/")
    yield from page_findings(proxy, "/news/?q=ferry")
    yield from page_findings(proxy, "/news/article/a%2F3?q=ferry")
    status, headers, _ = proxy.ask("/news")
    if status not in (301, 302) or not headers["Location"].endswith("/news/"):
        yield f"/news: {status} {headers.get('Location')}"

    target, ids = "/news/api/v1/search?q=ferry&limit=10", []
    while target:
        status, _, body = proxy.ask(target)
        if status != 200 or not target.startswith("/news/"):
            yield f"{target}: {status}"
            break
        ids += [hit["id"] for hit in json.loads(body)["hits"]]
        target = json.loads(body)["next"]
    if sorted(ids) != sorted(article["id"] for article in ARTICLES):
        yield f"`next` leads to {len(ids)} of {len(ARTICLES)} articles"

    _, _, feed = proxy.ask("/news/api/v1/feed?q=ferry")
    links = re.findall('href="([^"]+)"', feed)
    if len(links) < 20:
        yield f"the feed has {len(links)} links"
    for link in links:
        if not link.startswith(ROOT + "/"):
            yield f"the feed has the link {link}"
        elif proxy.ask(link.removeprefix("https://example.org").replace("&amp;", "&"))[0] != 200:
            yield f"the feed has the link {link}, which does not answer"
    _, _, search_bar = proxy.ask("/news/opensearch.xml")
    if re.findall('template="([^"{]+)', search_bar) != [f"{ROOT}/?q=", f"{ROOT}/api/v1/search?q="]:
        yield f"/opensearch.xml has other addresses: {search_bar}"
    if f"- url: {ROOT}\n" not in proxy.ask("/news/openapi.yaml")[2]:
        yield "/openapi.yaml names another server"
    status, _, exported = proxy.ask("/news/api/v1/export")
    if status != 200 or len(exported.splitlines()) != len(ARTICLES):
        yield f"the export: {status}, {len(exported.splitlines())} lines"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--server", required=True, help="dateline-server")
    options = parser.parse_args()
    need("openssl")
    if not shutil.which("nginx") and not shutil.which("caddy"):
        skip("needs nginx or caddy")
    wrong, tried = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "a.jsonl").write_text("".join(json.dumps(article) + "\n" for article in ARTICLES))
        (folder / "dateline.toml").write_text(example("toml"))
        subprocess.run([options.program, "--index", folder / "index", folder / "a.jsonl"], check=True,
                       capture_output=True)
        with Server(options.server, folder / "index", "--config", folder / "dateline.toml") as server:
            for kind, make in (("nginx", nginx), ("caddy", caddy)):
                if not shutil.which(kind):
                    print(f"{kind} is not installed")
                    continue
                at = folder / kind
                at.mkdir()
                with make(at, server.port) as proxy:
                    wrong += [f"{kind}: {finding}" for finding in findings(proxy)]
                tried.append(kind)
    finish(f"links through {', '.join(tried)}: {len(wrong)} wrong", wrong)


if __name__ == "__main__":
    main()
