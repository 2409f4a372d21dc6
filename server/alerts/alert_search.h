#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/config.h"
#include "search/query/query_limits.h"
#include "search/query/search_request.h"
#include "search/searcher.h"

namespace dateline {

// An alert as a search by arrival, from the first article on. Throws InputError where it cannot be
// asked.
SearchRequest alert_search(const Config::Alert& alert);

// What of its query is not understood, or is read otherwise than typed, a sentence each.
std::vector<std::string> misread(const SearchRequest& search, const QueryLimits& limits);

// How much an alert would have had to say in the days before the last article arrived.
struct AlertEstimate {
  double days = 0;              // 30, or less where the archive is younger
  std::uint64_t arrived = 0;    // hits that came into the index in these days
  std::uint64_t published = 0;  // of them, those that are dated in these days, too

  double per_day() const { return days > 0 ? static_cast<double>(arrived) / days : 0; }
};

AlertEstimate estimate(const SearchRequest& search, const Searcher& searcher);

// "3.4 hits a day: 103 arrived in the last 30 days, 96 of them published then"
std::string to_text(const AlertEstimate& estimate);

}  // namespace dateline
