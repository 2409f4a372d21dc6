#include "search/query/query_parser.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "search/base/error.h"
#include "search/query/query_budget.h"
#include "search/query/query_headline.h"
#include "search/query/query_leaves.h"
#include "search/query/query_lexer.h"
#include "search/query/query_notes.h"
#include "search/query/query_rereading.h"
#include "search/query/query_runs.h"
#include "search/query/query_text.h"
#include "search/query/query_tree.h"

namespace dateline {
namespace {

using Kind = QueryNode::Kind;
using TokenKind = QueryToken::Kind;
using FieldKind = QueryField::Kind;
using Nodes = std::vector<QueryNode>;
using MaybeNode = std::optional<QueryNode>;

bool is_same_proximity(const QueryToken& a, const QueryToken& b) {
  return a.proximity == b.proximity && a.ordered == b.ordered && a.number == b.number;
}

QueryNode make_proximity(const QueryToken& joint, Nodes operands) {
  const bool is_near = joint.proximity == Kind::near;
  QueryNode node{.kind = joint.proximity,
                 .distance = is_near ? joint.number : 0,
                 .ordered = joint.ordered,
                 .begin = operands.front().begin,
                 .end = operands.back().end};
  node.children = std::move(operands);
  return node;
}

// Recursive descent; each function reads what its comment shows, and recursion passes through
// read_group() only, which counts its depth.
class Parser {
 public:
  // `tokens` and `notes` must outlive the parser.
  Parser(std::string_view query, const std::vector<QueryToken>& tokens, Operator words,
         const QueryLimits& limits, QueryNotes& notes)
      : query_(query),
        words_(words),
        budget_(limits),
        notes_(notes),
        leaves_(query, words, budget_, notes),
        tokens_(tokens) {}

  QueryNode parse();

 private:
  QueryToken take();
  QueryToken next_token();
  void note_dangling(const QueryToken& token);

  MaybeNode read_alternatives();
  MaybeNode read_sequence();
  Clauses read_chain();
  Clauses read_clause();
  MaybeNode read_proximity();
  QueryNode not_near(QueryNode left, const QueryToken& joint, QueryNode last, QueryNode next);
  QueryNode join_proximity(Nodes operands, const std::vector<QueryToken>& joints);
  MaybeNode read_operand();
  MaybeNode read_group();
  MaybeNode read_at_least();
  MaybeNode read_field();

  MaybeNode read_word();
  MaybeNode read_quoted();

  QueryNode everything_or_typed();
  bool filters() const { return field_ != nullptr && field_->kind == FieldKind::filter; }
  bool reads_dates() const { return field_ != nullptr && is_dates(field_->kind); }

