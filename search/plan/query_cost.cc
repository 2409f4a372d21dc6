#include "search/plan/query_cost.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "search/base/error.h"
#include "search/match/collection_statistics.h"
#include "search/store/article/fields.h"

namespace dateline {
namespace {

using Kind = IndexQuery::Kind;

// In postings, all measured with hostile-queries on 100,000 articles of 400 words.
constexpr double kSeek = 4;            // to go to an article in the postings of a term
constexpr double kDay = 0.3;           // to look up when an article was published
constexpr double kDecode = 0.12;       // to read a word of a token stream
constexpr double kCompare = 0.06;      // to compare it with a word of a plain phrase
constexpr double kCollect = 0.3;       // with a word whose places are put together with others'
constexpr double kSought = 0.06;       // to look for it in the bytes, a word of the stream
constexpr double kAlternative = 0.15;  // with one more that an article has of words joined by OR
constexpr double kPaired = 0.1;     // of the candidates of a plain phrase, those that pairs leave
constexpr double kMerged = 200;     // so many lists that are merged make a posting cost twice
constexpr double kBytesOfWord = 6;  // of text
constexpr double kTitleWords = 30;  // at most, of nearly all headlines

constexpr double kWalks = std::numeric_limits<double>::infinity();

struct Estimate {
  double articles = 0;   // that match, at most
  double postings = 0;   // of all its terms
  double reads = 0;      // to go through all matches, but for checks
  double check = 0;      // of each article that everything else around it accepts
  double seek = kWalks;  // to go to one article; kWalks: to walk through the matches on the way

  double total() const { return reads + articles * check; }
  // As a part that is only asked about so many articles.
  double asked_about(double asked) const { return std::min(total(), seek * asked); }
};

// Words that are alternatives are looked for as one.
bool is_word(const PositionNode& node) {
  return node.children.empty() ||
         (node.kind == PositionNode::Kind::any_of &&
          std::all_of(node.children.begin(), node.children.end(), is_word));
}

bool is_plain_phrase(const PositionNode& node) {
  return node.kind == PositionNode::Kind::sequence && node.slop == 0 &&
         std::all_of(node.children.begin(), node.children.end(), is_word);
}

// Of a word of a token stream.
double compare_cost(const PositionNode& node) {
  if (is_word(node)) return kCompare;
  const bool plain = node.kind == PositionNode::Kind::sequence && node.slop == 0;
  double cost = 0;
  bool has_words = false;
  for (const PositionNode& child : node.children) {
    if (!is_word(child)) {
      cost += compare_cost(child);
    } else if (node.kind != PositionNode::Kind::any_of || !std::exchange(has_words, true)) {
      cost += plain ? kCompare : kCollect;
    }
  }
  return cost;
}

// How many words are looked for, one after another.
double words_looked_for(const PositionNode& node) {
  if (is_word(node)) return 1;
  double words = 0;
  for (const PositionNode& child : node.children) words += words_looked_for(child);
  return words;
}

// Words that stand for so many others are read word by word, and not looked for in the bytes of a
// stream (EncodedForms).
constexpr std::size_t kMostTexts = 3;

std::size_t count_texts(const PositionNode& node) {
  std::size_t texts = node.pattern.texts.size();
  for (const PositionNode& child : node.children) texts += count_texts(child);
  return texts;
}

// Whether streams need not be decoded: words, and words near each other or so often.
bool is_sought(const PositionNode& node) {
  const auto is_few = [](const PositionNode& word) {
    return is_word(word) && count_texts(word) <= kMostTexts;
  };
  if (is_word(node)) return is_few(node);
  const bool of_two = node.children.size() <= 2 && node.kind != PositionNode::Kind::any_of &&
                      node.kind != PositionNode::Kind::zone;
  return of_two && std::all_of(node.children.begin(), node.children.end(), is_few);
}

bool is_in_title(const PositionNode& node) {
  if (node.kind == PositionNode::Kind::at_least) return is_in_title(node.children.front());
  return node.kind == PositionNode::Kind::zone && node.zone == QueryNode::Zone::title;
}

class CostModel {
 public:
  explicit CostModel(const Generation& generation)
      : statistics_(generation),
        articles_(static_cast<double>(generation.collection().documents)),
        words_(static_cast<double>(generation.manifest().text_bytes) / kBytesOfWord /
               std::max(articles_, 1.0)) {}

