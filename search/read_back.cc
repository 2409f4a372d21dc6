#include "search/read_back.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "search/base/error.h"
#include "search/query/query_parser.h"
#include "search/query/query_text.h"
#include "search/query/query_tree.h"
#include "search/query/query_writer.h"
#include "search/wording.h"

namespace dateline {
namespace {

using Kind = QueryNode::Kind;
using Join = ReadPart::Join;

// Of all counts together, in postings, and of one: some ten milliseconds at most.
constexpr std::uint64_t kCost = 4'000'000;
constexpr std::uint64_t kCostOfOne = 500'000;

// A query of more parts is a list that nobody looks at part by part.
constexpr std::size_t kMostParts = 40;

// Where a part stands in a tree: which child at each level.
using Path = std::vector<std::size_t>;

// Counts as long as its budget lasts.
class Counter {
 public:
  explicit Counter(Retriever& retriever) : retriever_(retriever) {}

  std::optional<std::uint64_t> count(const QueryNode& query, const SearchRequest& narrowed_by) {
    try {
      const auto counted = retriever_.count(query, narrowed_by, std::min(left_, kCostOfOne));
      if (!counted) return std::nullopt;
      left_ -= counted->cost;
      return counted->articles;
    } catch (const InputError&) {  // to make it costs more than the whole query may
      return std::nullopt;
    }
  }

 private:
  Retriever& retriever_;
  std::uint64_t left_ = kCost;
};

// A tree without one of its parts; none where nothing is left.
std::optional<QueryNode> without_part(const QueryNode& node, const Path& path, std::size_t depth) {
  if (depth == path.size()) return std::nullopt;
  QueryNode rest = node;
  const std::size_t at = path[depth];
  std::optional<QueryNode> child = without_part(node.children[at], path, depth + 1);
  if (node.kind == Kind::without) {
    if (at == 1 && !child) return node.children[0];
    rest.children[at] = child ? std::move(*child) : QueryNode{.kind = Kind::everything};
    return rest;
  }
  if (child) {
    rest.children[at] = std::move(*child);
  } else {
    rest.children.erase(rest.children.begin() + static_cast<std::ptrdiff_t>(at));
  }
  if (rest.children.empty()) return std::nullopt;
  return join(node.kind, std::move(rest.children));
}

bool has_parts(const QueryNode& node) {
  const bool joins =
      node.kind == Kind::all_of || node.kind == Kind::any_of || node.kind == Kind::without;
  return joins && !is_one_part(node);
}

// What a child of a part is to that part.
Join join_in(const QueryNode& parent, std::size_t child) {
  if (parent.kind == Kind::any_of) return Join::any;
  return parent.kind == Kind::without && child == 1 ? Join::no : Join::all;
}

class PartsReader {
 public:
  // `all` is how many articles have all of the query, where that is known.
  PartsReader(const QueryNode& root, Operator words, Counter& counter,
              std::optional<std::uint64_t> all)
      : root_(root), words_(words), counter_(counter), all_(all) {}

  // The parts of the query: `(a OR b) c -d` has (a OR b), c and d; `a OR b` has a and b.
  std::vector<ReadPart> read() {
    std::vector<ReadPart> parts;
    if (root_.kind != Kind::everything) add(root_, Join::all, parts);
    return parts;
  }

 private:
  // Whether the parts of `node` are parts of the query.
  bool dissolves(const QueryNode& node, Join join) const {
    if (!has_parts(node)) return false;
    if (node.kind != Kind::any_of) return join == Join::all;
    return join == Join::no || (join == Join::all && !in_all_of_);
  }

  void add(const QueryNode& node, Join join, std::vector<ReadPart>& parts) {
    if (node.kind == Kind::everything || made_ >= kMostParts) return;
    if (!dissolves(node, join)) {
      parts.push_back(part(node, join));
      return;
    }
    in_all_of_ |= node.kind == Kind::all_of;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      path_.push_back(i);
      add(node.children[i], join == Join::no ? join : join_in(node, i), parts);
      path_.pop_back();
    }
  }

  std::optional<std::uint64_t> count_of(const QueryNode& node) {
    return path_.empty() && all_ ? all_ : counter_.count(node, {});
  }

  ReadPart part(const QueryNode& node, Join join) {
    ++made_;
    ReadPart made{.text = to_query(node, words_), .join = join, .count = count_of(node)};
    const std::optional<QueryNode> rest = without_part(root_, path_, 0);
    if (rest) made.remaining = to_query(*rest, words_);
    if (!has_parts(node)) return made;
    for (std::size_t i = 0; i < node.children.size() && made_ < kMostParts; ++i) {
      path_.push_back(i);
      made.parts.push_back(part(node.children[i], join_in(node, i)));
      path_.pop_back();
    }
    return made;
  }

  const QueryNode& root_;
  Operator words_;
  Counter& counter_;
  std::optional<std::uint64_t> all_;
  Path path_;
  bool in_all_of_ = false;
  std::size_t made_ = 0;
};

// The words of a phrase, wherever they are.
QueryNode words_of(std::string_view text) {
  std::vector<QueryNode> words;
  for (std::string_view word = take_word(text); !word.empty(); word = take_word(text)) {
    if (count_searchable(word) > 0)
      words.push_back({.kind = Kind::word, .text = std::string(word)});
  }
  if (words.empty()) return {.kind = Kind::everything};
  return join(Kind::all_of, std::move(words));
}

struct Change {
  std::string what;
  std::optional<QueryNode> query;  // none: the query stays
  std::vector<std::string> dropped;
};

std::string what_of_anywhere(const QueryNode& node) {
  const std::string text = in_quotes(to_query(node));
  if (node.kind == Kind::phrase) return "the words of " + text + " without the quotes";
  if (node.kind == Kind::word) return text + " in other forms too";
  if (node.kind == Kind::zone) return text + " anywhere in the article";
  if (node.kind == Kind::at_least) return text + " once or more";
  return text + " anywhere in the article, however far apart";
}

// What a query asks for, each part with its path.
class ChangesReader {
 public:
  explicit ChangesReader(const QueryNode& root) : root_(root) {}

