#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/store/article/article.h"
#include "search/store/article/block.h"

namespace dateline {

// An article as it is stored, read without copying. The views are of the bytes that decode_record()
// was given.
struct ArticleRecord {
  std::string_view id;
  std::string_view url;
  std::string_view source;
  std::string_view place;
  std::string_view language;
  std::string_view section;
  std::string_view extra_json;
  std::optional<Date> published;
  std::optional<Date> updated;
  std::vector<std::string_view> authors;
  std::vector<std::string_view> topics;
  std::vector<std::string_view> people;
  std::vector<std::string_view> organisations;
  std::vector<std::string_view> asides;
  std::vector<std::string_view> extraction;  // field, method, field, method, …
  std::vector<Block> blocks;

  std::string_view title() const;
};

// The record's bytes: the members above in this order, dates first; texts with their size before
// them (varint.h), lists with their count.
std::string encode_record(const Article& article);

// Throws IndexError where the bytes are not what encode_record() wrote.
ArticleRecord decode_record(std::string_view bytes);

Article to_article(const ArticleRecord& record);

}  // namespace dateline
