#include "indexer/prose/line_lexicon.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/text/phrase_finder.h"
#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/store/text/language_data.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestPhraseLine = 90;  // bytes; no line of menus is longer

std::string_view without_marks(std::string_view line) {
  constexpr std::string_view kMarks = " .:!|>*#-_=[]()+";
  while (!line.empty() && kMarks.find(line.front()) != std::string_view::npos) {
    line.remove_prefix(1);
  }
  while (!line.empty() && kMarks.find(line.back()) != std::string_view::npos) {
    line.remove_suffix(1);
  }
  for (const std::string_view wide : {"»", "›", "→", "▼", "▶", "►", "…", "•", "–", "—"}) {
    if (line.ends_with(wide)) return without_marks(line.substr(0, line.size() - wide.size()));
    if (line.starts_with(wide)) return without_marks(line.substr(wide.size()));
  }
  return line;
}

bool starts_with_digit(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

// "editors’ picks" as "editors' picks".
std::string with_straight_quotes(const std::string& folded) {
  constexpr std::string_view kCurly = "’";
  std::string straight;
  for (std::size_t at = 0; at < folded.size();) {
    const bool curly = folded.compare(at, kCurly.size(), kCurly) == 0;
    straight += curly ? '\'' : folded[at];
    at += curly ? kCurly.size() : 1;
  }
  return straight;
}

// "12 Comments", "Comments (3)", "Shares 120" without the number; folded.
std::string bare_phrase(std::string_view line) {
  constexpr std::string_view kDigits = "0123456789,.kK ()";
  std::string_view bare = without_marks(line);
  const std::size_t start = bare.find_first_not_of(kDigits);
  if (start == std::string_view::npos) return {};
  if (starts_with_digit(bare)) bare.remove_prefix(start);
  const std::size_t end = bare.find_last_not_of("0123456789 ()");
  bare = bare.substr(0, end + 1);
  return with_straight_quotes(fold_case(bare));
}

using Phrases = std::vector<std::string_view>;

bool starts_with_any(std::string_view folded, const Phrases& phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) { return folded.starts_with(phrase); });
}

bool contains_any(std::string_view folded, const Phrases& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return folded.find(phrase) != std::string_view::npos;
  });
}

// The first and the last bytes of a line, cut between characters.
std::string_view head_of(std::string_view line) {
  constexpr std::size_t kBytes = 64;
  std::size_t end = std::min(line.size(), kBytes);
  while (end < line.size() && (line[end] & 0xC0) == 0x80) ++end;
  return line.substr(0, end);
}

std::string_view tail_of(std::string_view line, std::size_t bytes) {
  std::size_t start = line.size() - std::min(line.size(), bytes);
  while (start < line.size() && (line[start] & 0xC0) == 0x80) ++start;
  return line.substr(start);
}

// Sections are written "Middle East" or "Politics & Diplomacy", sentences are not.
bool are_capitalised(const std::vector<std::string_view>& words) {
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return !has_letter(word) || !starts_lower(word) || word.size() <= 4;
  });
}

// "… by Jane Doe/AFP)"
bool ends_with_credit(std::string_view folded) {
  while (folded.ends_with('.') || folded.ends_with(')') || folded.ends_with(']')) {
    folded.remove_suffix(1);
  }
  return folded.ends_with("/reuters") || folded.ends_with("/afp") || folded.ends_with("/ap") ||
         folded.ends_with("/getty");
}

const std::unordered_map<std::string_view, LabelKind>& labels() {
  static const auto kinds = [] {
    std::unordered_map<std::string_view, LabelKind> made;
    const auto add = [&](LabelKind kind, const Phrases& names) {
      for (const std::string_view name : names) made.emplace(name, kind);
    };
    add(LabelKind::title, words_of_languages("label title"));
    add(LabelKind::summary, words_of_languages("label summary"));
    add(LabelKind::date, words_of_languages("label date"));
    add(LabelKind::updated, words_of_languages("label updated"));
    add(LabelKind::author, words_of_languages("label author"));
    add(LabelKind::source, words_of_languages("label source"));
    add(LabelKind::place, words_of_languages("label place"));
    add(LabelKind::section, words_of_languages("label section"));
    add(LabelKind::topics, words_of_languages("label topics"));
    add(LabelKind::people, words_of_languages("label people"));
    add(LabelKind::organisations, words_of_languages("label organisations"));
    add(LabelKind::url, words_of_languages("label url"));
    add(LabelKind::language, words_of_languages("label language"));
    add(LabelKind::other, words_of_languages("label other"));
    return made;
  }();
  return kinds;
}

// Kinds whose label may stand alone on its line, with the values on the lines below it.
bool may_stand_alone(LabelKind kind) {
  return kind == LabelKind::topics || kind == LabelKind::people || kind == LabelKind::organisations;
}

}  // namespace

bool is_navigation(std::string_view line) {
  if (line.size() > kLongestPhraseLine) return false;
  static const WordSet menus(words_of_languages("menus"));
  return menus.contains(bare_phrase(line));
}

bool is_share_bar(std::string_view line) {
  if (line.size() > 200) return false;
  static const WordSet words(words_of_languages("share bars"));
  static const WordSet signs(words_of_languages("share signs"));
  bool sign = false;
  for (const std::string_view word : split_words(line)) {
    const std::string bare = bare_phrase(word);
    if (!bare.empty() && !words.contains(bare)) return false;
    sign = sign || signs.contains(bare);
  }
  return sign;
}

