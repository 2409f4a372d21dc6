#include "bench/duplicates/jaccard.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <unordered_map>

#include "search/store/similar/near_duplicates.h"

namespace dateline::bench {
namespace {

constexpr std::size_t kShingle = 4;
constexpr double kSame = 0.8;
constexpr double kDistinct = 0.2;

// The shingles of all articles, numbered; each article's are sorted and single.
class Shingles {
 public:
  explicit Shingles(const std::vector<Article>& articles) {
    for (const Article& article : articles) add(body_words(article));
  }

  // |A ∩ B| / |A ∪ B| of an article with each earlier one that has a shingle in common.
  template <typename Use>
  void for_each_earlier(std::uint32_t article, const Use& use) const {
    std::unordered_map<std::uint32_t, std::size_t> common;
    for (const std::uint32_t shingle : of_[article]) {
      for (const std::uint32_t other : articles_[shingle]) {
        if (other >= article) break;
        ++common[other];
      }
    }
    for (const auto& [other, count] : common) {
      const std::size_t all = of_[article].size() + of_[other].size() - count;
      use(other, static_cast<double>(count) / static_cast<double>(all));
    }
  }

 private:
  void add(const std::vector<std::string>& words) {
    const auto article = static_cast<std::uint32_t>(of_.size());
    std::vector<std::uint32_t>& shingles = of_.emplace_back();
    for (std::size_t i = 0; i + kShingle <= words.size(); ++i) {
      std::string text;
      for (std::size_t j = i; j < i + kShingle; ++j) text += words[j] + " ";
      const auto next = static_cast<std::uint32_t>(numbers_.size());
      shingles.push_back(numbers_.emplace(std::move(text), next).first->second);
    }
    std::sort(shingles.begin(), shingles.end());
    shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
    articles_.resize(numbers_.size());
    for (const std::uint32_t shingle : shingles) articles_[shingle].push_back(article);
  }

  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::vector<std::uint32_t>> of_;        // each article's
  std::vector<std::vector<std::uint32_t>> articles_;  // that have each shingle
};

bool are_near(const Article& a, const Article& b) {
  return !a.published || !b.published ||
         std::abs(day_number(*a.published) - day_number(*b.published)) <= kSimilarDays;
}

}  // namespace

double jaccard(const Article& a, const Article& b) {
  double share = 0;
  Shingles({a, b}).for_each_earlier(1, [&](std::uint32_t, double jaccard) { share = jaccard; });
  return share;
}

std::vector<Pair> linked_pairs(const std::vector<Article>& articles, double least) {
  const Shingles shingles(articles);
  std::vector<Pair> linked;
  for (std::uint32_t article = 0; article < articles.size(); ++article) {
    shingles.for_each_earlier(article, [&](std::uint32_t other, double jaccard) {
      if (jaccard >= least && are_near(articles[article], articles[other]))
        linked.emplace_back(other, article);
    });
  }
  std::sort(linked.begin(), linked.end());
  return linked;
}

std::vector<double> nearest_shares(const std::vector<Article>& articles) {
  const Shingles shingles(articles);
  std::vector<double> nearest(articles.size());
  for (std::uint32_t article = 0; article < articles.size(); ++article) {
    shingles.for_each_earlier(article, [&](std::uint32_t other, double jaccard) {
      if (!are_near(articles[article], articles[other])) return;
      nearest[article] = std::max(nearest[article], jaccard);
      nearest[other] = std::max(nearest[other], jaccard);
    });
  }
  return nearest;
}

std::vector<Pair> joined(const std::vector<Pair>& links) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> linked_with;
  for (const auto& [a, b] : links) {
    linked_with[a].push_back(b);
    linked_with[b].push_back(a);
  }
  std::vector<Pair> pairs;
  while (!linked_with.empty()) {
    std::vector<std::uint32_t> group{linked_with.begin()->first};
    for (std::size_t i = 0; i < group.size(); ++i) {
      const auto of = linked_with.extract(group[i]);
      for (const std::uint32_t other : of.mapped()) {
        if (linked_with.contains(other) && !std::count(group.begin(), group.end(), other))
          group.push_back(other);
      }
    }
    std::sort(group.begin(), group.end());
    for (std::size_t j = 1; j < group.size(); ++j) {
      for (std::size_t i = 0; i < j; ++i) pairs.emplace_back(group[i], group[j]);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

void measure_against_jaccard(const std::vector<Article>& articles) {
  const std::vector<Pair> found = grouped_pairs(articles);
  print_score("half of the shingles in common", linked_pairs(articles, kAlike), found);
  print_score("four fifths of them (recall counts)", linked_pairs(articles, kSame), found);
}

std::vector<Article> distinct(const std::vector<Article>& articles) {
  const Shingles shingles(articles);
  std::vector<Article> kept;
  for (std::uint32_t article = 0; article < articles.size(); ++article) {
    double most = 0;
    shingles.for_each_earlier(
        article, [&](std::uint32_t, double jaccard) { most = std::max(most, jaccard); });
    if (most < kDistinct) kept.push_back(articles[article]);
  }
  return kept;
}

}  // namespace dateline::bench
