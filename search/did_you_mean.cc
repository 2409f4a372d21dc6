#include "search/did_you_mean.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "search/base/utf8.h"
#include "search/store/text/fold.h"
#include "search/store/text/spelling.h"
#include "search/store/text/tokenizer.h"

namespace dateline {
namespace {

// Words that are looked up at most: each means going through all words with its first letter.
constexpr std::size_t kMostWords = 8;

// Of each, so many of the words that are near are tried, and of all together.
constexpr std::size_t kMostTried = 3;
constexpr std::size_t kMostCounted = 16;

constexpr std::size_t kLeastLetters = 4;
// From so many letters on, two of them may be wrong: of a word that the archive does not have, and
// of one that it has.
constexpr std::size_t kLettersOfTwoErrors = 6;
constexpr std::size_t kLettersOfTwoMisprints = 8;

// A word is a misprint of one that occurs so many times as often, and finds so many times as much.
constexpr std::uint64_t kCommoner = 50;
constexpr std::uint64_t kBetter = 10;

// What the archive has written with a capital inside sentences so often is a name, and seldom a
// misprint of another one.
constexpr std::uint64_t kLeastOfName = 3;
constexpr std::uint64_t kCommonerThanName = 500;

// Where no article has all of the words either way, one is worth to be suggested if the archive
// has it so often.
constexpr std::uint64_t kLeastUnjudged = 10;

// How often the archive has a word.
struct Occurrences {
  std::uint64_t all = 0;
  std::uint64_t capitalised = 0;

  bool is_name() const { return capitalised >= kLeastOfName && capitalised * 2 >= all; }
  std::uint64_t of_meant_word() const { return all * (is_name() ? kCommonerThanName : kCommoner); }
};

// A word that may be meant.
struct Candidate {
  std::string text;
  bool acronym = false;
  std::uint64_t occurrences = 0;
};

// A word of the query that may be misspelled, and what may be meant.
struct Doubtful {
  std::size_t begin = 0;  // bytes of the query
  std::size_t end = 0;
  std::string folded;
  std::vector<Candidate> candidates;  // the best first
};

bool is_plain(const QueryNode& node) {
  return (node.kind == QueryNode::Kind::word || node.kind == QueryNode::Kind::phrase) &&
         !node.wildcard && node.fuzzy == 0 && !node.capitals;
}

// Addresses and the like are no words to be corrected.
bool is_address(std::string_view text) { return text.find_first_of("/@\\") != text.npos; }

bool has_letters_alone(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    const CharClass kind = char_class(c.value);
    if (kind != CharClass::letter && kind != CharClass::mark) return false;
    at += c.bytes;
  }
  return true;
}

// A name of a field, or what was meant as one: intitle:lavrov.
bool names_field(std::string_view query, std::size_t end) {
  return end + 1 < query.size() && query[end] == ':' && query[end + 1] != ' ';
}

Occurrences occurrences_of(std::string_view folded, const Generation& generation) {
  Occurrences sum;
  for (const auto& segment : generation.segments()) {
    for (const FormId form : segment->lexicon().with_folded(folded)) {
      const LexiconEntry entry = segment->lexicon().entry(form);
      sum.all += entry.occurrences;
      sum.capitalised += entry.capitalised;
    }
  }
  return sum;
}

// The words of the query that may be corrected, in its order; not those that it excludes.
void collect_words(std::string_view query, const QueryNode& node, std::vector<Doubtful>& words) {
  const std::size_t wanted = node.kind == QueryNode::Kind::without ? 1 : node.children.size();
  for (std::size_t i = 0; i < wanted; ++i) collect_words(query, node.children[i], words);
  if (!is_plain(node) || node.begin >= node.end || node.end > query.size()) return;
  const std::string_view text = query.substr(node.begin, node.end - node.begin);
  if (is_address(text)) return;
  Tokenizer tokenizer(text);
  while (const Token* token = tokenizer.next()) {
    const std::size_t begin = node.begin + token->begin;
    const std::size_t end = node.begin + token->end;
    const std::string_view typed = query.substr(begin, end - begin);
    if (typed.size() < kLeastLetters || !has_letters_alone(typed) || names_field(query, end))
      continue;
    words.push_back({.begin = begin, .end = end, .folded = fold(typed)});
  }
}

// By their folded spelling.
using Near = std::map<std::string, Candidate, std::less<>>;

// Of its forms the first counts, unless it is in capitals and another is not: it is the most
// frequent.
void add(Near& near, const LexiconEntry& entry) {
  Candidate& candidate = near[std::string(entry.folded)];
  if (candidate.text.empty() || (candidate.acronym && !entry.acronym)) {
    candidate.text = entry.surface;
    candidate.acronym = entry.acronym;
  }
  candidate.occurrences += entry.occurrences;
}

std::vector<Candidate> most_frequent(const Near& near) {
  std::vector<Candidate> words;
  for (const auto& [folded, word] : near) words.push_back(word);
  std::stable_sort(words.begin(), words.end(), [](const Candidate& a, const Candidate& b) {
    return a.occurrences > b.occurrences;
  });
  if (words.size() > kMostTried) words.resize(kMostTried);
  return words;
}

// Words near in spelling with the same first letter, since the first is seldom wrong.
class NearWords {
 public:
  // Of a word with so many letters, two may be wrong.
  NearWords(std::string_view folded, std::size_t letters_of_two)
      : head_(utf8_prefix(folded, decode_at(folded, 0).bytes)),
        within_(folded, folded.size() >= letters_of_two ? 2 : 1) {}

