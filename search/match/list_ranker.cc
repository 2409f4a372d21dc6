#include "search/match/list_ranker.h"

#include <algorithm>
#include <utility>

#include "search/base/error.h"
#include "search/match/preference.h"
#include "search/match/preferred_documents.h"
#include "search/match/segment_matcher.h"
#include "search/match/stripe_ranking.h"
#include "search/store/article/fields.h"

namespace dateline {
namespace {

void add_id_documents(const IndexQuery& query, const Xapian::Database& postings,
                      IdDocuments& found) {
  for (const std::string& term : query.terms) {
    if (!names_article(term)) continue;
    std::vector<Xapian::docid>& documents = found[term];
    documents.assign(postings.postlist_begin(term), postings.postlist_end(term));
  }
  for (const IndexQuery& child : query.children) add_id_documents(child, postings, found);
}

// Of all documents those of one segment, by their numbers there.
SegmentMatcher::Ids ids_in(const Numbering& numbering, const IdDocuments& all) {
  SegmentMatcher::Ids ids;
  for (const auto& [term, documents] : all) {
    std::vector<std::uint32_t>& here = ids[term];
    for (const Xapian::docid docid : documents) {
      if ((docid - 1) % numbering.segments == numbering.segment)
        here.push_back((docid - 1) / numbering.segments);
    }
  }
  return ids;
}

// Leaves out what an incremental run has deleted.
void leave_out_deleted(SegmentMatches& matches, const Segment& segment) {
  if (segment.deleted_documents() == 0) return;
  if (matches.is_listed()) {
    std::erase_if(matches.listed,
                  [&](const ScoredDocument& one) { return segment.is_deleted(one.document); });
    return;
  }
  if (!matches.allowed) {
    matches.allowed.emplace(matches.lists->stripes());
    matches.allowed->invert();
  }
  for (std::uint32_t document = 0; document < segment.documents(); ++document) {
    if (segment.is_deleted(document)) matches.allowed->remove(document);
  }
}

template <typename Use>
void for_each_match(const SegmentMatches& matches, const Use& use) {
  if (matches.is_listed()) {
    for (const ScoredDocument& one : matches.listed) use(one.document);
    return;
  }
  auto next = matches.listed.begin();
  for (std::uint32_t stripe = 0; stripe < matches.lists->stripes(); ++stripe)
    for_each_document(matches.bits(stripe, next), stripe, use);
}

// The same, the last stripe first.
template <typename Use>
void for_each_match_from_last(const SegmentMatches& matches, const Use& use) {
  const ScoredList& listed = matches.listed;
  if (matches.is_listed()) {
    for (auto one = listed.rbegin(); one != listed.rend(); ++one) use(one->document);
    return;
  }
  for (std::uint32_t stripe = matches.lists->stripes(); stripe-- > 0;) {
    auto first = matches.first_listed(stripe);
    for_each_document(matches.bits(stripe, first), stripe, use);
  }
}

template <typename Use>
void for_each_other(const SegmentMatches& matches, std::uint32_t documents, const Use& use) {
  DocumentBits others = bits_of(matches);
  others.invert();
  for (std::uint32_t stripe = 0; stripe < matches.lists->stripes(); ++stripe) {
    for_each_document(others.stripe(stripe), stripe, [&](std::uint32_t document) {
      if (document < documents) use(document);  // the last stripe may not be full
    });
  }
}

// Of many matches, what is no match is less to count.
void count(const SegmentMatches& matches, const Segment& segment, MatchCounts& counts) {
  SegmentCounts& here = counts.add_segment(segment);
  const std::uint32_t documents = segment.documents();
  const auto each_match = [&](const auto& use) { for_each_match(matches, use); };
  if (count_matches(matches) > documents / 2) {
    here.count_all_but([&](const auto& use) { for_each_other(matches, documents, use); }, counts);
  } else {
    here.count_each(each_match, counts);
  }
  if (counts.grouped != nullptr) here.find_groups(each_match, *counts.grouped);
}

// Counts each facet that ignores its own filter, among what all other filters let through; then
// leaves out of `matches` what any of them does not.
void count_widened(SegmentMatches& matches, const Segment& segment, SegmentMatcher& matcher,
                   MatchCounts& counts) {
  std::vector<DocumentBits> passing;
  for (const WidenedCounts& widened : counts.widened)
    passing.push_back(bits_of(matcher.match(widened.own_filter, 0)));
  for (std::size_t i = 0; i < passing.size(); ++i) {
    SegmentMatches wider = matches;
    for (std::size_t other = 0; other < passing.size(); ++other) {
      if (other != i) allow_only(wider, passing[other]);
    }
    count(wider, segment, counts.widened[i].counts);
  }
  for (const DocumentBits& bits : passing) allow_only(matches, bits);
}

void rank_by_score(const SegmentMatches& matches, const Numbering& numbering,
                   PreferredDocuments& preferred, TopScores& top) {
  if (!matches.is_listed()) {
    rank_stripes(matches, numbering, preferred, top);
    return;
  }
  if (preferred.most() > 0) {
    ScoredList listed = matches.listed;
    rank_listed(listed, numbering, preferred, top);
    return;
  }
  for (const ScoredDocument& one : matches.listed) {
    if (one.score >= top.least()) top.add({numbering.docid(one.document), one.score});
  }
}

// Documents are numbered much as they arrived. From the first on, each would be the latest so far.
void rank_by_date(const SegmentMatches& matches, const Segment& segment, Sort sort,
                  const Numbering& numbering, TopScores& top) {
  const auto rank = [&](std::uint32_t document) {
    const double weight = date_weight(segment, document, sort);
    if (weight >= top.least()) top.add({numbering.docid(document), weight});
  };
  if (sort == Sort::added) {
    for_each_match_from_last(matches, rank);
  } else {
    for_each_match(matches, rank);
  }
}

// The places from `offset` on.
std::vector<Scored> places_of(TopScores top, std::size_t offset) {
  std::vector<Scored> best = std::move(top).sorted();
  best.erase(best.begin(),
             best.begin() + static_cast<std::ptrdiff_t>(std::min(offset, best.size())));
  return best;
}

}  // namespace

IdDocuments id_documents(const IndexQuery& query, const Xapian::Database& postings) {
  IdDocuments found;
  add_id_documents(query, postings, found);
  return found;
}

ListRanker::ListRanker(std::shared_ptr<const Generation> generation)
    : generation_(std::move(generation)) {
  for (const auto& segment : generation_->segments()) {
    if (segment->lists() == nullptr)
      throw IndexError(
          "a segment of the index has no lists of postings: run dateline-index --full");
  }
}

Ranking ListRanker::rank(const IndexQuery& query, const IdDocuments& ids, Sort sort,
                         const Window& window, MatchCounts* counts) const {
  const CollectionStatistics statistics(*generation_);
  const std::vector<Preference> preferences = preferences_of(query);
  const auto& segments = generation_->segments();
  TopScores top(window.offset + window.limit);
  Ranking ranking;
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    const Numbering numbering{.segments = static_cast<std::uint32_t>(segments.size()),
                              .segment = i};
    SegmentMatcher matcher(*segments[i], statistics, ids_in(numbering, ids));
    SegmentMatches matches = matcher.match(query);
    leave_out_deleted(matches, *segments[i]);
    if (counts != nullptr) count_widened(matches, *segments[i], matcher, *counts);
    if (sort == Sort::relevance && !top.takes_none()) {
      PreferredDocuments preferred(*segments[i], statistics, preferences);
      rank_by_score(matches, numbering, preferred, top);
    } else if (sort != Sort::relevance) {
      rank_by_date(matches, *segments[i], sort, numbering, top);
    }
    if (window.totals == Window::Totals::counted) ranking.total.value += count_matches(matches);
    if (counts != nullptr) count(matches, *segments[i], *counts);
  }
  ranking.articles = places_of(std::move(top), window.offset);
  ranking.at_most = std::max<std::size_t>(ranking.total.value, ranking.articles.size());
  if (sort == Sort::relevance) return ranking;
  for (Scored& one : ranking.articles) one.score = 0;
  return ranking;
}

