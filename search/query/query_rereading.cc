#include "search/query/query_rereading.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "search/base/ascii.h"
#include "search/base/utf8.h"
#include "search/query/query_text.h"
#include "search/query/small_operators.h"
#include "search/store/article/canonical_url.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

using Kind = QueryToken::Kind;
using Tokens = std::vector<QueryToken>;

constexpr std::size_t kFewestLetters = 3;  // of a word with wildcards

bool has_capital(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    if (is_upper(c.value)) return true;
    at += c.bytes;
  }
  return false;
}

// ---- Emphasis: they have NOT resigned

bool has_small_letter(std::string_view query) {
  return std::any_of(query.begin(), query.end(), ascii::is_lower);
}

void read_emphasis(Tokens& tokens, std::string_view query, QueryNotes& notes) {
  if (!has_small_letter(query)) return;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    QueryToken& token = tokens[i];
    if (token.kind != Kind::none || token.text != "NOT" || !is_auxiliary(tokens[i - 1])) continue;
    token.kind = Kind::word;
    notes.add("NOT", token.begin,
              "was read as a word, for emphasis (write -word to leave a word out)");
  }
}

// ---- a NOT w/5 b

void join_not_to_proximity(Tokens& tokens) {
  Tokens joined;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_not = tokens[i].kind == Kind::none || is_small_word(tokens[i], "not");
    if (is_not && i > 0 && i + 1 < tokens.size() && tokens[i + 1].kind == Kind::proximity) {
      tokens[i + 1].negated = true;
      tokens[i + 1].begin = tokens[i].begin;
      continue;
    }
    joined.push_back(tokens[i]);
  }
  tokens = std::move(joined);
}

// `brazil same debt`: between two single words, these are operators elsewhere.
void note_small_proximity(const Tokens& tokens, QueryNotes& notes) {
  if (tokens.size() != 4) return;  // the last is the end
  const QueryToken& middle = tokens[1];
  const bool is_between = tokens[0].kind != Kind::open && tokens[2].kind != Kind::close;
  if (!is_between) return;
  if (is_small_word(middle, "near"))
    notes.add(middle.text, middle.begin, "was searched as a word (write w/5 for near one another)");
  if (is_small_word(middle, "same"))
    notes.add(middle.text, middle.begin, "was searched as a word (write /p for one paragraph)");
}

bool is_word(const QueryToken& token) {
  return token.kind == Kind::word && count_searchable(token.text) > 0;
}

// possession % heroin, opec ! kuwait, where other archives leave the second out. In 5 % of, it is a
// percentage, and before a capital the ! ends a sentence, as French writes it.
void note_lone_signs(const Tokens& tokens, QueryNotes& notes) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    const std::string_view sign = tokens[i].text;
    if (tokens[i].kind != Kind::word || (sign != "%" && sign != "!")) continue;
    if (!is_word(tokens[i - 1]) || !is_word(tokens[i + 1])) continue;
    const bool is_prose =
        sign == "%" ? ascii::is_digit(tokens[i - 1].text.back()) : has_capital(tokens[i + 1].text);
    if (is_prose) continue;
    notes.add("the " + std::string(sign), tokens[i].begin,
              "was left out (write NOT or -word to leave a word out)");
  }
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), ascii::is_digit);
}

// N5 and W5 between words, TI and AU before them, as EBSCO has them; 2016..2018, as Google has it.
void note_words_of_others(const Tokens& tokens, QueryNotes& notes) {
  const bool joins = std::any_of(tokens.begin(), tokens.end(),
                                 [](const QueryToken& token) { return is_operator(token.kind); });
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].kind != Kind::word) continue;
    const std::string_view text = tokens[i].text;
    const bool is_first = i == 0 || is_operator(tokens[i - 1].kind);
    const bool is_nearness = !is_first && (text[0] == 'N' || text[0] == 'W') &&
                             is_number(text.substr(1)) && is_word(tokens[i - 1]) &&
                             is_word(tokens[i + 1]) && !has_capital(tokens[i - 1].text);
    if (is_nearness) {
      notes.add(text, tokens[i].begin,
                "was searched as a word (write " + std::string(text[0] == 'N' ? "w/" : "pre/") +
                    std::string(text.substr(1)) + " for words near one another)");
    }
    if (joins && is_first && is_word(tokens[i + 1]) && (text == "TI" || text == "AU")) {
      notes.add(text, tokens[i].begin,
                text == "TI" ? "was searched as a word (write title:word)"
                             : "was searched as a word (write author:name)");
    }
    const std::size_t dots = text.find("..");
    if (dots != text.npos && is_number(text.substr(0, dots)) && is_number(text.substr(dots + 2))) {
      notes.add(text, tokens[i].begin,
                "was searched as words (write date:" + shortened(text) + " for dates)");
    }
  }
}

// ---- Wildcards of other archives

