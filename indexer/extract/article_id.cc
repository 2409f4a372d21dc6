#include "indexer/extract/article_id.h"

#include <algorithm>
#include <cstdio>

#include <xxhash.h>

#include "indexer/text/text_shape.h"
#include "search/store/article/canonical_url.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestOwnId = 100;  // bytes; Xapian's terms hold 245

std::string hash(std::string_view text) {
  const XXH128_hash_t digest = XXH3_128bits(text.data(), text.size());
  char hex[33];
  std::snprintf(hex, sizeof hex, "%016llx%016llx", static_cast<unsigned long long>(digest.high64),
                static_cast<unsigned long long>(digest.low64));
  return std::string(hex, 20);
}

bool is_usable(std::string_view id) {
  return !id.empty() && id.size() <= kLongestOwnId &&
         std::none_of(id.begin(), id.end(),
                      [](char c) { return (c >= 0 && c <= ' ') || c == '\x7F'; });
}

}  // namespace

ArticleId article_id(const Article& known, std::string_view text) {
  if (is_usable(known.id)) return {known.id, "metadata"};
  if (!known.id.empty()) return {hash(known.id), "metadata"};
  if (!known.url.empty()) return {hash(canonical_url(known.url)), "address"};
  std::string letters;
  letters.reserve(known.title.size() + text.size());
  append_letters(known.title, letters);
  append_letters(text, letters);
  for (const std::string& paragraph : known.paragraphs) append_letters(paragraph, letters);
  return {hash(letters), "text"};
}

}  // namespace dateline
