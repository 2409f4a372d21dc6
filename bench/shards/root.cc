#include "bench/shards/root.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <span>

#include "bench/shards/messages.h"
#include "search/query/query_parser.h"
#include "search/refine/feedback.h"
#include "search/refine/sentence_scores.h"
#include "search/retrieval.h"

namespace dateline::bench {
namespace {

// Articles go round the shards, and so do their numbers: of equal scores, the first article comes
// first, as in one index.
bool comes_before(const Scored& a, const Scored& b) {
  return a.score != b.score ? a.score > b.score : a.docid < b.docid;
}

void sort_by_score(std::span<Scored> articles) {
  std::stable_sort(articles.begin(), articles.end(),
                   [](const Scored& a, const Scored& b) { return a.score > b.score; });
}

// One search over all leaves.
class Root {
 public:
  Root(const Shards& shards, const std::vector<std::unique_ptr<Leaf>>& leaves,
       const SearchRequest& request)
      : shards_(shards), leaves_(leaves), request_(request) {}

  RootAnswer answer() {
    const ParsedQuery parsed = parse_query(request_.query, request_.words);
    strict_ = built(parsed.root, request_.words == Operator::any ? QueryBuilder::StopWords::drop
                                                                 : QueryBuilder::StopWords::keep);
    Merged merged = rank(strict_, kEnough);
    if (request_.words == Operator::automatic && parsed.without_quotes && merged.total == 0) {
      strict_ = built(*parsed.without_quotes, QueryBuilder::StopWords::keep);
      merged = rank(strict_, kEnough);
    }
    const std::size_t words = juxtaposed_words(parsed.without_quotes.value_or(parsed.root));
    if (request_.words == Operator::automatic && words > 1 && merged.total < kEnough)
      add_some_words(merged);
    count_first_rounds();
    answer_.total = merged.total;
    answer_.page = std::move(merged.articles);
    if (answer_.page.size() > request_.limit) answer_.page.resize(request_.limit);
    count_snippets();
    return std::move(answer_);
  }

 private:
  struct Merged {
    std::vector<Scored> articles;
    std::uint64_t total = 0;
  };

  // All leaves know the same, so all make the same plan.
  BuiltQuery built(const QueryNode& query, QueryBuilder::StopWords stop_words) {
    plans_.push_back(leaves_[0]->builder.build(query, stop_words, request_.besides));
    return plans_.back();
  }

  Merged rank(const BuiltQuery& plan, std::size_t places) {
    Merged merged;
    if (!plan.query) return merged;
    for (const auto& leaf : leaves_) {
      const Ranking own = leaf->grouped.rank(*plan.query, request_, places);
      answer_.rounds.ranking.answered += 16 + kScoredBytes * own.articles.size();
      merged.total += own.total.value;
      merged.articles.insert(merged.articles.end(), own.articles.begin(), own.articles.end());
    }
    std::sort(merged.articles.begin(), merged.articles.end(), comes_before);
    if (merged.articles.size() > places) merged.articles.resize(places);
    return merged;
  }

  void add_some_words(Merged& full) {
    const ParsedQuery parsed = parse_query(request_.query, Operator::any);
    BuiltQuery loose =
        built(parsed.without_quotes.value_or(parsed.root), QueryBuilder::StopWords::drop);
    if (strict_.query && loose.query) {
      loose.query =
          join_queries(IndexQuery::Kind::any_of, {*loose.query, scaled(*strict_.query, 0)});
    }
    Merged others = rank(loose, kFeedbackPlaces);
    if (others.total <= full.total) return;
    std::erase_if(others.articles, [&](const Scored& one) {
      return std::any_of(full.articles.begin(), full.articles.end(),
                         [&](const Scored& other) { return other.docid == one.docid; });
    });
    answer_.is_loose = true;
    others.articles.insert(others.articles.begin(), full.articles.begin(), full.articles.end());
    refine(others, full.articles.size(), loose.marks);
    full = std::move(others);
  }

