// The part of QueryLexer that reads what other archives write.
#include <algorithm>
#include <string>

#include "search/base/ascii.h"
#include "search/query/query_dates.h"
#include "search/query/query_lexer.h"
#include "search/query/query_text.h"
#include "search/store/article/canonical_url.h"

namespace dateline {
namespace {

using Kind = QueryToken::Kind;

constexpr std::size_t kNone = std::string_view::npos;

// Bytes of a range of dates in brackets at most: [2017-01-01T00:00:00Z TO 2018-12-31T23:59:59Z]
constexpr std::size_t kLongestRange = 80;

// Where the bracket that stands at `open` is closed; the end where it is not.
std::size_t closing_bracket(std::string_view query, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t at = open; at < query.size(); ++at) {
    if (query[at] == '(') ++depth;
    if (query[at] == ')' && --depth == 0) return at;
  }
  return query.size();
}

// What a bracket holds that is as short as a number or a range of dates; empty where it is longer.
std::string_view inside_short_bracket(std::string_view query, std::size_t open) {
  constexpr std::size_t kLongest = 60;
  const std::string_view inside = query.substr(open + 1, kLongest);
  const std::size_t close = inside.find(')');
  return close == kNone ? std::string_view() : inside.substr(0, close);
}

bool is_regular_expression(std::string_view typed) {
  return typed.size() > 2 && typed.front() == '/' && typed.back() == '/' && has_word_letter(typed);
}

// /F50/, which Factiva writes behind what it looks for in the first 50 words.
bool is_first_words(std::string_view typed) {
  return typed.size() > 3 && typed.front() == '/' && ascii::lower(typed[1]) == 'f' &&
         typed.back() == '/' && std::all_of(typed.begin() + 2, typed.end() - 1, ascii::is_digit);
}

// Of toyota/F50/, what is looked for; else empty.
std::string_view before_first_words(std::string_view typed) {
  if (!typed.ends_with('/') || typed.size() < 2) return {};
  const std::size_t slash = typed.rfind('/', typed.size() - 2);
  if (slash == kNone || !is_first_words(typed.substr(slash))) return {};
  return typed.substr(0, slash);
}

// Where /N30/, which Factiva writes between two words without a space, stands in a word.
struct GluedNearness {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view number;
};

std::optional<GluedNearness> find_glued_nearness(std::string_view typed) {
  for (std::size_t at = typed.find('/'); at != kNone; at = typed.find('/', at + 1)) {
    if (ascii::lower(typed.substr(at + 1, 1)) != "n") continue;
    const std::size_t stop = std::min(typed.find_first_not_of("0123456789", at + 2), typed.size());
    if (stop == at + 2 || stop == typed.size() || typed[stop] != '/') continue;
    return GluedNearness{at, stop + 1, typed.substr(at + 2, stop - at - 2)};
  }
  return std::nullopt;
}

std::optional<QueryField::Kind> kind_of_date_word(std::string_view word) {
  constexpr std::pair<std::string_view, QueryField::Kind> kWords[] = {
      {"aft", QueryField::Kind::after},   {"bef", QueryField::Kind::before},
      {"is", QueryField::Kind::on},       {"from", QueryField::Kind::since},
      {"since", QueryField::Kind::since}, {"between", QueryField::Kind::since},
      {"after", QueryField::Kind::after}, {"before", QueryField::Kind::before},
      {"until", QueryField::Kind::until}};
  for (const auto& [typed, kind] : kWords) {
    if (ascii::equals_ignoring_case(word, typed)) return kind;
  }
  return std::nullopt;
}

// The next word of the query at or behind `at`, up to a space or a bracket; `at` moves behind it.
std::string_view word_at(std::string_view query, std::size_t& at) {
  const std::size_t begin = std::min(query.find_first_not_of(' ', at), query.size());
  const std::size_t end = std::min(query.find_first_of(" ()", begin), query.size());
  at = end;
  return query.substr(begin, end - begin);
}

}  // namespace

// kuwait !opec. Alone, or behind a space, it is punctuation.
bool QueryLexer::excludes_by_exclamation(std::size_t at) const {
  if (query_[at] != '!' || at + 1 >= query_.size() || trimmed(query_.substr(0, at)).empty())
    return false;
  const CodePoint after = decode_at(query_, at + 1);
  return has_word_letter(query_.substr(at + 1, after.bytes)) || after.value == U'"' ||
         after.value == U'(';
}

