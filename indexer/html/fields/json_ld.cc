#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "indexer/html/dom/loose_json.h"
#include "indexer/html/dom/text.h"
#include "indexer/html/fields/claims.h"
#include "search/base/ascii.h"

namespace dateline::html {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 12;            // of values inside values, for lists of lists
constexpr std::size_t kMaxNodes = 2000;  // of a page's graph

// JSON as pages have it: line breaks inside strings, comments and semicolons around it.
json read_json(std::string_view text) {
  const std::size_t begin = text.find_first_of("{[");
  const std::size_t end = text.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  std::string clean(text.substr(begin, end - begin + 1));
  for (char& c : clean) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return json::parse(clean, nullptr, false, true);  // what is no JSON is a value of no type
}

// The types of a node in lower case, "http://schema.org/" left out.
std::vector<std::string> types_of(const json& node) {
  std::vector<std::string> types;
  const auto add = [&](const json& type) {
    if (!type.is_string()) return;
    const std::string& name = type.get_ref<const std::string&>();
    types.push_back(words_of(name.substr(name.find_last_of("/#:") + 1)).empty()
                        ? std::string()
                        : words_of(name.substr(name.find_last_of("/#:") + 1)).front());
  };
  const auto found = node.find("@type");
  if (found == node.end()) return types;
  if (found->is_array()) {
    for (const json& type : *found) add(type);
  } else {
    add(*found);
  }
  return types;
}

// How surely a node of these types is the article: 0 for what is none.
int rank(const std::vector<std::string>& types) {
  constexpr std::string_view kWeak[] = {"webpage",
                                        "itempage",
                                        "recipe",
                                        "claimreview",
                                        "review",
                                        "creativework",
                                        "newsmediaorganizationpage",
                                        "qapage"};
  int best = 0;
  for (const std::string& type : types) {
    if (type.ends_with("article") || type.ends_with("posting") || type == "report") return 2;
    if (std::find(std::begin(kWeak), std::end(kWeak), type) != std::end(kWeak)) best = 1;
  }
  return best;
}

// Every object of the page's JSON-LD, in order, and those that have an @id by it.
class Graph {
 public:
  explicit Graph(const std::vector<json>& documents) {
    for (const json& document : documents) add(document, 0);
  }

  const std::vector<const json*>& nodes() const { return nodes_; }

  // The object that a reference means: {"@id": "#author"} → {"@id": "#author", "name": ...}.
  const json& resolve(const json& value) const {
    if (!value.is_object() || value.size() != 1) return value;
    const auto id = value.find("@id");
    if (id == value.end() || !id->is_string()) return value;
    const auto found = by_id_.find(id->get_ref<const std::string&>());
    return found == by_id_.end() ? value : *found->second;
  }

 private:
  void add(const json& value, int depth) {
    if (depth > kMaxDepth || nodes_.size() >= kMaxNodes) return;
    if (value.is_array()) {
      for (const json& item : value) add(item, depth + 1);
    }
    if (!value.is_object()) return;
    nodes_.push_back(&value);
    const auto id = value.find("@id");
    if (id != value.end() && id->is_string() && value.size() > 1) {
      by_id_.emplace(id->get<std::string>(), &value);
    }
    for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"}) {
      const auto inner = value.find(key);
      if (inner != value.end()) add(*inner, depth + 1);
    }
  }

  std::vector<const json*> nodes_;
  std::map<std::string, const json*> by_id_;
};

std::string text_of(const json& value) {
  if (value.is_number_integer()) return value.dump();  // of seconds or milliseconds
  return value.is_string() ? strip_markup(value.get_ref<const std::string&>()) : std::string();
}

bool is_organisation(const json& value) {
  const std::vector<std::string> types = types_of(value);
  return std::any_of(types.begin(), types.end(),
                     [](const std::string& type) { return type.ends_with("organization"); });
}

struct Name {
  std::string text;
  bool is_organisation = false;
};

// {"givenName": "Ann", "familyName": "Lee"} → "Ann Lee"
std::string name_in_parts(const json& person) {
  std::string name;
  for (const char* key : {"givenName", "additionalName", "familyName"}) {
    const auto part = person.find(key);
    const std::string text = part == person.end() ? std::string() : text_of(*part);
    if (!text.empty()) name.append(name.empty() ? "" : " ").append(text);
  }
  return name;
}

// The names in a value: "Ann", ["Ann", {"name": "Ben"}], {"@id": "#ann"}.
void collect_names(const Graph& graph, const json& reference, int depth, std::vector<Name>& names) {
  const json& value = graph.resolve(reference);
  if (depth > kMaxDepth) return;
  if (value.is_string() || value.is_number_integer()) {
    std::string name = text_of(value);
    if (!name.empty()) names.push_back({.text = std::move(name)});
  } else if (value.is_array()) {
    for (const json& item : value) collect_names(graph, item, depth + 1, names);
  } else if (value.is_object() && !value.contains("name")) {
    std::string name = name_in_parts(value);
    if (!name.empty()) names.push_back({.text = std::move(name)});
  } else if (value.is_object()) {
    const std::size_t before = names.size();
    collect_names(graph, value["name"], depth + 1, names);
    for (std::size_t i = before; i < names.size(); ++i) {
      names[i].is_organisation = is_organisation(value);
    }
  }
}

std::vector<Name> names_of(const Graph& graph, const json& node, const char* key) {
  std::vector<Name> names;
  const auto found = node.find(key);
  if (found != node.end()) collect_names(graph, *found, 0, names);
  return names;
}