  std::vector<Change> read() {
    add(root_);
    return std::move(changes_);
  }

 private:
  void add(const QueryNode& node) {
    if (changes_.size() >= kMostParts) return;
    if (node.kind == Kind::without) {
      add_child(node, 0);
      changes_.push_back({"with " + in_quotes(to_query(node.children[1])), without_part_at(1), {}});
      return;
    }
    if (node.kind == Kind::all_of) {
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        add_child(node, i);
        changes_.push_back(
            {"without " + in_quotes(to_query(node.children[i])), without_part_at(i), {}});
      }
      return;
    }
    if (std::optional<QueryNode> looser = anywhere(node))
      changes_.push_back({what_of_anywhere(node), replaced(std::move(*looser)), {}});
  }

  void add_child(const QueryNode& node, std::size_t child) {
    path_.push_back(child);
    add(node.children[child]);
    path_.pop_back();
  }

  std::optional<QueryNode> without_part_at(std::size_t child) {
    path_.push_back(child);
    std::optional<QueryNode> rest = without_part(root_, path_, 0);
    path_.pop_back();
    return rest;
  }

  // The query with another node in the place that the path leads to.
  QueryNode replaced(QueryNode other) const {
    QueryNode whole = root_;
    QueryNode* place = &whole;
    for (const std::size_t child : path_) place = &place->children[child];
    *place = std::move(other);
    return whole;
  }

  const QueryNode& root_;
  Path path_;
  std::vector<Change> changes_;
};

// Fields whose filters narrow the request, each once.
std::vector<std::string> narrowed_fields(const SearchRequest& request) {
  std::vector<std::string> fields;
  const auto add = [&](const std::string& name) {
    if (std::ranges::find(fields, name) == fields.end()) fields.push_back(name);
  };
  for (const Filter& filter : request.filters) add(filter.field);
  for (const Filter& filter : request.excluded) add("exclude." + filter.field);
  return fields;
}

void add_changes_of_filters(const SearchRequest& request, std::vector<Change>& changes) {
  for (const std::string& field : narrowed_fields(request))
    changes.push_back({"without the filter on " + field, std::nullopt, {field}});
  if (request.from || request.to) changes.push_back({"of any date", std::nullopt, {"from", "to"}});
  if (request.undated) changes.push_back({"with a date, too", std::nullopt, {"undated"}});
}

std::vector<Relaxation> relaxations(const SearchRequest& request, const QueryNode& root,
                                    Counter& counter) {
  std::vector<Change> changes;
  add_changes_of_filters(request, changes);
  if (root.kind != Kind::everything) {
    std::vector<Change> of_query = ChangesReader(root).read();
    std::move(of_query.begin(), of_query.end(), std::back_inserter(changes));
  }
  std::vector<Relaxation> found;
  for (const Change& change : changes) {
    const QueryNode& query = change.query.value_or(root);
    if (change.dropped.empty() && (!change.query || change.query->kind == Kind::everything))
      continue;
    const std::optional<std::uint64_t> count =
        counter.count(query, narrowed_less(request, change.dropped));
    if (count.value_or(0) == 0) continue;
    found.push_back({.change = change.what,
                     .query = change.query ? to_query(query, request.words) : request.query,
                     .dropped = change.dropped,
                     .count = *count});
  }
  std::ranges::stable_sort(found, std::ranges::greater(), &Relaxation::count);
  return found;
}

}  // namespace

SearchRequest narrowed_less(SearchRequest request, const std::vector<std::string>& dropped) {
  for (const std::string& name : dropped) {
    std::erase_if(request.filters, [&](const Filter& f) { return f.field == name; });
    std::erase_if(request.excluded, [&](const Filter& f) { return "exclude." + f.field == name; });
    if (name == "from") request.from.reset();
    if (name == "to") request.to.reset();
    if (name == "undated") request.undated = false;
  }
  return request;
}

std::optional<QueryNode> anywhere(const QueryNode& node) {
  switch (node.kind) {
    case Kind::phrase:
      return words_of(node.text);
    case Kind::word:
      if (!node.exact && !node.capitals) return std::nullopt;
      return QueryNode{.kind = Kind::word, .text = node.text, .weight = node.weight};
    case Kind::zone:
    case Kind::at_least:
      return node.children[0];
    case Kind::near:
    case Kind::same_sentence:
    case Kind::same_paragraph:
      return join(Kind::all_of, node.children);
    default:
      return std::nullopt;
  }
}

ReadBack read_back(const SearchRequest& request, const Total& total, Retriever& retriever) {
  const ParsedQuery parsed = parse_query(request.query, request.words, retriever.limits());
  const QueryNode& root = parsed.root;
  Counter counter(retriever);
  ReadBack read{.text = query_as_read(request.query, root, request.words, retriever.limits())};
  read.parts =
      PartsReader(root, request.words, counter, count_of_typed(request, parsed, total)).read();
  if (total.all_words.value_or(total.value) == 0)
    read.relaxed = relaxations(request, root, counter);
  return read;
}

}  // namespace dateline
