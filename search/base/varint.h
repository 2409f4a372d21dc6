#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "search/base/error.h"

// Numbers as LEB128: seven bits a byte, the lowest first, the high bit set on all but the last.
namespace dateline {

inline void append_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

inline void append_sized(std::string& out, std::string_view text) {
  append_varint(out, text.size());
  out += text;
}

// Reads what the functions above wrote; throws IndexError where the bytes end too early.
class VarintReader {
 public:
  explicit VarintReader(std::string_view bytes)
      : begin_(reinterpret_cast<const unsigned char*>(bytes.data())),
        at_(begin_),
        end_(begin_ + bytes.size()) {}

  // Bytes that were read.
  std::size_t position() const { return static_cast<std::size_t>(at_ - begin_); }

  bool done() const { return at_ == end_; }

  // The bytes that were not read yet.
  std::string_view rest() const {
    return {reinterpret_cast<const char*>(at_), static_cast<std::size_t>(end_ - at_)};
  }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; at_ != end_ && shift < 64; shift += 7) {
      const unsigned char byte = *at_++;
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    throw IndexError(
        "a number in the index is cut off: the index is damaged, run dateline-index --full");
  }

  std::string_view sized() {
    const std::uint64_t size = number();
    if (size > static_cast<std::uint64_t>(end_ - at_)) {
      throw IndexError(
          "a text in the index is cut off: the index is damaged, run dateline-index --full");
    }
    const std::string_view text(reinterpret_cast<const char*>(at_), size);
    at_ += size;
    return text;
  }

 private:
  const unsigned char* begin_;
  const unsigned char* at_;
  const unsigned char* end_;
};

}  // namespace dateline
