#include "search/query/syntax_translation.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>

#include "search/base/ascii.h"
#include "search/query/query_budget.h"
#include "search/query/query_lexer.h"
#include "search/query/query_limits.h"
#include "search/query/query_notes.h"
#include "search/query/query_text.h"

namespace dateline {
namespace {

using TokenKind = QueryToken::Kind;

// How tight operators bind: of two, the greater joins first. Within kNear, nearness may have its
// own order.
enum Level : int {
  kLoosest = 1,
  kLoose = 2,
  kMiddle = 3,
  kTight = 4,
  kNearest = 1000,  // less the distance, where small distances join first
  kBeside = 2000,
};

// What words that stand side by side are.
enum class Beside : std::uint8_t { phrase, all };

// The operators of one system.
struct Rules {
  Beside beside = Beside::all;
  int any = kMiddle;
  int all = kMiddle;
  int none = kMiddle;
  int near = kTight;
  int scope = kTight;                  // sentence and paragraph
  bool small_distances_first = false;  // w/5 before w/25
  bool any_case = true;                // and, or, not are operators in small letters too
  bool within_keeps_order = false;     // w/5 is pre/5
  bool has_same = false;               // `same` is /p
  std::string_view many;               // signs for any letters
  std::string_view one;                // signs for one letter
};

// LexisNexis: or, nearness from small to large, sentence, paragraph, and, and not.
constexpr Rules kNexis{.beside = Beside::phrase,
                       .any = kBeside - 1,
                       .all = kLoose,
                       .none = kLoosest,
                       .near = kNearest,
                       .scope = kTight,
                       .small_distances_first = true,
                       .many = "!",
                       .one = "*?"};

// Factiva: same and nearness, not, and, or.
constexpr Rules kFactiva{.beside = Beside::phrase,
                         .any = kLoosest,
                         .all = kLoose,
                         .none = kMiddle,
                         .near = kTight,
                         .scope = kTight,
                         .within_keeps_order = true,
                         .has_same = true,
                         .many = "*$",
                         .one = "?"};

// ProQuest: PRE, NEAR, AND, OR, NOT.
constexpr Rules kProquest{.beside = Beside::all,
                          .any = kLoose,
                          .all = kMiddle,
                          .none = kLoosest,
                          .near = kTight,
                          .scope = kTight,
                          .many = "*",
                          .one = "?"};

const Rules& rules_of(Syntax syntax) {
  if (syntax == Syntax::nexis) return kNexis;
  return syntax == Syntax::factiva ? kFactiva : kProquest;
}

// A part of the translation.
struct Piece {
  enum class Shape : std::uint8_t {
    single,  // a word, a phrase, something in brackets
    chain,   // parts joined by one operator, `joint`
  };

  std::string text;
  Shape shape = Shape::single;
  std::string joint;       // of a chain
  bool has_places = true;  // words and phrases, or some of them: nearness can be asked of it
  bool is_near = false;    // joined by nearness
};

std::string in_brackets(const Piece& piece) {
  return piece.shape == Piece::Shape::single ? piece.text : "(" + piece.text + ")";
}

struct Operation {
  std::string joint;  // " AND "
  int level = kMiddle;
  bool keeps_places = false;  // what it joins has places
  bool wants_places = false;  // of what it joins
};

class Translator {
 public:
  Translator(std::string_view query, const std::vector<QueryToken>& tokens, const Rules& rules,
             QueryNotes& notes)
      : query_(query), tokens_(tokens), rules_(rules), notes_(notes) {}

  std::string whole() {
    std::string text;
    while (next().kind != TokenKind::end) {
      if (std::optional<Piece> piece = expression(0))
        text.append(text.empty() ? "" : " ").append(in_brackets_beside(text, *piece));
      if (next().kind == TokenKind::close) advance();  // closes nothing
    }
    return text;
  }

 private:
  const QueryToken& next() const { return tokens_[at_]; }
  void advance() { at_ = std::min(at_ + 1, tokens_.size() - 1); }  // never behind the end
  const QueryToken& behind() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }

  static std::string in_brackets_beside(const std::string& text, const Piece& piece) {
    return text.empty() ? piece.text : in_brackets(piece);
  }

