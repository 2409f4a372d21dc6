"""Queries made of the corpus itself, so that every one of them has answers; the same seed, the same queries."""
import collections
import dataclasses
import json
import pathlib
import random
import re

CLASSES = {
    "rare": "rare word",
    "middle": "middling word",
    "common": "common word",
    "and": "2 to 5 words, AND",
    "or": "2 to 5 words, OR",
    "phrase": "phrase",
    "stop_phrase": "phrase with stop words",
    "near": "near",
    "prefix": "prefix",
    "natural": "question",
}
PER_CLASS = 50
# How many of a hundred queries of several words have 2, 3, 4 and 5 of them, as in the logs of web search that were
# published (Jansen, Spink and Saracevic, 2000, and the AOL log of 2006).
LENGTHS = {2: 46, 3: 30, 4: 16, 5: 8}
NEAR = 5  # words from one to the other, at most
# Every word of these is a stop word, so that a question asks for the words that are put in.
QUESTIONS = (
    "what is the {} of {}",
    "what was {} {} for",
    "why did the {} {}",
    "how did {} and {} {}",
    "who is {} in the {} {}",
    "when will the {} {} {}",
    "where are the {} and the {} from",
    "what does {} {} do with {} {}",
    "is there any {} in {} {}",
    "how do the {} of {} {} {}",
)
SAMPLE = 20_000  # articles that frequencies of words are counted on
PHRASE_SAMPLE = 4_000  # the same, of phrases
SEED = 20260114

# The words that Snowball's English list and PostgreSQL's share, as far as news use them often.
STOP_WORDS = frozenset(
    "a about above after again against all am an and any are as at be because been before being below between both"
    " but by can could did do does doing down during each few for from further had has have having he her here hers"
    " herself him himself his how i if in into is it its itself just me more most my myself no nor not now of off on"
    " once only or other our ours ourselves out over own same she should so some such than that the their theirs them"
    " themselves then there these they this those through to too under until up very was we were what when where"
    " which while who whom why will with would you your yours yourself yourselves said says also one two new may"
    " must many much".split()
)
# Of them, the ones inside phrases: every engine with a stop list has these on it.
PHRASE_STOP_WORDS = frozenset("of the in on for to and a by with at from".split())

# A stemmer takes these off, and some engines stem what stands before the star: prefixes that end so are not asked.
_SUFFIX = re.compile(r"(?:[esy]|ed|ing|er|al|ic|[ae]nt|ion|ous|ive|ism)$")
_TOO_SMALL = "bench: no queries can be made of this corpus; it needs some hundred articles of English news"
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z]{3,}")
_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")  # words with nothing but single spaces between them


@dataclasses.dataclass(frozen=True)
class Query:
    """What is asked of every peer, each in its own syntax. Words are lower-case ASCII; a prefix has no star.

    A question is asked of Dateline as it is, and of peers as its words without stop words, any of them: few of them
    have a list of stop words of their own, and to rank by those would cost them much.
    """

    kind: str
    words: tuple
    question: str = ""


def make_queries(corpus, per_class=PER_CLASS):
    """So many queries of each class."""
    maker = _Maker(corpus)
    named = {"and": maker.words_and, "or": maker.words_or}  # which no method can be called
    return {kind: _some(named.get(kind) or getattr(maker, kind), per_class) for kind in CLASSES}


def write_queries(asked, expression, path):
    """A line each: the class, how words side by side are joined, and the query."""
    with open(path, "w", encoding="utf-8") as file:
        for kind, made in asked.items():
            for query in made:
                file.write(f"{kind}\t{'automatic' if kind in ('and', 'natural') else 'all'}\t{expression(query)}\n")


def load_or_make(corpus, path):
    """The queries of this corpus, kept in a file beside it: counting words takes a while."""
    sources = (corpus.path, pathlib.Path(__file__))
    if path.exists() and path.stat().st_mtime >= max(source.stat().st_mtime for source in sources):
        kept = json.loads(path.read_text())
        return {kind: [Query(kind, tuple(words), question) for words, question in kept[kind]] for kind in CLASSES}
    made = make_queries(corpus)
    path.write_text(json.dumps({kind: [(query.words, query.question) for query in made[kind]] for kind in made}))
    return made


def _some(make, count):
    """Different ones as long as there are any: a small corpus has few set phrases."""
    made = {}
    for attempt in range(count * 40):
        query = make(attempt)
        if query:
            made.setdefault(query)
        if len(made) == count:
            break
    if not made:
        raise SystemExit(_TOO_SMALL)
    distinct = list(made)
    return [distinct[i % len(distinct)] for i in range(count)]


