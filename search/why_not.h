#pragma once

#include <xapian.h>

#include "search/query/search_request.h"
#include "search/retrieval.h"
#include "search/store/article/article_record.h"
#include "search/store/tokens/lexicon.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {

// An article as it is looked at.
struct LookedAt {
  Xapian::docid docid = 0;
  const ArticleRecord& record;
  const TokenStream& stream;
  const Lexicon& lexicon;
};

// For each part of the request's query, and for each of its filters and dates, whether the article
// matches it and why not. Decided by the same postings and positions as the search itself.
WhyNot why_not(const SearchRequest& request, const LookedAt& article, Retriever& retriever);

}  // namespace dateline
