#include "search/store/xapian/glass_keys.h"

#include <bit>

#include "search/base/error.h"

namespace dateline::glass {

void append_term(std::string& key, std::string_view term) {
  for (const char c : term) {
    key += c;
    if (c == '\0') key += '\xFF';
  }
}

std::string term_of(std::string_view first_key) {
  std::string term;
  for (std::size_t at = 0; at < first_key.size(); ++at) {
    term += first_key[at];
    if (first_key[at] == '\0') ++at;  // the 0xFF behind it
  }
  return term;
}

void append_sortable(std::string& key, std::uint32_t value) {
  std::size_t bytes = 2;
  while (bytes < 5 && value >> (7 * bytes + 1) != 0) ++bytes;
  const std::uint64_t ones = bytes == 2 ? 0 : (0xFFU << (10 - bytes)) & 0xFFU;
  const std::uint64_t all = value | (ones << (8 * (bytes - 1)));
  for (std::size_t i = bytes; i-- > 0;) key += static_cast<char>(all >> (8 * i));
}

std::uint32_t read_sortable(std::string_view bytes) {
  const auto first = bytes.empty() ? std::uint8_t{0xFF} : static_cast<std::uint8_t>(bytes[0]);
  const int ones = std::countl_one(first);
  if (ones > 3 || bytes.size() != 2 + static_cast<std::size_t>(ones))
    throw IndexError("the postings of the index are damaged: run dateline-index --full");
  std::uint64_t value = first & (0xFFU >> ones);
  for (const char byte : bytes.substr(1)) value = value << 8U | static_cast<std::uint8_t>(byte);
  return static_cast<std::uint32_t>(value);
}

}  // namespace dateline::glass
