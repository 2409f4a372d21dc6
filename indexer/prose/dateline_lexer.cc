#include "indexer/prose/dateline_lexer.h"

#include <algorithm>
#include <initializer_list>

#include "indexer/prose/agencies.h"
#include "indexer/prose/dateline_places.h"
#include "indexer/text/text_shape.h"
#include "indexer/text/word_set.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestDateline = 160;  // bytes
constexpr std::size_t kLongestName = 48;       // bytes of a place or an agency
constexpr std::size_t kMostNameWords = 5;

// The words of a name that are written small.
bool is_particle(std::string_view word) {
  static const WordSet particles("de del do da dos la le les of am an der ez al el upon sur en");
  return particles.contains(word);
}

}  // namespace

DatelineLexer::DatelineLexer(std::string_view paragraph)
    : text_(paragraph), limit_(std::min(paragraph.size(), kLongestDateline)) {}

void DatelineLexer::skip_spaces() {
  while (peek() == ' ') ++at_;
}

bool DatelineLexer::is_dash_at(std::size_t at) const {
  return starts_with_any(text_.substr(at), {"–", "—"});
}

bool DatelineLexer::is_at_dash() const { return peek() == '-' || is_dash_at(at_); }

bool DatelineLexer::is_before_mark() const {
  DatelineLexer ahead = *this;
  return ahead.read_mark() >= Mark::colon;
}

bool DatelineLexer::is_at_text() const {
  const std::string_view text = rest_of_paragraph();
  if (text.size() < 2) return false;
  return starts_upper(text.substr(0, 16)) || ascii::is_digit(text.front()) ||
         starts_with_any(text, {"\"", "'", "“", "«", "„", "‘", "$"});
}

std::string_view DatelineLexer::read_wrapped() {
  const char open = peek();
  if (open != '(' && open != '[' && open != '/') return {};
  const char close = open == '(' ? ')' : (open == '[' ? ']' : '/');
  const std::size_t end = text_.substr(0, limit_).find(close, at_ + 1);
  if (end == std::string_view::npos || end - at_ > kLongestName) return {};
  const std::string_view inner = trim_spaces(text_.substr(at_ + 1, end - at_ - 1));
  at_ = end + 1;
  return inner;
}

std::string_view DatelineLexer::read_name() {
  const std::size_t start = at_;
  std::size_t words = 0;
  while (words < kMostNameWords && read_name_word(words == 0)) {
    ++words;
    if (peek() != ' ' || !is_name_start(at_ + 1)) break;
    ++at_;
  }
  const std::string_view name = trim_spaces(text_.substr(start, at_ - start));
  if (words > 0 && name.size() <= kLongestName) return name;
  at_ = start;
  return {};
}

std::string_view DatelineLexer::read_agency_name() {
  const std::string_view name = read_name();
  if (!name.empty()) return name;
  const std::size_t start = at_;
  while (ascii::is_lower(peek()) || peek() == '/') ++at_;
  return text_.substr(start, at_ - start);
}

bool DatelineLexer::read_name_word(bool first) {
  const std::string_view word = word_at(at_);
  if (word.empty() || !(starts_upper(word) || (!first && is_particle(word)))) return false;
  at_ += word.size();
  if (peek() == '.' && (word == "St" || word == "ST" || word == "Ste") && peek(1) == ' ') ++at_;
  return true;
}

bool DatelineLexer::is_name_start(std::size_t at) const {
  const std::string_view word = word_at(at);
  return !word.empty() && (starts_upper(word) || is_particle(word));
}

std::string_view DatelineLexer::word_at(std::size_t start) const {
  std::size_t end = start;
  while (end < limit_ && is_word_byte(end)) ++end;
  return text_.substr(start, end - start);
}

// Letters; hyphens, apostrophes and slashes between letters; full stops of "D.C." and
// "INTERFAX.RU".
bool DatelineLexer::is_word_byte(std::size_t at) const {
  const char c = text_[at];
  if (is_dash_at(at) || starts_with_any(text_.substr(at), {"“", "«", "”"})) return false;
  if (ascii::is_letter_byte(c)) return true;
  if (at + 1 >= limit_ || !ascii::is_letter_byte(text_[at + 1])) return false;
  if (c == '-') return !is_dash_at(at + 1) && !is_tight_dash(at);
  if (c == '/') return at > 0 && text_[at - 1] != ' ' && !closes_slash(at);
  return c == '\'' || c == '.';
}

// The slash after "TASS" of "/TASS/" is none inside a word.
bool DatelineLexer::closes_slash(std::size_t at) const {
  constexpr std::size_t kLongestBetween = 16;
  const std::size_t before = text_.rfind('/', at - 1);
  return before != std::string_view::npos && at - before < kLongestBetween;
}

// The hyphen of "SANA-The" and "TEHRAN-The", which ends the dateline; not that of "US-Russian" and
// "Bristol-Myers".
bool DatelineLexer::is_tight_dash(std::size_t at) const {
  const std::size_t start = text_.find_last_of(" ,", at == 0 ? 0 : at - 1);
  const std::size_t from = start == std::string_view::npos ? 0 : start + 1;
  const std::string_view before = text_.substr(from, at - from);
  const bool capital_follows =
      starts_upper(text_.substr(at + 1, 4)) && at + 2 < limit_ && !ascii::is_upper(text_[at + 2]);
  if (!capital_follows || before.empty()) return false;
  if (known_agency(before).has_value()) return true;
  if (!is_all_caps(before)) return false;
  return from == 0 ? is_dateline_place(before) : before.size() > 2;
}

DatelineLexer::Mark DatelineLexer::read_mark() {
  const bool space_before = peek() == ' ';
  Mark mark = Mark::none;
  while (at_ < limit_) {
    const char c = peek();
    if (is_dash_at(at_)) {
      mark = Mark::dash;
      at_ += std::string_view("–").size();
      continue;
    }
    if (c != ' ' && c != ',' && mark_of(c, space_before) == Mark::none) break;
    mark = std::max(mark, mark_of(c, space_before));
    ++at_;
  }
  return mark;
}

DatelineLexer::Mark DatelineLexer::mark_of(char c, bool space_before) const {
  switch (c) {
    case '.':
      return Mark::stop;
    case ':':
      return Mark::colon;
    case '-':
    case '_':
    case '|':
      return space_before || peek(1) == '-' ? Mark::dash : Mark::tight_dash;
    default:
      return Mark::none;
  }
}

}  // namespace dateline
