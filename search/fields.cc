#include "search/fields.h"

#include <cstdio>

#include <xxhash.h>

#include "search/fold.h"
#include "search/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxTermBytes = 200;  // Xapian allows 245 when no byte is 0

// A long value keeps its head and a hash of the whole, so that two long values stay two.
std::string bounded(std::string value) {
  if (value.size() <= kMaxTermBytes) return value;
  char hash[20];
  std::snprintf(hash, sizeof hash, "#%016llx",
                static_cast<unsigned long long>(XXH3_64bits(value.data(), value.size())));
  value.resize(utf8_prefix(value, kMaxTermBytes).size());
  return value + hash;
}

}  // namespace

std::string filter_term(const FilterField& field, std::string_view value) {
  return std::string(field.prefix) + bounded(fold_value(value));
}

std::string id_term(std::string_view id) {
  return std::string(kIdPrefix) + bounded(std::string(id));
}

}  // namespace dateline
