#include "indexer/formats/json/json_shape.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/formats/fields/fields.h"
#include "indexer/formats/json/json.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

constexpr int kMostWrappers = 3;  // around a list or an article

// Members that hold the article of an answer, beside what the answer says of it.
constexpr std::array<std::string_view, 12> kInnerNames = {
    "_source", "fields", "attributes", "node", "doc",      "data",
    "article", "story",  "post",       "item", "document", "row"};

bool is_inner_name(std::string_view name) {
  return std::find(kInnerNames.begin(), kInnerNames.end(), name) != kInnerNames.end();
}

// Which of the fields that make an article are there.
struct Holding {
  bool title = false;
  bool text = false;
  std::size_t known = 0;  // fields of any kind
};

Holding holding(const std::vector<std::string_view>& names, const FieldNames& own_names) {
  Holding holds;
  for (const FieldName field : assign_fields(names, own_names)) {
    holds.title = holds.title || field == FieldName::title;
    holds.text = holds.text || field == FieldName::text;
    holds.known += field == FieldName::unknown ? 0 : 1;
  }
  return holds;
}

Holding holding(object from, const FieldNames& own_names) {
  std::vector<std::string_view> names;
  for (const auto field : from) names.push_back(field.key);
  return holding(names, own_names);
}

bool is_article(const Holding& holds) { return (holds.title || holds.text) && holds.known > 1; }

// Whether the value is a text, and not an article of its own: {"article": {"title": ..., ...}}.
bool is_text(element value, const FieldNames& own_names) {
  if (value.is_string()) return true;
  object inside;
  if (value.get(inside) == simdjson::SUCCESS) {
    const Holding holds = holding(inside, own_names);
    if (holds.title && holds.text) return false;
  }
  array values;
  if (value.get(values) == simdjson::SUCCESS)
    return values.size() > 0 && !json_text(*values.begin()).empty();
  return !json_text(value).empty();
}

// As the fields of an object, but a text has to be one.
Holding holding(const JsonFields& fields, const FieldNames& own_names) {
  std::vector<std::string_view> names;
  for (const JsonField& field : fields) names.push_back(field.name);
  Holding holds;
  const std::vector<FieldName> assigned = assign_fields(names, own_names);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    holds.known += assigned[i] == FieldName::unknown ? 0 : 1;
    holds.title = holds.title || assigned[i] == FieldName::title;
    if (assigned[i] == FieldName::text && is_text(fields[i].value, own_names)) holds.text = true;
  }
  return holds;
}

// Which of the fields is an object that is the article itself.
std::optional<std::size_t> inner_article(const JsonFields& fields, const FieldNames& own_names) {
  const Holding outer = holding(fields, own_names);
  if (outer.text) return std::nullopt;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    object inside;
    if (fields[i].value.get(inside) != simdjson::SUCCESS) continue;
    const Holding inner = holding(inside, own_names);
    const bool by_name = is_inner_name(fields[i].name) && (inner.text || inner.title);
    if (by_name || (!outer.title && inner.text && inner.title)) return i;
  }
  return std::nullopt;
}

// The inner article's fields, and those beside it that it does not have.
JsonFields unwrapped(const JsonFields& outer, std::size_t inner) {
  JsonFields fields = json_fields(outer[inner].value.get_object().value_unsafe());
  std::unordered_set<std::string_view> names;
  for (const JsonField& field : fields) names.insert(field.name);
  for (std::size_t i = 0; i < outer.size(); ++i) {
    if (i != inner && !names.contains(outer[i].name)) fields.push_back(outer[i]);
  }
  return fields;
}

bool holds_objects(array values) { return values.size() > 0 && (*values.begin()).is_object(); }

bool holds_articles(array values, const FieldNames& own_names) {
  object first;
  if ((*values.begin()).get(first) != simdjson::SUCCESS) return false;
  const Holding holds = holding(article_fields(first, own_names), own_names);
  return holds.title && holds.text;
}

bool is_list_name(std::string_view name) {
  return std::find(kListNames.begin(), kListNames.end(), name) != kListNames.end();
}

void find_lists(object from, const FieldNames& own_names, int depth, std::vector<array>& found) {
  std::vector<array> unnamed;
  for (const auto field : from) {
    array values;
    if (field.value.get(values) != simdjson::SUCCESS || !holds_objects(values)) continue;
    (is_list_name(field.key) ? found : unnamed).push_back(values);
  }
  if (!found.empty() || holding(from, own_names).title) return;
  std::copy_if(unnamed.begin(), unnamed.end(), std::back_inserter(found),
               [&](array values) { return holds_articles(values, own_names); });
  if (!found.empty() || depth == kMostWrappers) return;
  for (const auto field : from) {
    object inside;
    if (field.value.get(inside) == simdjson::SUCCESS && found.empty())
      find_lists(inside, own_names, depth + 1, found);
  }
}

