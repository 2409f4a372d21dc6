#include "search/store/article/canonical_url.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>

#include "search/base/ascii.h"
#include "search/base/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

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

std::string in_small_letters(std::string_view host) {
  std::string lower;
  for (std::size_t at = 0; at < host.size();) {
    const CodePoint c = decode_at(host, at);
    append_utf8(lower, static_cast<char32_t>(
                           u_foldCase(static_cast<UChar32>(c.value), U_FOLD_CASE_DEFAULT)));
    at += c.bytes;
  }
  return lower;
}

std::string canonical_host(std::string_view host) {
  std::string lower = in_small_letters(host);
  for (const std::string_view port : {":80", ":443"}) {
    if (lower.ends_with(port)) lower.resize(lower.size() - port.size());
  }
  return lower.starts_with("www.") ? lower.substr(4) : lower;
}

std::string_view without_spaces_around(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// Labels with dots between them, the last of two letters or more: example.org, but neither U.S.
// nor 3.5.
bool is_dotted_host(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  if (dot == kNone || dot == 0) return false;
  const std::string_view domain = text.substr(dot + 1);
  const bool is_label = std::all_of(text.begin(), text.end(), [](char c) {
    return ascii::is_letter_byte(c) || ascii::is_digit(c) || c == '-' || c == '.';
  });
  return is_label && domain.size() >= 2 && text.find("..") == kNone &&
         std::all_of(domain.begin(), domain.end(), ascii::is_letter_byte);
}

}  // namespace

std::string canonical_url(std::string_view url) {
  url = without_spaces_around(url);
  url = url.substr(0, url.find('#'));
  const std::size_t scheme = url.find("://");
  if (scheme != kNone) url.remove_prefix(scheme + 3);
  const std::size_t question = std::min(url.find('?'), url.size());
  const std::size_t slash = std::min(url.find('/'), question);
  std::string_view path = url.substr(slash, question - slash);
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::string_view query = url.substr(std::min(question + 1, url.size()));
  return canonical_host(url.substr(0, slash)).append(path) + without_tracking(query);
}

bool is_web_address(std::string_view text) {
  if (text.find("://") != kNone) return true;
  const std::size_t host_end = std::min(text.find_first_of("/?#"), text.size());
  std::string_view host = text.substr(0, host_end);
  host = host.substr(0, host.find(':'));
  if (!is_dotted_host(host)) return false;
  return host_end < text.size() || ascii::lower(host.substr(0, 4)) == "www.";
}

std::vector<std::string> domains_of(std::string_view canonical) {
  std::string_view host = canonical.substr(0, canonical.find_first_of("/?"));
  const std::size_t user = host.rfind('@');
  if (user != kNone) host.remove_prefix(user + 1);
  host = host.substr(0, host.find(':'));
  std::vector<std::string> domains;
  while (!host.empty()) {
    domains.emplace_back(host);
    const std::size_t dot = host.find('.');
    if (dot == kNone) break;
    host.remove_prefix(dot + 1);
  }
  return domains;
}

bool is_host(std::string_view canonical) { return canonical.find_first_of("/?") == kNone; }

}  // namespace dateline
