#include "search/store/tokens/encoded_forms.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "search/base/varint.h"
#include "search/store/tokens/encoded_numbers.h"
#include "search/store/tokens/token_stream.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace dateline {
namespace {

constexpr std::size_t kLanes = 16;

// Compared all at once; a comparison sets all bits of a byte where it holds.
using Bytes [[gnu::vector_size(kLanes)]] = signed char;

Bytes load(const char* from) {
  Bytes bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

Bytes all(char byte) { return Bytes{} + static_cast<signed char>(byte); }

// Bit i: whether byte i has its highest bit.
std::uint64_t bits_of(const Bytes& bytes) {
#ifdef __SSE2__
  __m128i all;
  std::memcpy(&all, &bytes, sizeof all);
  return static_cast<std::uint64_t>(_mm_movemask_epi8(all));
#else
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kLanes; ++i)
    bits |= static_cast<std::uint64_t>(bytes[i] < 0 ? 1 : 0) << i;
  return bits;
#endif
}

}  // namespace

EncodedForms::EncodedForms(const std::vector<FormId>& forms) {
  for (const FormId form : forms) {
    std::string bytes;
    append_varint(bytes, form + token_codes::kFirstForm);
    Pattern& pattern = patterns_.emplace_back();
    pattern.size = static_cast<std::uint8_t>(bytes.size());
    std::copy(bytes.begin(), bytes.end(), pattern.bytes.begin());
  }
}

bool EncodedForms::at_least(std::string_view stream, std::size_t count) const {
  std::size_t found = 0;
  return any_place(stream, [&](const Place&) { return ++found >= count; });
}

bool EncodedForms::stands_at(std::string_view stream, std::size_t at, const Pattern& pattern) {
  if (stream.size() - at < pattern.size) return false;
  for (std::size_t i = 0; i < pattern.size; ++i) {
    if (stream[at + i] != pattern.bytes[i]) return false;
  }
  return begins_number(stream, at) && is_word(stream, at);
}

std::uint64_t EncodedForms::candidates(const char* block) const {
  // Four vectors by name, since GCC 12 keeps an array of them in memory.
  const Bytes bytes0 = load(block);
  const Bytes bytes1 = load(block + kLanes);
  const Bytes bytes2 = load(block + 2 * kLanes);
  const Bytes bytes3 = load(block + 3 * kLanes);
  const Bytes next0 = load(block + 1);
  const Bytes next1 = load(block + kLanes + 1);
  const Bytes next2 = load(block + 2 * kLanes + 1);
  const Bytes next3 = load(block + 3 * kLanes + 1);
  Bytes found0{};
  Bytes found1{};
  Bytes found2{};
  Bytes found3{};
  for (const Pattern& pattern : patterns_) {
    const Bytes first = all(pattern.bytes[0]);
    const Bytes second = all(pattern.bytes[1]);
    const Bytes alone = all(pattern.is_one_byte() ? '\xFF' : '\0');
    found0 |= (bytes0 == first) & ((next0 == second) | alone);
    found1 |= (bytes1 == first) & ((next1 == second) | alone);
    found2 |= (bytes2 == first) & ((next2 == second) | alone);
    found3 |= (bytes3 == first) & ((next3 == second) | alone);
  }
  return bits_of(found0) | bits_of(found1) << kLanes | bits_of(found2) << 2 * kLanes |
         bits_of(found3) << 3 * kLanes;
}

}  // namespace dateline
