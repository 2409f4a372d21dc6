#pragma once

#include <string_view>
#include <vector>

#include <simdjson.h>

#include "indexer/formats/fields/fields.h"
#include "indexer/sources/record.h"

namespace dateline {

struct JsonField {
  std::string_view name;
  simdjson::dom::element value;
};
using JsonFields = std::vector<JsonField>;

// Articles of a JSON value that are not a list of objects.
struct JsonArticle {
  JsonFields fields;
  std::string_view key;  // what the value calls it: the name of a member, or empty
};

JsonFields json_fields(simdjson::dom::object object);

// The fields of an article. Where it lies inside the object, as search engines and APIs answer
// ({"_id": 1, "_source": {...}}), these are the article's, and then those that stand beside it.
JsonFields article_fields(simdjson::dom::object object, const FieldNames& own_names);

// Whether a text is among them, so that they are an article's and no wrapper's.
// `assigned` tells which field of ours each of them is.
bool has_own_text(const JsonFields& fields, const std::vector<FieldName>& assigned,
                  const FieldNames& own_names);

// Whether the object is an article by the names of its fields, a text among them, or has one
// inside.
bool is_article_with_text(simdjson::dom::object object, const FieldNames& own_names);

// The lists of articles that the object is the wrapper of: {"response": {"docs": [{...}]}}.
std::vector<simdjson::dom::array> wrapped_lists(simdjson::dom::object object,
                                                const FieldNames& own_names);

// The articles of an object that has them in another way: as a map of objects, as a table by
// columns or by rows (as pandas writes one), or as the nodes of an @graph. Empty for any other.
std::vector<JsonArticle> laid_out_articles(simdjson::dom::object object,
                                           const FieldNames& own_names);

// The text of a value that stands for itself, "TASS", 12, or of an object by its name: {"name":
// "TASS"}. Empty for any other.
std::string json_text(simdjson::dom::element value);

}  // namespace dateline
