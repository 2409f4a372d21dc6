#include "search/why_not.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "search/query/query_parser.h"
#include "search/query/query_writer.h"
#include "search/read_back.h"
#include "search/snippeter.h"
#include "search/store/article/fields.h"
#include "search/store/text/fold.h"
#include "search/wording.h"

namespace dateline {
namespace {

using Kind = QueryNode::Kind;
using Spans = std::vector<PositionSpan>;

std::string shown(const QueryNode& node) { return in_quotes(to_query(node)); }

// How many words there are from one place to the next; 0: they overlap.
std::uint32_t words_apart(const PositionSpan& a, const PositionSpan& b) {
  if (a.last < b.first) return b.first - a.last;
  return b.last < a.first ? a.first - b.last : 0;
}

// Of two places in order, the nearest; the greatest number where there is no such pair.
std::uint32_t nearest(const Spans& before, const Spans& after, bool ordered) {
  std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
  auto next = after.begin();
  for (const PositionSpan& one : before) {
    while (next != after.end() && next->first < one.first) ++next;
    if (next != after.end()) least = std::min(least, words_apart(one, *next));
    if (!ordered && next != after.begin()) least = std::min(least, words_apart(one, *(next - 1)));
  }
  return least;
}

std::string value_list(const std::vector<std::string_view>& values) {
  std::string text;
  for (const std::string_view value : values)
    text.append(text.empty() ? "" : ", ").append(in_quotes(value));
  return text;
}

class Reasoner {
 public:
  Reasoner(const LookedAt& article, Retriever& retriever)
      : article_(article), retriever_(retriever), whole_(to_article(article.record)) {}

  bool has(const QueryNode& node) const {
    return retriever_.has(node, article_.docid, retriever_.limits().cost).value_or(false);
  }

  // A sentence on a part that the article does not have.
  std::string why(const QueryNode& node) const {
    switch (node.kind) {
      case Kind::near:
        return why_not_near(node);
      case Kind::same_sentence:
        return lacking(node).value_or(having(node) + ", but not in one sentence");
      case Kind::same_paragraph:
        return lacking(node).value_or(having(node) + ", but not in one paragraph");
      case Kind::phrase:
      case Kind::word:
        return why_not_words(node);
      case Kind::zone:
        return why_not_in_zone(node);
      case Kind::at_least:
        return why_not_so_often(node);
      case Kind::filter:
        return why_not_value(node.field, node.text);
      case Kind::dates:
        return why_not_dated(node.from, node.to);
      case Kind::any_of:
        return "it has none of " + shown(node);
      default:
        return lacking(node).value_or("it does not have " + shown(node));
    }
  }

  std::string why_not_value(std::string_view field, const std::string& value) const {
    const std::vector<std::string_view> values = values_of(field);
    if (values.empty()) return "it has no " + std::string(field) + ", not " + in_quotes(value);
    return "its " + std::string(field) + " is " + value_list(values) + ", not " + in_quotes(value);
  }

  bool has_value(const Filter& filter) const {
    const std::string wanted = fold_value(filter.value);
    return std::ranges::any_of(values_of(filter.field),
                               [&](std::string_view value) { return fold_value(value) == wanted; });
  }

  std::string why_not_dated(const std::optional<Date>& from, const std::optional<Date>& to) const {
    if (!whole_.published) return "it is undated";
    const std::string day = "it was published on " + format_day(*whole_.published);
    if (from && day_number(*whole_.published) < day_number(*from))
      return day + ", before " + format_day(*from);
    if (to && last_day(*whole_.published) > last_day(*to))
      return day + ", after " + format_day(*to);
    return day;
  }

  const std::optional<Date>& published() const { return whole_.published; }

 private:
  std::vector<std::string_view> values_of(std::string_view field) const {
    std::vector<std::string_view> values;
    const std::size_t at = filter_field(field);
    if (at == kFilterFields.size()) return values;
    for (const std::string& value : kFilterFields[at].values(whole_)) values.push_back(value);
    return values;
  }

  // Where the words of a node stand.
  Spans places(const QueryNode& node) const {
    const std::vector<PositionNode> marks = retriever_.marks_of(node);
    Spans all;
    for (const Spans& spans : Snippeter(marks, article_.lexicon).find(article_.stream))
      all.insert(all.end(), spans.begin(), spans.end());
    std::ranges::sort(all);
    return all;
  }

  // The parts that the article does not have.
  std::optional<std::string> lacking(const QueryNode& node) const {
    std::string missing;
    std::string there;
    for (const QueryNode& child : node.children) {
      std::string& list = has(child) ? there : missing;
      list.append(list.empty() ? "" : ", ").append(shown(child));
    }
    if (missing.empty()) return std::nullopt;
    return there.empty() ? "it has no " + missing : "it has " + there + ", but no " + missing;
  }

  static std::string having(const QueryNode& node) {
    std::string list;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0) list += i + 1 == node.children.size() ? " and " : ", ";
      list += shown(node.children[i]);
    }
    return "it has " + list;
  }

  // "it has “lavrov”, but 31 words from “indonesia”; w/5 asked"
  std::string why_not_near(const QueryNode& node) const {
    if (std::optional<std::string> missing = lacking(node)) return *missing;
    const std::string asked =
        (node.ordered ? "pre/" : "w/") + std::to_string(node.distance) + " asked";
    for (std::size_t i = 0; i + 1 < node.children.size(); ++i) {
      const Spans left = places(node.children[i]);
      const Spans right = places(node.children[i + 1]);
      const std::uint32_t apart = nearest(left, right, node.ordered);
      if (apart <= node.distance) continue;
      const std::string begin = "it has " + shown(node.children[i]) + ", but ";
      if (node.ordered && apart == std::numeric_limits<std::uint32_t>::max())
        return begin + "never before " + shown(node.children[i + 1]) + "; " + asked;
      return begin + std::to_string(apart) + " words from " + shown(node.children[i + 1]) + "; " +
             asked;
    }
    return having(node) + ", but not all so near in one place; " + asked;
  }