  // The articles of each leaf, in order.
  void in_each_leaf(std::span<Scored> articles,
                    const std::function<void(std::span<Scored>, const Leaf&)>& use) const {
    for (const auto& leaf : leaves_) {
      std::vector<Scored> own;
      for (const Scored& one : articles) {
        if (leaf->generation->locate(one.docid).segment == &leaf->shard) own.push_back(one);
      }
      use(own, *leaf);
      for (const Scored& scored : own) {
        std::find_if(articles.begin(), articles.end(), [&](const Scored& one) {
          return one.docid == scored.docid;
        })->score = scored.score;
      }
    }
  }

  void refine(Merged& merged, std::size_t ahead, const std::vector<PositionNode>& marks) {
    const std::span<Scored> all(merged.articles);
    const std::span<Scored> first = all.first(std::min(kFeedbackPlaces, all.size()));
    const std::span<Scored> others = first.subspan(std::min(ahead, first.size()));
    in_each_leaf(others, [&](std::span<Scored> own, const Leaf& leaf) {
      add_sentence_scores(own, marks, *leaf.generation);
    });
    sort_by_score(others);
    const Feedback feedback = feedback_of(first, *shards_.together());
    count_subject(first, others.size(), feedback);
    if (feedback.empty()) return;
    in_each_leaf(others, [&](std::span<Scored> own, const Leaf& leaf) {
      add_scores(own, feedback, marks.size(), *leaf.generation);
    });
    sort_by_score(others);
  }

  std::vector<const Segment*> segments() const {
    std::vector<const Segment*> segments;
    for (const auto& leaf : leaves_) segments.push_back(&leaf->shard);
    return segments;
  }

  // The query goes to all; each tells what it has of its words; all of it goes back to all, with
  // the request to rank.
  void count_first_rounds() {
    const std::set<std::string> terms = terms_of(plans_);
    const std::set<std::string> words = words_of(request_.query, *shards_.together());
    Rounds& rounds = answer_.rounds;
    rounds.statistics.asked = leaves_.size() * request_.query.size();
    for (const Segment* segment : segments())
      rounds.statistics.answered += fact_bytes(terms, words, {segment});
    rounds.ranking.asked =
        leaves_.size() * (request_.query.size() + fact_bytes(terms, words, segments()));
  }

  // The stems of the first ten, of which all leaves tell how many articles have them; then the
  // weights of thirty words go out, and what they add to the hundred articles comes back.
  void count_subject(std::span<Scored> first, std::size_t reordered, const Feedback& feedback) {
    std::set<std::string> stems;
    Round& round = answer_.rounds.subject;
    const std::size_t told = std::min(kFeedbackArticles, first.size());
    round.asked += told * 8;
    round.answered += vector_bytes(first.first(told), *shards_.together(), stems);
    for (const std::string& stem : stems) {
      round.asked += leaves_.size() * (stem.size() + 1);
      round.answered += leaves_.size() * 8;
    }
    for (const FeedbackWord& word : feedback) {
      for (const std::string& term : word.terms) round.asked += leaves_.size() * (term.size() + 17);
    }
    round.asked += reordered * 8;
    round.answered += reordered * kScoredBytes;
  }

  void count_snippets() {
    answer_.rounds.snippets.asked =
        answer_.page.size() * 8 + leaves_.size() * request_.query.size();
  }

  const Shards& shards_;
  const std::vector<std::unique_ptr<Leaf>>& leaves_;
  const SearchRequest& request_;
  std::vector<BuiltQuery> plans_;
  BuiltQuery strict_;
  RootAnswer answer_;
};

}  // namespace

RootAnswer ask_leaves(const Shards& shards, const std::vector<std::unique_ptr<Leaf>>& leaves,
                      const SearchRequest& request) {
  return Root(shards, leaves, request).answer();
}

}  // namespace dateline::bench