// && || adj5 w/sent AROUND(5)
std::optional<QueryToken> QueryLexer::read_foreign_operator(std::string_view typed) {
  const std::size_t end = at_ + typed.size();
  const bool has_left = !trimmed(query_.substr(0, at_)).empty();
  if (typed.size() > 2 && typed.front() == '<' && typed.back() == '>') {  // <NEAR/15>, <AND>
    const std::string_view inside = typed.substr(1, typed.size() - 2);
    const bool is_operator = inside == "AND" || inside == "OR" || inside == "NOT" ||
                             ascii::equals_ignoring_case(inside.substr(0, 5), "near/");
    if (is_operator && has_left) {
      notes_.add(typed, at_, "was read as " + std::string(inside));
      std::optional<QueryToken> found = read_operator(inside);
      if (found) {
        at_ = end;
        found->end = end;
        return found;
      }
    }
  }
  if (ascii::equals_ignoring_case(typed, "andnot") && has_left) {
    notes_.add(typed, at_, "was read as NOT");
    return token(Kind::none, end);
  }
  if (typed == "&&" || typed == "||") {
    notes_.add(typed, at_, typed == "&&" ? "was read as AND" : "was read as OR");
    return token(typed == "&&" ? Kind::all : Kind::any, end);
  }
  if (const auto glued = read_glued_nearness(typed)) return glued;
  if (is_regular_expression(typed) && !is_first_words(typed)) {
    notes_.add(shortened(typed), at_,
               "was searched as words: regular expressions are not read (use * and ?)");
    return std::nullopt;
  }
  if (const auto dates = read_dates_in_words(typed)) return dates;
  if (!has_left || is_headline_) return std::nullopt;
  if (is_first_words(typed)) {
    notes_.add(typed, at_, "was left out (write lead:word for the beginning of an article)");
    return token(Kind::skipped, end);
  }
  const bool excludes = ascii::equals_ignoring_case(typed.substr(0, 4), "not/");
  std::optional<ForeignJoint> joint = read_foreign_joint(excludes ? typed.substr(3) : typed);
  std::size_t behind = end;
  if (!joint && ascii::equals_ignoring_case(typed, "around") && query_.substr(end, 1) == "(") {
    const std::string_view inside = inside_short_bracket(query_, end);
    joint = read_foreign_joint("around/" + std::string(trimmed(inside)));
    behind = end + inside.size() + 2;
  }
  const bool is_capital_word =
      std::all_of(typed.begin(), typed.end(), ascii::is_upper) && !has_small_letters_;
  const bool is_fraction =
      typed[0] == '/' && ascii::is_digit(trimmed(query_.substr(0, at_)).back());
  if (!joint || is_capital_word || is_fraction) return std::nullopt;
  notes_.add(typed, at_, (excludes ? "was read as NOT " : "was read as ") + joint->ours);
  QueryToken found =
      token(joint->kind == QueryNode::Kind::all_of ? Kind::all : Kind::proximity, behind);
  found.proximity = joint->kind;
  if (excludes && joint->kind == QueryNode::Kind::all_of) found.kind = Kind::none;
  found.ordered = joint->ordered;
  found.negated = excludes;
  found.number = joint->number;
  return found;
}

// date from 20170101 to 20170131, date after 2017
std::optional<QueryToken> QueryLexer::read_dates_in_words(std::string_view typed) {
  if (!ascii::equals_ignoring_case(typed, "date")) return std::nullopt;
  std::size_t at = at_ + typed.size();
  const std::optional<QueryField::Kind> kind = kind_of_date_word(word_at(query_, at));
  if (!kind) return std::nullopt;
  const std::string_view first = word_at(query_, at);
  std::optional<DateRange> range = read_dates(*kind, first);
  if (!range) {
    if (!first.empty() && ascii::is_digit(first[0])) {
      notes_.add(shortened(first), static_cast<std::size_t>(first.data() - query_.data()),
                 "is no date and was searched as words (write 2017, 2017-01 or 2017-01-25)");
    }
    return std::nullopt;
  }
  std::size_t behind = at;
  const std::string_view joint = word_at(query_, behind);
  if (*kind == QueryField::Kind::since &&
      (ascii::equals_ignoring_case(joint, "to") || ascii::equals_ignoring_case(joint, "and"))) {
    if (const auto last = read_dates(QueryField::Kind::until, word_at(query_, behind))) {
      range->to = last->to;
      at = behind;
    }
  }
  notes_.add("date", at_, "was read as a range of dates (write date:2017-01..2017-06)");
  QueryToken dates = token(Kind::dates, at);
  dates.dates = *range;
  return dates;
}

