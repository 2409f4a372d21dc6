#include "server/api/json_fields.h"

#include "search/store/columns/arrivals.h"

namespace dateline {

void write_strings(JsonWriter& json, std::string_view key,
                   const std::vector<std::string>& strings) {
  json.key(key).begin_array();
  for (const std::string& each : strings) json.string(each);
  json.end_array();
}

void write_date(JsonWriter& json, const std::string& key, const std::optional<Date>& date) {
  json.key(key).string_or_null(date ? format_day(*date) : "");
  const bool timed = date && date->precision >= Precision::minute;
  json.key(key + "_at").string_or_null(timed ? format_timestamp(*date) : "");
}

void write_summary(JsonWriter& json, const SimilarArticle& article) {
  json.key("id").string(article.id).key("title").string(article.title);
  json.key("source").string_or_null(article.source);
  write_date(json, "published", article.published);
}

void write_arrived(JsonWriter& json, const Arrived& arrived) {
  const auto text = [](std::int64_t time) { return time == 0 ? "" : arrival_text(time); };
  json.key("added").string_or_null(text(arrived.added));
  json.key("changed").string_or_null(text(arrived.changed));
}

}  // namespace dateline
