#include "search/query/query_lexer.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "search/base/ascii.h"
#include "search/query/query_headline.h"
#include "search/query/query_text.h"

namespace dateline {
namespace {

using Kind = QueryToken::Kind;

constexpr std::size_t kNone = std::string_view::npos;
// The number that `digits` is; the largest there is where it is too long. None if it is no number.
std::optional<std::size_t> to_count(std::string_view digits) {
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), ascii::is_digit))
    return std::nullopt;
  std::size_t count = QuerySuffix::kUnsaid - 1;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

std::optional<double> to_weight(std::string_view digits) {
  double weight = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, weight, std::chars_format::fixed);
  if (digits.empty() || stop != end || error != std::errc{}) return std::nullopt;
  return weight;
}

// Takes the suffixes off the end of `text`: of "lavrov~1^2.5", all but "lavrov".
QuerySuffix take_suffixes(std::string_view& text) {
  QuerySuffix suffix;
  while (true) {
    const std::size_t mark = text.find_last_not_of("0123456789.");
    if (mark == kNone || (text[mark] != '~' && text[mark] != '^')) return suffix;
    const std::string_view digits = text.substr(mark + 1);
    if (text[mark] == '~') {
      suffix.tilde = to_count(digits).value_or(QuerySuffix::kUnsaid);
    } else if (const std::optional<double> weight = to_weight(digits)) {
      suffix.weight = weight;
    } else {
      return suffix;
    }
    text = text.substr(0, mark);
  }
}

bool is_sign(char c) { return c == '+' || c == '-'; }
bool is_open_bracket(char32_t c) { return c == U'(' || c == U'（'; }
bool is_close_bracket(char32_t c) { return c == U')' || c == U'）'; }
bool is_bracket(char32_t c) { return is_open_bracket(c) || is_close_bracket(c); }

constexpr char32_t kGershayim = U'\u05F4';  // in Hebrew abbreviations, and around quotations

bool is_hebrew_letter(char32_t c) { return c >= 0x05D0 && c <= 0x05EA; }

// Marks that start a quotation in one language may end it in another; these are told apart by the
// space around them.
bool mostly_opens(char32_t c) {
  return c == U'“' || c == U'„' || c == U'‟' || c == U'«' || c == U'‹' || c == U'「' ||
         c == U'『' || c == U'《' || c == U'〈' || c == U'〝' || c == U'❝' || c == U'＂';
}
bool mostly_closes(char32_t c) { return c == U'”' || c == U'»' || c == U'›'; }
bool is_single_open(char32_t c) { return c == U'‘' || c == U'‚'; }
bool is_single_close(char32_t c) { return c == U'’' || c == U'‘'; }

// Whether `close` ends what `open` began. A straight quote waits for a straight one where there is
// one, so that "he said “yes” today" is one phrase.
bool closes_quote(char32_t open, char32_t close, bool straight_follows) {
  switch (open) {
    case U'"':
      return straight_follows ? close == U'"' : close == U'“' || close == U'”';
    case U'«':
      return close == U'»';
    case U'»':
      return close == U'«' || close == U'»';
    case U'‹':
      return close == U'›';
    case U'›':
      return close == U'‹' || close == U'›';
    case U'「':
      return close == U'」';
    case U'『':
      return close == U'』';
    case U'《':
      return close == U'》';
    case U'〈':
      return close == U'〉';
    case U'〝':
      return close == U'〞' || close == U'〟';
    case U'❝':
      return close == U'❞' || close == U'❝';
    case U'＂':
      return close == U'＂';
    case U'״':
      return close == U'״';
    default:
      return close == U'“' || close == U'”' || close == U'"';
  }
}

std::string_view without_trailing_punctuation(std::string_view word) {
  while (word.size() > 1 && std::string_view(",;:").find(word.back()) != kNone) {
    word.remove_suffix(1);
  }
  return word;
}

struct Proximity {
  std::string_view typed;  // in small letters, before the number
  QueryNode::Kind kind = QueryNode::Kind::near;
  bool ordered = false;
};

constexpr Proximity kProximities[] = {
    {"w/", QueryNode::Kind::near, false},
    {"n/", QueryNode::Kind::near, false},
    {"near/", QueryNode::Kind::near, false},
    {"pre/", QueryNode::Kind::near, true},
};
constexpr Proximity kScopes[] = {
    {"/s", QueryNode::Kind::same_sentence, false},
    {"w/s", QueryNode::Kind::same_sentence, false},
    {"/p", QueryNode::Kind::same_paragraph, false},
    {"w/p", QueryNode::Kind::same_paragraph, false},
};

