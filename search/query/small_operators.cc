#include "search/query/small_operators.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "search/base/ascii.h"
#include "search/query/query_text.h"
#include "search/store/text/fold.h"
#include "search/store/text/stop_words.h"

namespace dateline {
namespace {

using Kind = QueryToken::Kind;
using Tokens = std::vector<QueryToken>;

// `or`, `Or`, and | for it; in capitals it is an operator, or was found to be a word.
bool is_small(const QueryToken& token, std::string_view word) {
  if (word == "or" && token.kind == Kind::word && token.text == "|") return true;
  return is_small_word(token, word) && ascii::is_lower(token.text.back());
}

// Reads the words between brackets, or of the whole query: [first, last) of the tokens.
class SmallOperators {
 public:
  SmallOperators(Tokens& tokens, QueryNotes& notes) : tokens_(tokens), notes_(notes) {
    find_partners();
  }

  void read() {
    read_level(0, tokens_.size() - 1, nullptr);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != Kind::open) continue;
      const bool is_value = i > 0 && tokens_[i - 1].kind == Kind::field;
      read_level(i + 1, partners_[i], is_value ? tokens_[i - 1].field : nullptr);
    }
    note_words();
  }

 private:
  // Where each opening bracket is closed; the last token where it is not.
  void find_partners() {
    partners_.assign(tokens_.size(), tokens_.size() - 1);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == Kind::open) open.push_back(i);
      if (tokens_[i].kind != Kind::close || open.empty()) continue;
      partners_[open.back()] = i;
      open.pop_back();
    }
  }

  // Where the operand that starts at `at` ends, its signs included; `at` where there is none.
  std::size_t operand_end(std::size_t at, std::size_t last) const {
    std::size_t i = at;
    while (i < last && (tokens_[i].kind == Kind::plus || tokens_[i].kind == Kind::minus ||
                        tokens_[i].kind == Kind::field || tokens_[i].kind == Kind::at_least))
      ++i;
    if (i >= last) return at;
    switch (tokens_[i].kind) {
      case Kind::word:
      case Kind::quoted:
      case Kind::everything:
      case Kind::dates:
        return i + 1;
      case Kind::open:
        return std::min(partners_[i] + 1, last);
      default:
        return at;
    }
  }

  // In place:(New York or Boston), words side by side are one value.
  std::size_t value_end(std::size_t at, std::size_t last) const {
    std::size_t end = operand_end(at, last);
    while (end > at && end < last && tokens_[end].kind == Kind::word && !is_small_operator(end))
      ++end;
    return end;
  }

  bool is_small_operator(std::size_t i) const {
    return is_small(tokens_[i], "and") || is_small(tokens_[i], "or") || is_small(tokens_[i], "not");
  }

  // In plain English such words stand beside "or" without being wanted: all or nothing.
  bool is_stop(std::size_t begin, std::size_t end) const {
    return end == begin + 1 && tokens_[begin].kind == Kind::word &&
           is_stop_word(fold(tokens_[begin].text), language_id("en"));
  }

  // Joins that stand between operands: at `first` AND, OR or w/5, and a NOT behind it.
  struct Joint {
    std::size_t at = 0;
    std::size_t end = 0;
  };

  std::optional<Joint> joint_at(std::size_t at, std::size_t last) const {
    if (at >= last) return std::nullopt;
    const QueryToken& token = tokens_[at];
    const bool joins = token.kind == Kind::all || token.kind == Kind::any ||
                       token.kind == Kind::proximity || is_small(token, "and") ||
                       is_small(token, "or");
    std::size_t end = joins ? at + 1 : at;
    const bool may_exclude = token.kind != Kind::proximity && end < last;
    if (may_exclude && (tokens_[end].kind == Kind::none || is_small(tokens_[end], "not"))) ++end;
    return end > at ? std::optional(Joint{at, end}) : std::nullopt;
  }

  // The joints between single operands; none where anything else stands between the brackets.
  std::optional<std::vector<Joint>> joints_of(std::size_t first, std::size_t last,
                                              const QueryField* field) const {
    const bool is_value = field != nullptr && field->kind == QueryField::Kind::filter;
    std::vector<Joint> joints;
    for (std::size_t at = first;;) {
      const std::size_t end = is_value ? value_end(at, last) : operand_end(at, last);
      if (end == at || is_stop(at, end)) return std::nullopt;
      if (end == last) return joints;
      const std::optional<Joint> joint = joint_at(end, last);
      if (!joint) return std::nullopt;
      joints.push_back(*joint);
      at = joint->end;
    }
  }

  void read_level(std::size_t first, std::size_t last, const QueryField* field) {
    const auto joints = joints_of(first, last, field);
    if (!joints) return read_and_not(first, last);
    // `oil not opec` alone may as well be plain English: peace not war.
    const bool is_bracket = first > 0;
    const bool excludes = is_bracket || joints->size() > 1;
    const bool only_ands = std::all_of(joints->begin(), joints->end(), [&](const Joint& joint) {
      return joint.end == joint.at + 1 && is_small(tokens_[joint.at], "and");
    });
    if (!is_bracket && only_ands) return;  // as words side by side, which it joins
    for (const Joint& joint : *joints) {
      const bool lone_not = joint.end == joint.at + 1 && is_small(tokens_[joint.at], "not");
      if (lone_not && !excludes) continue;
      for (std::size_t i = joint.at; i < joint.end; ++i) make_operator(i, is_bracket);
    }
  }

  // `crude oil and not opec`: what is left out is a single operand, and nothing follows it.
  void read_and_not(std::size_t first, std::size_t last) {
    for (std::size_t i = first + 1; i + 2 < last; ++i) {
      if (tokens_[i].kind == Kind::open) i = std::min(partners_[i], last);
      const bool joins = i + 2 < last &&
                         (tokens_[i].kind == Kind::all || is_small(tokens_[i], "and")) &&
                         is_small(tokens_[i + 1], "not");
      if (!joins) continue;
      const std::size_t end = operand_end(i + 2, last);
      const bool is_end = end == last || (end < last && is_operator(tokens_[end].kind));
      if (end == i + 2 || !is_end || is_stop(i + 2, end)) continue;
      make_operator(i, true);
      make_operator(i + 1, true);
    }
  }

  void make_operator(std::size_t i, bool quietly_any) {
    QueryToken& token = tokens_[i];
    if (token.kind != Kind::word) return;
    if (is_small(token, "and")) {
      token.kind = Kind::all;
    } else if (is_small(token, "or")) {
      token.kind = Kind::any;
      token.in_small_letters = !quietly_any;
      notes_.add(token.text, token.begin, "was read as OR");
    } else {
      token.kind = Kind::none;
      notes_.add(token.text, token.begin, "was read as NOT");
    }
  }

  bool ends_operand(const QueryToken& token) const {
    return token.kind == Kind::word || token.kind == Kind::quoted || token.kind == Kind::close;
  }

  bool starts_operand(const QueryToken& token) const {
    return token.kind != Kind::end && token.kind != Kind::close && !is_operator(token.kind);
  }

  // Of those that stayed words, the first of each that might have been meant otherwise.
  void note_words() {
    bool noted_or = false;
    bool noted_not = false;
    for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
      if (!ends_operand(tokens_[i - 1]) || !starts_operand(tokens_[i + 1])) continue;
      if (is_small_word(tokens_[i], "or") && is_small(tokens_[i], "or") && !noted_or) {
        noted_or = true;
        notes_.add(tokens_[i].text, tokens_[i].begin,
                   "was searched as a word (write OR for one or the other)");
      }
      if (is_small(tokens_[i], "not") && !noted_not && !is_auxiliary(tokens_[i - 1]) &&
          !is_small(tokens_[i - 1], "or")) {
        noted_not = true;
        notes_.add(tokens_[i].text, tokens_[i].begin,
                   "was searched as a word (write NOT or -word to leave a word out)");
      }
    }
  }

  Tokens& tokens_;
  QueryNotes& notes_;
  std::vector<std::size_t> partners_;
};

}  // namespace

void read_small_operators(Tokens& tokens, QueryNotes& notes) {
  SmallOperators(tokens, notes).read();
}

bool is_small_word(const QueryToken& token, std::string_view word) {
  return token.kind == Kind::word && !token.glued && !token.suffix.tilde && !token.suffix.weight &&
         ascii::equals_ignoring_case(token.text, word);
}

bool is_auxiliary(const QueryToken& token) {
  constexpr std::array<std::string_view, 21> kAuxiliaries = {
      "am",  "is",  "are",   "was", "were",  "be",     "do",    "does", "did",  "have", "has",
      "had", "can", "could", "may", "might", "should", "shall", "must", "will", "would"};
  return token.kind == Kind::word && !token.glued &&
         std::any_of(kAuxiliaries.begin(), kAuxiliaries.end(), [&](std::string_view word) {
           return ascii::equals_ignoring_case(token.text, word);
         });
}

bool is_operator(QueryToken::Kind kind) {
  return kind == Kind::all || kind == Kind::any || kind == Kind::none || kind == Kind::proximity;
}

}  // namespace dateline