  bool is_word(const QueryToken& token, std::string_view word) const {
    return token.kind == TokenKind::word && rules_.any_case && !token.glued &&
           ascii::equals_ignoring_case(token.text, word);
  }
  bool is_all(const QueryToken& token) const {
    return token.kind == TokenKind::all || is_word(token, "and");
  }
  bool is_any(const QueryToken& token) const {
    return token.kind == TokenKind::any || is_word(token, "or");
  }
  bool is_none(const QueryToken& token) const {
    return token.kind == TokenKind::none || token.kind == TokenKind::minus || is_word(token, "not");
  }
  bool is_same(const QueryToken& token) const { return rules_.has_same && is_word(token, "same"); }
  bool is_joint(const QueryToken& token) const {
    return is_all(token) || is_any(token) || is_none(token) || is_same(token);
  }
  static bool ends_group(const QueryToken& token) {
    return token.kind == TokenKind::end || token.kind == TokenKind::close;
  }

  int level_of(const QueryToken& proximity) const {
    if (proximity.proximity != QueryNode::Kind::near) return rules_.scope;
    if (!rules_.small_distances_first) return rules_.near;
    return rules_.near - static_cast<int>(std::min<std::size_t>(proximity.number, kNearest / 2));
  }

  Operation nearness(const QueryToken& token) const {
    std::string joint = " /s ";
    if (token.proximity == QueryNode::Kind::same_paragraph) joint = " /p ";
    if (token.proximity == QueryNode::Kind::near) {
      const bool is_within = ascii::lower(token.text.substr(0, 2)) == "w/";
      const bool ordered = token.ordered || (is_within && rules_.within_keeps_order);
      joint = (ordered ? " pre/" : " w/") + std::to_string(token.number) + " ";
    }
    return {.joint = std::move(joint), .level = level_of(token), .wants_places = true};
  }

  // The operator that stands here, and how many tokens it has; none at the end of a group.
  std::pair<std::optional<Operation>, std::size_t> operation() const {
    const QueryToken& token = next();
    if (ends_group(token)) return {};
    if (is_any(token))
      return {Operation{.joint = " OR ", .level = rules_.any, .keeps_places = true}, 1};
    const bool both = is_all(token) && is_none(behind());
    if (both || is_none(token)) {
      const std::size_t size = both ? 2 : 1;
      const QueryToken& third = tokens_[std::min(at_ + size, tokens_.size() - 1)];
      if (third.kind == TokenKind::proximity) {
        Operation near = nearness(third);
        near.joint = " NOT" + near.joint;
        return {near, size + 1};
      }
      return {Operation{.joint = " NOT ", .level = rules_.none}, size};
    }
    if (is_all(token)) return {Operation{.joint = " AND ", .level = rules_.all}, 1};
    if (token.kind == TokenKind::proximity) return {nearness(token), 1};
    if (is_same(token)) {
      return {Operation{.joint = " /p ", .level = rules_.scope, .wants_places = true}, 1};
    }
    const bool is_phrase = rules_.beside == Beside::phrase;
    return {Operation{.joint = is_phrase ? " pre/1 " : " AND ",
                      .level = is_phrase ? kBeside : rules_.all,
                      .wants_places = is_phrase},
            0};
  }

  // What stands here, as far as operators join at `least` or tighter. None where there is nothing
  // to join.
  std::optional<Piece> expression(int least) {
    std::optional<Piece> left = operand();
    for (auto [found, size] = operation(); found && found->level >= least;
         std::tie(found, size) = operation()) {
      const QueryToken& typed = next();
      at_ = std::min(at_ + size, tokens_.size() - 1);
      const std::size_t begin = at_;
      std::optional<Piece> right = expression(found->level + 1);
      if (left && right) {
        left = joined(*left, *found, *right);
      } else if (right && found->joint == " NOT ") {
        left = Piece{.text = "NOT " + in_brackets(*right),
                     .shape = Piece::Shape::chain,
                     .joint = " NOT ",
                     .has_places = false};
      } else if (size > 0) {
        notes_.add(shortened(typed.text), typed.begin,
                   "has nothing to join on one side; it was left out");
        if (!left) left = std::move(right);
      } else if (right) {
        left = std::move(right);
      } else if (at_ == begin) {
        advance();  // no operand begins so
      }
    }
    return left;
  }

  Piece joined(const Piece& left, Operation operation, const Piece& right) const {
    if (operation.wants_places && !(left.has_places && right.has_places) &&
        operation.level == kBeside)
      operation.joint = " AND ";
    const bool goes_on = is_chain_of(left, operation);
    Piece piece{.shape = Piece::Shape::chain,
                .joint = operation.joint,
                .has_places = operation.keeps_places && left.has_places && right.has_places,
                .is_near = operation.wants_places && operation.joint != " AND "};
    piece.text = (goes_on ? left.text : in_brackets(left)) + operation.joint;
    const bool follows = is_chain_of(right, operation) && operation.joint != " NOT ";
    piece.text += follows ? right.text : in_brackets(right);
    return piece;
  }

