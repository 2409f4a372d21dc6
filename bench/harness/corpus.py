"""The articles that everything is measured on, and the forms in which peers want them."""
import contextlib
import json
import os
import pathlib

from harness import foldoc, recombine


class Corpus:
    """A file of JSON lines with id, title, text, published and source; other fields are Dateline's alone."""

    def __init__(self, path, forms):
        self.path = pathlib.Path(path)
        self._forms = pathlib.Path(forms)
        self._made = set()
        self._facts = self._cached("facts.json", self._write_facts)
        facts = json.loads(self._facts.read_text())
        self.articles = facts["articles"]
        self.text_bytes = facts["text_bytes"]

    def read(self, stride=1):
        """Every stride-th article."""
        with open(self.path, encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % stride == 0 and not line.isspace():
                    yield json.loads(line)

    def form(self, suffix, write):
        """The corpus in another form: a file that write(file, articles) filled, made once."""

        def write_file(path):
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                write(file, map(known_fields, self.read()))

        path = self._cached(suffix, write_file)
        self._made.add(path)
        return path

    def remove_forms(self):
        """All but the corpus itself and what is quick to read again: they take several times its space."""
        for path in self._made:
            path.unlink(missing_ok=True)

    def tsv(self):
        """Tab-separated id, title, text, published, source, escaped as PostgreSQL's COPY does it."""
        return self.form("tsv", write_tsv)

    def _cached(self, suffix, write):
        self._forms.mkdir(parents=True, exist_ok=True)
        path = self._forms / f"{self.path.stem}.{suffix}"
        if not path.exists() or path.stat().st_mtime < self.path.stat().st_mtime:
            partial = path.with_name(path.name + ".part")
            write(partial)
            os.replace(partial, path)
        return path

    def _write_facts(self, path):
        articles = text_bytes = 0
        for article in self.read():
            articles += 1
            text_bytes += len(article["title"].encode()) + len(article["text"].encode())
        path.write_text(json.dumps({"articles": articles, "text_bytes": text_bytes}))


def known_fields(article):
    """The five fields, as strings; what the article has not is empty."""
    return {name: str(article.get(name) or "") for name in ("id", "title", "text", "published", "source")}


_COPY_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": ""})


def write_tsv(file, articles):
    for article in articles:
        file.write("\t".join(value.translate(_COPY_ESCAPES) for value in article.values()) + "\n")


def recombined(seed, articles, folder):
    """So many articles made of the real ones of the file `seed`, or of FOLDOC's entries; made once."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{seed_name(seed)}-recombined-{articles}.jsonl"
    sources = [pathlib.Path(recombine.__file__), *([pathlib.Path(seed)] if seed else [])]
    if not path.exists() or path.stat().st_mtime < max(source.stat().st_mtime for source in sources):
        partial = path.with_name(path.name + ".part")
        write_recombined(seed, articles, partial)
        os.replace(partial, path)
    return path


def write_recombined(seed, articles, path):
    made = recombiner(seed)
    with open(path, "w", encoding="utf-8") as file:
        for article in made.articles(articles):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")


def recombiner(seed):
    if seed:
        return recombine.Recombiner(recombine.read_real(seed))
    if foldoc.is_installed():
        return recombine.Recombiner(foldoc.read())
    raise ValueError(
        "there is no real text to make articles of: name a file of JSON lines with --seed-corpus,"
        f" or install the package {foldoc.PACKAGE} (bench/run --install)"
    )


def seed_name(seed):
    return pathlib.Path(seed).name.split(".")[0] if seed else foldoc.PACKAGE


def head(source, articles, folder):
    """The first articles of a given corpus, as a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{pathlib.Path(source).stem}-{articles}.jsonl"
    with contextlib.ExitStack() as files:
        lines = files.enter_context(open(source, "rb"))
        out = files.enter_context(open(path, "wb"))
        for _, line in zip(range(articles), lines):
            out.write(line)
    return path
