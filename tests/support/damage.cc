#include "tests/support/damage.h"

#include <algorithm>
#include <cstddef>

namespace dateline {
namespace {

constexpr std::size_t kPiece = 64;  // bytes that are added or moved, at most
constexpr std::size_t kNumber = 8;  // bytes of a number, which becomes much too large

std::size_t below(std::mt19937& random, std::size_t count) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

}  // namespace

std::string damaged(std::string bytes, std::mt19937& random) {
  if (bytes.empty()) return bytes;
  const std::size_t at = below(random, bytes.size());
  switch (below(random, 6)) {
    case 0:
    case 1:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(random, 8)));
      return bytes;
    case 2:
      return bytes.substr(0, at);
    case 3:
      return bytes + std::string(1 + below(random, kPiece), static_cast<char>(below(random, 256)));
    case 4:
      std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                  std::min(kNumber, bytes.size() - at), '\xFF');
      return bytes;
    default: {
      const std::string piece = bytes.substr(below(random, bytes.size()), kPiece);
      return bytes.replace(at, std::min(kPiece, bytes.size() - at), piece);
    }
  }
}

}  // namespace dateline
