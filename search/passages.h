#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "search/query/search_request.h"
#include "search/snippeter.h"
#include "search/store/article/article_record.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {

// A paragraph of an article, or the sentences of it that match best. Offsets are characters
// (Unicode code points) of the paragraph, which is Article::paragraphs[paragraph].
struct Passage {
  std::size_t paragraph = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;         // of the paragraph, from `begin` to `end`
  std::vector<Span> marks;  // what matched
  std::size_t words = 0;
};

// What of an article may be quoted.
struct PassageLimits {
  std::size_t words = 0;     // of all passages together
  std::size_t passages = 0;  // of one article
};

// The paragraphs that show most of what was asked for, in the order of the text; where only the
// headline matched, the first one. Of a paragraph that is too long, the sentences around its best
// one; none that does not fit whole.
std::vector<Passage> passages_of(const ArticleRecord& record, const TokenStream& stream,
                                 const Snippeter::Matches& matches, const PassageLimits& limits);

// What an answer may quote.
struct PassageRequest {
  SearchRequest search;  // its limit counts articles
  PassageLimits limits = {.words = 400, .passages = 2};
};

// An article with its passages; it has one at least.
struct QuotedArticle {
  Article article;
  double score = 0;
  std::optional<bool> all_words;
  std::vector<Passage> passages;
};

struct PassageResult {
  Total total;
  std::vector<QuotedArticle> articles;  // best first
  std::size_t words = 0;                // of all passages
  std::size_t left_out =
      0;  // articles of the page that no words were left for, or that have no text
  std::vector<std::string> notes;
  std::uint64_t generation = 0;
};

}  // namespace dateline
