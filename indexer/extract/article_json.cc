#include "indexer/extract/article_json.h"

#include <nlohmann/json.hpp>

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json day_or_null(const std::optional<Date>& date) {
  return date ? Json(format_day(*date)) : Json(nullptr);
}

Json time_or_null(const std::optional<Date>& date) {
  return date && date->precision >= Precision::minute ? Json(format_timestamp(*date))
                                                      : Json(nullptr);
}

}  // namespace

std::string to_json_line(const Article& article) {
  Json json = {{"id", article.id},
               {"title", article.title},
               {"url", text_or_null(article.url)},
               {"published", day_or_null(article.published)},
               {"published_at", time_or_null(article.published)},
               {"updated", day_or_null(article.updated)},
               {"updated_at", time_or_null(article.updated)},
               {"source", text_or_null(article.source)},
               {"place", text_or_null(article.place)},
               {"authors", article.authors},
               {"section", text_or_null(article.section)},
               {"summary", text_or_null(article.summary)},
               {"topics", article.topics},
               {"people", article.people},
               {"organisations", article.organisations},
               {"language", article.language},
               {"text", article.paragraphs},
               {"headings", Json::array()},
               {"headings_before", Json::array()},
               {"asides", article.asides},
               {"extraction", Json::object()},
               {"extra", Json::object()}};
  for (const Heading& heading : article.headings) {
    json["headings"].push_back(heading.text);
    json["headings_before"].push_back(heading.before);
  }
  for (const Provenance& found : article.extraction) json["extraction"][found.field] = found.method;
  if (!article.extra_json.empty()) json["extra"] = Json::parse(article.extra_json, nullptr, false);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dateline
