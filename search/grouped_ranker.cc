#include "search/grouped_ranker.h"

#include <algorithm>
#include <unordered_set>

namespace dateline {
namespace {

// So much more than the window is ranked at first, and again so many times more where groups leave
// too little of it.
constexpr std::size_t kSpare = 20;
constexpr std::size_t kGrowth = 4;

std::vector<Scored> part(const std::vector<Scored>& ranking, const Window& window) {
  const std::size_t begin = std::min(window.offset, ranking.size());
  const std::size_t end = std::min(begin + window.limit, ranking.size());
  return {ranking.begin() + static_cast<std::ptrdiff_t>(begin),
          ranking.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace

Ranking GroupedRanker::rank(const IndexQuery& query, const SearchRequest& request,
                            const Window& window, MatchCounts* counts) const {
  if (request.group == Grouping::none) return ranker_.rank(query, request, window, counts);
  const std::size_t wanted = window.offset + window.limit;
  Window whole{.limit = wanted + kSpare, .totals = window.totals};
  Ranking ranking = ranker_.rank(query, request, whole, counts);  // counts once
  std::vector<Scored> first = first_of_groups(ranking.articles);
  while (first.size() < wanted && ranking.articles.size() == whole.limit) {
    whole = {.limit = whole.limit * kGrowth, .totals = Window::Totals::unknown};
    ranking.articles = ranker_.rank(query, request, whole).articles;
    first = first_of_groups(ranking.articles);
  }
  ranking.articles = part(first, window);
  if (counts != nullptr) ranking.total = {counts->hits(), true};
  return ranking;
}

std::vector<Scored> GroupedRanker::first_of_groups(const std::vector<Scored>& ranking) const {
  const SimilarGroups& groups = generation_->similar_groups();
  std::unordered_set<std::uint32_t> seen;
  std::vector<Scored> first;
  for (const Scored& one : ranking) {
    const std::uint32_t group =
        groups.group_of(generation_->article_number(generation_->locate(one.docid)));
    if (group == kNoGroup || seen.insert(group).second) first.push_back(one);
  }
  return first;
}

}  // namespace dateline