  void add_if_near(const Lexicon& lexicon, FormId form) {
    if (!within_.may_be_near(lexicon.folded_size(form))) return;
    const std::string_view other = lexicon.folded(form);
    if (!other.starts_with(head_)) return;
    const std::optional<int> distance = within_.distance(other);
    if (!distance || *distance == 0) return;
    const LexiconEntry entry = lexicon.entry(form);
    if (!entry.compound) add(*distance == 1 ? near_ : less_near_, entry);
  }

  // The most frequent at the least distance at which there are any.
  std::vector<Candidate> best() const { return most_frequent(near_.empty() ? less_near_ : near_); }

  // Drops words of which no form occurs `least` times in all segments together.
  void keep_common(std::uint64_t least, std::span<const Lexicon* const> lexicons) {
    for (Near* const near : {&near_, &less_near_}) {
      for (auto one = near->begin(); one != near->end();) {
        auto& [folded, candidate] = *one;
        candidate.occurrences = 0;
        std::uint64_t most = 0;
        for (const LexiconEntry& form : united_forms(lexicons, folded)) {
          candidate.occurrences += form.occurrences;
          most = std::max<std::uint64_t>(most, form.occurrences);
        }
        one = most < least ? near->erase(one) : std::next(one);
      }
    }
  }

  std::string_view head() const { return head_; }

 private:
  std::string_view head_;
  WithinDistance within_;
  Near near_;       // at distance 1
  Near less_near_;  // at distance 2
};

// Among all words.
std::vector<Candidate> near_words(std::string_view folded, const Generation& generation) {
  NearWords near(folded, kLettersOfTwoErrors);
  for (const auto& segment : generation.segments()) {
    const Lexicon& lexicon = segment->lexicon();
    const auto [begin, end] = lexicon.folded_range(near.head());
    for (std::uint32_t rank = begin; rank < end; ++rank)
      near.add_if_near(lexicon, lexicon.at_folded_rank(rank));
  }
  return near.best();
}

// Among words that occur `least` times in all segments together. At least one segment has its equal
// share of such a word, so that is what each is searched for.
std::vector<Candidate> common_near_words(std::string_view folded, std::uint64_t least,
                                         const Generation& generation) {
  NearWords near(folded, kLettersOfTwoMisprints);
  const std::vector<const Lexicon*> lexicons = generation.lexicons();
  const std::size_t shares = std::max<std::size_t>(lexicons.size(), 1);
  const std::uint64_t share = std::max(least / shares, Lexicon::kCommon);
  for (const Lexicon* const lexicon : lexicons) {
    for (const FormId form : lexicon->common_with_first(folded.front(), share))
      near.add_if_near(*lexicon, form);
  }
  near.keep_common(least, lexicons);
  return near.best();
}

std::vector<Doubtful> unknown_words(std::string_view query, const QueryNode& root,
                                    const Generation& generation) {
  std::vector<Doubtful> words;
  collect_words(query, root, words);
  std::erase_if(
      words, [&](const Doubtful& word) { return occurrences_of(word.folded, generation).all > 0; });
  if (words.size() > kMostWords) words.resize(kMostWords);
  for (Doubtful& word : words) word.candidates = near_words(word.folded, generation);
  std::erase_if(words, [](const Doubtful& word) { return word.candidates.empty(); });
  return words;
}

// Those that the archive has, and another one in a near spelling so much more often.
std::vector<Doubtful> misprints(std::string_view query, const QueryNode& root,
                                const Generation& generation) {
  std::vector<Doubtful> words;
  collect_words(query, root, words);
  std::vector<Doubtful> doubtful;
  for (Doubtful& word : words) {
    const Occurrences occurrences = occurrences_of(word.folded, generation);
    if (doubtful.size() == kMostWords || occurrences.all == 0) continue;
    word.candidates = common_near_words(word.folded, occurrences.of_meant_word(), generation);
    if (!word.candidates.empty()) doubtful.push_back(std::move(word));
  }
  return doubtful;
}

// As the word was typed: with a capital, or without.
std::string in_case_of(std::string_view typed, std::string_view word) {
  const CodePoint first = decode_at(word, 0);
  std::string result;
  if (is_upper(decode_at(typed, 0).value)) {
    append_upper(result, first.value);
  } else {
    result = word.substr(0, first.bytes);
  }
  return result.append(word.substr(first.bytes));
}

// A word of the query and what stands in its place.
struct Replacement {
  const Doubtful* word = nullptr;
  std::string_view by;
};

std::string replaced(std::string_view query, std::vector<Replacement> replacements) {
  std::sort(replacements.begin(), replacements.end(),
            [](const auto& a, const auto& b) { return a.word->begin < b.word->begin; });
  std::string result;
  std::size_t at = 0;
  for (const auto& [word, by] : replacements) {
    if (word->begin < at) continue;
    result += query.substr(at, word->begin - at);
    result += in_case_of(query.substr(word->begin, word->end - word->begin), by);
    at = word->end;
  }
  return result.append(query.substr(at));
}

std::vector<Replacement> by_best_candidates(const std::vector<Doubtful>& words) {
  std::vector<Replacement> replacements;
  for (const Doubtful& word : words) replacements.push_back({&word, word.candidates.front().text});
  return replacements;
}

// Tries what may be meant, and keeps what finds more.
class Trial {
 public:
  Trial(std::string_view query, const CountMatches& count)
      : query_(query), count_(count), found_(count(query)) {}

