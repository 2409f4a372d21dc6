#include "indexer/article_id.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <xxhash.h>

#include "indexer/text_shape.h"

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

bool is_tracking(std::string_view parameter) {
  constexpr std::array<std::string_view, 9> kTracking = {
      "fbclid=", "gclid=", "mc_cid=", "mc_eid=", "igshid=", "cmpid=", "ref=", "ocid=", "smid="};
  return parameter.starts_with("utm_") ||
         std::any_of(kTracking.begin(), kTracking.end(),
                     [&](std::string_view name) { return parameter.starts_with(name); });
}

std::string without_tracking(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    if (!parameter.empty() && !is_tracking(parameter)) {
      kept += kept.empty() ? '?' : '&';
      kept += parameter;
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return kept;
}

std::string canonical_host(std::string_view host) {
  std::string lower = fold_case(host);
  for (const std::string_view port : {":80", ":443"}) {
    if (lower.ends_with(port)) lower.resize(lower.size() - port.size());
  }
  return lower.starts_with("www.") ? lower.substr(4) : lower;
}

}  // namespace

std::string canonical_url(std::string_view url) {
  url = trim_spaces(url);
  url = url.substr(0, url.find('#'));
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  const std::size_t question = std::min(url.find('?'), url.size());
  const std::size_t slash = std::min(url.find('/'), question);
  std::string_view path = url.substr(slash, question - slash);
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::string_view query = url.substr(std::min(question + 1, url.size()));
  return canonical_host(url.substr(0, slash)).append(path) + without_tracking(query);
}

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