// terror!  engineer$3  int!rest  wom#n
std::optional<std::size_t> foreign_wildcard(std::string_view text) {
  const std::size_t mark = text.find_first_of("!$#");
  if (mark == std::string_view::npos || mark == 0 || !ascii::is_letter_byte(text[mark - 1]))
    return std::nullopt;
  const std::string_view behind = text.substr(mark + 1);
  const bool is_number = std::all_of(behind.begin(), behind.end(), ascii::is_digit);
  const bool is_inside = !behind.empty() && ascii::is_letter_byte(behind.front());
  if (text[mark] == '#' && !is_inside) return std::nullopt;
  if (text[mark] == '$' ? !is_number : !is_inside && !behind.empty()) return std::nullopt;
  if (count_searchable(text.substr(0, mark)) + (is_inside ? count_searchable(behind) : 0) <
      kFewestLetters)
    return std::nullopt;
  return mark;
}

// Whether the token is a value of a filter or a date, which are compared as a whole.
bool is_value(const Tokens& tokens, std::size_t i) {
  const QueryField* const field = i > 0 ? tokens[i - 1].field : nullptr;
  return field != nullptr && field->kind != QueryField::Kind::title &&
         field->kind != QueryField::Kind::lead;
}

void read_wildcards(Tokens& tokens, QueryNotes& notes) {
  const bool has_operators = std::any_of(tokens.begin(), tokens.end(), [](const QueryToken& one) {
    return is_operator(one.kind) || one.kind == Kind::open || one.kind == Kind::field ||
           one.kind == Kind::at_least;
  });
  const bool is_alone = tokens.size() == 2;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    QueryToken& token = tokens[i];
    if (token.kind != Kind::word || has_capital(token.text) || is_web_address(token.text) ||
        is_value(tokens, i))
      continue;
    const std::optional<std::size_t> mark = foreign_wildcard(token.text);
    if (!mark) continue;
    const std::string_view sign = token.text.substr(*mark, 1);
    const bool ends_word = *mark + 1 == token.text.size();
    if (sign == "!" && ends_word && !has_operators && !is_alone) {
      notes.add("the !", token.begin + *mark,
                "ends a word and was read as an exclamation mark (write " +
                    shortened(token.text.substr(0, *mark)) + "* for any ending)");
      continue;
    }
    token.foreign_wildcards = true;
    notes.add("the " + std::string(sign), token.begin + *mark,
              sign == "#" ? "was read as ?, one letter" : "was read as *, any letters");
  }
}

// Whether the token stands directly behind a field's colon or a minus.
bool is_operand_of(const Tokens& tokens, std::size_t i) {
  return i > 0 && (tokens[i - 1].kind == Kind::field || tokens[i - 1].kind == Kind::minus);
}

}  // namespace

void reread(Tokens& tokens, std::string_view query, QueryNotes& notes) {
  read_emphasis(tokens, query, notes);
  join_not_to_proximity(tokens);
  read_small_operators(tokens, notes);
  note_small_proximity(tokens, notes);
  note_lone_signs(tokens, notes);
  note_words_of_others(tokens, notes);
  read_wildcards(tokens, notes);
}

bool is_text_with_quotes(const Tokens& tokens) {
  bool has_words = false;
  bool has_quotes = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const QueryToken& token = tokens[i];
    if (token.suffix.tilde || token.suffix.weight || token.foreign_wildcards) return false;
    const bool is_operand = is_operand_of(tokens, i);
    if (token.kind == Kind::quoted && !is_operand) has_quotes = true;
    if (token.kind == Kind::word && !is_operand) has_words |= count_searchable(token.text) > 0;
    const bool is_text = token.kind == Kind::quoted || token.kind == Kind::word ||
                         token.kind == Kind::field || token.kind == Kind::minus ||
                         token.kind == Kind::dates || token.kind == Kind::end;
    if (!is_text) return false;
  }
  return has_words && has_quotes;
}

Tokens quotes_of(const Tokens& tokens) {
  Tokens quotes;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == Kind::quoted && !is_operand_of(tokens, i)) quotes.push_back(tokens[i]);
  }
  quotes.push_back(tokens.back());
  return quotes;
}

Tokens without_quotes(const Tokens& tokens, std::string_view query) {
  Tokens plain;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const QueryToken& token = tokens[i];
    if (token.kind != Kind::quoted || is_operand_of(tokens, i)) {
      plain.push_back(token);
      continue;
    }
    for (std::string_view rest = token.text; !rest.empty();) {
      const std::string_view text = take_word(rest);
      if (text.empty()) break;
      const auto begin = static_cast<std::size_t>(text.data() - query.data());
      plain.push_back(
          {.kind = Kind::word, .text = text, .begin = begin, .end = begin + text.size()});
    }
  }
  return plain;
}

}  // namespace dateline
