#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The address without what does not tell pages apart: scheme, "www.", default port, fragment,
// tracking parameters (utm_*, fbclid, gclid, …), and a slash at its end. Host in lower case.
std::string canonical_url(std::string_view url);

// Whether `text` is an address of the web as people paste it: with a scheme, or with "www." or a
// path behind a host: www.example.org/news?id=7. A host alone is none.
bool is_web_address(std::string_view text);

// The host of a canonical address and each domain that it lies in, without a port:
// news.example.org, example.org, org.
std::vector<std::string> domains_of(std::string_view canonical);

// Whether a canonical address has nothing behind its host.
bool is_host(std::string_view canonical);

}  // namespace dateline
