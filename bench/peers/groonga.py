"""Groonga's own HTTP server."""
import json
import urllib.parse

from harness.peer import Answer, Hit, Peer, boolean, package_version, run

# The index is made after the load, which Groonga's documentation calls static index construction and
# much faster than keeping it up to date.
SCHEMA = """plugin_register token_filters/stem
table_create Articles TABLE_NO_KEY
column_create Articles id COLUMN_SCALAR ShortText
column_create Articles title COLUMN_SCALAR ShortText
column_create Articles text COLUMN_SCALAR Text
column_create Articles published COLUMN_SCALAR ShortText
column_create Articles source COLUMN_SCALAR ShortText
load --table Articles
"""
INDEX = """table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto \
--token_filters TokenFilterStem
column_create Terms articles COLUMN_INDEX|WITH_POSITION|WITH_SECTION Articles title,text
"""


class Groonga(Peer):
    name = "groonga"
    title = "Groonga"
    setup = "TokenBigram, NormalizerAuto, TokenFilterStem, index built after the load; snippet_html(); cache off"
    cannot = ("near",)  # it finds them, but snippet_html() marks none of their words
    packages = ("groonga-bin", "groonga-token-filter-stem")

    def needed(self):
        return ["groonga"]

    def version(self):
        return package_version("groonga-bin")

    def prepare(self, corpus):
        self._commands = corpus.form("grn", _write_commands)

    def build(self, corpus):
        with open(self._commands, "rb") as commands:
            run(["groonga", "-n", self.work / "db"], stdin=commands)

    def server_command(self, port):
        return ["groonga", "-s", "--protocol", "http", "--bind-address", "127.0.0.1", "--port", str(port), self.work / "db"]

    def request(self, query):
        parameters = {
            "table": "Articles",
            "match_columns": "Terms.articles",
            "query": boolean(query, both=" "),
            "output_columns": "id,title,published,source,snippet_html(text)",
            "sort_keys": "-_score",
            "limit": 10,
            "cache": "no",
        }
        return "/d/select?" + urllib.parse.urlencode(parameters)

    def parse(self, body):
        (total,), _, *rows = json.loads(body)[1][0]
        return Answer(total, tuple(Hit(title, published, source, _marked(found)) for _, title, published, source, found in rows))


def _marked(snippets):
    """Groonga marks with a class, and has no snippet where only other forms of the words occur."""
    return " … ".join(snippets or ["(none)"]).replace('<span class="keyword">', "<mark>")


def _write_commands(file, articles):
    file.write(SCHEMA + "[\n")
    for number, article in enumerate(articles):
        file.write((",\n" if number else "") + json.dumps(article, ensure_ascii=False))
    file.write("\n]\n" + INDEX)