// hd= HEADLINE( intitle: wc> and toyota/F50/, oil[ti]
std::optional<QueryToken> QueryLexer::read_foreign_name(std::string_view typed) {
  if (auto tagged = read_tagged(typed)) return tagged;
  const std::string_view name = name_at_begin(typed);
  if (name.empty()) return std::nullopt;
  if (const auto several = read_several_names(typed, name)) return several;
  std::size_t sign = at_ + name.size();
  if (name.size() == typed.size() && sign < query_.size() && query_[sign] == ' ') {  // wc > 500
    const std::size_t behind = query_.find_first_not_of(' ', sign);
    if (behind == kNone || (query_[behind] != '<' && query_[behind] != '>')) return std::nullopt;
    sign = behind;
  }
  if (sign >= query_.size()) return std::nullopt;
  const QueryField* const ours = find_field(name);
  const bool has_dates =
      query_[sign] == ':' && ours != nullptr && ours->kind == QueryField::Kind::on;
  if (has_dates && query_.substr(sign + 1, 1).find_first_of("[{<>") == 0)
    return read_dates_behind(at_, sign + 1);
  const bool counts_nearness =
      query_[sign] == ':' && ascii::equals_ignoring_case(name.substr(0, 4), "near") &&
      name.size() > 4 && std::all_of(name.begin() + 4, name.end(), ascii::is_digit);
  if (counts_nearness) {
    notes_.add(std::string(name) + ":", at_,
               "was left out (write w/" + std::string(name.substr(4)) + " between two words)");
    return skip_to(sign + 1, Glue::sign);
  }
  const ForeignName* const foreign = find_foreign_name(name, query_[sign]);
  return foreign == nullptr ? std::nullopt : read_foreign_field(*foreign, sign);
}

// TI,AB( and TITLE-ABS-KEY( look in several fields, ti.exact( in one.
std::optional<QueryToken> QueryLexer::read_several_names(std::string_view typed,
                                                         std::string_view name) {
  const std::size_t end = at_ + typed.size();
  const bool opens = end < query_.size() && query_[end] == '(';
  const bool goes_on =
      name.size() + 1 < typed.size() && std::string_view(".,-").find(typed[name.size()]) != kNone;
  if (!opens || !goes_on || find_foreign_name(name, '(') == nullptr) return std::nullopt;
  const bool is_name = std::all_of(typed.begin(), typed.end(), [](char c) {
    return ascii::is_letter(c) || c == '.' || c == ',' || c == '-';
  });
  if (!is_name) return std::nullopt;
  notes_.add(shortened(typed) + "(", at_,
             "was searched as words (write title: or lead: for the beginning of an article)");
  return skip_to(end, Glue::none);
}

std::optional<QueryToken> QueryLexer::read_foreign_field(const ForeignName& name,
                                                         std::size_t sign) {
  const bool opens = query_[sign] == '(';
  const std::size_t value = opens ? sign : sign + 1;
  const bool compares = query_[sign] == '<' || query_[sign] == '>';
  const bool is_ending = opens && query_.substr(sign, 3).find(')') != kNone;  // author(s)
  if (is_ending || (!opens && !compares && ends_word(value))) return std::nullopt;
  const std::string typed = std::string(query_.substr(at_, name.name.size())) + query_[sign];
  if (name.reading == ForeignName::Reading::left_out) {
    notes_.add(typed, at_, "was left out: " + std::string(name.advice));
    return skip_to(value_end(std::min(query_.find_first_not_of("<>= ", value), query_.size())),
                   Glue::none);
  }
  if (name.reading == ForeignName::Reading::words) {
    notes_.add(typed, at_, "was searched as words: " + std::string(name.advice));
    return skip_to(value, opens ? Glue::none : Glue::sign);
  }
  const QueryField* const field = find_field(name.field);
  if (field->kind == QueryField::Kind::on) {
    if (auto dates = read_dates_behind(at_, compares ? sign : value)) return dates;
    if (opens) {
      notes_.add(typed, at_, "was left out: dates are written date:2017-01..2017-06");
      return skip_to(value_end(value), Glue::none);
    }
  }
  notes_.add(typed, at_, "was read as " + std::string(name.field) + ":");
  QueryToken found = token(Kind::field, value);
  found.text = query_.substr(found.begin, name.name.size());
  found.field = field;
  if (!opens) glue_ = Glue::colon;
  return found;
}