// {"columns": ["title", "text"], "data": [["A", "B"]]}
std::vector<JsonArticle> rows_of(object from, const FieldNames& own_names) {
  array columns;
  array rows;
  if (from["columns"].get(columns) != simdjson::SUCCESS) return {};
  if (from["data"].get(rows) != simdjson::SUCCESS && from["rows"].get(rows) != simdjson::SUCCESS)
    return {};
  std::vector<std::string_view> names;
  for (const element column : columns) {
    std::string_view name;
    if (column.get(name) == simdjson::SUCCESS) names.push_back(name);
  }
  if (names.size() != columns.size() || !is_article(holding(names, own_names))) return {};
  std::vector<JsonArticle> articles;
  for (const element row : rows) {
    array values;
    if (row.get(values) != simdjson::SUCCESS || values.size() != names.size()) return {};
    JsonArticle& article = articles.emplace_back();
    std::size_t i = 0;
    for (const element value : values) article.fields.push_back({names[i++], value});
  }
  return articles;
}

// {"title": {"0": "A", "1": "B"}, "text": {"0": ..., "1": ...}}: all columns name the same rows.
std::vector<JsonArticle> rows_of_named_columns(const JsonFields& columns) {
  std::vector<JsonArticle> articles;
  for (const JsonField& column : columns) {
    object cells;
    if (column.value.get(cells) != simdjson::SUCCESS || cells.size() == 0) return {};
    const bool is_first = articles.empty();
    if (!is_first && cells.size() != articles.size()) return {};
    std::size_t row = 0;
    for (const auto cell : cells) {
      if (is_first) articles.push_back({.key = cell.key});
      if (articles[row].key != cell.key) return {};
      articles[row++].fields.push_back({column.name, cell.value});
    }
  }
  for (JsonArticle& article : articles) article.key = {};  // a number of the row, no name
  return articles;
}

// {"title": ["A", "B"], "text": [..., ...]}, with nothing else beside the lists.
std::vector<JsonArticle> rows_of_listed_columns(const JsonFields& columns) {
  std::vector<JsonArticle> articles;
  for (const JsonField& column : columns) {
    array cells;
    if (column.value.get(cells) != simdjson::SUCCESS || cells.size() < 2) return {};
    if (!articles.empty() && cells.size() != articles.size()) return {};
    articles.resize(cells.size());
    std::size_t row = 0;
    for (const element cell : cells) articles[row++].fields.push_back({column.name, cell});
  }
  return articles;
}

std::vector<JsonArticle> rows_of_columns(const JsonFields& columns, const FieldNames& own_names) {
  std::vector<std::string_view> names;
  for (const JsonField& column : columns) names.push_back(column.name);
  if (!is_article(holding(names, own_names))) return {};
  std::vector<JsonArticle> articles = rows_of_named_columns(columns);
  return articles.empty() ? rows_of_listed_columns(columns) : articles;
}

// The types of a node of JSON-LD, in lower case.
std::vector<std::string> node_types(object node) {
  std::vector<std::string> types;
  const auto add = [&](element type) {
    std::string_view name;
    if (type.get(name) == simdjson::SUCCESS)
      types.push_back(ascii::lower(name.substr(name.find_last_of("/#:") + 1)));
  };
  element type;
  array several;
  if (node["@type"].get(type) != simdjson::SUCCESS) return types;
  if (type.get(several) != simdjson::SUCCESS) {
    add(type);
    return types;
  }
  for (const element one : several) add(one);
  return types;
}

bool is_article_node(object node) {
  const std::vector<std::string> types = node_types(node);
  return std::any_of(types.begin(), types.end(), [](const std::string& type) {
    return type.ends_with("article") || type.ends_with("posting") || type == "report" ||
           type == "creativework";
  });
}

using NodesById = std::unordered_map<std::string_view, element>;

NodesById nodes_by_id(array graph) {
  NodesById nodes;
  for (const element node : graph) {
    std::string_view id;
    if (node["@id"].get(id) == simdjson::SUCCESS) nodes.emplace(id, node);
  }
  return nodes;
}

// A node that stands for another one, {"@id": "#anna"}, gives way to it.
void follow_references(JsonFields& fields, const NodesById& nodes) {
  for (JsonField& field : fields) {
    object reference;
    std::string_view id;
    if (field.value.get(reference) != simdjson::SUCCESS || reference.size() != 1 ||
        reference["@id"].get(id) != simdjson::SUCCESS)
      continue;
    const auto node = nodes.find(id);
    if (node != nodes.end()) field.value = node->second;
  }
}

std::vector<JsonArticle> articles_of_graph(object from) {
  array graph;
  if (from["@graph"].get(graph) != simdjson::SUCCESS) return {};
  const NodesById nodes = nodes_by_id(graph);
  std::vector<JsonArticle> articles;
  for (const element each : graph) {
    object node;
    if (each.get(node) != simdjson::SUCCESS || !is_article_node(node)) continue;
    articles.push_back({.fields = json_fields(node)});
    follow_references(articles.back().fields, nodes);
  }
  return articles;
}