// A path of names, author.name:; empty where there is none, and for a host with a port.
std::string_view path_at_begin(std::string_view typed) {
  const std::size_t colon = std::min(typed.find(':'), typed.size());
  if (colon + 1 >= typed.size() || ascii::is_digit(typed[colon + 1])) return {};
  const std::string_view path = typed.substr(0, colon);
  const std::size_t dot = path.find('.');
  if (dot == kNone || name_at_begin(path).size() != dot) return {};
  return name_at_begin(path.substr(dot + 1)).size() == path.size() - dot - 1 ? path
                                                                             : std::string_view();
}

}  // namespace

std::string_view name_at_begin(std::string_view typed) {
  constexpr std::size_t kLongestName = 20;
  if (typed.empty() || !(ascii::is_letter(typed[0]) || typed[0] == '_')) return {};
  const auto stop = std::find_if_not(typed.begin(), typed.end(), [](char c) {
    return ascii::is_letter(c) || ascii::is_digit(c) || c == '_';
  });
  const auto size = static_cast<std::size_t>(stop - typed.begin());
  return size <= kLongestName ? typed.substr(0, size) : std::string_view();
}

QueryLexer::QueryLexer(std::string_view query, QueryNotes& notes)
    : query_(query),
      notes_(notes),
      is_headline_(is_headline_in_capitals(query)),
      has_small_letters_(std::any_of(query.begin(), query.end(), ascii::is_lower)),
      last_straight_quote_(query.rfind('"')) {}

std::vector<QueryToken> QueryLexer::read_all() {
  std::vector<QueryToken> tokens;
  do {
    QueryToken token = next();
    if (token.kind != Kind::skipped) tokens.push_back(token);
  } while (tokens.empty() || tokens.back().kind != Kind::end);
  return tokens;
}

QueryToken QueryLexer::next() {
  if (pending_) return *std::exchange(pending_, std::nullopt);
  const Glue glue = std::exchange(glue_, Glue::none);
  CodePoint c;
  for (;; at_ += c.bytes) {
    if (at_ == query_.size()) return {.kind = Kind::end, .begin = at_, .end = at_};
    c = decode_at(query_, at_);
    if (!is_space(c.value)) break;
  }
  if (is_open_bracket(c.value)) return token(Kind::open, at_ + c.bytes);
  if (is_close_bracket(c.value)) return read_close(at_ + c.bytes);
  if (opens_quote(at_, at_)) {
    QueryToken quoted = read_quoted(c.value, at_ + c.bytes);
    quoted.glued = glue == Glue::colon;
    return quoted;
  }
  return read_word(glue);
}

QueryToken QueryLexer::token(Kind kind, std::size_t end) {
  const std::size_t begin = std::exchange(at_, end);
  return {.kind = kind, .text = query_.substr(begin, end - begin), .begin = begin, .end = end};
}

QueryToken QueryLexer::read_close(std::size_t end) {
  const QuerySuffix suffix = read_suffix(end);
  QueryToken close = token(Kind::close, end);
  close.suffix = suffix;
  return close;
}

QueryToken QueryLexer::read_quoted(char32_t open, std::size_t inside) {
  const bool single = is_single_open(open);
  const bool doubled = is_doubled(open, inside);
  if (doubled) ++inside;
  const bool straight_follows = last_straight_quote_ != kNone && last_straight_quote_ >= inside;
  std::size_t close = inside;
  std::size_t end = query_.size();
  while (close < query_.size()) {
    const CodePoint c = decode_at(query_, close);
    const bool closes =
        single ? closes_single_quote(close)
               : closes_quote(open, c.value, straight_follows) && !is_inside_hebrew_word(close);
    if (closes) {
      end = close + c.bytes;
      break;
    }
    close += c.bytes;
  }
  if (doubled && end < query_.size() && query_[end] == '"') ++end;
  if (close == query_.size()) {
    notes_.add("the quote", at_, "is not closed; it was closed at the end");
  }
  const QuerySuffix suffix = read_suffix(end);
  QueryToken quoted = token(Kind::quoted, end);
  quoted.text = trimmed(query_.substr(inside, close - inside));
  quoted.suffix = suffix;
  return quoted;
}

// Whether the quote before `inside` stands twice before a word, as CSV writes it: ""a b"".
bool QueryLexer::is_doubled(char32_t open, std::size_t inside) const {
  return open == U'"' && inside + 1 < query_.size() && query_[inside] == '"' &&
         query_[inside + 1] != '"' && !ends_word(inside + 1);
}

