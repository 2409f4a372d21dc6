#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "search/base/error.h"

namespace dateline {

// Reads varints without a branch between one byte and two: which of them comes is as random as
// language is, and a mispredicted branch costs more than the rest. Three bytes and more are rare,
// and so is the end of the stream.
class FastVarints {
 public:
  explicit FastVarints(std::string_view bytes)
      : at_(reinterpret_cast<const unsigned char*>(bytes.data())), end_(at_ + bytes.size()) {}

  bool done() const { return at_ == end_; }

  // Inlined by force: called for each word of a stream, a call costs as much as the rest.
  [[gnu::always_inline]] std::uint64_t number() {
    if (end_ - at_ >= 4) {
      std::uint32_t word = 0;
      std::memcpy(&word, at_, sizeof word);
      if ((word & 0x8080) != 0x8080) {
        const std::uint32_t two = word >> 7 & 1;
        at_ += 1 + two;
        return (word & 0x7F) | ((word >> 1 & 0x3F80) & (0U - two));
      }
    }
    return slow_number();
  }

 private:
  std::uint64_t slow_number() {
    std::uint64_t value = 0;
    for (int shift = 0; at_ != end_ && shift < 64; shift += 7) {
      const unsigned char byte = *at_++;
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    throw IndexError("a token stream is damaged: run dateline-index --full");
  }

  const unsigned char* at_;
  const unsigned char* end_;
};

}  // namespace dateline
