#pragma once

#include <string>
#include <string_view>

#include "search/query/search_request.h"

namespace dateline {

inline constexpr char kAtomType[] = "application/atom+xml; charset=utf-8";

// What a feed is asked where its address does not say: the articles that were added last.
SearchRequest feed_defaults();

// "/api/v1/feed?q=port": where to_atom() of this request is served.
std::string feed_address(const SearchRequest& request);

// The same for who looks at a page of the search, from the article added last on, in whatever order
// and on whatever page it is shown.
std::string feed_address_of_page(const SearchRequest& request);

// The hits of a search as an Atom feed (RFC 4287); docs/rest-api.md says what stands where. Links
// begin with `web_root` (see server/http/mount.h), and are relative where it is empty.
std::string to_atom(const SearchRequest& request, const SearchResult& result,
                    std::string_view web_root);

// The text with U+FFFD for all that XML 1.0 cannot hold, however it is escaped: most control
// characters, U+FFFE, U+FFFF, and bytes that are no UTF-8.
std::string xml_characters(std::string_view text);

}  // namespace dateline