// Suffixes from `end` on, which is moved behind them.
QuerySuffix QueryLexer::read_suffix(std::size_t& end) const {
  std::size_t stop = std::min(query_.find_first_not_of("~^0123456789.", end), query_.size());
  std::string_view rest = query_.substr(end, stop - end);
  while (!rest.empty() && rest.back() == '.') {  // "a b"~5. ends a sentence
    rest.remove_suffix(1);
    --stop;
  }
  const QuerySuffix suffix = take_suffixes(rest);
  if (!rest.empty()) return {};
  end = stop;
  return suffix;
}

QueryToken QueryLexer::read_word(Glue glue) {
  if (glue == Glue::none && excludes_by_exclamation(at_)) {
    notes_.add("the !", at_, "was read as NOT");
    glue_ = Glue::sign;
    return token(Kind::minus, at_ + 1);
  }
  if (glue == Glue::none && query_[at_] == '+') {
    const std::string_view typed = query_.substr(at_, word_end(at_) - at_);
    if (auto found = read_foreign_operator(typed)) return *found;
  }
  if (glue == Glue::none && is_sign(query_[at_]) && at_ + 1 < query_.size()) {
    const CodePoint after = decode_at(query_, at_ + 1);
    if (!is_space(after.value) && !is_close_bracket(after.value) && !is_sign(query_[at_ + 1])) {
      glue_ = Glue::sign;
      return token(query_[at_] == '+' ? Kind::plus : Kind::minus, at_ + 1);
    }
  }
  const std::string_view typed = query_.substr(at_, word_end(at_) - at_);
  std::optional<QueryToken> found;
  if (glue == Glue::none) found = read_operator(typed);
  if (!found && glue == Glue::none) found = read_foreign_operator(typed);
  if (!found && glue != Glue::colon) found = read_function(typed);
  if (!found && glue != Glue::colon) found = read_foreign_name(typed);
  if (!found && glue != Glue::colon) found = read_field(typed);
  return found ? *found : read_plain(typed, glue);
}

// AND OR NOT w/5 pre/5 near/5 /s /p
std::optional<QueryToken> QueryLexer::read_operator(std::string_view typed) {
  const std::size_t end = at_ + typed.size();
  if (typed == "AND" || typed == "OR" || typed == "NOT") {
    if (!is_headline_) {
      return token(typed == "AND" ? Kind::all : typed == "OR" ? Kind::any : Kind::none, end);
    }
    notes_.add(typed, at_, "was read as a word, since all is in capitals");
    return std::nullopt;
  }
  for (const Proximity& scope : kScopes) {
    if (!ascii::equals_ignoring_case(typed, scope.typed)) continue;
    QueryToken found = token(Kind::proximity, end);
    found.proximity = scope.kind;
    return found;
  }
  for (const Proximity& proximity : kProximities) {
    if (!ascii::equals_ignoring_case(typed.substr(0, proximity.typed.size()), proximity.typed))
      continue;
    const std::optional<std::size_t> distance = to_count(typed.substr(proximity.typed.size()));
    if (!distance) continue;
    QueryToken found = token(Kind::proximity, end);
    found.proximity = proximity.kind;
    found.ordered = proximity.ordered;
    found.number = *distance;
    return found;
  }
  return std::nullopt;
}

// atleast5( and caps(, as LexisNexis writes them, and atleast5 before a word, as Factiva does.
std::optional<QueryToken> QueryLexer::read_function(std::string_view typed) {
  constexpr std::string_view kAtLeast = "atleast";
  const std::size_t end = at_ + typed.size();
  const bool opens = end < query_.size() && is_open_bracket(decode_at(query_, end).value);
  const bool is_capitals =
      ascii::equals_ignoring_case(typed, "caps") || ascii::equals_ignoring_case(typed, "allcaps");
  if (is_capitals && opens) {
    QueryToken found = token(Kind::field, end);
    found.field = find_field(typed);
    return found;
  }
  if (!ascii::equals_ignoring_case(typed.substr(0, kAtLeast.size()), kAtLeast)) return std::nullopt;
  const std::optional<std::size_t> count = to_count(typed.substr(kAtLeast.size()));
  if (!count || (!opens && trimmed(query_.substr(end)).empty())) return std::nullopt;
  if (!opens) {
    notes_.add(typed, at_, "was read as " + ascii::lower(typed) + "(…) of what follows");
  }
  QueryToken found = token(Kind::at_least, end);
  found.number = *count;
  return found;
}

// title: with nothing behind it, at the end of the query or of a bracket.
void QueryLexer::note_bare_field(std::string_view name, std::size_t behind) {
  const std::string_view rest = trimmed(query_.substr(behind));
  if (rest.empty() || is_close_bracket(decode_at(rest, 0).value))
    notes_.add(std::string(name) + ":", at_, "has nothing behind it; it was searched as a word");
}