class _Maker:
    def __init__(self, corpus):
        self._random = random.Random(SEED)
        self._articles = list(corpus.read(max(1, corpus.articles // SAMPLE)))
        self._frequency = collections.Counter()
        for article in self._articles:
            self._frequency.update(set(_words(article)))
        plain = [word for word in sorted(self._frequency) if _is_content(word)]
        self._rare = self._between(plain, 0.00005, 0.001)
        self._mid = self._between(plain, 0.002, 0.03)
        self._common = self._between(plain, 0.05, 0.6)
        self._content_phrases, self._stop_phrases = self._count_phrases()

    def rare(self, attempt):
        return Query("rare", (self._random.choice(self._rare),))

    def middle(self, attempt):
        return Query("middle", (self._random.choice(self._mid),))

    def common(self, attempt):
        return Query("common", (self._random.choice(self._common),))

    def words_and(self, attempt):
        """Words of one article, of which one at least is not common."""
        words = self._of_one_article(self._length())
        return Query("and", words) if words and not set(words) <= set(self._common) else None

    def words_or(self, attempt):
        """Words of one article; one of them is common."""
        words = self._of_one_article(self._length() - 1)
        return Query("or", self._shuffled({*words, self._random.choice(self._common)})) if words else None

    def phrase(self, attempt):
        """Two or three words that stand together, none of them a stop word."""
        return self._phrase("phrase", self._content_phrases, attempt)

    def stop_phrase(self, attempt):
        """Three to five words that stand together, with stop words inside: "bank of england", "end of the year"."""
        return self._phrase("stop_phrase", self._stop_phrases, attempt)

    def near(self, attempt):
        """Two words of a text with at most four between them, in the order of the text."""
        words = _words(self._random.choice(self._articles))
        first = self._random.randrange(max(1, len(words) - NEAR))
        pair = (words[first], words[min(first + self._random.randint(2, NEAR), len(words) - 1)])
        usable = all(map(self._is_known, pair)) and pair[0] != pair[1]
        return Query("near", pair) if usable else None

    def natural(self, attempt):
        """A question about words that stand in one sentence."""
        form = QUESTIONS[attempt % len(QUESTIONS)]
        run = [word for word in self._sentence() if self._is_known(word)]
        wanted = form.count("{}")
        begin = self._random.randrange(max(1, len(run) - wanted))
        words = tuple(run[begin : begin + wanted])
        return Query("natural", words, form.format(*words)) if len(set(words)) == wanted else None

    def prefix(self, attempt):
        """The first four to six letters of a word that is longer, but not of a stop word."""
        word = self._random.choice(self._mid if attempt % 2 else self._rare)
        prefix = word[: 4 + attempt % 3]
        usable = prefix != word and not _SUFFIX.search(prefix) and not any(stop.startswith(prefix) for stop in STOP_WORDS)
        return Query("prefix", (prefix,)) if usable else None

    def _between(self, words, low, high):
        articles = len(self._articles)
        least = max(2, low * articles)
        most = max(least + 3, high * articles)  # so that a small corpus has rare words, too
        found = [word for word in words if least <= self._frequency[word] <= most]
        if not found:
            raise SystemExit(_TOO_SMALL)
        return found

    def _length(self):
        return self._random.choices(list(LENGTHS), list(LENGTHS.values()))[0]

    def _of_one_article(self, count):
        words = sorted(filter(self._is_known, set(_words(self._random.choice(self._articles)))))
        return tuple(self._random.sample(words, count)) if len(words) >= count else None

    def _is_known(self, word):
        """Whether people may look for it: a word of several articles that says something."""
        return _is_content(word) and self._frequency[word] >= 0.001 * len(self._articles)

    def _sentence(self):
        found = re.split(r"(?<=[.!?])\s+", self._random.choice(self._articles)["text"])
        return _WORD.findall(self._random.choice(found).lower())

    def _shuffled(self, words):
        return tuple(self._random.sample(sorted(words), len(words)))

    def _phrase(self, kind, counted, attempt):
        """Two of three are phrases that several articles have, as those that people look for; a third is any."""
        repeated, every = counted
        return Query(kind, self._random.choice(repeated if repeated and attempt % 3 else every))

    def _count_phrases(self):
        content, stop = collections.Counter(), collections.Counter()
        for article in self._articles[:: max(1, len(self._articles) // PHRASE_SAMPLE)]:
            runs = [run.lower().split() for run in _RUN.findall(article["title"] + "\n" + article["text"])]
            content.update({words for run in runs for count in (2, 3) for words in _slices(run, count) if _is_content_phrase(words)})
            stop.update({words for run in runs for count in (3, 4, 5) for words in _slices(run, count) if _is_stop_phrase(words)})
        return _repeated_and_all(content), _repeated_and_all(stop)


def _slices(run, count):
    return (tuple(run[i : i + count]) for i in range(len(run) - count + 1))


def _is_content_phrase(words):
    return all(map(_is_content, words))


def _is_stop_phrase(words):
    inner = words[1:-1]
    ends = _is_content(words[0]) and _is_content(words[-1])
    return ends and any(word in PHRASE_STOP_WORDS for word in inner) and all(_is_content(word) or word in PHRASE_STOP_WORDS for word in inner)


def _repeated_and_all(counted):
    ordered = sorted(counted)
    return [words for words in ordered if counted[words] >= 3], ordered


def _words(article):
    return _WORD.findall((article["title"] + "\n" + article["text"]).lower())


def _is_content(word):
    return word not in STOP_WORDS and _PLAIN.fullmatch(word) is not None
