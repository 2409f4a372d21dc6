#include "server/alerts/alert_search.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "search/base/date.h"
#include "search/base/error.h"
#include "search/query/query_parser.h"
#include "server/api/feed.h"
#include "server/api/parameters.h"
#include "server/api/translated_query.h"
#include "server/http/query_string.h"

namespace dateline {
namespace {

constexpr std::int64_t kDay = 86'400'000'000;  // microseconds, as Arrived has them
constexpr std::int64_t kLongest = 30 * kDay;
constexpr std::int64_t kShortest = kDay / 24;  // an archive that came at once says little of a day
constexpr std::size_t kArticles = 100;         // of a delivery

std::string query_string_of_alert(const Config::Alert& alert) {
  std::string text;
  append_parameter(text, "q", alert.query);
  return alert.parameters.empty() ? text : text + "&" + alert.parameters;
}

std::uint64_t count(SearchRequest search, const Searcher& searcher) {
  search.limit = 1;
  search.snippet_words = 0;
  return searcher.search(search).total.value;
}

// Of the first article of the archive; 0 where there is none.
std::int64_t first_arrival(const Searcher& searcher) {
  const SearchResult first =
      searcher.search({.limit = 1, .sort = Sort::arrival, .snippet_words = 0, .arrived_after = 0});
  return first.hits.empty() ? 0 : first.hits.front().arrived.added;
}

}  // namespace

SearchRequest alert_search(const Config::Alert& alert) {
  const SearchRequest defaults = feed_defaults();
  SearchRequest search = search_request(
      translated_parameters(query_string_of_alert(alert)).query_string, Unknown::refused, defaults);
  const bool has_order = search.sort != defaults.sort || search.offset != defaults.offset ||
                         search.limit != defaults.limit || search.paging != defaults.paging ||
                         search.group != defaults.group || search.generation.has_value();
  if (has_order) {
    throw InputError(
        "an alert goes by the order of arrival: leave out sort, limit, offset, page, cursor, group "
        "and generation");
  }
  if (search.words == Operator::automatic) search.words = Operator::all;
  search.facets.clear();
  search.timeline = Period::none;
  search.explain = search.read_as = false;
  search.limit = kArticles;
  search.sort = Sort::arrival;
  search.paging = Paging::cursor;
  search.arrived_after = 0;
  return search;
}

std::vector<std::string> misread(const SearchRequest& search, const QueryLimits& limits) {
  return parse_query(search.query, search.words, limits).notes;
}

AlertEstimate estimate(const SearchRequest& search, const Searcher& searcher) {
  const std::int64_t last = searcher.search({.limit = 1, .snippet_words = 0}).last_arrival;
  const std::int64_t age = std::max(last - first_arrival(searcher), kShortest);
  const std::int64_t span = std::min(age, kLongest);
  SearchRequest recent = search;
  recent.arrived_after = age > kLongest ? last - kLongest : 0;
  AlertEstimate found{.days = static_cast<double>(span) / static_cast<double>(kDay),
                      .arrived = count(recent, searcher)};
  const Date first_day = from_day_number(static_cast<std::int32_t>((last - kLongest) / kDay));
  if (!recent.from || day_number(*recent.from) < day_number(first_day)) recent.from = first_day;
  found.published = recent.undated ? 0 : count(recent, searcher);
  return found;
}

std::string to_text(const AlertEstimate& estimate) {
  std::array<char, 200> text{};
  std::snprintf(
      text.data(), text.size(),
      "%.1f hits a day: %llu arrived in the last %.1f days, %llu of them published in the "
      "last 30 days",
      estimate.per_day(), static_cast<unsigned long long>(estimate.arrived), estimate.days,
      static_cast<unsigned long long>(estimate.published));
  return text.data();
}

}  // namespace dateline
