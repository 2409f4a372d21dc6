#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "search/base/scratch_array.h"

namespace dateline {

// Texts in scratch memory, one behind the other.
class ScratchText {
 public:
  // Which of them: a value that may lie in a ScratchArray itself.
  struct Span {
    std::uint64_t begin = 0;
    std::uint64_t bytes = 0;
  };

  explicit ScratchText(std::filesystem::path folder) : bytes_(std::move(folder)) {}

  // The text must not be one of its own.
  Span add(std::string_view text) {
    const Span span{.begin = bytes_.size(), .bytes = text.size()};
    bytes_.resize(bytes_.size() + text.size());
    std::copy(text.begin(), text.end(), bytes_.begin() + span.begin);
    return span;
  }

  // Until another one is added.
  std::string_view operator[](const Span& span) const {
    return {bytes_.begin() + span.begin, static_cast<std::size_t>(span.bytes)};
  }

 private:
  ScratchArray<char> bytes_;
};

}  // namespace dateline
