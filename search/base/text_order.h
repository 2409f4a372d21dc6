#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace dateline {

// The first eight bytes of a text as a number: of two texts whose numbers differ, that with the
// lesser one comes first.
inline std::uint64_t head_of(std::string_view text) {
  unsigned char bytes[8] = {};
  std::memcpy(bytes, text.data(), std::min(text.size(), sizeof bytes));
  std::uint64_t head = 0;
  for (const unsigned char byte : bytes) head = head << 8 | byte;
  return head;
}

// Stands for the text of a number where many are sorted.
struct HeadedText {
  std::uint64_t head = 0;  // of the text
  std::uint32_t number = 0;
};

// Sorts by text; `comes_first(a, b)` decides on numbers whose texts start alike. It is asked for
// few of the comparisons: most are of heads, side by side in memory.
template <typename Iterator, typename ComesFirst>
void sort_texts(Iterator begin, Iterator end, const ComesFirst& comes_first) {
  std::sort(begin, end, [&](const HeadedText& a, const HeadedText& b) {
    return a.head != b.head ? a.head < b.head : comes_first(a.number, b.number);
  });
}

// The numbers below `count` in the order of their texts.
template <typename TextOf, typename ComesFirst>
std::vector<std::uint32_t> text_order(std::uint32_t count, const TextOf& text_of,
                                      const ComesFirst& comes_first) {
  std::vector<HeadedText> headed(count);
  for (std::uint32_t number = 0; number < count; ++number)
    headed[number] = {head_of(text_of(number)), number};
  sort_texts(headed.begin(), headed.end(), comes_first);
  std::vector<std::uint32_t> order;
  order.reserve(count);
  for (const HeadedText& one : headed) order.push_back(one.number);
  return order;
}

}  // namespace dateline
