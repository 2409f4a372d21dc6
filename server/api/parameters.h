#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "search/concordance.h"
#include "search/exchange/run_mailbox.h"
#include "search/passages.h"
#include "search/query/search_request.h"
#include "server/api/export.h"
#include "server/http/query_string.h"

namespace dateline {

// What the parameters of each address mean; docs/rest-api.md is their manual. All throw
// ParameterError, which names the parameter at fault and what it may be.

// "source, place, topic": the fields that filter and that are counted.
std::string names_of_filter_fields();

// Whether parameters that do not exist are an error. In the address of the page they are not: links
// that others share come with parameters of their own.
enum class Unknown { refused, ignored };

// `defaults` is what parameters mean that are not given.
SearchRequest search_request(std::string_view query_string, Unknown unknown = Unknown::refused,
                             const SearchRequest& defaults = {});

// What is exported: a search, of which `limit` and `offset` may be any number, and the format.
struct ExportParameters {
  SearchRequest request;
  ExportFormat format = ExportFormat::jsonl;
};

// Words side by side are all wanted, and the newest articles come first, where nothing else is
// said.
ExportParameters export_parameters(std::string_view query_string);

// The values of one field, among what a search matches.
struct FacetParameters {
  SearchRequest request;
  FacetWindow window;
};

FacetParameters facet_parameters(std::string_view query_string);
std::string to_query_string(const FacetParameters& parameters);

// Whether offset and limit together stay within what a search may reach.
bool is_reachable(const SearchRequest& request);

// The query string of which search_request() makes this request, with its parameters in a fixed
// order and without those that have their default: the same for all that ask the same.
std::string to_query_string(const SearchRequest& request, const SearchRequest& defaults = {});

enum class ConcordanceFormat { json, csv };

// How a passage says what of it matched: by offsets of its text, or in HTML.
enum class PassageMarks { offsets, html };

struct PassageParameters {
  PassageRequest request;
  PassageMarks marks = PassageMarks::offsets;
};

PassageParameters passage_parameters(std::string_view query_string);

struct ConcordanceParameters {
  ConcordanceRequest request;
  ConcordanceFormat format = ConcordanceFormat::json;
};

// The newest articles come first, and only the words as they were typed are looked for, where
// nothing else is said.
ConcordanceParameters concordance_parameters(std::string_view query_string,
                                             Unknown unknown = Unknown::refused);
std::string to_query_string(const ConcordanceParameters& parameters);

// An article, and the search that it is held against.
struct WhyParameters {
  std::string id;
  SearchRequest request;
};

WhyParameters why_parameters(std::string_view query_string);

// The id of the article that another one is compared with.
std::string compared_article(std::string_view query_string);

// The query, of an article or of suggestions.
struct QueryParameter {
  std::string query;
  std::size_t limit = 10;
  Freshness at_least = {};
};

// The names of the parameters that say how fresh an answer must be.
inline constexpr std::string_view kMinGeneration = "min_generation";
inline constexpr std::string_view kMinSequence = "min_sequence";

QueryParameter article_parameters(std::string_view query_string,
                                  Unknown unknown = Unknown::refused);
QueryParameter similar_parameters(std::string_view query_string);
QueryParameter suggest_parameters(std::string_view query_string);
RunScope run_scope(std::string_view query_string);

// What an alert is sent for: to be saved, or only to know what to expect of it.
enum class SavePurpose { keep, estimate };
SavePurpose save_purpose(std::string_view query_string);
std::size_t runs_limit(std::string_view query_string);
void no_parameters(std::string_view query_string);

}  // namespace dateline
