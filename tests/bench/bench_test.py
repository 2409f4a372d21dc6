#!/usr/bin/env python3
"""What bench/run measures on: recombined articles, queries of them, a watch of the machine, and tables in a page."""
import itertools
import json
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))

from harness import docs, foldoc, queries, recombine, report  # noqa: E402  (the path must be set first)
from harness.corpus import Corpus  # noqa: E402
from harness.load_watch import LoadWatch, Share  # noqa: E402
from peers.dateline import as_typed  # noqa: E402

GOODS = "wheat copper timber sugar cotton coffee barley silver".split()
PLACES = "Ardmore Belkirk Corvane Dunlass Elmford Farrowby Glanton Hexley Ilvane Jarrow".split()
DEEDS = "rose fell doubled halved recovered slipped".split()


def real_articles():
    """Three hundred short ones of our own writing."""
    for number, (goods, place, deed) in enumerate(itertools.islice(itertools.product(GOODS, PLACES, DEEDS), 300)):
        name = recombine.name(5000 + number)
        yield {
            "title": f"{goods.capitalize()} prices {deed} in {place}",
            "text": f"The price of {goods} {deed} to 1,{number:03} dollars in {place} on Monday. "
            f"Traders in the market said that {name} had sold {number + 100} tonnes of {goods} since 1998.\n\n"
            f"The end of the harvest was near, and {name} expected a further fall in the price.",
        }


class Recombined(unittest.TestCase):
    def setUp(self):
        self.articles = list(recombine.Recombiner(list(real_articles())).articles(400))

    def test_the_same_text_gives_the_same_articles(self):
        self.assertEqual(list(recombine.Recombiner(list(real_articles())).articles(400)), self.articles)

    def test_years_stay_and_other_numbers_change(self):
        text = " ".join(article["text"] for article in self.articles)
        self.assertIn("since 1998", text)
        real = {f"1,{number:03}" for number in range(300)}
        self.assertTrue({word for word in text.split() if word.startswith("1,")} - real)

    def test_new_names_keep_coming(self):
        words = [set(article["text"].split()) for article in self.articles]
        early, late = set().union(*words[:200]), set().union(*words[200:])
        self.assertTrue(any(word.istitle() for word in late - early))

    def test_a_name_is_the_same_throughout_an_article(self):
        maker = recombine.Recombiner(list(real_articles()))
        names = {}
        pieces = [("name", "Kovana"), (None, " and "), ("name", "Kovana")]
        self.assertEqual(len(set(maker._written(pieces, names).split(" and "))), 1)

    def test_too_few_real_articles_are_refused(self):
        with self.assertRaisesRegex(ValueError, "too few"):
            recombine.Recombiner(list(real_articles())[:50])

    def test_a_line_that_is_no_article_is_named(self):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.write('{"title": "a", "text": "b"}\n[1]\n')
            file.flush()
            with self.assertRaisesRegex(ValueError, ":2: not an article"):
                list(recombine.read_real(file.name))

    def test_numbers_of_dictd_are_read(self):
        self.assertEqual([foldoc._number(digits) for digits in ("A", "B", "BA", "//")], [0, 1, 64, 4095])


class Asked(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        made = list(recombine.Recombiner(list(real_articles())).articles(600))
        cls.texts = [queries._words(article) for article in made]
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "articles.jsonl"
            path.write_text("".join(json.dumps(article) + "\n" for article in made), encoding="utf-8")
            cls.asked = queries.make_queries(Corpus(path, folder))

    def test_every_class_has_fifty(self):
        self.assertEqual({kind: len(made) for kind, made in self.asked.items()}, dict.fromkeys(queries.CLASSES, 50))

    def test_queries_are_written_as_people_type_them(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "queries.tsv"
            queries.write_queries(self.asked, as_typed, path)
            lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        self.assertEqual(len(lines), 50 * len(queries.CLASSES))
        first = {kind: (words, query) for kind, words, query in reversed(lines)}
        self.assertEqual(first["and"], ("automatic", " ".join(self.asked["and"][0].words)))
        self.assertEqual(first["natural"], ("automatic", self.asked["natural"][0].question))
        self.assertEqual(first["phrase"], ("all", '"' + " ".join(self.asked["phrase"][0].words) + '"'))
        self.assertIn(f" w/{queries.NEAR} ", first["near"][1])

    def test_words_of_an_and_are_in_one_article(self):
        texts = [set(words) for words in self.texts]
        for query in self.asked["and"]:
            self.assertTrue(any(set(query.words) <= words for words in texts), query)

    def test_near_words_are_near_somewhere(self):
        for query in self.asked["near"]:
            self.assertTrue(any(_are_near(words, *query.words) for words in self.texts), query)

    def test_a_question_asks_for_its_words_only(self):
        for query in self.asked["natural"]:
            left = [word for word in query.question.split() if word not in queries.STOP_WORDS]
            self.assertEqual(tuple(left), query.words)


def _are_near(words, one, other):
    places = [at for at, word in enumerate(words) if word == one]
    return any(other in words[at + 1 : at + 1 + queries.NEAR] for at in places)


class Watched(unittest.TestCase):
    def watch(self, *shares):
        return LoadWatch(load_before=0.0, shares=shares)

    def test_a_run_beside_other_work_is_not_quiet(self):
        watch = self.watch(Share("A was built", 0.01, 0.0), Share("B answered", 0.40, 0.0))
        self.assertFalse(watch.is_quiet())
        self.assertIn("not quiet: in 1 of 2 measurements; while B answered", watch.sentence())

    def test_time_that_a_hypervisor_takes_is_not_quiet(self):
        self.assertFalse(self.watch(Share("A answered", 0.0, 0.1)).is_quiet())

    def test_a_machine_at_rest_is_quiet(self):
        self.assertTrue(self.watch(Share("A answered", 0.02, 0.0)).sentence().startswith("quiet"))


class Page(unittest.TestCase):
    def result(self, share):
        result = {"corpus": {"articles": 7, "text_bytes": 1, "origin": "o"}, "peers": {}, "when": "w", "settings": {"rounds": 1, "seconds": 1}}
        result["machine"] = {"cores": 1, "cpu": "c", "memory_gb": 1, "system": "s", "commit": "x"}
        return result | {"load": LoadWatch(load_before=0.0, shares=[share]).facts()}

    def test_growth_says_which_run_was_not_quiet(self):
        table = report.growth([self.result(Share("A answered", 0.5, 0.0))])
        self.assertIn("| 7 (not quiet) |", table)

    def test_a_table_that_the_results_lack_stays(self):
        result = self.result(Share("A answered", 0.0, 0.0))
        page = "<!-- bench: facts -->\nold\n<!-- end -->\n<!-- bench: crowd -->\nkept\n<!-- end -->\n"
        filled, unknown = docs.with_tables(page, [result])
        self.assertNotIn("old", filled)
        self.assertIn("The machine was quiet", filled)
        self.assertIn("kept", filled)
        self.assertEqual(unknown, ["crowd"])


if __name__ == "__main__":
    unittest.main()
