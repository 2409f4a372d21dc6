#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/query/search_request.h"
#include "server/api/parameters.h"
#include "server/api/translated_query.h"

namespace dateline {

// The bodies of the REST interface; docs/rest-api.md is their description. `*_html` and snippets
// are escaped HTML with <mark>, all other strings are plain text.

struct SearchAnswer {
  const SearchRequest& request;
  const SearchResult& result;
  double took_ms = 0;
  const TranslatedQuery* translated = nullptr;  // null: it was typed in our language
  std::string_view base_path = {};              // before the addresses in it
};

std::string to_json(const SearchAnswer& answer);

// `address` is that of the values behind these; empty where there are none.
std::string to_json(const FacetResult& result, std::string_view address);

// An article by itself: without marked text and without those that are similar.
std::string to_json(const Article& article, const Arrived& arrived = {});

// `query` is what the view is marked for: where it is empty, no marked text is written. `web_root`
// is what makes an address here one of the web, for the citation.
std::string to_json(const ArticleView& view, std::string_view query,
                    std::string_view web_root = {});

std::string to_json(const WhyNot& why);

std::string to_json(const std::vector<Hit>& similar);
std::string to_json(const std::vector<Suggestion>& suggestions);
std::string to_json(const IndexStats& stats);

// The cursor that goes on behind the hits; empty where there are no more. By arrival there is one
// always: what arrives next comes behind it.
std::string next_cursor(const SearchRequest& request, const SearchResult& result);

// The address of the page of results, or of values, after this one; empty where there is none.
std::string next_address(const SearchRequest& request, const SearchResult& result);
std::string next_address(const FacetParameters& parameters, const FacetResult& result);

}  // namespace dateline
