#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/sources/splitter.h"

namespace dateline {

// How a table writes its values: the delimiter, ',', ';', tab or '|', that gives rows of one width,
// at least two columns, and RFC 4180's quotes, unless others leave fewer rows of another width. A
// line "sep=;", as Excel writes it, decides. None where `front` is no such table.
std::optional<CsvDialect> find_dialect(std::string_view front, const FieldNames& own_names);

// Whether the first row names columns that are fields of an article, a text or a title among them.
bool has_article_columns(std::string_view front, const CsvDialect& dialect,
                         const FieldNames& own_names);

// Cuts a table whose first row names its columns; a line "sep=" and lines of comment ("# ...") may
// stand before it. Quoted values may hold line breaks. A row with too many or too few columns costs
// only its first line.
std::unique_ptr<Splitter> split_csv(std::shared_ptr<Input> input, SplitJob job,
                                    const CsvDialect& dialect);

// The article of one row.
std::vector<std::variant<RawArticle, SetAside>> parse_csv(Record record);

}  // namespace dateline
