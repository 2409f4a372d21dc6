"""Articles recombined from real ones, as many as are asked for, for speed and scale; they say nothing of relevance.

An article takes runs of sentences from a few real articles about one thing, until it is as long as news articles are. Names
that few articles have, and numbers, are replaced by others, the same name by the same one throughout an article: otherwise
the vocabulary would stop growing where the real articles end.
"""
import collections
import gzip
import json
import random
import re

SEED = 20261201
COMPANIONS = 3  # real articles that one is made of
LONGEST_RUN = 4  # sentences taken together
MEDIAN_BYTES = 2000  # of an article; with this spread 2.4 KB on average, as articles of newspapers and agencies
SPREAD = 0.6  # of the logarithm of its length
LEAST_BYTES, MOST_BYTES = 300, 20_000
SHORTEST_SENTENCE = 20  # letters; what is shorter is a fragment
RARE_NAME = 0.002  # of the real articles; names that more of them have stay as they are
RENAMED = 0.5  # of the rare names of an article
KNOWN_NAMES = 3000  # how soon new names become rare: the number that half of all draws fall below
HEAPS = 0.7  # n draws of a name have some n ** HEAPS different ones, as the words of real text
SOURCES, PLACES, AUTHORS = 200, 500, 20_000
FIRST_YEAR, YEARS = 1990, 36
TOPICS = ("politics", "business", "sport", "world", "technology", "science", "health", "culture", "crime", "energy")

_ONSETS = "b c d f g h j k l m n p r s t v w z br ch dr fr gr kh kr pr sh st tr".split()
_VOWELS = "a e i o u ai ou ei".split()
_ENDS = ("", "", "n", "r", "s", "ov", "ski", "sen", "ez", "ian", "er", "ini", "é", "ström", "man", "ley")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[\"“'(]?[A-Z0-9])")
# A name stands inside a sentence and is not all capitals; a number has three digits or more. A year stays a year.
_SLOT = re.compile(r"(?<=[a-z,;] )(?P<name>[A-Z][a-z]{3,})\b|\b(?P<number>(?!(?:19|20)\d\d\b)\d[\d,]*\d\d)\b")
_TITLE_WORD = re.compile(r"[^\W\d_]{4,}")


class Recombiner:
    """Makes articles of the real ones of a file; the same file, the same articles."""

    def __init__(self, real):
        """`real`: articles with title and text, some hundred at least."""
        self._chance = Chance(SEED)
        texts = [(article["title"], sentences(article["text"])) for article in real]
        texts = [(title, found) for title, found in texts if title and len(found) >= 3]
        if len(texts) < 100:
            raise ValueError(f"{len(texts)} articles of three sentences or more are too few to make others of")
        rare = _rare_names(texts)
        self._titles = [_pieces(title, rare) for title, _ in texts]
        self._sentences = [[_pieces(sentence, rare) for sentence in found] for _, found in texts]
        self._subjects = _subjects(title for title, _ in texts)
        self._about = [
            [word for word in _title_words(title) if word in self._subjects] for title, _ in texts
        ]
        self._sources = [name(number) + (" News" if number % 3 else " Herald") for number in range(SOURCES)]
        self._places = [name(SOURCES + number) for number in range(PLACES)]

    def articles(self, count):
        return (self._article(number) for number in range(count))

    def _article(self, number):
        chance = self._chance
        made_of = self._companions()
        names = {}
        return {
            "id": f"r{number}",
            "title": self._written(self._titles[made_of[0]], names),
            "text": self._text(made_of, names),
            "published": chance.date(),
            "source": self._sources[chance.zipf(SOURCES)],
            "place": self._places[chance.zipf(PLACES)],
            "topics": [chance.of(TOPICS)],
            "author": f"{name(chance.zipf(AUTHORS))} {name(AUTHORS + chance.zipf(AUTHORS))}",
            "language": "en",
        }

    def _companions(self):
        """One article, and some that have a word of its title in theirs."""
        first = self._chance.below(len(self._titles))
        found = [first]
        for _ in range(COMPANIONS - 1):
            about = self._about[first]
            found.append(self._chance.of(self._subjects[self._chance.of(about)]) if about else self._chance.below(len(self._titles)))
        return found

    def _text(self, made_of, names):
        wanted = self._chance.length()
        written, size = [], 0
        # An article is used up when all its sentences were taken; then others go on.
        left = [list(self._sentences[each]) for each in made_of]
        while size < wanted:
            turn = self._chance.below(len(left))
            if not left[turn]:
                left[turn] = list(self._sentences[self._chance.below(len(self._sentences))])
            begin = self._chance.below(len(left[turn]))
            run = left[turn][begin : begin + 1 + self._chance.below(LONGEST_RUN)]
            del left[turn][begin : begin + len(run)]
            written.append(" ".join(self._written(pieces, names) for pieces in run))
            size += len(written[-1]) + 2
        return "\n\n".join(written)

    def _written(self, pieces, names):
        return "".join(piece if kind is None else self._filled(kind, piece, names) for kind, piece in pieces)

    def _filled(self, kind, piece, names):
        if kind == "number":
            return "".join(str(self._chance.below(10)) if letter.isdigit() and at else letter for at, letter in enumerate(piece))
        if piece not in names:
            renamed = self._chance.unit() < RENAMED
            names[piece] = name(2 * AUTHORS + self._chance.open_ended()) if renamed else piece
        return names[piece]