EndMark end_mark(std::string_view line) {
  if (line.size() > kLongestPhraseLine) return EndMark::none;
  static const WordSet strong(words_of_languages("end headings"));
  static const WordSet weak(words_of_languages("maybe end headings"));
  static const Phrases strong_starts = words_of_languages("end openings");
  static const Phrases weak_starts = words_of_languages("maybe end openings");
  const std::string bare = bare_phrase(line);
  if (strong.contains(bare)) return EndMark::strong;
  if (weak.contains(bare)) return EndMark::weak;
  if (ends_sentence(line)) return EndMark::none;
  if (starts_with_any(bare, strong_starts)) return EndMark::strong;
  return starts_with_any(bare, weak_starts) ? EndMark::weak : EndMark::none;
}

std::size_t related_prefix(std::string_view line) {
  static const WordSet openings(words_of_languages("related openings"));
  const std::size_t limit = std::min<std::size_t>(line.size(), 40);
  for (const std::string_view mark : {":", "|", "»", "›", ">>", " – ", " - ", "➤", "→"}) {
    const std::size_t at = line.substr(0, limit).find(mark);
    if (at == std::string_view::npos || at == 0) continue;
    if (!openings.contains(fold_case(without_marks(line.substr(0, at))))) continue;
    const std::size_t value = line.find_first_not_of(" |>-", at + mark.size());
    if (value != std::string_view::npos) return value;
  }
  return 0;
}

bool is_boilerplate(std::string_view line) {
  constexpr std::size_t kLongest = 600;  // bytes; longer lines are text
  static const Phrases phrases = words_of_languages("boilerplate");
  static const PhraseFinder finder(phrases);
  static const Phrases openings = words_of_languages("boilerplate openings");
  if (line.size() > kLongest) return false;
  const std::string folded = fold_case(line);
  return finder.occurs_in(folded) || starts_with_any(folded, openings);
}

bool is_caption(std::string_view line) {
  constexpr std::size_t kLongest = 500;  // bytes
  constexpr std::size_t kEnd = 48;       // a credit stands in the last bytes
  static const Phrases openings = words_of_languages("caption openings");
  static const Phrases credits = words_of_languages("caption credits");
  if (line.size() > kLongest) return false;
  if (starts_with_any(fold_case(head_of(line)), openings)) return true;
  if (line.starts_with("©")) return false;
  const std::string end = fold_case(tail_of(line, kEnd));
  return contains_any(end, credits) || ends_with_credit(end);
}

bool is_credit(std::string_view line) {
  constexpr std::size_t kLongest = 500;  // bytes
  constexpr std::size_t kEnd = 60;
  static const Phrases openings = words_of_languages("credit openings");
  static const Phrases endings = words_of_languages("credit endings");
  if (line.size() > kLongest) return false;
  if (line.starts_with("SOURCE ") && !ends_sentence(line)) return true;
  const std::string start = fold_case(head_of(line));
  return starts_with_any(start, openings) ||
         starts_with_any(fold_case(head_of(without_marks(line))), openings) ||
         contains_any(fold_case(tail_of(line, kEnd)), endings);
}

bool is_copyright(std::string_view line) {
  constexpr std::size_t kLongest = 400;  // bytes
  constexpr std::size_t kEnd = 80;
  static const Phrases openings = words_of_languages("copyright openings");
  static const Phrases reserved = words_of_languages("reserved rights");
  if (line.size() > kLongest) return false;
  return starts_with_any(fold_case(head_of(line)), openings) ||
         contains_any(fold_case(tail_of(line, kEnd)), reserved);
}

bool is_end_sign(std::string_view line) {
  static const WordSet signs(words_of_languages("end signs"));
  if (line.size() > 16) return false;
  if (line.find_first_not_of("#*-=_ ~") == std::string_view::npos) return line.starts_with("##");
  const std::string bare = fold_case(without_marks(line));
  const bool capitals_or_marks = is_all_caps(line) || line.front() == '-' || line.front() == '(' ||
                                 line.front() == '/' || bare == "enditem";
  return capitals_or_marks && signs.contains(bare);
}

bool is_section_name(std::string_view line) {
  static const WordSet names(words_of_languages("section names"));
  const auto words = split_words(line);
  if (words.empty() || words.size() > 6 || line.size() > 60 || !starts_upper(line)) return false;
  if (has_digit(line) || line.find_first_of(":;?!\"") != std::string_view::npos) return false;
  std::size_t known = 0;
  std::size_t joining = 0;
  for (const std::string_view word : words) {
    const std::string bare = bare_phrase(word);
    if (names.contains(bare)) ++known;
    if (bare.empty() || bare == "and" || bare == "und" || bare == "et" || bare == "y" ||
        bare == "и" || bare == "&") {
      ++joining;
    }
  }
  // "Russian Politics & Diplomacy", "Middle East", "World"
  return known > 0 && (known + joining) * 2 >= words.size() && are_capitalised(words);
}

std::optional<Label> line_label(std::string_view line) {
  constexpr std::size_t kLongestLabel = 40;  // bytes
  const std::size_t colon = line.substr(0, kLongestLabel).find(':');
  const std::string_view name = trim_spaces(line.substr(0, std::min(colon, line.size())));
  if (name.size() > kLongestLabel) return std::nullopt;
  const auto found = labels().find(fold_case(without_marks(name)));
  if (found == labels().end()) return std::nullopt;
  if (colon == std::string_view::npos) {
    if (!may_stand_alone(found->second)) return std::nullopt;
    return Label{found->second, line.size()};
  }
  const std::size_t value = line.find_first_not_of(' ', colon + 1);
  return Label{found->second, std::min(value, line.size())};
}

}  // namespace dateline
