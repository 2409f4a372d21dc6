// Writes a corpus of invented news articles as JSON lines, for measuring speed and growth where no
// archive is at hand. The same number and seed give the same bytes on every machine.
//
// What it imitates of real news: Zipf-like word frequencies with English function words on top, a
// vocabulary that keeps growing with the number of articles (names, mostly), articles about topics
// with words and set phrases of their own, inflected words for stemmers, numbers, dates, sources.
// It does not imitate meaning: relevance must never be measured on it.
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Words = std::span<const std::string_view>;

constexpr std::uint64_t kSeed = 20260114;
constexpr std::size_t kArticleBytes = 2300;  // of text, about; with the title 2.4 KB
constexpr std::size_t kTopics = 120;
constexpr std::size_t kSources = 300;
constexpr std::size_t kPlaces = 3000;

constexpr auto kNouns = std::to_array<std::string_view>(
    {"government", "minister",  "party",     "company",    "market",    "bank",       "police",
     "court",      "election",  "report",    "group",      "leader",    "state",      "city",
     "country",    "week",      "year",      "month",      "official",  "plan",       "deal",
     "price",      "rate",      "tax",       "budget",     "worker",    "union",      "school",
     "hospital",   "law",       "vote",      "parliament", "president", "army",       "border",
     "attack",     "talk",      "agreement", "sanction",   "trade",     "export",     "import",
     "oil",        "gas",       "energy",    "power",      "plant",     "water",      "flood",
     "storm",      "fire",      "crash",     "train",      "airport",   "road",       "bridge",
     "harbour",    "ship",      "farm",      "crop",       "food",      "health",     "virus",
     "vaccine",    "doctor",    "patient",   "study",      "scientist", "university", "student",
     "teacher",    "team",      "player",    "coach",      "match",     "goal",       "season",
     "club",       "league",    "final",     "record",     "film",      "music",      "festival",
     "museum",     "book",      "author",    "artist",     "website",   "network",    "software",
     "phone",      "data",      "satellite", "rocket",     "engine",    "car",        "factory",
     "investor",   "share",     "profit",    "loss",       "debt",      "currency",   "growth",
     "inflation",  "pension",   "housing",   "rent",       "mortgage",  "judge",      "lawyer",
     "trial",      "prison",    "crime",     "victim",     "witness",   "protest",    "crowd",
     "campaign",   "candidate", "coalition", "reform",     "crisis",    "security",   "defence",
     "missile",    "ceasefire", "refugee",   "migrant",    "aid",       "charity",    "church",
     "family",     "child",     "woman",     "man",        "resident",  "neighbour",  "mayor",
     "council",    "region",    "province",  "island",     "river",     "forest",     "mine",
     "metal",      "steel",     "grain",     "coffee",     "sugar",     "fish",       "animal"});

constexpr auto kVerbs = std::to_array<std::string_view>(
    {"report",  "announc",  "reject",  "confirm", "expect",   "warn",    "plan",     "call",
     "approv",  "oppos",    "support", "start",   "open",     "clos",    "launch",   "visit",
     "attack",  "protect",  "reduc",   "increas", "rais",     "lower",   "us",       "mov",
     "accus",   "arrest",   "releas",  "publish", "sign",     "discuss", "question", "postpon",
     "suspend", "resum",    "order",   "demand",  "offer",    "deliver", "produc",   "export",
     "import",  "invest",   "borrow",  "collect", "return",   "rescu",   "damag",    "destroy",
     "repair",  "replac",   "remov",   "recover", "discover", "measur",  "record",   "watch",
     "defend",  "challeng", "defeat",  "elect",   "appoint",  "dismiss", "promis",   "refus",
     "accept",  "consider", "prepar",  "complet", "cancel",   "delay",   "fund",     "charg"});

constexpr auto kAdjectives = std::to_array<std::string_view>(
    {"new",       "national",    "local",      "foreign",    "political",     "economic",
     "public",    "private",     "military",   "nuclear",    "regional",      "northern",
     "southern",  "eastern",     "western",    "central",    "senior",        "former",
     "leading",   "independent", "global",     "annual",     "monthly",       "early",
     "late",      "high",        "low",        "strong",     "weak",          "large",
     "small",     "major",       "serious",    "rapid",      "recent",        "previous",
     "further",   "final",       "possible",   "likely",     "legal",         "illegal",
     "medical",   "financial",   "industrial", "commercial", "domestic",      "rural",
     "urban",     "young",       "elderly",    "popular",    "controversial", "historic",
     "temporary", "permanent",   "emergency",  "official",   "secret",        "joint",
     "free",      "open",        "digital"});

