#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "search/match/collection_statistics.h"
#include "search/match/index_query.h"
#include "search/match/match_counts.h"
#include "search/match/ranking.h"
#include "search/store/generation.h"
#include "search/store/postings/document_bits.h"

namespace dateline {

// The articles that a query asks for by their id: of each such term the documents, deleted ones
// too, by their numbers in Generation::open_postings(). Posting lists have no terms of ids.
using IdDocuments = std::map<std::string, std::vector<Xapian::docid>, std::less<>>;
IdDocuments id_documents(const IndexQuery& query, const Xapian::Database& postings);

// Ranks by the posting lists of the segments: by BM25 as Xapian has it, every total exact, and most
// postings of frequent words not looked at. Any number of threads may use it.
class ListRanker {
 public:
  // Throws IndexError where a segment has no lists.
  explicit ListRanker(std::shared_ptr<const Generation> generation);

  // `ids` are those of the query; `counts` may be null. What matches must pass the filters of its
  // widened counts, too. Only with Sort::relevance have articles a score.
  Ranking rank(const IndexQuery& query, const IdDocuments& ids, Sort sort, const Window& window,
               MatchCounts* counts) const;

  // Of each of these articles, whether it matches the query.
  std::vector<bool> matching(const IndexQuery& query, const IdDocuments& ids,
                             const std::vector<Scored>& articles) const;

  // What matches, whatever its order: the documents of each segment.
  std::vector<DocumentBits> matches(const IndexQuery& query, const IdDocuments& ids) const;

 private:
  std::shared_ptr<const Generation> generation_;
};

}  // namespace dateline
