#pragma once

#include <optional>
#include <string>
#include <vector>

#include "search/refine/feedback.h"
#include "search/refine/recency.h"
#include "search/snippeter.h"
#include "search/store/article/article_record.h"
#include "search/store/tokens/token_stream.h"

namespace dateline {

// What put the hits of an answer in their order, besides the words that were asked for.
struct Reasons {
  std::vector<std::string> also_searched;  // spellings, synonyms and added words
  std::vector<ShownWord> fed_back;         // words of the best answers
  std::optional<Recency> recency;
  bool smoothed = false;      // by likeness to other good answers
  bool by_sentences = false;  // by what stands together in one sentence
};

// Why an article stands where it stands, in sentences: one for each word or phrase that was asked
// for and is there, then one for each of the reasons.
std::vector<std::string> explain(const ArticleRecord& record, const TokenStream& stream,
                                 const Lexicon& lexicon, const Snippeter::Matches& found,
                                 const Reasons& reasons);

}  // namespace dateline
