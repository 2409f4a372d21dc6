#include "indexer/formats/json/json_date.h"

#include <cstdint>
#include <optional>
#include <string_view>

#include "indexer/formats/json/json_shape.h"

namespace dateline {
namespace {

using simdjson::dom::element;

std::optional<std::int64_t> whole_number(simdjson::simdjson_result<element> value) {
  std::int64_t number = 0;
  return value.get(number) == simdjson::SUCCESS ? std::optional(number) : std::nullopt;
}

// "2019-3-5"; empty where the numbers are no day.
std::string day_text(std::optional<std::int64_t> year, std::optional<std::int64_t> month,
                     std::optional<std::int64_t> day) {
  if (!year || !month || !day) return {};
  return std::to_string(*year) + "-" + std::to_string(*month) + "-" + std::to_string(*day);
}

std::string date_in_object(simdjson::dom::object object) {
  for (const std::string_view name :
       {"$date", "$numberLong", "iso", "date", "datetime", "dateTime", "@value", "_value", "value",
        "#text", "seconds", "_seconds"}) {
    element member;
    if (object[name].get(member) != simdjson::SUCCESS) continue;
    std::string text = json_date_text(member);
    if (!text.empty()) return text;
  }
  return day_text(whole_number(object["year"]), whole_number(object["month"]),
                  whole_number(object["day"]));
}

std::string date_in_list(simdjson::dom::array values) {
  if (values.size() == 0) return {};
  if (!whole_number(values.at(0))) return json_date_text(values.at(0).value_unsafe());
  if (values.size() == 1) return json_date_text(values.at(0).value_unsafe());
  return day_text(whole_number(values.at(0)), whole_number(values.at(1)),
                  whole_number(values.at(2)));
}

}  // namespace

std::string json_date_text(element value) {
  if (value.is_object()) return date_in_object(value.get_object().value_unsafe());
  if (value.is_array()) return date_in_list(value.get_array().value_unsafe());
  return value.is_null() || value.is_bool() ? std::string() : json_text(value);
}

}  // namespace dateline
