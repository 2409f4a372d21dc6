#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "search/match/position_matcher.h"
#include "search/query/search_request.h"
#include "search/snippeter.h"
#include "search/store/article/article_record.h"
#include "search/store/tokens/token_stream.h"

// Every place where a query's words stand in the articles that match, in its context.
namespace dateline {

// What lines are put in order by.
enum class ContextOrder : std::uint8_t {
  articles,  // as the search puts the articles in order, and in the order of their text
  left,      // the words before the match, the nearest first
  right,     // the words behind it
  source,
};

struct ConcordanceRequest {
  SearchRequest search;  // its offset and limit count lines
  ContextOrder order = ContextOrder::articles;
  std::size_t context = 8;  // words on each side
};

struct ContextLine {
  std::string id;
  std::string title;
  std::string source;
  std::optional<Date> published;
  std::optional<std::size_t> paragraph;  // none: in the headline, the summary or a heading
  std::string left;                      // as it stands in the text, with its spaces
  std::string match;
  std::string right;
};

struct ConcordanceResult {
  std::uint64_t lines_found = 0;     // of the articles that were read
  std::uint64_t articles_read = 0;   // those that match, unless there are too many
  std::uint64_t articles_found = 0;  // that match
  std::vector<ContextLine> lines;
  std::vector<std::string> notes;
  std::uint64_t generation = 0;
};

// A concordance reads so many articles at most: as many as a search counts exactly.
inline constexpr std::size_t kMostReadForConcordance = 10'000;

// The words before a place, the nearest first, or behind it, folded: what lines are compared by.
std::string context_key(const TokenStream& stream, const Lexicon& lexicon,
                        const PositionSpan& place, ContextOrder order);

// The line of a place. It does not reach beyond its paragraph.
ContextLine context_line(const ArticleRecord& record, const TokenStream& stream,
                         const PositionSpan& place, std::size_t context);

}  // namespace dateline
