#pragma once

#include <cstdint>

namespace dateline {

// A term's document, numbered from 0, and its frequency there: Xapian's wdf.
struct Posting {
  std::uint32_t document = 0;
  std::uint32_t frequency = 0;

  bool operator==(const Posting&) const = default;
};

}  // namespace dateline
