#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/base/date.h"
#include "search/query/search_request.h"
#include "server/api/json_writer.h"

// What several answers write of an article, in one form.
namespace dateline {

void write_strings(JsonWriter& json, std::string_view key, const std::vector<std::string>& strings);

// `key`: the day. `key` with "_at": the time, where it is known.
void write_date(JsonWriter& json, const std::string& key, const std::optional<Date>& date);

// What tells one article of nearly the same text from another.
void write_summary(JsonWriter& json, const SimilarArticle& article);

// "added" and "changed", to the second; null where they are not known.
void write_arrived(JsonWriter& json, const Arrived& arrived);

}  // namespace dateline
