#include "search/plan/synonyms.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include "search/base/ascii.h"
#include "search/base/utf8.h"
#include "search/query/query_text.h"
#include "search/store/text/tokenizer.h"

namespace dateline {
namespace {

using Phrase = Synonyms::Phrase;

constexpr std::size_t kMostWords = 8;     // of an entry
constexpr std::size_t kMostEntries = 32;  // of a line: each is searched for

// Words that acronyms of the news look like in small letters; in capitals they are the acronym.
// Sorted.
constexpr std::array<std::string_view, 73> kCommonWords = {
    "act", "aid",   "aids", "all", "am",  "an",  "and", "any", "are",  "arm", "art",  "as",  "at",
    "au",  "ban",   "bar",  "be",  "but", "by",  "can", "car", "care", "cop", "dam",  "day", "do",
    "eta", "far",   "for",  "go",  "had", "has", "he",  "her", "him",  "his", "how",  "ice", "if",
    "in",  "is",    "it",   "its", "law", "led", "mad", "man", "may",  "me",  "mine", "my",  "new",
    "no",  "not",   "now",  "of",  "off", "on",  "one", "or",  "out",  "pa",  "pen",  "pm",  "sec",
    "so",  "start", "to",   "up",  "us",  "was", "we",  "who"};

bool is_common(std::string_view word) {
  return std::binary_search(kCommonWords.begin(), kCommonWords.end(), word);
}

// "IS", "U.S.", "G20": capitals, digits and points, two of them no points and one a capital.
bool is_capitals(std::string_view word) {
  std::size_t capitals = 0;
  std::size_t digits = 0;
  for (const char c : word) {
    if (ascii::is_upper(c)) {
      ++capitals;
    } else if (ascii::is_digit(c)) {
      ++digits;
    } else if (c != '.') {
      return false;
    }
  }
  return capitals > 0 && capitals + digits >= 2;
}

// What phrases are compared by. Of several words, capitals tell nothing more.
std::string key_of(std::span<const SynonymWord> words) {
  if (words.size() == 1 && words[0].capitals && is_common(words[0].folded)) {
    return words[0].folded + "/capitals";
  }
  std::string key;
  for (const SynonymWord& word : words) {
    if (!key.empty()) key += ' ';
    key += word.folded;
  }
  return key;
}

// Reads the lines of one file.
class LineReader {
 public:
  explicit LineReader(std::string_view name) : name_(name) {}

  struct Group {
    std::vector<Phrase> from;  // empty: a line of alternatives that all find one another
    std::vector<Phrase> to;
  };

  // A group without anything for a line that is empty or a comment.
  Group read(std::string_view line) {
    ++line_;
    if (find_invalid_utf8(line) != line.npos) refuse("the line is not UTF-8");
    line = trimmed(line.substr(0, line.find('#')));
    if (line.empty()) return {};
    const std::size_t arrow = line.find("=>");
    if (arrow == line.npos) {
      Group group{.to = read_entries(line)};
      if (group.to.size() < 2) refuse("a group needs two entries or more, with commas between");
      return group;
    }
    if (line.find("=>", arrow + 2) != line.npos) refuse("a line takes one => at most");
    return {.from = read_entries(line.substr(0, arrow)),
            .to = read_entries(line.substr(arrow + 2))};
  }

 private:
  std::vector<Phrase> read_entries(std::string_view list) const {
    std::vector<Phrase> entries;
    while (true) {
      const std::size_t comma = list.find(',');
      entries.push_back(read_entry(trimmed(list.substr(0, comma))));
      if (comma == list.npos) break;
      list.remove_prefix(comma + 1);
    }
    if (entries.size() > kMostEntries) {
      refuse("a line takes " + std::to_string(kMostEntries) + " entries at most");
    }
    return entries;
  }

  Phrase read_entry(std::string_view entry) const {
    Phrase words = synonym_words(entry);
    if (words.empty()) refuse("an entry has no word: \"" + std::string(entry) + "\"");
    if (words.size() > kMostWords) {
      refuse("an entry takes " + std::to_string(kMostWords) + " words at most: \"" +
             std::string(entry) + "\"");
    }
    return words;
  }

  [[noreturn]] void refuse(const std::string& why) const {
    throw SynonymsError(std::string(name_) + ":" + std::to_string(line_) + ": " + why);
  }

  std::string_view name_;
  std::size_t line_ = 0;
};

}  // namespace

std::vector<SynonymWord> synonym_words(std::string_view text) {
  std::vector<SynonymWord> words;
  Tokenizer tokens(text);
  while (const Token* const token = tokens.next()) {
    words.push_back(
        {.folded = std::string(token->folded),
         .capitals = is_capitals(text.substr(token->begin, token->end - token->begin))});
  }
  return words;
}

Synonyms Synonyms::parse(std::string_view text, std::string_view name) {
  Synonyms synonyms;
  LineReader reader(name);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const LineReader::Group group = reader.read(text.substr(0, end));
    for (const Phrase& from : group.from.empty() ? group.to : group.from) {
      synonyms.add(from, group.to);
    }
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return synonyms;
}

Synonyms Synonyms::read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || in.bad()) throw SynonymsError(file.string() + ":0: cannot be read");
  return parse(text, file.string());
}

void Synonyms::add(const Phrase& from, std::span<const Phrase> to) {
  const std::string key = key_of(from);
  std::vector<Phrase>& alternatives = alternatives_[key];
  for (const Phrase& phrase : to) {
    const std::string other = key_of(phrase);
    const bool known = std::any_of(alternatives.begin(), alternatives.end(),
                                   [&](const Phrase& had) { return key_of(had) == other; });
    if (other != key && !known) alternatives.push_back(phrase);
  }
  if (alternatives.empty()) {
    alternatives_.erase(key);
    return;
  }
  longest_ = std::max(longest_, from.size());
}

Synonyms::Match Synonyms::longest(std::span<const SynonymWord> words) const {
  for (std::size_t count = std::min(words.size(), longest_); count > 0; --count) {
    const auto found = alternatives_.find(key_of(words.first(count)));
    if (found != alternatives_.end()) return {.words = count, .alternatives = found->second};
  }
  return {};
}

}  // namespace dateline
