#pragma once

#include <string_view>

namespace dateline::html {

// The host of an absolute address, without "www." and the port; empty where it has none.
std::string_view host_of(std::string_view url);

// The name that a site's host has beside its ending: "https://www.thepaper.co.uk/x" → "thepaper".
std::string_view site_label(std::string_view url);

// Whether a link leads to the site that `page_url` is of. Addresses without a host do, and where
// the page's is not known, all do. Hosts below one domain are one site.
bool is_same_site(std::string_view link, std::string_view page_url);

}  // namespace dateline::html
