#include "search/match/segment_matcher.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "search/match/known_documents.h"
#include "search/match/position_matcher.h"
#include "search/match/summed_list.h"
#include "search/store/article/fields.h"

namespace dateline {
namespace {

using Kind = IndexQuery::Kind;
using Join = SegmentMatches::Join;

// A filter that so few documents pass is walked; other filters are bits beside the postings.
constexpr std::size_t kWalkedShare = 16;

// Beyond this share of the documents, adding up in an array costs less than merging postings, and
// most scores are not needed.
constexpr std::size_t kMergedShare = 64;

// A list more that is read where it lies costs each stripe that is looked at; adding up costs once.
constexpr std::size_t kUnited = 3;

std::size_t count_postings(std::span<const PostingList> lists) {
  std::size_t count = 0;
  for (const PostingList& list : lists) count += list.size();
  return count;
}

std::vector<Posting> sum_by_merging(std::span<const PostingList> lists) {
  const auto is_before = [](const Posting& a, const Posting& b) { return a.document < b.document; };
  std::vector<Posting> all;
  all.reserve(count_postings(lists));
  for (const PostingList& list : lists) {
    const auto merged = static_cast<std::ptrdiff_t>(all.size());
    list.for_each([&](const Posting& posting) { all.push_back(posting); });
    std::inplace_merge(all.begin(), all.begin() + merged, all.end(), is_before);
  }
  std::size_t count = 0;
  for (const Posting& posting : all) {
    if (count > 0 && all[count - 1].document == posting.document) {
      all[count - 1].frequency += posting.frequency;
    } else {
      all[count++] = posting;
    }
  }
  all.resize(count);
  return all;
}

// Whether all its documents are those allowed that have every one of its frequent terms.
bool is_conjunction(const SegmentMatches& matches) {
  return matches.listed.empty() && (matches.join == Join::all || matches.unlisted() == 1);
}

bool is_smaller(const SegmentMatches& a, const SegmentMatches& b) {
  if (a.is_listed() != b.is_listed()) return a.is_listed();
  return a.listed.size() < b.listed.size();
}

}  // namespace

SegmentMatcher::SegmentMatcher(const Segment& segment, const CollectionStatistics& statistics,
                               Ids ids)
    : segment_(segment), lists_(*segment.lists()), statistics_(statistics), ids_(std::move(ids)) {}

SegmentMatches SegmentMatcher::match(const IndexQuery& query, double factor) {
  return settled(candidates(query, factor));
}

// Checks read token streams, which is the dearest of all: they wait until all that must match as
// well has left few candidates.
SegmentMatcher::Candidates SegmentMatcher::candidates(const IndexQuery& query, double given) {
  const double factor = given * query.weight;
  switch (query.kind) {
    case Kind::everything:
      return {everything()};
    case Kind::nothing:
      return {listed({})};
    case Kind::terms:
      return {terms(query, factor)};
    case Kind::all_of:
      return all_of(query, factor);
    case Kind::any_of:
      return {any_of(query, factor)};
    case Kind::best_of:
      return {best_of(query, factor)};
    case Kind::without:
      return without(query, factor);
    case Kind::rank_with:
      return rank_with(query, factor);
    case Kind::filter:
      return filter(query, factor);
    case Kind::confirmed:
      return confirmed(query, factor);
    case Kind::days:
      return {days(query)};
    case Kind::arrived:
      return {arrived(query)};
  }
  return {listed({})};
}

SegmentMatches SegmentMatcher::settled(Candidates candidates) {
  if (candidates.checks.empty()) return std::move(candidates.matches);
  DocumentBits passing = bits_of(candidates.matches);
  for (const Check& check : candidates.checks) keep_passing(passing, check);
  allow_only(candidates.matches, passing);
  // Scores of few are cheaper than bounds of all stripes.
  if (passing.count() * kMergedShare < lists_.documents())
    return listed(list_all(candidates.matches));
  return std::move(candidates.matches);
}

void SegmentMatcher::keep_passing(DocumentBits& documents, const Check& check) {
  for (std::uint32_t stripe = 0; stripe < lists_.stripes(); ++stripe) {
    StripeBits doubtful = documents.stripe(stripe);
    if (check.certain) subtract(doubtful, check.certain->stripe(stripe));
    for_each_document(doubtful, stripe, [&](std::uint32_t document) {
      if (!check.matcher.matches(segment_.tokens(document), stream_)) documents.remove(document);
    });
  }
}

SegmentMatches SegmentMatcher::listed(ScoredList list) const {
  return {.lists = &lists_, .listed = std::move(list)};
}

SegmentMatches SegmentMatcher::everything() const { return {.lists = &lists_, .join = Join::all}; }

SegmentMatches SegmentMatcher::days(const IndexQuery& query) const {
  const Columns& columns = segment_.columns();
  SegmentMatches matches = everything();
  DocumentBits& published = matches.allowed.emplace(lists_.stripes());
  for (std::uint32_t document = 0; document < lists_.documents(); ++document) {
    const std::int32_t day = columns.day(document);  // less than any, where there is none
    if (day >= query.first_day && day <= query.last_day &&
        columns.last_day(document) <= query.last_day)
      published.add(document);
  }
  return matches;
}

SegmentMatches SegmentMatcher::arrived(const IndexQuery& query) const {
  SegmentMatches matches = everything();
  if (query.arrived_after <= kNotPublished) return matches;
  DocumentBits& later = matches.allowed.emplace(lists_.stripes());
  for (std::uint32_t document = 0; document < lists_.documents(); ++document) {
    if (segment_.arrivals().added(document) > query.arrived_after) later.add(document);
  }
  return matches;
}

// Such terms have no frequency, and so no score.
SegmentMatches SegmentMatcher::articles_of(const std::vector<std::string>& terms) const {
  ScoredList articles;
  for (const std::string& term : terms) {
    const auto found = ids_.find(term);
    if (found == ids_.end()) continue;
    ScoredList more;
    for (const std::uint32_t document : found->second) more.push_back({document, 0});
    articles = merge_adding(articles, more);
  }
  return listed(std::move(articles));
}

// Frequent lists are read where they lie, if they are few; the others are added up.
UnitedList SegmentMatcher::united(std::vector<PostingList> lists, const TermScorer& scorer) const {
  const auto rare = std::partition(lists.begin(), lists.end(), [](const PostingList& list) {
    return list.is_frequent() && !list.is_bare();
  });
  const auto frequent = static_cast<std::size_t>(rare - lists.begin());
  if (frequent == 0 || frequent > kUnited) return summed(lists, scorer);
  std::sort(lists.begin(), rare,
            [](const PostingList& a, const PostingList& b) { return a.size() > b.size(); });
  UnitedList united(lists.front(), scorer);
  for (auto list = lists.begin() + 1; list != rare; ++list) united.add(*list);
  if (rare != lists.end()) {
    SummedList sum = sum_lists(std::span(rare, lists.end()), lists_);
    united.add(sum.list, std::move(sum.bytes));
  }
  return united;
}

UnitedList SegmentMatcher::summed(std::span<const PostingList> lists,
                                  const TermScorer& scorer) const {
  SummedList sum = sum_lists(lists, lists_);
  return {sum.list, scorer, std::move(sum.bytes)};
}

SegmentMatches SegmentMatcher::terms(const IndexQuery& query, double factor) const {
  if (!query.terms.empty() && names_article(query.terms.front())) return articles_of(query.terms);
  std::vector<PostingList> found;
  for (const std::string& term : query.terms) {
    if (const auto list = lists_.find(term)) found.push_back(*list);
  }
  const TermScorer scorer(statistics_.collection(), statistics_.having(query.terms), factor,
                          kQueryWords);
  SegmentMatches result{.lists = &lists_};
  if (found.size() == 1 && found.front().is_frequent()) {
    result.frequent.emplace_back(found.front(), scorer);
    return result;
  }
  if (found.size() > 1 && count_postings(found) * kMergedShare >= lists_.documents()) {
    result.frequent.push_back(united(std::move(found), scorer));
    return result;
  }
  const std::vector<Posting> postings =
      found.size() == 1 ? found.front().read() : sum_by_merging(found);
  result.listed.reserve(postings.size());
  for (const auto& [document, frequency] : postings)
    result.listed.push_back({document, scorer.score(frequency, lists_.length(document))});
  return result;
}

std::vector<SegmentMatches> SegmentMatcher::match_children(const IndexQuery& query, double factor) {
  std::vector<SegmentMatches> parts;
  for (const IndexQuery& child : query.children) parts.push_back(match(child, factor));
  return parts;
}

void SegmentMatcher::add_conjunction(SegmentMatches& matches, const SegmentMatches& part) const {
  std::copy(part.frequent.begin(), part.frequent.end(), std::back_inserter(matches.frequent));
  std::copy(part.best_of.begin(), part.best_of.end(), std::back_inserter(matches.best_of));
  if (part.allowed) allow_only(matches, *part.allowed);
}

SegmentMatcher::Candidates SegmentMatcher::all_of(const IndexQuery& query, double factor) {
  std::vector<SegmentMatches> parts;
  Candidates result;
  for (const IndexQuery& child : query.children) {
    Candidates part = candidates(child, factor);
    parts.push_back(std::move(part.matches));
    std::move(part.checks.begin(), part.checks.end(), std::back_inserter(result.checks));
  }
  result.matches = matching_all(std::move(parts));
  return result;
}

// What stays in the file is joined there, and then walked by what is listed, or walks itself.
SegmentMatches SegmentMatcher::matching_all(std::vector<SegmentMatches> parts) const {
  const auto others = std::partition(parts.begin(), parts.end(), is_conjunction);
  SegmentMatches together{.lists = &lists_, .join = Join::all};
  for (auto part = parts.begin(); part != others; ++part) add_conjunction(together, *part);
  if (others == parts.end()) return together;
  if (others != parts.begin()) {
    parts.erase(parts.begin(), others);
    parts.push_back(std::move(together));
  }
  std::sort(parts.begin(), parts.end(), is_smaller);
  ScoredList list = list_all(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) list = keep_matching(list, parts[i]);
  return listed(std::move(list));
}

SegmentMatches SegmentMatcher::any_of(const IndexQuery& query, double factor) {
  SegmentMatches result{.lists = &lists_};
  std::vector<ScoredList> lists;
  std::vector<SegmentMatches> parts = match_children(query, factor);
  for (SegmentMatches& part : parts) {
    const bool is_any = !part.allowed && (part.join == Join::any || part.unlisted() == 1);
    if (!is_any) part = listed(list_all(part));
    std::copy(part.frequent.begin(), part.frequent.end(), std::back_inserter(result.frequent));
    std::move(part.best_of.begin(), part.best_of.end(), std::back_inserter(result.best_of));
    lists.push_back(std::move(part.listed));
  }
  result.listed = merge_adding(std::move(lists));
  return result;
}

SegmentMatches SegmentMatcher::best_of(const IndexQuery& query, double factor) {
  BestOf best{match_children(query, factor)};
  const bool are_listed = std::all_of(best.choices.begin(), best.choices.end(),
                                      [](const SegmentMatches& one) { return one.is_listed(); });
  SegmentMatches result{.lists = &lists_};
  if (!are_listed) {
    result.best_of.push_back(std::move(best));
    return result;
  }
  for (const SegmentMatches& choice : best.choices)
    result.listed = merge_best(result.listed, choice.listed);
  return result;
}

SegmentMatcher::Candidates SegmentMatcher::without(const IndexQuery& query, double factor) {
  Candidates wanted = candidates(query.children[0], factor);
  DocumentBits others = bits_of(match(query.children[1], 0));
  others.invert();
  allow_only(wanted.matches, others);
  return wanted;
}

SegmentMatcher::Candidates SegmentMatcher::filter(const IndexQuery& query, double factor) {
  Candidates wanted = candidates(query.children[0], factor);
  Candidates passing = candidates(query.children[1], 0);
  std::move(passing.checks.begin(), passing.checks.end(), std::back_inserter(wanted.checks));
  wanted.matches = filtered(std::move(wanted.matches), passing.matches);
  return wanted;
}

SegmentMatches SegmentMatcher::filtered(SegmentMatches wanted,
                                        const SegmentMatches& passing) const {
  if (wanted.is_listed()) return listed(keep_matching(wanted.listed, passing));
  if (passing.is_listed() && passing.listed.size() * kWalkedShare < lists_.documents())
    return listed(keep_matching(passing.listed, wanted));
  allow_only(wanted, bits_of(passing));
  return wanted;
}

SegmentMatcher::Candidates SegmentMatcher::rank_with(const IndexQuery& query, double factor) {
  Candidates needed = candidates(query.children[0], factor);
  const SegmentMatches more = match(query.children[1], factor);
  needed.matches = listed(add_matching(list_all(needed.matches), more));
  return needed;
}

SegmentMatcher::Candidates SegmentMatcher::confirmed(const IndexQuery& query, double factor) {
  Candidates having = candidates(query.children.front(), factor);
  PositionMatcher matcher(*query.position, segment_.lexicon());
  KnownDocuments known = known_documents(matcher, segment_);
  if (known.possible) allow_only(having.matches, *known.possible);
  const IndexQuery& child = query.children.front();
  if (child.kind == Kind::terms && !known.certain)
    known.certain = certain_documents(child.terms, matcher.forms(), segment_);
  having.checks.push_back({std::move(matcher), std::move(known.certain)});
  return having;
}

}  // namespace dateline
