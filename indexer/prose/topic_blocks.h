#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The values of one line of a block such as "Topics": parted by commas, semicolons, bars, bullets
// or hash signs. Where only spaces part them ("Islamic State Foreign policy Syrian conflict"), the
// line is cut where a run of its words is a phrase of the body, and before a capital that follows a
// word in small letters.
std::vector<std::string> split_topics(std::string_view line, std::string_view body);

}  // namespace dateline
