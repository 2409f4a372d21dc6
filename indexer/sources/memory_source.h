#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "indexer/sources/byte_source.h"

namespace dateline {

// Bytes that are in memory already, and outlive the source.
class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : rest_(bytes) {}

  std::size_t read(std::span<char> into) override {
    const std::size_t count = std::min(into.size(), rest_.size());
    std::copy_n(rest_.begin(), count, into.begin());
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view rest_;
};

}  // namespace dateline