  std::string_view query_;
  Operator words_;
  QueryBudget budget_;
  QueryNotes& notes_;
  QueryLeaves leaves_;
  const std::vector<QueryToken>& tokens_;
  std::size_t read_ = 0;               // of tokens_
  QueryToken token_;                   // the next one
  std::size_t depth_ = 0;              // of open brackets
  const QueryField* field_ = nullptr;  // whose value is being read
};

QueryNode Parser::parse() {
  take();
  MaybeNode root = read_alternatives();
  return root ? std::move(*root) : everything_or_typed();
}

// The next token; the one behind it becomes the next.
QueryToken Parser::take() {
  const QueryToken taken = std::exchange(token_, next_token());
  while (token_.kind == TokenKind::close && depth_ == 0) {
    notes_.add("the closing bracket", token_.begin, "closes nothing; it was left out");
    token_ = next_token();
  }
  return taken;
}

QueryToken Parser::next_token() {
  const QueryToken& next = tokens_[read_];
  if (next.kind != TokenKind::end) ++read_;
  return next;
}

void Parser::note_dangling(const QueryToken& token) {
  notes_.add(shortened(token.text), token.begin,
             "has nothing to join on one side; it was left out");
}

// a OR b
MaybeNode Parser::read_alternatives() {
  Nodes found;
  MaybeNode previous = read_sequence();
  bool has_left = previous.has_value();
  bool both_first = false;
  if (previous) found.push_back(std::move(*previous));
  while (token_.kind == TokenKind::any) {
    const QueryToken joint = take();
    both_first |= joint.in_small_letters;
    MaybeNode next = read_sequence();
    if (!has_left || !next) note_dangling(joint);
    has_left = next.has_value();
    if (next) found.push_back(std::move(*next));
  }
  if (found.empty()) return std::nullopt;
  if (!both_first || found.size() < 2) return join(Kind::any_of, std::move(found));
  // `oil or gas` may be plain English all the same: what has both words comes first.
  QueryNode both = join(Kind::all_of, found);
  return join_two(Kind::rank_with, join(Kind::any_of, std::move(found)), std::move(both));
}

// a b AND c -d
MaybeNode Parser::read_sequence() {
  Clauses clauses;
  while (token_.kind != TokenKind::end && token_.kind != TokenKind::close &&
         token_.kind != TokenKind::any) {
    clauses.add(read_chain());
  }
  if (clauses.empty()) return std::nullopt;
  return words_ == Operator::any ? join_any(std::move(clauses)) : join_all(std::move(clauses));
}

// a AND b AND NOT c. Where words that stand side by side are alternatives, the chain is one of
// them.
Clauses Parser::read_chain() {
  Clauses chain = read_clause();
  bool has_left = !chain.empty();
  std::size_t joints = 0;
  while (token_.kind == TokenKind::all) {
    const QueryToken joint = take();
    Clauses next = read_clause();
    if (!has_left || next.empty()) {
      note_dangling(joint);
    } else {
      ++joints;
    }
    has_left = !next.empty();
    chain.add(std::move(next));
  }
  if (words_ != Operator::any || joints == 0 || !chain.wants_something()) return chain;
  Clauses joined;
  Nodes& place = chain.required.empty() ? joined.optional : joined.required;
  place.push_back(join_all(std::move(chain)));
  return joined;
}

// a, +a, -a, NOT a, NOT NOT a
Clauses Parser::read_clause() {
  QueryToken sign;
  bool required = false;
  bool excluded = false;
  while (token_.kind == TokenKind::plus || token_.kind == TokenKind::minus ||
         token_.kind == TokenKind::none) {
    sign = take();
    if (sign.kind == TokenKind::plus) {
      required = true;
    } else {
      excluded = !excluded;
    }
  }
  MaybeNode node = read_proximity();
  Clauses clauses;
  if (!node) {
    if (sign.kind == TokenKind::none) note_dangling(sign);
    return clauses;
  }
  Nodes& place = excluded ? clauses.excluded : required ? clauses.required : clauses.optional;
  place.push_back(std::move(*node));
  return clauses;
}

// a w/5 b
MaybeNode Parser::read_proximity() {
  MaybeNode first = read_operand();
  if (token_.kind != TokenKind::proximity) return first;
  Nodes operands;
  if (first) operands.push_back(std::move(*first));
  std::vector<QueryToken> joints;
  while (token_.kind == TokenKind::proximity) {
    const QueryToken joint = take();
    MaybeNode next = read_operand();
    if (joint.negated && !operands.empty() && next) {
      QueryNode left = joints.empty() ? operands.front() : join_proximity(operands, joints);
      return not_near(std::move(left), joint, std::move(operands.back()), std::move(*next));
    }
    if (operands.empty() || !next) {
      note_dangling(joint);
    } else {
      joints.push_back(joint);
    }
    if (next) operands.push_back(std::move(*next));
  }
  if (operands.empty()) return std::nullopt;
  if (joints.empty()) return std::move(operands.front());
  return join_proximity(std::move(operands), joints);
}

// a NOT w/5 b: `left`, but no article where its last operand stands near `next`.
QueryNode Parser::not_near(QueryNode left, const QueryToken& joint, QueryNode last,
                           QueryNode next) {
  notes_.add(shortened(joint.text), joint.begin,
             "leaves out every article where they stand so near even once");
  std::vector<QueryNode> pair{std::move(last), std::move(next)};
  return join_two(Kind::without, std::move(left), join_proximity(std::move(pair), {joint}));
}

// `joints` stand between the operands. Where they differ, each pair is held together by its own.
QueryNode Parser::join_proximity(Nodes operands, const std::vector<QueryToken>& joints) {
  const auto refuse = [&](std::string_view what) {
    notes_.add(shortened(joints.front().text), joints.front().begin, what);
    return join(Kind::all_of, std::move(operands));
  };
  for (const QueryToken& joint : joints) {
    budget_.require_distance(joint.number);
    if (joint.proximity == Kind::near && joint.number == 0) {
      return refuse("needs a distance of 1 or more; it was read as AND");
    }
  }
  if (!std::all_of(operands.begin(), operands.end(), has_positions)) {
    return refuse("joins words, phrases and (a OR b) only; it was read as AND");
  }
  for (const QueryNode& operand : operands) budget_.add_leaves(count_leaves(operand));

  const bool all_same = std::all_of(joints.begin(), joints.end(), [&](const QueryToken& joint) {
    return is_same_proximity(joint, joints.front());
  });
  if (all_same) return make_proximity(joints.front(), std::move(operands));
  Nodes pairs;
  for (std::size_t i = 0; i < joints.size(); ++i) {
    budget_.add_leaves(count_leaves(operands[i]));
    pairs.push_back(make_proximity(joints[i], {operands[i], operands[i + 1]}));
  }
  return join(Kind::all_of, std::move(pairs));
}

// a, "a b", (a OR b), title:a, atleast5(a), *
MaybeNode Parser::read_operand() {
  switch (token_.kind) {
    case TokenKind::word:
      return read_word();
    case TokenKind::quoted:
      return read_quoted();
    case TokenKind::open:
      return read_group();
    case TokenKind::at_least:
      return read_at_least();
    case TokenKind::field:
      return read_field();
    case TokenKind::dates: {
      budget_.add_leaves(1);
      const QueryToken dates = take();
      return QueryNode{.kind = Kind::dates,
                       .from = dates.dates.from,
                       .to = dates.dates.to,
                       .begin = dates.begin,
                       .end = dates.end};
    }
    case TokenKind::everything: {
      const QueryToken star = take();
      return QueryNode{.kind = Kind::everything, .begin = star.begin, .end = star.end};
    }
    default:
      return std::nullopt;
  }
}

// (a OR b)^2
MaybeNode Parser::read_group() {
  budget_.require_depth(++depth_);
  const QueryToken open = take();
  MaybeNode inside = read_alternatives();
  const QueryToken close = token_;
  --depth_;
  if (close.kind == TokenKind::close) {
    take();
  } else {
    notes_.add("the bracket", open.begin, "is not closed; it was closed at the end");
  }
  if (!inside) {
    notes_.add("the bracket", open.begin, "holds nothing; it was left out");
    return std::nullopt;
  }
  leaves_.note_useless_tilde(close);
  if (close.suffix.weight) multiply_weight(*inside, *close.suffix.weight);
  return inside;
}

// atleast5(a), atleast5 a
MaybeNode Parser::read_at_least() {
  const QueryToken name = take();
  budget_.require_count(name.number);
  MaybeNode counted = read_operand();
  if (!counted || name.number == 1) return counted;
  if (name.number == 0 || !has_positions(*counted)) {
    notes_.add(shortened(name.text), name.begin,
               name.number == 0 ? "needs a count of 1 or more; it was left out"
                                : "counts words, phrases and (a OR b) only; it was left out");
    return counted;
  }
  budget_.add_leaves(count_leaves(*counted));
  QueryNode node{.kind = Kind::at_least, .count = name.number, .begin = name.begin};
  node.end = counted->end;
  node.children.push_back(std::move(*counted));
  return node;
}

// title:a, source:"a b", place:(a OR b), before:2018
MaybeNode Parser::read_field() {
  const QueryToken name = take();
  const QueryField* const outer = std::exchange(field_, name.field);
  const bool is_group = token_.kind == TokenKind::open;
  MaybeNode value = read_operand();
  field_ = outer;
  if (!value) {
    notes_.add(shortened(name.text) + ":", name.begin, "has no value; it was left out");
    return std::nullopt;
  }
  if (name.field->kind == FieldKind::title || name.field->kind == FieldKind::lead) {
    QueryNode zone{.kind = Kind::zone, .begin = name.begin, .end = value->end};
    zone.zone =
        name.field->kind == FieldKind::title ? QueryNode::Zone::title : QueryNode::Zone::lead;
    zone.children.push_back(std::move(*value));
    return zone;
  }
  if (is_group) return value;
  if (is_dates(name.field->kind) && value->kind != Kind::dates) {
    budget_.add_word();
    QueryNode word{.kind = Kind::word, .text = std::string(name.text), .begin = name.begin};
    word.end = name.begin + name.text.size();
    return join_two(Kind::all_of, std::move(word), std::move(*value));
  }
  value->begin = name.begin;
  return value;
}

MaybeNode Parser::read_word() {
  QueryToken token = take();
  if (!filters() && !reads_dates()) return leaves_.text_word(token, field_);
  if (count_searchable(token.text) == 0) return std::nullopt;
  if (reads_dates()) return leaves_.dates(token, *field_);
  // Inside place:(New York OR Boston), words side by side are one value.
  while (!token.glued && token_.kind == TokenKind::word) {
    const QueryToken more = take();
    token.text = query_.substr(token.begin, more.begin - token.begin + more.text.size());
    token.end = more.end;
    token.suffix = more.suffix;
  }
  return leaves_.filter(token, *field_);
}

MaybeNode Parser::read_quoted() {
  const QueryToken token = take();
  if (count_searchable(token.text) == 0) {
    notes_.add("the quote", token.begin, "holds no words; it was left out");
    return std::nullopt;
  }
  if (filters()) return leaves_.filter(token, *field_);
  if (reads_dates()) return leaves_.dates(token, *field_);
  return leaves_.phrase(token, field_);
}

// What a query means that has nothing to search for: all articles where it is empty; else its
// operators are text.
QueryNode Parser::everything_or_typed() {
  const std::string_view typed = trimmed(query_);
  const std::size_t begin = static_cast<std::size_t>(typed.data() - query_.data());
  if (typed.empty()) return {.kind = Kind::everything, .begin = 0, .end = query_.size()};
  notes_.replace_all("the query has nothing but operators and marks; it was searched as typed");
  budget_.require_parts(typed);
  const Kind kind = has_space(typed) ? Kind::phrase : Kind::word;
  return {.kind = kind, .text = std::string(typed), .begin = begin, .end = begin + typed.size()};
}

// The query's words, those in quotes too; what stands as it is quoted ranks higher. None where that
// is beyond a limit: words in quotes count for less than as many without.
std::optional<QueryNode> with_quotes_preferred(std::string_view query,
                                               const std::vector<QueryToken>& tokens,
                                               Operator words, const QueryLimits& limits) {
  QueryNotes notes(query);  // were told of the query as it stands
  const std::vector<QueryToken> quotes = quotes_of(tokens);
  try {
    const std::vector<QueryToken> plain = without_quotes(tokens, query);
    QueryNode all = Parser(query, plain, words, limits, notes).parse();
    join_initials(all);
    split_runs(all, words, limits);
    return join_two(Kind::rank_with, std::move(all),
                    Parser(query, quotes, Operator::any, limits, notes).parse());
  } catch (const InputError&) {
    return std::nullopt;
  }
}

}  // namespace

ParsedQuery parse_query(std::string_view query, Operator words, const QueryLimits& limits) {
  QueryBudget(limits).require_text(query);
  QueryNotes notes(query);
  std::vector<QueryToken> tokens = QueryLexer(query, notes).read_all();
  reread(tokens, query, notes);
  ParsedQuery parsed{.root = Parser(query, tokens, words, limits, notes).parse(),
                     .notes = notes.take()};
  join_initials(parsed.root);
  if (is_headline_in_capitals(query)) mark_headline(parsed.root);
  split_runs(parsed.root, words, limits);
  if (is_text_with_quotes(tokens)) {
    parsed.without_quotes = with_quotes_preferred(query, tokens, words, limits);
  }
  return parsed;
}

}  // namespace dateline
