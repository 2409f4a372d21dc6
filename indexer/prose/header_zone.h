#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/prose/dateline.h"
#include "indexer/prose/found_article.h"
#include "indexer/prose/line_labels.h"

namespace dateline {

// What stands above the body.
struct HeaderZone {
  std::optional<std::size_t> title_line;
  std::size_t body_start = 0;  // index of the first line of the body
};

// Finds where the body starts and which line above it is the title. `known_title` may be empty.
HeaderZone find_header_zone(const std::vector<LabelledLine>& lines, std::string_view known_title);

// Reads title, standfirst, section, dates, authors, source and place from the lines of the zone.
void read_header_zone(const std::vector<LabelledLine>& lines, const HeaderZone& zone,
                      FoundArticle& found);

// Adds what a line with a label says, but for topics, people and organisations.
void read_label(const LabelledLine& line, FoundArticle& found);

}  // namespace dateline