constexpr auto kOnsets = std::to_array<std::string_view>(
    {"b",  "d",  "f",  "g",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t", "v", "z", "br", "ch",
     "dr", "gr", "kr", "pl", "pr", "sh", "sk", "sl", "st", "tr", "th", "w", "h", "j", "cl", "fl"});
constexpr auto kVowels = std::to_array<std::string_view>(
    {"a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ou", "ie", "au"});
constexpr auto kCodas =
    std::to_array<std::string_view>({"", "", "", "n", "r", "l", "s", "m", "t", "nd", "rk", "ck"});
constexpr auto kNameEnds = std::to_array<std::string_view>(
    {"", "ov", "ski", "sen", "ez", "ian", "ic", "er", "ini", "ü", "é", "ström", "man", "ley"});
constexpr auto kNounEnds = std::to_array<std::string_view>(
    {"", "", "er", "ing", "ment", "ion", "ity", "ism", "age", "ence", "ist", "ness"});
constexpr auto kAdjectiveEnds =
    std::to_array<std::string_view>({"al", "ic", "ive", "ous", "able", "ish", "ary", "y"});
constexpr auto kDays = std::to_array<std::string_view>(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"});
constexpr auto kSubjects =
    std::to_array<std::string_view>({"politics", "business", "sport", "world", "technology",
                                     "science", "health", "culture", "crime", "energy"});

// What a letter stands for: N noun, M nouns, V verb in the past, G verb in -ing, A adjective,
// P person, S surname, L place, O organisation, C set phrase of the topic, # number, D day, Y year.
// Everything else is written as it stands.
constexpr auto kSentences = std::to_array<std::string_view>(
    {"The A N of N V the M in L on D",
     "P, the A N of the C, said that the N had V M from L",
     "It was not clear whether the C would be V before the N of the M",
     "More than # M were V in L after the N V a A N",
     "“We have V the M and they will be V by the end of the N,” S said",
     "O V its N for the C by # per cent in Y",
     "The N, which V the M of L in Y, is G the A N with O",
     "S’s N has V A M since the C was V",
     "According to O, the M have been G for the N of a A C",
     "But the N of L said there was no N to the M, and that the C had not V",
     "a A N between P and the M of O was V last week",
     "Some # M from L, including # M, are to be V under the C",
     "In Y the N V a C that many M had V as A",
     "The C comes as M in L and L V the N at a A N",
     "“This is the A N, and we are G for it,” said P of O",
     "M of the N were V at the N by A M",
     "O, based in L, said on D it had V the C because the M were not V",
     "There are # M in the A N, up from # in Y",
     "P V the C with the N from the A N in L",
     "The N said he was G with M about what the A C could do for his N",
     "One of the A M, S, has V to the N over G of the M",
     "They had been V in a N when the M V",
     "For the A time since Y, the C of L is at its A N"});

// splitmix64 (Steele, Lea and Flood, 2014): small, fast, and the same everywhere, which the
// distributions of <random> are not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t x = state_ += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
  }

  // From 0 to below 1.
  double unit() { return static_cast<double>(next() >> 11U) * 0x1p-53; }

  // From 0 to below `end`.
  std::size_t below(std::size_t end) { return next() % end; }

  std::size_t between(std::size_t first, std::size_t last) {
    return first + below(last - first + 1);
  }

  // A rank from 0 to below `end`, rank r about as often as 1/(r+1).
  std::size_t zipf(std::size_t end) {
    const auto rank = static_cast<std::size_t>(std::pow(static_cast<double>(end), unit()));
    return rank > end ? end - 1 : rank - 1;
  }

  // A rank without an end, beyond x with a probability of about (x/300)^-0.7: n draws have some
  // n^0.7 ranks, which is how a vocabulary grows (Heaps' law).
  std::size_t pareto() {
    const double rank = 300 * (std::pow(1.0 - unit(), -1.0 / 0.7) - 1);
    return static_cast<std::size_t>(rank) % (std::size_t{1} << 40U);
  }

 private:
  std::uint64_t state_;
};

std::string_view pick(Random& random, Words words) { return words[random.below(words.size())]; }

std::string invented_word(Random& random, std::size_t syllables) {
  std::string word;
  for (std::size_t i = 0; i < syllables; ++i) {
    word += pick(random, kOnsets);
    word += pick(random, kVowels);
  }
  return word += pick(random, kCodas);
}

bool is_vowel(char letter) {
  return std::string_view("aeiou").find(letter) != std::string_view::npos;
}

std::string plural(const std::string& noun) {
  const char last = noun.back();
  if (last == 'y' && !is_vowel(noun[noun.size() - 2])) {
    return noun.substr(0, noun.size() - 1) + "ies";
  }
  return noun + (last == 's' || last == 'h' ? "es" : "s");
}

