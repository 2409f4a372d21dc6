#include "search/query/query_node.h"

#include <cstdio>
#include <string_view>

namespace dateline {
namespace {

using Kind = QueryNode::Kind;

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

std::string wrapped(std::string_view name, std::string_view inside) {
  std::string result = "(";
  result += name;
  result += ' ';
  result += inside;
  return result + ')';
}

std::string word_to_text(const QueryNode& node) {
  std::string result = node.text;
  if (node.exact) result = wrapped("exact", result);
  if (node.wildcard) result = wrapped("wildcard", result);
  if (node.capitals) result = wrapped("capitals", result);
  if (node.fuzzy > 0) result = wrapped("fuzzy " + std::to_string(node.fuzzy), result);
  return result;
}

std::string phrase_to_text(const QueryNode& node) {
  const std::string result = in_quotes(node.text);
  return node.slop > 0 ? wrapped("slop " + std::to_string(node.slop), result) : result;
}

std::string weighted(const QueryNode& node, const std::string& text) {
  return node.weight == 1 ? text : wrapped("weight " + number(node.weight), text);
}

std::string dates_to_text(const QueryNode& node) {
  const auto day = [](const std::optional<Date>& date) { return date ? format_day(*date) : "_"; };
  return wrapped("dates", day(node.from) + " " + day(node.to));
}

// What stands behind the bracket: "and", "near 5".
std::string head(const QueryNode& node) {
  switch (node.kind) {
    case Kind::all_of:
      return "and";
    case Kind::any_of:
      return "or";
    case Kind::without:
      return "not";
    case Kind::rank_with:
      return "rank-with";
    case Kind::near:
      return (node.ordered ? "ordered " : "near ") + std::to_string(node.distance);
    case Kind::same_sentence:
      return "sentence";
    case Kind::same_paragraph:
      return "paragraph";
    case Kind::at_least:
      return "at-least " + std::to_string(node.count);
    case Kind::zone:
      return node.zone == QueryNode::Zone::title ? "title" : "lead";
    default:
      return "";
  }
}

std::string branch_to_text(const QueryNode& node) {
  std::string result = "(" + head(node);
  for (const QueryNode& child : node.children) result += " " + to_text(child);
  return result + ")";
}

}  // namespace

std::string to_text(const QueryNode& node) {
  switch (node.kind) {
    case Kind::everything:
      return "*";
    case Kind::word:
      return weighted(node, word_to_text(node));
    case Kind::phrase:
      return weighted(node, phrase_to_text(node));
    case Kind::filter:
      return wrapped("filter " + node.field, in_quotes(node.text));
    case Kind::dates:
      return dates_to_text(node);
    default:
      return branch_to_text(node);
  }
}

}  // namespace dateline
