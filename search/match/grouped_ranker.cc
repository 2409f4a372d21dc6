#include "search/match/grouped_ranker.h"

#include <algorithm>
#include <unordered_set>

namespace dateline {
namespace {

// So many more places are ranked at first, and again so many times more where groups leave too few.
constexpr std::size_t kSpare = 20;
constexpr std::size_t kGrowth = 4;

bool contains(const std::vector<Scored>& articles, Xapian::docid docid) {
  return std::any_of(articles.begin(), articles.end(),
                     [&](const Scored& one) { return one.docid == docid; });
}

void put_ahead(Ranking& ranking, const std::vector<Scored>& ahead) {
  if (ahead.empty()) return;
  std::erase_if(ranking.articles, [&](const Scored& one) { return contains(ahead, one.docid); });
  ranking.articles.insert(ranking.articles.begin(), ahead.begin(), ahead.end());
  ranking.ahead = ahead.size();
}

}  // namespace

Ranking GroupedRanker::rank(const IndexQuery& query, const SearchRequest& request,
                            std::size_t places, const std::vector<Scored>& ahead,
                            MatchCounts* counts) const {
  const bool grouped = request.group == Grouping::similar;
  Window window{.limit = places + (grouped ? kSpare : 0)};
  Ranking ranking = ranker_.rank(query, request, window, counts);  // counts once
  std::size_t ranked = ranking.articles.size();
  put_ahead(ranking, ahead);
  if (!grouped) return ranking;
  keep_first_of_groups(ranking);
  while (ranking.articles.size() < places && ranked == window.limit) {
    window = {.limit = window.limit * kGrowth, .totals = Window::Totals::unknown};
    ranking.articles = ranker_.rank(query, request, window).articles;
    ranked = ranking.articles.size();
    put_ahead(ranking, ahead);
    keep_first_of_groups(ranking);
  }
  if (counts != nullptr) ranking.total = {counts->stories(), true};
  return ranking;
}

void GroupedRanker::keep_first_of_groups(Ranking& ranking) const {
  const SimilarGroups& groups = generation_->similar_groups();
  std::unordered_set<std::uint32_t> seen;
  std::vector<Scored> first;
  std::size_t ahead = 0;
  for (std::size_t i = 0; i < ranking.articles.size(); ++i) {
    const Scored& one = ranking.articles[i];
    const std::uint32_t group =
        groups.group_of(generation_->article_number(generation_->locate(one.docid)));
    if (group != kNoGroup && !seen.insert(group).second) continue;
    first.push_back(one);
    if (i < ranking.ahead) ++ahead;
  }
  ranking.articles = std::move(first);
  ranking.ahead = ahead;
}

}  // namespace dateline
