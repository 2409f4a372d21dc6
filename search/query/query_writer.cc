#include "search/query/query_writer.h"

#include <algorithm>
#include <cstdio>

#include "search/base/error.h"
#include "search/query/query_parser.h"

namespace dateline {
namespace {

using Kind = QueryNode::Kind;

std::string in_double_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string suffixes(const QueryNode& leaf) {
  std::string text;
  if (leaf.fuzzy > 0) text += "~" + std::to_string(leaf.fuzzy);
  if (leaf.slop > 0) text += "~" + std::to_string(leaf.slop);
  if (leaf.weight == 1) return text;
  char weight[32];
  std::snprintf(weight, sizeof weight, "^%g", leaf.weight);
  return text + weight;
}

std::string word_query(const QueryNode& word) {
  const std::string text = word.exact ? in_double_quotes(word.text) : word.text;
  return (word.capitals ? "caps:" : "") + text + suffixes(word);
}

// The year or the month whose first day is `from`, or that day.
Date period_from(const Date& from, Precision precision) {
  return {.year = from.year,
          .month = precision == Precision::year ? 1 : from.month,
          .day = precision == Precision::day ? from.day : 1,
          .precision = precision};
}

// "2017" and "2017-03" where the days are all of a year or a month.
std::string dates_query(const QueryNode& dates) {
  if (dates.from && dates.to) {
    for (const Precision precision : {Precision::year, Precision::month, Precision::day}) {
      const Date period = period_from(*dates.from, precision);
      if (day_number(period) == day_number(*dates.from) && last_day(period) == last_day(*dates.to))
        return "date:" + format_day(period);
    }
  }
  return "date:" + (dates.from ? format_day(*dates.from) : "") + ".." +
         (dates.to ? format_day(*dates.to) : "");
}

bool joins(const QueryNode& node) {
  return node.kind == Kind::all_of || node.kind == Kind::any_of || node.kind == Kind::without ||
         node.kind == Kind::rank_with || node.kind == Kind::near ||
         node.kind == Kind::same_sentence || node.kind == Kind::same_paragraph;
}

// In brackets where it is made of parts.
std::string operand(const QueryNode& node, Operator words) {
  if (!joins(node) || is_one_part(node)) return to_query(node, words);
  return "(" + to_query(node, words) + ")";
}

std::string joined_by(std::string_view joint, const std::vector<QueryNode>& nodes, Operator words) {
  std::string text;
  for (const QueryNode& node : nodes)
    text.append(text.empty() ? "" : joint).append(operand(node, words));
  return text;
}

std::string joint_of(const QueryNode& node) {
  if (node.kind == Kind::same_sentence) return " /s ";
  if (node.kind == Kind::same_paragraph) return " /p ";
  return (node.ordered ? " pre/" : " w/") + std::to_string(node.distance) + " ";
}

std::string without_query(const QueryNode& node, Operator words) {
  const QueryNode& excluded = node.children[1];
  std::string text =
      node.children[0].kind == Kind::everything ? "" : operand(node.children[0], words);
  const bool several = excluded.kind == Kind::any_of && !is_one_part(excluded);
  for (const QueryNode& one : several ? excluded.children : std::vector{excluded})
    text.append(text.empty() ? "-" : " -").append(operand(one, words));
  return text;
}

// Parts that are all wanted are one list, with those of a part that wants all of its own.
std::vector<QueryNode> parts_that_are_all_wanted(const std::vector<QueryNode>& nodes) {
  std::vector<QueryNode> parts;
  for (const QueryNode& node : nodes) {
    if (node.kind == Kind::all_of) {
      parts.insert(parts.end(), node.children.begin(), node.children.end());
    } else {
      parts.push_back(node);
    }
  }
  return parts;
}

// `oil or gas`, where what has both comes first.
bool is_or_in_small_letters(const QueryNode& node) {
  return node.children[0].kind == Kind::any_of && node.children[1].kind == Kind::all_of &&
         parts_that_are_all_wanted(node.children[0].children) == node.children[1].children;
}

std::string rank_with_query(const QueryNode& node, Operator words) {
  if (is_or_in_small_letters(node)) return joined_by(" or ", node.children[0].children, words);
  const QueryNode& more = node.children[1];
  const QueryNode& needed = node.children[0];
  std::string text;
  const bool several = needed.kind == Kind::all_of;
  for (const QueryNode& one : several ? needed.children : std::vector{needed})
    text.append(text.empty() ? "+" : " +").append(operand(one, words));
  const bool any = more.kind == Kind::any_of && !is_one_part(more);
  return text + " " + (any ? joined_by(" ", more.children, words) : operand(more, words));
}

std::string zone_query(const QueryNode& node, Operator words) {
  const std::string name = node.zone == QueryNode::Zone::title ? "title:" : "lead:";
  const QueryNode& inside = node.children[0];
  const bool is_plain = inside.kind == Kind::word || inside.kind == Kind::phrase;
  if (is_plain) return name + to_query(inside, words);
  return name + "(" + to_query(inside, words) + ")";
}

bool are_initials(const QueryNode& apart, const QueryNode& one_word) {
  if (apart.kind != Kind::all_of || one_word.kind != Kind::word) return false;
  std::string together;
  for (const QueryNode& letter : apart.children) together += letter.text + ".";
  return together == one_word.text;
}

// any_of(all_of(U, S), U.S.) was U S.
bool is_initials(const QueryNode& node) {
  return node.kind == Kind::any_of && node.children.size() == 2 &&
         are_initials(node.children[0], node.children[1]);
}

// The alternatives without the words that initials among them bring along when they are read.
std::vector<QueryNode> without_joined_initials(const std::vector<QueryNode>& alternatives) {
  std::vector<QueryNode> kept;
  for (const QueryNode& node : alternatives) {
    if (kept.empty() || !are_initials(kept.back(), node)) kept.push_back(node);
  }
  return kept;
}

// any_of(example.org, the article from there) was example.org.
bool is_address_with_article(const QueryNode& node) {
  return node.kind == Kind::any_of && node.children.size() == 2 &&
         node.children[0].kind == Kind::word && node.children[1].kind == Kind::filter &&
         node.children[1].field == "url" && node.children[0].text == node.children[1].text;
}

std::string any_of_query(const QueryNode& node, Operator words) {
  if (is_initials(node)) return joined_by(" ", node.children[0].children, words);
  if (is_address_with_article(node)) return to_query(node.children[0], words);
  return joined_by(" OR ", without_joined_initials(node.children), words);
}

bool means_the_same(std::string_view query, const QueryNode& root, Operator words,
                    const QueryLimits& limits) {
  try {
    return to_text(parse_query(query, words, limits).root) == to_text(root);
  } catch (const InputError&) {  // longer than it was typed, and beyond a limit
    return false;
  }
}

}  // namespace

bool is_one_part(const QueryNode& node) {
  return node.kind == Kind::any_of && (is_initials(node) || is_address_with_article(node));
}

std::string to_query(const QueryNode& node, Operator words) {
  switch (node.kind) {
    case Kind::everything:
      return "*";
    case Kind::word:
      return word_query(node);
    case Kind::phrase:
      return in_double_quotes(node.text) + suffixes(node);
    case Kind::all_of:
      return joined_by(words == Operator::any ? " AND " : " ", node.children, words);
    case Kind::any_of:
      return any_of_query(node, words);
    case Kind::without:
      return without_query(node, words);
    case Kind::rank_with:
      return rank_with_query(node, words);
    case Kind::near:
    case Kind::same_sentence:
    case Kind::same_paragraph:
      return joined_by(joint_of(node), node.children, words);
    case Kind::at_least:
      return "atleast" + std::to_string(node.count) + "(" + to_query(node.children[0], words) + ")";
    case Kind::zone:
      return zone_query(node, words);
    case Kind::filter:
      return node.field + ":" + in_double_quotes(node.text);
    case Kind::dates:
      return dates_query(node);
  }
  return {};
}

std::string query_as_read(std::string_view typed, const QueryNode& root, Operator words,
                          const QueryLimits& limits) {
  std::string written = root.kind == Kind::everything ? "" : to_query(root, words);
  if (means_the_same(written, root, words, limits)) return written;
  return std::string(typed);
}

}  // namespace dateline