std::size_t common_words(const std::string& a, const std::string& b) {
  const std::vector<std::string> words_a = words_of(a);
  const std::unordered_set<std::string> set(words_a.begin(), words_a.end());
  std::size_t common = 0;
  for (const std::string& word : words_of(b)) common += set.count(word);
  return common;
}

std::string headline_of(const json& node) {
  for (const char* key : {"headline", "name"}) {
    const auto found = node.find(key);
    if (found != node.end() && found->is_string()) return text_of(*found);
  }
  return {};
}

const json* article_node(const Graph& graph, const std::string& page_title) {
  const json* best = nullptr;
  std::size_t best_score = 0;
  for (const json* node : graph.nodes()) {
    const int node_rank = rank(types_of(*node));
    if (node_rank == 0) continue;
    const std::size_t score = static_cast<std::size_t>(node_rank) * 1000 +
                              100 * static_cast<std::size_t>(node->contains("datePublished")) +
                              common_words(headline_of(*node), page_title);
    if (score > best_score) {
      best = node;
      best_score = score;
    }
  }
  return best;
}

class ClaimWriter {
 public:
  explicit ClaimWriter(const Graph& graph) : graph_(graph) {}

  void add(Field field, const json& node, const char* key) {
    for (Name& name : names_of(graph_, node, key)) {
      claims_.push_back({.field = field,
                         .method = "json-ld",
                         .value = std::move(name.text),
                         .is_organisation = name.is_organisation});
    }
  }

  // The body keeps its markup and line breaks, which part its paragraphs.
  void add_body(const json& node) {
    const auto body = node.find("articleBody");
    if (body == node.end() || !body->is_string() || body->get_ref<const std::string&>().empty()) {
      return;
    }
    claims_.push_back({Field::body, "json-ld", body->get<std::string>()});
  }

  // Keywords are a list, or one text with commas.
  void add_keywords(const json& node) {
    const std::vector<Name> values = names_of(graph_, node, "keywords");
    for (const Name& name : values) {
      const std::string& value = name.text;
      std::size_t begin = 0;
      while (begin <= value.size()) {
        const std::size_t comma = values.size() == 1 ? value.find(',', begin) : std::string::npos;
        const std::size_t end = std::min(comma, value.size());
        std::string topic = collapse(std::string_view(value).substr(begin, end - begin));
        if (!topic.empty()) claims_.push_back({Field::topic, "json-ld", std::move(topic)});
        begin = end + 1;
      }
    }
  }

  std::vector<Claim> take() { return std::move(claims_); }

 private:
  const Graph& graph_;
  std::vector<Claim> claims_;
};

// What the scripts of a page hold, and the text of those that no parser reads.
struct Documents {
  std::vector<json> read;
  std::vector<std::string> unread;
};

bool is_json_ld(const Page& page, std::uint32_t script) {
  return ascii::find_ignoring_case(page.attribute(page[script], "type"), "ld+json") !=
         std::string_view::npos;
}

Documents documents_of(const Page& page) {
  Documents documents;
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    if (page[i].tag != GUMBO_TAG_SCRIPT) continue;
    std::string text;
    for (std::uint32_t child = i + 1; child < page[i].end; ++child) {
      text += page.text_of(page[child]);
    }
    json document = read_json(text);
    if (document.is_discarded() && is_json_ld(page, i)) {
      documents.unread.push_back(std::move(text));
    } else {
      documents.read.push_back(std::move(document));
    }
  }
  return documents;
}

// The dates of JSON-LD that is no JSON, by their names.
void add_unread_dates(const std::vector<std::string>& unread, std::vector<Claim>& claims) {
  struct DateMember {
    const char* name;
    Field field;
  };
  constexpr DateMember kMembers[] = {{"datePublished", Field::published},
                                     {"dateCreated", Field::published},
                                     {"dateModified", Field::updated}};
  for (const DateMember& member : kMembers) {
    for (const std::string& text : unread) {
      for (LooseValue& value : loose_values(text, member.name))
        claims.push_back({member.field, "json-ld", std::move(value.text)});
    }
  }
}

std::vector<Claim> article_claims(const std::vector<json>& documents,
                                  const std::string& page_title) {
  const Graph graph(documents);
  const json* node = article_node(graph, page_title);
  if (node == nullptr) return {};
  const bool is_article = rank(types_of(*node)) == 2;
  ClaimWriter claims(graph);
  claims.add(Field::title, *node, "headline");
  if (!node->contains("headline")) claims.add(Field::title, *node, "name");
  claims.add(Field::published, *node, "datePublished");
  if (!node->contains("datePublished")) claims.add(Field::published, *node, "dateCreated");
  claims.add(Field::updated, *node, "dateModified");
  claims.add(Field::author, *node, "author");
  if (!node->contains("author")) claims.add(Field::author, *node, "creator");
  claims.add(Field::source, *node, "publisher");
  claims.add(Field::section, *node, "articleSection");
  claims.add_keywords(*node);
  claims.add(Field::language, *node, "inLanguage");
  claims.add(Field::summary, *node, "description");
  claims.add(Field::place, *node, "dateline");
  claims.add(Field::place, *node, "locationCreated");
  if (is_article) claims.add_body(*node);
  return claims.take();
}

}  // namespace

std::vector<Claim> json_ld_claims(const Page& page, const std::string& page_title) {
  const Documents documents = documents_of(page);
  std::vector<Claim> claims = article_claims(documents.read, page_title);
  add_unread_dates(documents.unread, claims);
  return claims;
}

}  // namespace dateline::html