// What a map may have beside its articles: a count of them, or null for one that is gone.
bool is_null_or_number(element value) {
  return value.is_null() || value.is_number() || value.is_bool();
}

// {"1": {"title": ..., "text": ...}, "2": {...}}
std::vector<JsonArticle> articles_of_map(const JsonFields& members, const FieldNames& own_names) {
  std::vector<JsonArticle> articles;
  std::size_t real = 0;
  for (const JsonField& member : members) {
    object inside;
    if (is_null_or_number(member.value)) continue;
    if (member.value.get(inside) != simdjson::SUCCESS) return {};
    articles.push_back({.fields = article_fields(inside, own_names), .key = member.name});
    const Holding holds = holding(articles.back().fields, own_names);
    real += is_article(holds) && holds.text ? 1 : 0;  // titles by name are facts about articles
  }
  const bool is_wrapper =
      articles.size() == 1 && (members.size() > 1 || is_inner_name(members.front().name));
  return real * 2 <= articles.size() || is_wrapper ? std::vector<JsonArticle>() : articles;
}

std::vector<JsonArticle> laid_out(object from, const FieldNames& own_names, int depth) {
  std::vector<JsonArticle> articles = articles_of_graph(from);
  if (articles.empty()) articles = rows_of(from, own_names);
  const JsonFields fields = json_fields(from);
  if (articles.empty()) articles = rows_of_columns(fields, own_names);
  if (articles.empty()) articles = articles_of_map(fields, own_names);
  if (depth == kMostWrappers || holding(fields, own_names).title) return articles;
  for (const JsonField& field : fields) {  // {"posts": {"-a": {...}, "-b": {...}}}
    object inside;
    if (articles.empty() && field.value.get(inside) == simdjson::SUCCESS)
      articles = laid_out(inside, own_names, depth + 1);
  }
  return articles;
}

// The first of these members that is a text.
std::string text_of_member(object from, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    std::string_view text;
    if (from[name].get(text) == simdjson::SUCCESS && !text.empty()) return std::string(text);
  }
  return {};
}

std::string text_inside(object from) {
  element moment;
  if (from["$date"].get(moment) == simdjson::SUCCESS) return json_text(moment);  // of MongoDB
  // {"name": "subject", "value": "Politics"} says of the value what it is.
  std::string text =
      text_of_member(from, {"value",          "name",        "rendered", "text",       "#text",
                            "headline",       "main",        "original", "full_name",  "fullName",
                            "display_name",   "displayName", "webTitle", "title",      "label",
                            "content",        "_",           "$t",       "__text",     "__cdata",
                            "#cdata-section", "href",        "$oid",     "$numberLong"});
  if (!text.empty()) return text;
  const std::string first =
      text_of_member(from, {"first_name", "firstName", "firstname", "given_name", "givenName"});
  const std::string last =
      text_of_member(from, {"last_name", "lastName", "lastname", "family_name", "familyName"});
  return first.empty() || last.empty() ? first + last : first + " " + last;
}

}  // namespace

JsonFields json_fields(object from) {
  JsonFields fields;
  fields.reserve(from.size());
  for (const auto field : from) fields.push_back({field.key, field.value});
  return fields;
}

JsonFields article_fields(object from, const FieldNames& own_names) {
  JsonFields fields = json_fields(from);
  for (int depth = 0; depth < kMostWrappers; ++depth) {
    const auto inner = inner_article(fields, own_names);
    if (!inner) break;
    fields = unwrapped(fields, *inner);
  }
  return fields;
}

bool has_own_text(const JsonFields& fields, const std::vector<FieldName>& assigned,
                  const FieldNames& own_names) {
  const auto text = std::find(assigned.begin(), assigned.end(), FieldName::text);
  if (text == assigned.end()) return false;
  const element value = fields[static_cast<std::size_t>(text - assigned.begin())].value;
  if (!is_text(value, own_names)) return false;
  return !value.is_array() || rows_of_listed_columns(fields).empty();
}

bool is_article_with_text(object from, const FieldNames& own_names) {
  const Holding holds = holding(article_fields(from, own_names), own_names);
  return is_article(holds) && holds.text;
}

std::vector<array> wrapped_lists(object from, const FieldNames& own_names) {
  std::vector<array> found;
  find_lists(from, own_names, 1, found);
  return found;
}

std::vector<JsonArticle> laid_out_articles(object from, const FieldNames& own_names) {
  return laid_out(from, own_names, 1);
}

std::string json_text(element value) {
  switch (value.type()) {
    case element_type::STRING:
      return std::string(value.get_string().value_unsafe());
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
      return simdjson::minify(value);
    case element_type::OBJECT:
      return text_inside(value.get_object().value_unsafe());
    default:
      return {};
  }
}

}  // namespace dateline
