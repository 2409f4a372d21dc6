"""Xapian Omega as CGI behind lighttpd."""
import json
import os
import urllib.parse

from harness.peer import Answer, Hit, Peer, boolean, package_version, run
from harness.queries import NEAR

OMEGA = "/usr/lib/cgi-bin/omega/omega"

SCRIPT = """id : boolean=Q unique=Q field=id
title : index field=title
text : index field=text
published : field=published
source : field=source
"""

# $. is a comma, which would end an argument.
TEMPLATE = """$set{stemmer,english}$set{flag_wildcard,1}$httpheader{Content-Type,application/json}\
{"total":$msize,"hits":[$hitlist{$if{$ne{$hit,0},$.}{"id":"$json{$field{id}}"$."title":"$json{$field{title}}"$.\
"published":"$json{$field{published}}"$."source":"$json{$field{source}}"$.\
"snippet":"$json{$snippet{$field{text},240}}"}}]}
"""

LIGHTTPD = """
server.document-root = "{work}/root"
server.bind = "127.0.0.1"
server.port = {port}
server.errorlog = "{work}/lighttpd.log"
server.max-keep-alive-requests = 1000000
server.max-keep-alive-idle = 60
server.modules = ("mod_setenv", "mod_cgi")
setenv.add-environment = ("OMEGA_CONFIG_FILE" => "{work}/omega.conf")
cgi.assign = (".cgi" => "")
"""


class Omega(Peer):
    name = "omega"
    title = "Xapian Omega"
    setup = "scriptindex, flushed every 1,000 articles, a JSON template with $snippet, CGI behind lighttpd; totals estimated"
    packages = ("xapian-omega", "lighttpd")

    def needed(self):
        return ["scriptindex", OMEGA, "/usr/sbin/lighttpd"]

    def version(self):
        return f"{package_version('xapian-omega')}, lighttpd {package_version('lighttpd')}"

    def prepare(self, corpus):
        self._dump = corpus.form("omega", _write_dump)

    def build(self, corpus):
        script = self.work / "articles.script"
        script.write_text(SCRIPT)
        (self.work / "data").mkdir()
        command = ["scriptindex", "--stemmer=english", "--overwrite", self.work / "data" / "articles", script, self._dump]
        run(command, env={**os.environ, "XAPIAN_FLUSH_THRESHOLD": "1000"})

    def server_command(self, port):
        (self.work / "templates").mkdir(exist_ok=True)
        (self.work / "root").mkdir(exist_ok=True)
        (self.work / "templates" / "json").write_text(TEMPLATE)
        (self.work / "omega.conf").write_text(f"database_dir {self.work}/data\ntemplate_dir {self.work}/templates\n")
        if not (self.work / "root" / "omega.cgi").exists():
            os.symlink(OMEGA, self.work / "root" / "omega.cgi")
        conf = self.work / "lighttpd.conf"
        conf.write_text(LIGHTTPD.format(work=self.work, port=port))
        return ["/usr/sbin/lighttpd", "-D", "-f", conf]

    def request(self, query):
        parameters = {"DB": "articles", "FMT": "json", "P": boolean(query, near=f"{{}} NEAR/{NEAR} {{}}"), "HITSPERPAGE": 10, "DEFAULTOP": "and"}
        return "/omega.cgi?" + urllib.parse.urlencode(parameters)

    def parse(self, body):
        answer = json.loads(body)
        return Answer(answer["total"], tuple(map(_hit, answer["hits"])), exact=False)


def _hit(hit):
    return Hit(hit["title"], hit["published"], hit["source"], hit["snippet"].replace("<strong>", "<mark>"))


def _write_dump(file, articles):
    """Records of field=value lines; a line of a value that goes on begins with =."""
    for article in articles:
        for name, value in article.items():
            file.write(f"{name}=" + value.replace("\n", "\n=") + "\n")
        file.write("\n")
