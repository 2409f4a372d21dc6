#include "search/store/article/fields.h"

#include <algorithm>
#include <cstdio>

#include <xxhash.h>

#include "search/base/utf8.h"
#include "search/store/article/canonical_url.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

// What a language's byte is that has no number, and the first of two for numbers from it on.
constexpr char kUnknownByte = 31;
constexpr char kTwoBytes = 30;

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

// An address is longer than most words and read by nobody: its hash is all that is kept.
std::string page_term(std::string_view canonical) {
  const XXH128_hash_t digest = XXH3_128bits(canonical.data(), canonical.size());
  char hex[33];
  std::snprintf(hex, sizeof hex, "%016llx%016llx", static_cast<unsigned long long>(digest.high64),
                static_cast<unsigned long long>(digest.low64));
  return std::string(kUrlPrefix) + std::string(hex, 20);
}

}  // namespace

std::string pair_term(std::string_view first, std::string_view second) {
  return std::string(kPairPrefix).append(first).append(second);
}

std::string filter_term(const FilterField& field, std::string_view value) {
  return std::string(field.prefix) + bounded(fold_value(value));
}

std::string id_term(std::string_view id) {
  return std::string(kIdPrefix) + bounded(std::string(id));
}

std::vector<std::string> url_terms(std::string_view url) {
  const std::string canonical = canonical_url(url);
  if (canonical.empty()) return {};
  std::vector<std::string> terms{page_term(canonical)};
  for (const std::string& domain : domains_of(canonical))
    terms.push_back(std::string(kHostPrefix) + bounded(domain));
  return terms;
}

std::string url_term(std::string_view wanted) {
  wanted.remove_prefix(std::min(wanted.find_first_not_of("*."), wanted.size()));  // *.org
  const std::string canonical = canonical_url(wanted);
  if (!is_host(canonical)) return page_term(canonical);
  const std::vector<std::string> domains = domains_of(canonical);
  return std::string(kHostPrefix) + (domains.empty() ? std::string() : bounded(domains.front()));
}

// Languages up to 29 are one byte, and those above it two; terms with one stem are in the order of
// their languages.
std::string stem_term(std::string_view stem, LanguageId language) {
  std::string term(stem);
  if (language == kUnknownLanguage) return term += kUnknownByte;
  if (language >= kTwoBytes) {
    term += kTwoBytes;
    term += static_cast<char>(language - kTwoBytes + 1);
  } else if (language != kNoStemmer) {
    term += static_cast<char>(language);
  }
  return term;
}

StemTerm parse_stem_term(std::string_view term) {
  if (term.empty() || static_cast<unsigned char>(term.back()) > kUnknownByte) return {term};
  const char last = term.back();
  term.remove_suffix(1);
  if (last == kUnknownByte) return {term, kUnknownLanguage};
  if (!term.ends_with(kTwoBytes)) return {term, static_cast<LanguageId>(last)};
  term.remove_suffix(1);
  return {term, static_cast<LanguageId>(last + kTwoBytes - 1)};
}

}  // namespace dateline
