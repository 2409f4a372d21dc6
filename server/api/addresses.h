#pragma once

#include <string>
#include <string_view>

#include "search/query/search_request.h"

// Addresses that the server writes, as paths below its root.
namespace dateline {

// "/?q=port": the page of a search.
std::string page_address(const SearchRequest& request);

// "/article/ID", and "?q=" with the query where there is one.
std::string article_address(std::string_view id, std::string_view query);

// Whether an article's own address may become a link: an article may claim any.
bool may_be_linked(std::string_view url);

}  // namespace dateline
