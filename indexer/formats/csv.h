#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/formats/splitter.h"

namespace dateline {

// The character that separates the columns of a table, ',', ';', tab or '|': the one that gives
// rows of one width, at least two columns. None where `front` is no such table.
std::optional<char> find_delimiter(std::string_view front);

// Whether the first row names columns that are fields of an article, a text or a title among them.
bool has_article_columns(std::string_view front, char delimiter, const FieldNames& own_names);

// Cuts a table whose first row names its columns (RFC 4180: quoted values may hold line breaks). A
// row with too many or too few columns costs only its first line.
std::unique_ptr<Splitter> split_csv(std::shared_ptr<Input> input, SplitJob job, char delimiter);

// The article of one row.
std::vector<std::variant<RawArticle, SetAside>> parse_csv(Record record);

}  // namespace dateline
