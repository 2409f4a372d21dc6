#pragma once

#include <cstddef>
#include <vector>

#include "search/match/position_matcher.h"
#include "search/query/search_request.h"
#include "search/store/article/article_record.h"
#include "search/store/tokens/lexicon.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {

// Marks in the articles of one segment what matched a query, and picks the passages that show it
// best. Decides by the same positions as the match itself; only the sentences that are shown are
// cut into words again. Belongs to one thread; the lexicon must outlive it.
class Snippeter {
 public:
  Snippeter(const std::vector<PositionNode>& marks, const Lexicon& lexicon);

  // Where the query matches in an article: for each mark, its spans.
  using Matches = std::vector<std::vector<PositionSpan>>;
  Matches find(const TokenStream& stream) const;

 private:
  std::vector<PositionMatcher> matchers_;
};

// All spans of all marks in order. Those that overlap are one, those side by side are not.
std::vector<PositionSpan> merged_spans(const Snippeter::Matches& matches);

// The whole of a block, marked.
MarkedText marked_block(const ArticleRecord& record, const TokenStream& stream, std::size_t block,
                        const Snippeter::Matches& matches);

// Where the words of a sentence are in its block's text, or the first `most` of them.
std::vector<Span> word_places(std::string_view block, const TokenStream::Sentence& sentence,
                              std::size_t most = std::string_view::npos);

// The words of a span as they stand in the text.
std::string matched_text(const ArticleRecord& record, const TokenStream& stream,
                         const PositionSpan& span);

// Passages of at most `words` words in all, from summary and paragraphs, in the order of the text:
// the sentences with the most of what was asked for. They start and end at sentences, or at words
// with "…" where a sentence is too long. Where only the headline matched: the text's beginning.
std::vector<MarkedText> snippets(const ArticleRecord& record, const TokenStream& stream,
                                 const Snippeter::Matches& matches, std::size_t words);

}  // namespace dateline