  Estimate of(const IndexQuery& query) const {
    switch (query.kind) {
      case Kind::nothing:
        return {.seek = 0};
      case Kind::everything:
        return {.articles = articles_, .reads = articles_ / 8, .seek = 0};
      case Kind::days:
      case Kind::arrived:
        return {.articles = articles_, .check = kDay};
      case Kind::terms:
        return of_terms(query.terms);
      case Kind::confirmed:
        return of_confirmed(query);
      case Kind::without:
      case Kind::rank_with:
        return of_aside(query);
      case Kind::any_of:
      case Kind::best_of:
        return of_any(query);
      case Kind::all_of:
      case Kind::filter:
        return of_all(query);
    }
    return {};
  }

 private:
  double having(const std::string& term) const {
    if (names_article(term)) return 1;  // has no posting list
    return static_cast<double>(statistics_.having(term));
  }

  Estimate of_terms(const std::vector<std::string>& terms) const {
    double sum = 0;
    for (const std::string& term : terms) sum += having(term);
    return {.articles = std::min(sum, articles_),
            .postings = sum,
            .reads = sum,
            .seek = kSeek * static_cast<double>(terms.size())};
  }

  Estimate of_confirmed(const IndexQuery& query) const {
    Estimate estimate = of(query.children.front());
    const double found = estimate.postings / std::max(articles_, 1.0);  // words, in an article
    const double more = std::max(found - words_looked_for(*query.position), 0.0);
    const double words = is_in_title(*query.position) ? std::min(words_, kTitleWords) : words_;
    double check = words * (kDecode + compare_cost(*query.position) + kAlternative * more);
    if (is_plain_phrase(*query.position)) {
      check *= kPaired;
    } else if (is_sought(*query.position)) {
      check = words * kSought * words_looked_for(*query.position);
    }
    estimate.check += check;
    return estimate;
  }

  // As a part that makes a list of its own: conditions inside conditions are one list with them.
  Estimate of_own_list(const IndexQuery& query) const {
    Estimate estimate = of(query);
    const bool walks =
        query.kind == Kind::all_of || query.kind == Kind::filter || query.kind == Kind::confirmed;
    if (walks) estimate.seek = kWalks;
    return estimate;
  }

  // The second child is only asked about what the first one has.
  Estimate of_aside(const IndexQuery& query) const {
    const Estimate first = of(query.children[0]);
    const Estimate second = of_own_list(query.children[1]);
    return {.articles = first.articles,
            .postings = first.postings + second.postings,
            .reads = first.total() + second.asked_about(first.articles)};
  }

  Estimate of_any(const IndexQuery& query) const {
    Estimate sum{.seek = 0};
    for (const IndexQuery& child : query.children) {
      const Estimate one = of_own_list(child);
      sum.articles = std::min(sum.articles + one.articles, articles_);
      sum.postings += one.postings;
      sum.reads += one.total();
      sum.seek += one.seek;
    }
    sum.reads *= 1 + static_cast<double>(query.children.size()) / kMerged;
    return sum;
  }

  // Walks through the rarest, and asks the others; checks come last.
  Estimate of_all(const IndexQuery& query) const {
    std::vector<Estimate> children;
    for (const IndexQuery& child : query.children) children.push_back(of(child));
    Estimate all{.articles = articles_, .seek = 0};
    for (const Estimate& one : children) all.articles = std::min(all.articles, one.articles);
    for (const Estimate& one : children) {
      all.reads += std::min(one.reads, one.seek * all.articles);
      all.check += one.check;
      all.postings += one.postings;
      all.seek += one.seek;
    }
    return all;
  }

  CollectionStatistics statistics_;
  double articles_;
  double words_;  // of an article
};

std::string in_millions(std::uint64_t postings) {
  return std::to_string((postings + 999'999) / 1'000'000) + " million";
}

}  // namespace

std::uint64_t cost_of(const IndexQuery& query, const Generation& generation) {
  constexpr double kMost = 1e18;
  return static_cast<std::uint64_t>(std::min(CostModel(generation).of(query).total(), kMost));
}

void require_affordable(std::uint64_t cost, std::uint64_t limit) {
  if (cost <= limit) return;
  throw InputError("the query would cost as much as reading " + in_millions(cost) +
                   " postings, and may cost " + in_millions(limit) +
                   ": rarer words or fewer of them cost less (limit cost)");
}

}  // namespace dateline
