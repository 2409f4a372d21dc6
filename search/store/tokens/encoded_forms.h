#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "search/store/tokens/lexicon.h"

namespace dateline {

// Where some forms stand in a token stream, looked for in its bytes: for few forms that
// costs a tenth of decoding (bench-token-streams). Any number of threads may use it.
class EncodedForms {
 public:
  explicit EncodedForms(const std::vector<FormId>& forms);

  // The bytes of a stream that are one of the forms.
  struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  // Calls visit(place) for each place, in no order, until it returns true; whether it did.
  template <typename Visit>
  bool any_place(std::string_view stream, const Visit& visit) const;

  // Whether it has so many of them.
  bool at_least(std::string_view stream, std::size_t count) const;

  // Whether looking is cheaper than decoding: not for many forms.
  static bool pays(std::size_t forms) { return forms <= kMostPatterns; }
  bool pays() const { return pays(patterns_.size()); }

 private:
  static constexpr std::size_t kMostPatterns = 16;
  static constexpr std::size_t kMostApart = 3;  // libc finds a byte faster than we find several
  static constexpr std::size_t kBlock = 64;     // bytes that are looked at together

  // A form as it is written in a stream.
  struct Pattern {
    std::array<char, 5> bytes{};  // as many as a varint of 32 bits may have
    std::uint8_t size = 0;

    bool is_one_byte() const { return size == 1; }
  };

  // Bit i: whether a pattern may begin at byte i of the block, as its first two bytes tell. One
  // byte more than the block is read.
  std::uint64_t candidates(const char* block) const;

  // Whether the pattern stands at `at`, as a word.
  static bool stands_at(std::string_view stream, std::size_t at, const Pattern& pattern);

  template <typename Visit>
  bool any_place_one_by_one(std::string_view stream, const Visit& visit) const;
  template <typename Visit>
  bool any_place_at_once(std::string_view stream, const Visit& visit) const;

  std::vector<Pattern> patterns_;
};

template <typename Visit>
bool EncodedForms::any_place(std::string_view stream, const Visit& visit) const {
  return patterns_.size() <= kMostApart ? any_place_one_by_one(stream, visit)
                                        : any_place_at_once(stream, visit);
}

template <typename Visit>
bool EncodedForms::any_place_one_by_one(std::string_view stream, const Visit& visit) const {
  for (const Pattern& pattern : patterns_) {
    for (std::size_t at = 0; (at = stream.find(pattern.bytes[0], at)) != stream.npos; ++at) {
      if (!pattern.is_one_byte() && !stream.substr(at + 1).starts_with(pattern.bytes[1])) continue;
      if (stands_at(stream, at, pattern) && visit(Place{at, at + pattern.size})) return true;
    }
  }
  return false;
}

template <typename Visit>
bool EncodedForms::any_place_at_once(std::string_view stream, const Visit& visit) const {
  const auto is_wanted = [&](std::size_t at) {
    for (const Pattern& pattern : patterns_) {
      if (stands_at(stream, at, pattern)) return visit(Place{at, at + pattern.size});
    }
    return false;
  };
  std::size_t at = 0;
  while (at + 1 < stream.size() && stream.size() > kBlock) {
    const std::size_t block = std::min(at, stream.size() - kBlock - 1);  // the last one overlaps
    const std::uint64_t news = ~std::uint64_t{0} << (at - block);
    for (std::uint64_t bits = candidates(stream.data() + block) & news; bits != 0; bits &= bits - 1)
      if (is_wanted(block + static_cast<std::size_t>(std::countr_zero(bits)))) return true;
    at = block + kBlock;
  }
  for (; at < stream.size(); ++at) {
    if (is_wanted(at)) return true;
  }
  return false;
}

}  // namespace dateline