// published:[2017 TO 2018] date:>2017-01 date(2017)
std::optional<QueryToken> QueryLexer::read_dates_behind(std::size_t begin, std::size_t value) {
  if (value >= query_.size()) return std::nullopt;
  const char first = query_[value];
  std::size_t end = 0;
  std::string_view text;
  if (first == '(') {
    text = inside_short_bracket(query_, value);
    end = value + text.size() + 2;
  } else if (first == '[' || first == '{') {
    const std::size_t close = query_.substr(value, kLongestRange).find_first_of("]}");
    if (close == kNone) return std::nullopt;
    end = value + close + 1;
    text = query_.substr(value, end - value);
  } else if (first == '<' || first == '>') {
    end = value_end(std::min(query_.find_first_not_of("<>= ", value), query_.size()));
    text = query_.substr(value, end - value);
  } else {
    return std::nullopt;
  }
  const std::optional<DateRange> range = read_foreign_dates(text);
  if (!range) return std::nullopt;
  notes_.add(shortened(query_.substr(begin, end - begin)), begin,
             "was read as a range of dates (write date:2017-01..2017-06)");
  QueryToken dates = token(Kind::dates, end);
  dates.dates = *range;
  return dates;
}

// boeing/N30/airways; /N30/ and /F50/ with spaces around them.
std::optional<QueryToken> QueryLexer::read_glued_nearness(std::string_view typed) {
  const std::optional<GluedNearness> found = find_glued_nearness(typed);
  if (!found || is_web_address(typed)) return std::nullopt;
  const std::size_t begin = at_;
  const std::string_view operation = typed.substr(found->begin, found->end - found->begin);
  notes_.add(operation, begin + found->begin, "was read as w/" + std::string(found->number));
  std::optional<QueryToken> left;
  if (found->begin > 0) left = token(Kind::word, begin + found->begin);
  QueryToken joint = token(Kind::proximity, begin + found->end);
  joint.number =
      read_foreign_joint("/" + std::string(found->number)).value_or(ForeignJoint{}).number;
  if (!left) return joint;
  pending_ = joint;
  return left;
}

// A word that says itself where it is looked for.
std::optional<QueryToken> QueryLexer::read_tagged(std::string_view typed) {
  std::string_view body = before_first_words(typed);
  std::string_view ours = body.empty() ? "" : "lead";
  if (body.empty() && typed.ends_with(']')) {
    const std::size_t open = std::min(typed.find('['), typed.size());
    body = typed.substr(0, open);
    ours = open + 1 < typed.size() ? field_of_tag(typed.substr(open + 1, typed.size() - open - 2))
                                   : std::string_view();
  }
  if (body.empty() && typed.size() > 4 && typed.ends_with('.')) {  // lavrov.ti.
    const std::size_t dot = typed.find('.');
    body = typed.substr(0, dot);
    ours = dot + 1 < typed.size() ? field_of_tag(typed.substr(dot + 1, typed.size() - dot - 2))
                                  : std::string_view();
  }
  if (body.empty() || ours.empty()) return std::nullopt;
  notes_.add(shortened(typed), at_, "was read as " + std::string(ours) + ":" + shortened(body));
  QueryToken field{.kind = Kind::field, .text = ours, .begin = at_, .end = at_};
  field.field = find_field(ours);
  QueryToken word = token(Kind::word, at_ + typed.size());
  word.text = body;
  word.glued = true;
  pending_ = word;
  return field;
}

QueryToken QueryLexer::skip_to(std::size_t at, Glue glue) {
  glue_ = glue;
  return token(Kind::skipped, at);
}

// Where the value that starts at `begin` ends: a bracket, a quote or a word.
std::size_t QueryLexer::value_end(std::size_t begin) {
  if (begin >= query_.size()) return query_.size();
  if (query_[begin] == '(') return std::min(closing_bracket(query_, begin) + 1, query_.size());
  if (query_[begin] == '"') {
    const std::size_t close = query_.find('"', begin + 1);
    return close == kNone ? query_.size() : close + 1;
  }
  return word_end(begin);
}

}  // namespace dateline
