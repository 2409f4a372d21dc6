#include "search/query/query_leaves.h"

#include <algorithm>
#include <string>
#include <utility>

#include "search/base/ascii.h"
#include "search/query/query_dates.h"
#include "search/query/query_runs.h"
#include "search/query/query_text.h"
#include "search/query/query_tree.h"
#include "search/store/article/canonical_url.h"

namespace dateline {
namespace {

using Kind = QueryNode::Kind;
using TokenKind = QueryToken::Kind;
using Nodes = std::vector<QueryNode>;

constexpr std::size_t kFewestLetters = 3;       // of a word with wildcards or ~
constexpr std::size_t kLettersForTwoEdits = 6;  // word~ lets two letters differ from here on
constexpr std::size_t kFewestForTwoEdits = 5;   // word~2 does so from here on
constexpr std::size_t kMostEdits = 2;

// "terror**" asks for no more than "terror*".
std::string with_single_stars(std::string_view word) {
  std::string result(word);
  const auto both_stars = [](char a, char b) { return a == '*' && b == '*'; };
  result.erase(std::unique(result.begin(), result.end(), both_stars), result.end());
  return result;
}

// terror! engineer$3 int!rest wom#n as terror* engineer* int*rest wom?n
std::string with_our_wildcards(std::string_view word) {
  std::string result;
  for (const char c : word) {
    if (c == '$') return result + '*';
    result += c == '!' ? '*' : c == '#' ? '?' : c;
  }
  return result;
}

bool reads_capitals(const QueryField* field) {
  return field != nullptr && field->kind == QueryField::Kind::capitals;
}

}  // namespace

QueryLeaves::QueryLeaves(std::string_view query, Operator words, QueryBudget& budget,
                         QueryNotes& notes)
    : query_(query),
      words_(words),
      is_single_word_(!has_space(trimmed(query))),
      budget_(budget),
      notes_(notes) {}

// None for what holds no letter and no digit: a dash between words. Words without a space between
// them, `oil,gas`, are what they are with one; `oil|gas` is either.
std::optional<QueryNode> QueryLeaves::text_word(const QueryToken& token, const QueryField* field) {
  if (is_web_address(token.text)) return address(token, field);
  Nodes words;
  bool is_any = false;
  for (const WordPart& part : parts_of_text(token.text)) {
    is_any |= part.behind_bar && !words.empty();
    QueryToken one = token;
    one.text = part.text;
    one.begin = token.begin + static_cast<std::size_t>(part.text.data() - token.text.data());
    one.end = one.begin + part.text.size();
    const bool is_last = part.text.end() == token.text.end();
    if (is_last) {
      one.end = token.end;
    } else {
      one.suffix = {};
    }
    words.push_back(word(one, field));
  }
  if (words.empty()) return std::nullopt;
  if (is_any) notes_.add("the |", token.begin + token.text.find('|'), "was read as OR");
  return join(is_any || words_ == Operator::any ? Kind::any_of : Kind::all_of, std::move(words));
}

QueryNode QueryLeaves::word(const QueryToken& token, const QueryField* field) {
  budget_.add_word();
  if (!has_run(token.text)) budget_.require_parts(token.text);  // others are words still to be cut
  QueryNode made{
      .kind = Kind::word,
      .text = token.foreign_wildcards ? with_our_wildcards(token.text) : std::string(token.text),
      .capitals = reads_capitals(field),
      .begin = token.begin,
      .end = token.end};
  set_capitals(made, field);
  set_wildcard(made, token);
  set_fuzzy(made, token);
  set_weight(made, token);
  return made;
}

// An address finds the article that came from it too, where it is all that was asked for.
QueryNode QueryLeaves::address(const QueryToken& token, const QueryField* field) {
  QueryNode words = word(token, field);
  if (!is_single_word_) return words;
  budget_.add_leaves(1);
  QueryNode article{.kind = Kind::filter,
                    .text = std::string(query_.substr(token.begin, token.end - token.begin)),
                    .field = "url",
                    .begin = token.begin,
                    .end = token.end};
  return join_two(Kind::any_of, std::move(words), std::move(article));
}

// LexisNexis reads caps(Apple) as a word with any capital; what is told apart here is whether all
// of it is in capitals.
void QueryLeaves::set_capitals(QueryNode& word, const QueryField* field) {
  if (!word.capitals || !ascii::equals_ignoring_case(field->typed, "caps") ||
      !has_capital_and_small(word.text))
    return;
  word.capitals = false;
  notes_.add(shortened(word.text), word.begin,
             "was searched in any case: caps: finds words that are all in capitals");
}

QueryNode QueryLeaves::phrase(const QueryToken& token, const QueryField* field) {
  budget_.add_leaves(1);
  budget_.require_parts(token.text);
  const bool is_phrase = has_space(token.text);
  QueryNode node{.kind = is_phrase ? Kind::phrase : Kind::word,
                 .text = std::string(token.text),
                 .exact = !is_phrase,
                 .begin = token.begin,
                 .end = token.end};
  set_weight(node, token);
  if (token.text.find('*') != token.text.npos) {
    notes_.add("the *", token.begin + query_.substr(token.begin).find('*'),
               "stands inside quotes, where it is no wildcard");
  }
  if (reads_capitals(field) && is_phrase) {
    notes_.add("the phrase", token.begin,
               "is searched in capitals and small letters alike: caps: applies to words");
  }
  node.capitals = reads_capitals(field) && !is_phrase;
  if (!is_phrase) {
    note_useless_tilde(token);
  } else if (token.suffix.tilde == QuerySuffix::kUnsaid) {
    notes_.add("the ~ of the phrase", token.begin, "has no number; it was left out");
  } else if (token.suffix.tilde) {
    budget_.require_distance(*token.suffix.tilde);
    node.slop = *token.suffix.tilde;
  }
  return node;
}

QueryNode QueryLeaves::filter(const QueryToken& token, const QueryField& field) {
  budget_.add_leaves(1);
  const bool is_address = field.filter == "url" || field.filter == "id";
  std::string_view value = token.text;
  if (is_address && token.kind == TokenKind::word) {
    value = query_.substr(token.begin, token.end - token.begin);  // ~ and ^ belong to it
  } else if (token.suffix.tilde || token.suffix.weight || value.find('*') != value.npos) {
    notes_.add("the value " + shortened(value), token.begin,
               "is compared as a whole: * ~ ^ do nothing in " + std::string(field.filter) + ":");
  }
  return {.kind = Kind::filter,
          .text = std::string(value),
          .field = std::string(field.filter),
          .begin = token.begin,
          .end = token.end};
}

// A dates node; a word where the text is no date.
QueryNode QueryLeaves::dates(const QueryToken& token, const QueryField& field) {
  budget_.add_leaves(1);
  const std::optional<DateRange> range = read_dates(field.kind, token.text);
  QueryNode node{.kind = range ? Kind::dates : Kind::word, .begin = token.begin, .end = token.end};
  if (range) {
    node.from = range->from;
    node.to = range->to;
    return node;
  }
  notes_.add(shortened(token.text), token.begin,
             "is no date for " + std::string(field.typed) +
                 ": and was searched as words (write 2017, 2017-01 or 2017-01-25)");
  budget_.require_parts(token.text);
  node.kind = has_space(token.text) ? Kind::phrase : Kind::word;
  node.text = token.text;
  return node;
}

void QueryLeaves::set_wildcard(QueryNode& word, const QueryToken& token) {
  if (is_web_address(word.text) || word.text.find_first_of("*?") == word.text.npos) return;
  const bool ends_question = word.text.find_first_of("*?") == word.text.size() - 1 &&
                             word.text.back() == '?' && (!is_single_word_ || has_run(word.text));
  if (ends_question) {
    word.text.pop_back();
    notes_.add("the ?", token.begin + word.text.size(),
               "ends a word and was read as a question mark (write " + shortened(word.text) +
                   "* for any ending)");
    return;
  }
  if (word.capitals || count_searchable(word.text) < kFewestLetters) {
    notes_.add(shortened(word.text), token.begin,
               word.capitals ? "was read without wildcards, which caps: does not take"
                             : "was read without wildcards, which need 3 letters beside them");
    return;
  }
  budget_.add_wildcard();
  word.wildcard = true;
  word.text = with_single_stars(word.text);
}

void QueryLeaves::set_fuzzy(QueryNode& word, const QueryToken& token) {
  if (!token.suffix.tilde || *token.suffix.tilde == 0) return;
  const std::size_t letters = count_searchable(word.text);
  if (!has_word_letter(word.text)) {
    notes_.add("the ~ of " + shortened(word.text), token.begin,
               "was left out: letters may differ, digits may not");
    return;
  }
  if (word.wildcard || word.capitals || letters < kFewestLetters) {
    notes_.add("the ~ of " + shortened(word.text), token.begin,
               "was left out: it needs a word of 3 letters, without wildcards and caps:");
    return;
  }
  budget_.add_wildcard();
  const std::size_t edits = *token.suffix.tilde;
  if (query_.substr(token.begin, token.end - token.begin).find("~0.") != query_.npos) {
    notes_.add("the ~ of " + shortened(word.text), token.begin,
               "was read without its number, which counts letters here: ~1 or ~2");
  }
  if (edits == QuerySuffix::kUnsaid) {
    word.fuzzy = letters < kLettersForTwoEdits ? 1 : 2;
    return;
  }
  if (edits > kMostEdits) {
    notes_.add("the ~ of " + shortened(word.text), token.begin,
               "was read as ~2: no more than two letters may differ");
  }
  if (edits > 1 && letters < kFewestForTwoEdits) {
    notes_.add("the ~ of " + shortened(word.text), token.begin,
               "was read as ~1: in so short a word no more than one letter may differ");
    word.fuzzy = 1;
    return;
  }
  word.fuzzy = static_cast<int>(std::min(edits, kMostEdits));
}

void QueryLeaves::set_weight(QueryNode& leaf, const QueryToken& token) {
  if (!token.suffix.weight) return;
  leaf.weight = std::min(*token.suffix.weight, kMostWeight);
  if (*token.suffix.weight > kMostWeight) {
    notes_.add("the ^", token.begin, "was read as ^100, the highest weight");
  }
}

void QueryLeaves::note_useless_tilde(const QueryToken& token) {
  if (!token.suffix.tilde) return;
  notes_.add("the ~", token.begin, "stands behind no word and no phrase of words; it was left out");
}

}  // namespace dateline