std::vector<bool> ListRanker::matching(const IndexQuery& query, const IdDocuments& ids,
                                       const std::vector<Scored>& articles) const {
  const CollectionStatistics statistics(*generation_);
  const auto& segments = generation_->segments();
  std::vector<bool> matching(articles.size());
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    const Numbering numbering{.segments = static_cast<std::uint32_t>(segments.size()),
                              .segment = i};
    const DocumentBits matches =
        bits_of(SegmentMatcher(*segments[i], statistics, ids_in(numbering, ids)).match(query));
    for (std::size_t j = 0; j < articles.size(); ++j) {
      const auto [segment, document] = generation_->locate(articles[j].docid);
      if (segment == segments[i].get()) matching[j] = matches.contains(document);
    }
  }
  return matching;
}

std::vector<DocumentBits> ListRanker::matches(const IndexQuery& query,
                                              const IdDocuments& ids) const {
  const CollectionStatistics statistics(*generation_);
  const auto& segments = generation_->segments();
  std::vector<DocumentBits> all;
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    const Numbering numbering{.segments = static_cast<std::uint32_t>(segments.size()),
                              .segment = i};
    SegmentMatches matches =
        SegmentMatcher(*segments[i], statistics, ids_in(numbering, ids)).match(query, 0);
    leave_out_deleted(matches, *segments[i]);
    all.push_back(bits_of(matches));
  }
  return all;
}

}  // namespace dateline
