#include "indexer/html/dom/links.h"

#include <cstddef>

#include "search/base/ascii.h"

namespace dateline::html {
namespace {

// "news.example.co.uk" → "example.co.uk": two labels, three where the second is as short as those
// that registries use.
std::string_view domain_of(std::string_view host) {
  constexpr std::size_t kRegistryLabel = 3;
  std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return host;
  std::size_t begin = host.rfind('.', dot - 1);
  if (begin == std::string_view::npos) return host;
  if (dot - begin - 1 <= kRegistryLabel && begin > 0 && host.size() - dot - 1 == 2) {
    const std::size_t third = host.rfind('.', begin - 1);
    return third == std::string_view::npos ? host : host.substr(third + 1);
  }
  return host.substr(begin + 1);
}

}  // namespace

std::string_view host_of(std::string_view url) {
  const std::size_t slashes = url.find("//");
  if (slashes == std::string_view::npos || slashes > 6) return {};
  std::string_view host = url.substr(slashes + 2);
  host = host.substr(0, host.find_first_of("/?#:"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return host;
}

std::string_view site_label(std::string_view url) {
  const std::string_view domain = domain_of(host_of(url));
  return domain.substr(0, domain.find('.'));
}

bool is_same_site(std::string_view link, std::string_view page_url) {
  const std::string_view host = host_of(link);
  const std::string_view own = host_of(page_url);
  return host.empty() || own.empty() ||
         ascii::equals_ignoring_case(domain_of(host), domain_of(own));
}

}  // namespace dateline::html
