#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/base/date.h"
#include "server/api/json_writer.h"

// What several answers write of an article, in one form.
namespace dateline {

void write_strings(JsonWriter& json, std::string_view key, const std::vector<std::string>& strings);

// `key`: the day. `key` with "_at": the time, where it is known.
void write_date(JsonWriter& json, const std::string& key, const std::optional<Date>& date);

}  // namespace dateline