  // Whether the operation can go on in a chain without a bracket: of nearness, each operator then
  // joins the words on its two sides.
  static bool is_chain_of(const Piece& piece, const Operation& operation) {
    if (piece.shape != Piece::Shape::chain) return false;
    return piece.joint == operation.joint || (operation.wants_places && piece.is_near);
  }

  std::optional<Piece> operand() {
    const QueryToken token = next();
    switch (token.kind) {
      case TokenKind::word:
        if (is_joint(token)) return std::nullopt;
        return words();
      case TokenKind::quoted:
        advance();
        return Piece{.text = std::string(query_.substr(token.begin, token.end - token.begin))};
      case TokenKind::open:
        return group();
      case TokenKind::plus:
        advance();
        return operand();
      case TokenKind::field:
        return field();
      case TokenKind::at_least:
        return counted();
      case TokenKind::dates:
        advance();
        return Piece{.text = "date:" + (token.dates.from ? format_day(*token.dates.from) : "") +
                             ".." + (token.dates.to ? format_day(*token.dates.to) : ""),
                     .has_places = false};
      case TokenKind::everything:
        advance();
        return Piece{.text = "*", .has_places = false};
      default:
        return std::nullopt;
    }
  }

  std::optional<Piece> group() {
    QueryBudget(QueryLimits{}).require_depth(++depth_);
    advance();
    std::optional<Piece> inside = expression(0);
    --depth_;
    if (next().kind == TokenKind::close) advance();
    if (!inside) return std::nullopt;
    inside->text = in_brackets(*inside);
    inside->shape = Piece::Shape::single;
    return inside;
  }

  std::optional<Piece> field() {
    const QueryToken name = next();
    advance();
    std::optional<Piece> value = operand();
    if (!value) return std::nullopt;
    const bool is_caps = name.field->kind == QueryField::Kind::capitals;
    return Piece{.text = std::string(name.field->typed) + ":" + in_brackets(*value),
                 .has_places = is_caps};
  }

  std::optional<Piece> counted() {
    const QueryToken name = next();
    advance();
    std::optional<Piece> what = operand();
    if (!what) return std::nullopt;
    const bool has_brackets = what->text.starts_with('(');
    return Piece{.text = "atleast" + std::to_string(name.number) +
                         (has_brackets ? what->text : "(" + what->text + ")"),
                 .has_places = false};
  }

  // Words side by side that are a phrase become one; a wildcard cannot stand in quotes.
  std::optional<Piece> words() {
    std::vector<std::string> found;
    const std::size_t begin = next().begin;
    bool plain = true;
    while (next().kind == TokenKind::word && !is_joint(next())) {
      found.push_back(word(next()));
      plain = plain && found.back() == next().text;
      advance();
      if (rules_.beside != Beside::phrase) break;
    }
    if (found.size() == 1) return Piece{.text = std::move(found.front())};
    std::string text;
    for (const std::string& one : found)
      text.append(text.empty() ? "" : plain ? " " : " pre/1 ").append(one);
    if (!plain)
      return Piece{.text = text, .shape = Piece::Shape::chain, .joint = " pre/1 ", .is_near = true};
    notes_.add("“" + text + "”", begin,
               "is a phrase there, and is searched as one: in these forms only");
    return Piece{.text = "\"" + text + "\""};
  }

  // With our wildcards: of Factiva's terror$3, how many letters may follow is not said here.
  std::string word(const QueryToken& token) const {
    std::string text;
    for (std::size_t i = 0; i < token.text.size(); ++i) {
      const char c = token.text[i];
      const bool inside = i > 0;
      if (inside && rules_.many.find(c) != std::string_view::npos) {
        text += '*';
        while (c == '$' && i + 1 < token.text.size() && ascii::is_digit(token.text[i + 1])) ++i;
      } else if (inside && rules_.one.find(c) != std::string_view::npos) {
        text += '?';
      } else {
        text += c;
      }
    }
    return text + std::string(query_.substr(token.begin + token.text.size(),
                                            token.end - token.begin - token.text.size()));
  }

  std::string_view query_;
  const std::vector<QueryToken>& tokens_;
  const Rules& rules_;
  QueryNotes& notes_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

// Lucene's classic parser has no precedence: AND makes both of its sides required, OR neither, and
// words side by side are alternatives. So the translation is to be read with Operator::any.
class LuceneTranslator {
 public:
  LuceneTranslator(std::string_view query, const std::vector<QueryToken>& tokens)
      : query_(query), tokens_(tokens) {}