  std::string why_not_words(const QueryNode& node) const {
    const std::optional<QueryNode> looser = anywhere(node);
    if (!looser) return "it has no " + shown(node);
    if (node.kind == Kind::word) {
      if (!has(*looser)) return "it has no " + in_quotes(node.text);
      return "it has " + in_quotes(node.text) +
             (node.capitals ? ", but not in capitals" : ", but not in this form");
    }
    if (std::optional<std::string> missing = lacking(*looser)) return *missing;
    if (looser->children.empty() || !has(*looser)) return "it has no " + shown(node);
    return "it has all words of " + shown(node) + ", but nowhere as quoted";
  }

  std::string why_not_in_zone(const QueryNode& node) const {
    const QueryNode& inside = node.children[0];
    if (!has(inside)) return why(inside);
    return "it has " + shown(inside) + ", but not in " +
           (node.zone == QueryNode::Zone::title ? "the headline"
                                                : "the headline, summary or first paragraph");
  }

  std::string why_not_so_often(const QueryNode& node) const {
    const QueryNode& counted = node.children[0];
    const std::size_t count = places(counted).size();
    if (count == 0) return "it has no " + shown(counted);
    return "it has " + shown(counted) + " " + times(count) + "; " + std::to_string(node.count) +
           " asked";
  }

  const LookedAt& article_;
  Retriever& retriever_;
  Article whole_;
};

// Whether a part of `all` need not be there: a stop word beside others, or one of two words that
// the article has joined.
bool may_lack(const QueryNode& all, const QueryNode& part, const Reasoner& reasoner) {
  return std::ranges::any_of(all.children, [&](const QueryNode& other) {
    return reasoner.has(other) &&
           reasoner.has(QueryNode{.kind = Kind::all_of, .children = {other, part}});
  });
}

void add_query_part(const QueryNode& node, const Reasoner& reasoner,
                    std::vector<WhyNot::Part>& parts) {
  if (node.kind == Kind::everything) return;
  if (node.kind == Kind::all_of) {
    const bool has_all = reasoner.has(node);
    for (const QueryNode& child : node.children) {
      if (!reasoner.has(child) && (has_all || may_lack(node, child, reasoner))) {
        parts.push_back({.text = to_query(child), .matches = true, .reason = ""});
      } else {
        add_query_part(child, reasoner, parts);
      }
    }
    return;
  }
  if (node.kind == Kind::rank_with) return add_query_part(node.children[0], reasoner, parts);
  if (node.kind == Kind::without) {
    add_query_part(node.children[0], reasoner, parts);
    const QueryNode& excluded = node.children[1];
    const bool has = reasoner.has(excluded);
    parts.push_back({.text = "-" + (excluded.children.empty() ? to_query(excluded)
                                                              : "(" + to_query(excluded) + ")"),
                     .matches = !has,
                     .reason = has ? "it has " + shown(excluded) + ", which is left out" : ""});
    return;
  }
  const bool has = reasoner.has(node);
  parts.push_back(
      {.text = to_query(node), .matches = has, .reason = has ? "" : reasoner.why(node)});
}

// Filters on one field are alternatives.
void add_filters(const SearchRequest& request, const Reasoner& reasoner,
                 std::vector<WhyNot::Part>& parts) {
  std::vector<std::string> seen;
  for (const Filter& filter : request.filters) {
    if (std::ranges::find(seen, filter.field) != seen.end()) continue;
    seen.push_back(filter.field);
    std::string wanted;
    bool has = false;
    for (const Filter& other : request.filters) {
      if (other.field != filter.field) continue;
      wanted.append(wanted.empty() ? "" : "\u201D or \u201C").append(other.value);
      has |= reasoner.has_value(other);
    }
    parts.push_back({.text = filter.field,
                     .matches = has,
                     .reason = has ? "" : reasoner.why_not_value(filter.field, wanted)});
  }
  for (const Filter& filter : request.excluded) {
    const bool has = reasoner.has_value(filter);
    parts.push_back({.text = "exclude." + filter.field,
                     .matches = !has,
                     .reason = has ? "its " + filter.field + " is " + in_quotes(filter.value) +
                                         ", which is left out"
                                   : ""});
  }
}

void add_dates(const SearchRequest& request, const Reasoner& reasoner,
               std::vector<WhyNot::Part>& parts) {
  const std::optional<Date>& day = reasoner.published();
  if (request.undated) {
    parts.push_back({.text = "undated",
                     .matches = !day,
                     .reason = day ? "it was published on " + format_day(*day) : ""});
  }
  if (!request.from && !request.to) return;
  const bool within = day && (!request.from || day_number(*day) >= day_number(*request.from)) &&
                      (!request.to || last_day(*day) <= last_day(*request.to));
  parts.push_back({.text = "dates",
                   .matches = within,
                   .reason = within ? "" : reasoner.why_not_dated(request.from, request.to)});
}

}  // namespace

WhyNot why_not(const SearchRequest& request, const LookedAt& article, Retriever& retriever) {
  const ParsedQuery parsed = parse_query(request.query, request.words, retriever.limits());
  const Reasoner reasoner(article, retriever);
  WhyNot result{.id = std::string(article.record.id), .title = std::string(article.record.title())};
  add_query_part(parsed.root, reasoner, result.parts);
  add_filters(request, reasoner, result.parts);
  add_dates(request, reasoner, result.parts);
  result.matches = std::ranges::all_of(result.parts, &WhyNot::Part::matches);
  return result;
}

}  // namespace dateline
