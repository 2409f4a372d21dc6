#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/dates/date_text.h"

namespace dateline {

// Who wrote an article, as one of its lines says.
struct Byline {
  std::vector<std::string> authors;
  std::string source;  // "By Reuters", "By Jane Doe, AFP"
};

// Reads a line that says who wrote: "By JANE DOE and John Roe, Political Editor", "Von …", "Par …",
// "Por …", "Автор: …". None for a line that only happens to start so.
std::optional<Byline> read_byline(std::string_view line);

// The names of "Jane Doe, John Roe and Ann Poe"; titles and places after them are left out. Empty
// where the text holds no names.
std::vector<std::string> read_names(std::string_view text);

// The names of a line that holds nothing else but perhaps where its people work: "Jane Doe in
// Cairo", "Jane Doe, John Roe". Such a line may also be a headline; ask only beside a date or a
// byline.
std::vector<std::string> read_plain_byline(std::string_view line);

// A line above the article that says only where, when, by whom and in which section it appeared:
// "By Jane Doe | Reuters | Jan 5, 2020 | 10:35 am | World".
struct HeaderLine {
  std::vector<DateReading> dates;
  std::vector<std::string> authors;
  std::string source;
  std::string place;
  std::string section;
};

// None for a line that says anything else. `gaps` are those of TextLine.
std::optional<HeaderLine> read_header_line(std::string_view line,
                                           const std::vector<std::size_t>& gaps);

}  // namespace dateline