std::string capitalised(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

// The name of this number; the same number gives the same name.
std::string name(std::uint64_t number) {
  Random random(number * 0x2545f4914f6cdd1dU + 1);
  const std::size_t syllables = number < 1000 ? 1 : random.between(1, 3);
  std::string made = invented_word(random, syllables);
  made += pick(random, kNameEnds);
  return capitalised(std::move(made));
}

// `known` words, then invented ones with one of `ends`.
std::vector<std::string> lexicon(Random& random, Words known, Words ends, std::size_t size) {
  std::vector<std::string> words(known.begin(), known.end());
  while (words.size() < size) {
    std::string word = invented_word(random, random.between(1, 3));
    word += pick(random, ends);
    words.push_back(std::move(word));
  }
  return words;
}

struct Lexicons {
  std::vector<std::string> nouns;
  std::vector<std::string> verbs;  // without their ending
  std::vector<std::string> adjectives;
  std::vector<std::string> sources;
  std::vector<std::string> places;
};

Lexicons make_lexicons(Random& random) {
  constexpr auto kNoEnd = std::to_array<std::string_view>({"t", "k", "nd", "sh", "r"});
  Lexicons made{.nouns = lexicon(random, kNouns, kNounEnds, 14000),
                .verbs = lexicon(random, kVerbs, kNoEnd, 4000),
                .adjectives = lexicon(random, kAdjectives, kAdjectiveEnds, 6000)};
  for (std::size_t i = 0; i < kSources; ++i) {
    made.sources.push_back(name(random.next()) + (i % 3 == 0 ? " News" : " Herald"));
  }
  for (std::size_t i = 0; i < kPlaces; ++i) made.places.push_back(name(random.next()));
  return made;
}

// What articles about one thing have in common.
struct Topic {
  std::vector<std::size_t> nouns;  // indexes of the lexicon, most frequent first
  std::vector<std::size_t> verbs;
  std::vector<std::size_t> adjectives;
  std::vector<std::string> phrases;  // "tax reform", "rate of inflation"
};

std::vector<std::size_t> ranks(Random& random, std::size_t count, std::size_t end) {
  std::vector<std::size_t> made(count);
  for (std::size_t& rank : made) rank = random.zipf(end);
  return made;
}

std::string phrase(Random& random, const Lexicons& lexicons, const Topic& topic) {
  const auto noun = [&] { return lexicons.nouns[topic.nouns[random.below(topic.nouns.size())]]; };
  const auto adjective = [&] {
    return lexicons.adjectives[topic.adjectives[random.below(topic.adjectives.size())]];
  };
  switch (random.below(5)) {
    case 0:
      return noun() + " of " + noun();
    case 1:
      return noun() + " on " + noun();
    case 2:
      return noun() + " " + noun();
    case 3:
      return adjective() + " " + noun() + " " + noun();
    default:
      return adjective() + " " + noun();
  }
}

Topic make_topic(Random& random, const Lexicons& lexicons) {
  Topic made{.nouns = ranks(random, 240, lexicons.nouns.size()),
             .verbs = ranks(random, 80, lexicons.verbs.size()),
             .adjectives = ranks(random, 80, lexicons.adjectives.size())};
  for (int i = 0; i < 80; ++i) made.phrases.push_back(phrase(random, lexicons, made));
  return made;
}

// Writes articles one after another into one buffer.
class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed), lexicons_(make_lexicons(random_)) {
    for (std::size_t i = 0; i < kTopics; ++i) topics_.push_back(make_topic(random_, lexicons_));
  }

  // The article as a line of JSON; valid until the next call.
  const std::string& article(std::size_t number) {
    choose_subject();
    line_ = "{\"id\":\"a" + std::to_string(number) + "\",\"title\":\"";
    title();
    line_ += "\",\"text\":\"";
    text();
    line_ += "\",\"published\":\"" + date();
    line_ += "\",\"source\":\"" + lexicons_.sources[random_.zipf(kSources)];
    line_ += "\",\"place\":\"" + place() + "\",\"topics\":[\"";
    line_ += kSubjects[topic_ % kSubjects.size()];
    line_ += "\"],\"author\":\"" + name(random_.zipf(20000)) + " " + name(random_.zipf(20000));
    line_ += "\",\"language\":\"en\"}\n";
    return line_;
  }

 private:
  void choose_subject() {
    topic_ = random_.zipf(kTopics);
    side_topic_ = random_.below(kTopics);
    for (std::string& person : people_) person = name(random_.pareto()) + " " + surname();
  }

  std::string surname() { return name(random_.pareto() + (std::size_t{1} << 41U)); }
  const std::string& place() { return lexicons_.places[random_.zipf(kPlaces)]; }
  const std::string& person() { return people_[random_.zipf(people_.size())]; }

  // Three words of four are of the article's topic, of the others some are of its second topic and
  // some of the whole language.
  const std::string& word(const std::vector<std::string>& lexicon,
                          std::vector<std::size_t> Topic::*own) {
    const std::size_t chance = random_.below(20);
    if (chance >= 17) return lexicon[random_.zipf(lexicon.size())];
    const std::vector<std::size_t>& of = topics_[chance < 13 ? topic_ : side_topic_].*own;
    return lexicon[of[random_.zipf(of.size())]];
  }

  const std::string& noun() { return word(lexicons_.nouns, &Topic::nouns); }

  void title() {
    const std::size_t begin = line_.size();
    write(random_.below(2) == 0 ? "C of O V in L as N V A M" : "S V M over C in L");
    line_[begin] = capital(line_[begin]);
  }

  static char capital(char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  }

  void text() {
    const std::size_t end = line_.size() + kArticleBytes / 2 + random_.below(kArticleBytes);
    for (std::size_t sentence = 1; line_.size() < end; ++sentence) {
      const std::size_t begin = line_.size();
      write(kSentences[random_.below(kSentences.size())]);
      line_[begin] = capital(line_[begin]);
      line_ += sentence % 3 == 0 ? ".\\n\\n" : ". ";
    }
    line_ += "The " + noun() + " continues.";
  }

  void write(std::string_view pattern) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const bool starts = i == 0 || pattern[i - 1] == ' ' || pattern[i - 1] == '\x9c';
      const bool ends = i + 1 == pattern.size() || !is_letter(pattern[i + 1]);
      if (!starts || !ends || !slot(pattern[i])) line_ += pattern[i];
    }
  }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  // Whether the letter stands for something; writes it.
  bool slot(char letter) {
    switch (letter) {
      case 'N':
        line_ += noun();
        return true;
      case 'M':
        line_ += plural(noun());
        return true;
      case 'V':
        (line_ += word(lexicons_.verbs, &Topic::verbs)) += "ed";
        return true;
      case 'G':
        (line_ += word(lexicons_.verbs, &Topic::verbs)) += "ing";
        return true;
      case 'A':
        adjective();
        return true;
      case 'P':
        line_ += person();
        return true;
      case 'S':
        line_ += last_name(person());
        return true;
      case 'L':
        line_ += place();
        return true;
      case 'O':
        organisation();
        return true;
      case 'C':
        set_phrase();
        return true;
      case '#':
        number();
        return true;
      case 'D':
        line_ += pick(random_, kDays);
        return true;
      case 'Y':
        line_ += std::to_string(random_.between(1985, 2025));
        return true;
      default:
        return false;
    }
  }

  void adjective() { line_ += word(lexicons_.adjectives, &Topic::adjectives); }

  static std::string_view last_name(std::string_view full) {
    return full.substr(full.find(' ') + 1);
  }

  void organisation() {
    line_ += place();
    line_ += ' ';
    std::string kind = lexicons_.nouns[random_.zipf(kNouns.size())];
    line_ += capitalised(std::move(kind));
  }

  void set_phrase() {
    const std::vector<std::string>& phrases = topics_[topic_].phrases;
    line_ += phrases[random_.zipf(phrases.size())];
  }

  void number() {
    const std::size_t value = random_.zipf(999999) + 2;
    const std::string digits = std::to_string(value);
    if (value < 10000) {
      line_ += digits;
    } else {
      line_ += digits.substr(0, digits.size() - 3) + "," + digits.substr(digits.size() - 3);
    }
  }

  std::string date() {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:00Z",
                  static_cast<int>(random_.between(1985, 2025)),
                  static_cast<int>(random_.between(1, 12)),
                  static_cast<int>(random_.between(1, 28)), static_cast<int>(random_.below(24)),
                  static_cast<int>(random_.below(60)));
    return text.data();
  }

  Random random_;
  Lexicons lexicons_;
  std::vector<Topic> topics_;
  std::size_t topic_ = 0;
  std::size_t side_topic_ = 0;
  std::array<std::string, 4> people_;
  std::string line_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::fputs("usage: bench-generate ARTICLES [SEED] > corpus.jsonl\n", stderr);
    return 2;
  }
  const std::size_t articles = std::strtoull(argv[1], nullptr, 10);
  Writer writer(argc == 3 ? std::strtoull(argv[2], nullptr, 10) : kSeed);
  for (std::size_t i = 0; i < articles; ++i) {
    const std::string& line = writer.article(i);
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 1;
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