  const std::vector<Replacement>& replacements() const { return replacements_; }

  // Words that the archive does not have: all of them, and each by what finds most with the others.
  // Where their other spellings find something, only by what finds many times as much.
  void replace_all(const std::vector<Doubtful>& words) {
    const bool are_common = std::all_of(words.begin(), words.end(), [](const Doubtful& word) {
      return word.candidates.front().occurrences >= kLeastUnjudged;
    });
    const std::uint64_t least = std::max<std::uint64_t>(found_ * kBetter, are_common ? 0 : 1);
    if (words.empty() || !keep_if_better(by_best_candidates(words), least)) return;
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (const Candidate& candidate : words[i].candidates) {
        std::vector<Replacement> other = replacements_;
        other[i].by = candidate.text;
        keep_if_better(std::move(other), found_ + 1);
      }
    }
  }

  // Several words that may be right, where none of them alone is worth to be replaced: all of them.
  void replace_together(const std::vector<Doubtful>& words) {
    if (words.size() < 2 || !replacements_.empty()) return;
    keep_if_better(by_best_candidates(words), std::max<std::uint64_t>(found_, 1) * kBetter);
  }

  // A word that may be right: only by what finds many times as much.
  void replace(const Doubtful& word) {
    std::uint64_t least = std::max<std::uint64_t>(found_, 1) * kBetter;
    for (const Candidate& candidate : word.candidates) {
      std::vector<Replacement> other = replacements_;
      std::erase_if(other, [&](const Replacement& one) { return one.word == &word; });
      other.push_back({&word, candidate.text});
      if (keep_if_better(std::move(other), least)) least = found_ + 1;
    }
  }

 private:
  std::uint64_t counted(const std::vector<Replacement>& replacements) {
    return tried_++ < kMostCounted ? count_(replaced(query_, replacements)) : 0;
  }

  bool keep_if_better(std::vector<Replacement> replacements, std::uint64_t least) {
    const std::uint64_t found = counted(replacements);
    if (found < least) return false;
    found_ = found;
    replacements_ = std::move(replacements);
    return true;
  }

  std::string_view query_;
  const CountMatches& count_;
  std::vector<Replacement> replacements_;
  std::uint64_t found_;
  std::size_t tried_ = 0;
};

}  // namespace

std::optional<std::string> did_you_mean(std::string_view query, const QueryNode& root,
                                        const Generation& generation) {
  const std::vector<Doubtful> words = unknown_words(query, root, generation);
  if (words.empty()) return std::nullopt;
  return replaced(query, by_best_candidates(words));
}

std::optional<std::string> did_you_mean(std::string_view query, const QueryNode& root,
                                        const Generation& generation, const CountMatches& count) {
  const std::vector<Doubtful> unknown = unknown_words(query, root, generation);
  const std::vector<Doubtful> rare = misprints(query, root, generation);
  if (unknown.empty() && rare.empty()) return std::nullopt;
  Trial trial(query, count);
  trial.replace_all(unknown);
  for (const Doubtful& word : rare) trial.replace(word);
  trial.replace_together(rare);
  if (trial.replacements().empty()) return std::nullopt;
  return replaced(query, trial.replacements());
}

}  // namespace dateline