class Chance:
    """Draws that are the same with every version of Python, which promises that of random() alone."""

    def __init__(self, seed):
        self.unit = random.Random(seed).random

    def below(self, end):
        return int(self.unit() * end)

    def of(self, values):
        return values[self.below(len(values))]

    def zipf(self, end):
        """A rank below `end`, rank r about as often as 1 / (r + 1)."""
        return min(end - 1, int(end ** self.unit()) - 1)

    def open_ended(self):
        """A rank without an end, the lower the more often."""
        return int(KNOWN_NAMES * ((1 - self.unit()) ** (-1 / HEAPS) - 1))

    def length(self):
        """Bytes of an article: the logarithm of it has, near enough, a normal distribution."""
        normal = sum(self.unit() for _ in range(12)) - 6
        return max(LEAST_BYTES, min(MOST_BYTES, MEDIAN_BYTES * 2 ** (SPREAD * normal / 0.693)))

    def date(self):
        year, month, day = FIRST_YEAR + self.below(YEARS), 1 + self.below(12), 1 + self.below(28)
        return f"{year}-{month:02}-{day:02}T{self.below(24):02}:{self.below(60):02}:00Z"


def sentences(text):
    """The sentences of a text, each on one line."""
    paragraphs = re.split(r"\n\s*\n", text)
    found = (" ".join(sentence.split()) for paragraph in paragraphs for sentence in _SENTENCE_END.split(paragraph))
    return [sentence for sentence in found if len(sentence) >= SHORTEST_SENTENCE]


def name(number):
    """The name with this number; the same number, the same name."""
    syllables, rest = [], number
    while rest or len(syllables) < 2:
        rest, onset = divmod(rest, len(_ONSETS))
        rest, vowel = divmod(rest, len(_VOWELS))
        syllables.append(_ONSETS[onset] + _VOWELS[vowel])
    return ("".join(syllables) + _ENDS[number * 7919 % len(_ENDS)]).capitalize()


def read_real(path):
    """Articles of a file of JSON lines, which may be packed by gzip."""
    opened = gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        for number, line in enumerate(lines, start=1):
            if not line.isspace():
                yield _read_article(line, f"{path}:{number}")


def _read_article(line, place):
    try:
        article = json.loads(line)
        return {name: str(article.get(name) or "") for name in ("title", "text")}
    except (ValueError, AttributeError) as failure:
        raise ValueError(f"{place}: not an article with title and text as a line of JSON") from failure


def _pieces(text, rare):
    """What stays as it is, and what is replaced: [(None, "Shares of "), ("name", "Acme"), ...]."""
    found, end = [], 0
    for slot in _SLOT.finditer(text):
        if slot["number"] or slot["name"] in rare:
            found += [(None, text[end : slot.start()]), (slot.lastgroup, slot[0])]
            end = slot.end()
    return [*found, (None, text[end:])]


def _rare_names(texts):
    """Names of few articles that no article has in small letters."""
    capital, small = collections.Counter(), set()
    for _, found in texts:
        capital.update({slot["name"] for sentence in found for slot in _SLOT.finditer(sentence) if slot["name"]})
        small.update(word for sentence in found for word in sentence.split() if word.islower())
    most = max(2, RARE_NAME * len(texts))
    return {word for word, articles in capital.items() if articles <= most and word.lower() not in small}


def _subjects(titles):
    """By word of a title, the articles with it in theirs; words that say little are those of many."""
    found = collections.defaultdict(list)
    count = 0
    for count, title in enumerate(titles, start=1):
        for word in _title_words(title):
            found[word].append(count - 1)
    return {word: articles for word, articles in found.items() if 3 <= len(articles) <= max(10, 0.02 * count)}


def _title_words(title):
    return sorted(set(_TITLE_WORD.findall(title.lower())))