  std::string whole() {
    std::string text;
    while (next().kind != TokenKind::end) {
      const std::string group = clauses();
      if (!group.empty()) text.append(text.empty() ? "" : " ").append(group);
      if (next().kind == TokenKind::close) advance();
    }
    return text;
  }

 private:
  enum class Occur : std::uint8_t { may, must, must_not };
  struct Clause {
    std::string text;
    Occur occur = Occur::may;
  };

  const QueryToken& next() const { return tokens_[at_]; }
  void advance() { at_ = std::min(at_ + 1, tokens_.size() - 1); }  // never behind the end

  std::string clauses() {
    std::vector<Clause> found;
    bool joins_all = false;
    Occur occur = Occur::may;
    while (next().kind != TokenKind::end && next().kind != TokenKind::close) {
      const TokenKind kind = next().kind;
      if (kind == TokenKind::all) {
        joins_all = true;
        if (!found.empty() && found.back().occur == Occur::may) found.back().occur = Occur::must;
      }
      if (kind == TokenKind::plus) occur = Occur::must;
      if (kind == TokenKind::minus || kind == TokenKind::none) occur = Occur::must_not;
      std::string text = operand();
      if (text.empty()) continue;
      if (joins_all && occur == Occur::may) occur = Occur::must;
      found.push_back({std::move(text), occur});
      joins_all = false;
      occur = Occur::may;
    }
    return written(found);
  }

  static std::string listed(const std::vector<Clause>& clauses, Occur occur, std::string_view sign,
                            std::string_view joint) {
    std::string text;
    for (const Clause& one : clauses) {
      if (one.occur == occur) text.append(text.empty() ? "" : joint).append(sign).append(one.text);
    }
    return text;
  }

  static std::string written(const std::vector<Clause>& clauses) {
    const auto count = [&](Occur occur) {
      return std::count_if(clauses.begin(), clauses.end(),
                           [&](const Clause& one) { return one.occur == occur; });
    };
    std::string text = listed(clauses, Occur::must, "+", " ");
    std::string may = listed(clauses, Occur::may, "", text.empty() ? " OR " : " ");
    const std::string none = listed(clauses, Occur::must_not, "-", " ");
    if (text.empty() && !none.empty() && count(Occur::may) > 1) may = "(" + may + ")";
    for (const std::string& part : {may, none}) {
      if (!part.empty()) text.append(text.empty() ? "" : " ").append(part);
    }
    return text;
  }

  // Empty, and one token on, where none begins here.
  std::string operand() {
    const QueryToken token = next();
    advance();
    const std::string typed(query_.substr(token.begin, token.end - token.begin));
    switch (token.kind) {
      case TokenKind::word: {
        const bool is_small = ascii::equals_ignoring_case(token.text, "and") ||
                              ascii::equals_ignoring_case(token.text, "or") ||
                              ascii::equals_ignoring_case(token.text, "not");
        return is_small ? "\"" + typed + "\"" : typed;
      }
      case TokenKind::quoted:
      case TokenKind::everything:
        return typed;
      case TokenKind::open:
        return group();
      case TokenKind::field:
        return std::string(token.field->typed) + ":" + operand();
      case TokenKind::dates:
        return "date:" + (token.dates.from ? format_day(*token.dates.from) : "") + ".." +
               (token.dates.to ? format_day(*token.dates.to) : "");
      default:
        return {};
    }
  }

  std::string group() {
    QueryBudget(QueryLimits{}).require_depth(++depth_);
    const std::string inside = clauses();
    --depth_;
    std::string suffix;
    if (next().kind == TokenKind::close) {
      suffix = query_.substr(next().begin + 1, next().end - next().begin - 1);
      advance();
    }
    return inside.empty() ? inside : "(" + inside + ")" + suffix;
  }

  std::string_view query_;
  const std::vector<QueryToken>& tokens_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

Translation translate(std::string_view query, Syntax syntax) {
  QueryBudget(QueryLimits{}).require_text(query);
  QueryNotes notes(query);
  const std::vector<QueryToken> tokens = QueryLexer(query, notes).read_all();
  Translation translation;
  translation.query = syntax == Syntax::lucene
                          ? LuceneTranslator(query, tokens).whole()
                          : Translator(query, tokens, rules_of(syntax), notes).whole();
  if (translation.query.empty()) translation.query = query;  // nothing but operators
  translation.notes = notes.take();
  // The translation shows what was read as what.
  std::erase_if(translation.notes, [](const std::string& note) {
    return note.find(" was read as ") != std::string::npos;
  });
  return translation;
}

Operator joint_of(Syntax syntax) {
  return syntax == Syntax::lucene ? Operator::any : Operator::all;
}

}  // namespace dateline
