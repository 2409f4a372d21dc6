#pragma once

#include <array>
#include <ctime>
#include <string>

namespace dateline {

// The time now as RFC 3339 has it: "2017-01-25T08:00:00Z".
inline std::string utc_now_text() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

}  // namespace dateline
