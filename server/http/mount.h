#pragma once

#include <string>
#include <string_view>

namespace dateline {

// Where this server is found from outside, when that is not the root of its own address.
struct Mount {
  std::string base_path;   // "/news", before every address here; empty: none
  std::string public_url;  // "https://example.org/news"; empty: whatever each request was for
};

// "/news/api?q=a" → "/api?q=a". A target that is not below the base path is left as it is: a proxy
// may have taken it off already.
std::string_view without_base(std::string_view target, std::string_view base_path);

// Puts the base path before the addresses in HTML of ours, <a href="/article/a">. Text of articles
// has no quotes that are not escaped, so nothing in it looks like that.
std::string with_base(std::string html, std::string_view base_path);

// "https://example.org/news": what makes an address here one of the web. `host` is what a request
// was for, "example.org:8080"; empty where that and the public address are not known.
std::string web_root(const Mount& mount, std::string_view scheme, std::string_view host);

}  // namespace dateline