// A field's name with its colon; or the word before the colon of a name that is no field.
std::optional<QueryToken> QueryLexer::read_field(std::string_view typed) {
  std::string_view name = name_at_begin(typed);
  if (const std::string_view path = path_at_begin(typed); !path.empty()) name = path;
  const std::size_t letters = name.size();
  if (letters == 0 || letters >= typed.size() || typed[letters] != ':') return std::nullopt;
  const std::size_t behind = at_ + letters + 1;
  if (ends_word(behind) && find_field(name) != nullptr) note_bare_field(name, behind);
  if (ends_word(behind) || query_.substr(behind, 2) == "//") return std::nullopt;

  if (const QueryField* const field = find_field(name)) {
    glue_ = Glue::colon;
    QueryToken found = token(Kind::field, behind);
    found.text = name;
    found.field = field;
    return found;
  }
  notes_.add(std::string(typed.substr(0, letters + 1)), at_,
             "is no field; it was searched as words (fields are " + std::string(kFieldNames) + ")");
  glue_ = Glue::sign;
  QueryToken found = token(Kind::word, behind);
  found.text = name;
  --found.end;
  return found;
}

QueryToken QueryLexer::read_plain(std::string_view typed, Glue glue) {
  QueryToken word = token(Kind::word, at_ + typed.size());
  word.text = without_trailing_punctuation(typed);
  word.end = word.begin + word.text.size();
  word.glued = glue == Glue::colon;
  if (word.text == "*" && !word.glued) {
    word.kind = Kind::everything;
    return word;
  }
  std::string_view body = word.text;
  const QuerySuffix suffix = take_suffixes(body);
  if (body.empty()) return word;
  word.text = body;
  word.suffix = suffix;
  return word;
}

// Where the word that starts at `begin` ends. It has one character at least.
std::size_t QueryLexer::word_end(std::size_t begin) {
  if (begin < word_end_) return word_end_;  // the rest of foo:foo:foo:bar is not read thrice
  std::size_t at = begin + decode_at(query_, begin).bytes;
  while (at < query_.size()) {
    const CodePoint c = decode_at(query_, at);
    if (is_space(c.value) || is_bracket(c.value) || opens_quote(at, begin)) break;
    at += c.bytes;
  }
  word_end_ = at;
  return at;
}

// Whether the character at `at`, inside a word or at its begin, starts a quotation. An apostrophe
// never does.
bool QueryLexer::opens_quote(std::size_t at, std::size_t word_begin) {
  const CodePoint c = decode_at(query_, at);
  if (c.value == U'"') return !is_inside_hebrew_word(at);
  const bool starts_word = at == word_begin;
  const bool space_behind = ends_word(at + c.bytes);
  if (mostly_opens(c.value)) return starts_word || !space_behind;
  if (mostly_closes(c.value)) return starts_word && !space_behind;
  if (c.value == kGershayim) return starts_word && !space_behind;
  if (is_single_open(c.value)) {
    const std::size_t last = starts_word && !space_behind ? last_single_close() : kNone;
    return last != kNone && last > at;
  }
  return false;
}

// Hebrew writes abbreviations with a double quote before the last letter.
bool QueryLexer::is_inside_hebrew_word(std::size_t at) const {
  const CodePoint sign = decode_at(query_, at);
  const bool may_be = sign.value == U'"' || sign.value == kGershayim;
  if (!may_be || at == 0 || at + sign.bytes >= query_.size()) return false;
  return is_hebrew_letter(decode_before(query_, at).value) &&
         is_hebrew_letter(decode_at(query_, at + sign.bytes).value);
}

bool QueryLexer::closes_single_quote(std::size_t at) const {
  const CodePoint c = decode_at(query_, at);
  if (!is_single_close(c.value) || is_space(decode_before(query_, at).value)) return false;
  const std::size_t behind = at + c.bytes;
  return ends_word(behind) || std::string_view(".;:!?").find(query_[behind]) != kNone;
}

bool QueryLexer::ends_word(std::size_t at) const {
  if (at >= query_.size()) return true;
  const CodePoint c = decode_at(query_, at);
  return is_space(c.value) || is_close_bracket(c.value) || c.value == U',' || c.value == U'~' ||
         c.value == U'^';
}

std::size_t QueryLexer::last_single_close() {
  if (last_single_close_) return *last_single_close_;
  std::size_t at = query_.size();
  std::size_t found = kNone;
  while (at > 0 && found == kNone) {
    at -= decode_before(query_, at).bytes;
    if (at > 0 && closes_single_quote(at)) found = at;
  }
  last_single_close_ = found;
  return found;
}

}  // namespace dateline
