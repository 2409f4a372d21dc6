#include "bench/duplicates/labelled.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/duplicates/archive.h"
#include "bench/duplicates/copies.h"
#include "bench/duplicates/hard_kinds.h"
#include "bench/duplicates/jaccard.h"
#include "bench/duplicates/labelled_set.h"

namespace dateline::bench {
namespace {

constexpr std::size_t kCopied = 2000;  // stories that copies are made of
constexpr std::size_t kLeastStoryWords = 120;
constexpr std::string_view kOfTwoKinds = "pairs of two kinds";

LabelledSet make_set(const std::vector<Article>& given) {
  std::vector<const Article*> stories;
  for (const Article& article : given) {
    if (words_of(article).size() >= kLeastStoryWords) stories.push_back(&article);
  }
  const auto copied =
      stories.begin() + static_cast<std::ptrdiff_t>(std::min(kCopied, stories.size()));
  LabelledSet set;
  add_copies({stories.begin(), copied}, set);
  add_hard_kinds({copied, stories.end()}, set);
  return set;
}

// How the articles and pairs of one kind came out.
struct Count {
  std::size_t articles = 0;
  std::size_t truth = 0;
  std::size_t found = 0;
  std::size_t right = 0;
};

// The counts of each kind, of all but the copies, which are far from the threshold, and of all.
class Counts {
 public:
  explicit Counts(const LabelledSet& set) : purposes_(set.purposes()) {
    for (const Purpose& purpose : purposes_) add(purpose.kind, &Count::articles);
  }

  void add(const std::vector<Pair>& pairs, std::size_t Count::*what) {
    for (const auto& [a, b] : pairs) {
      const bool of_one = purposes_[a].kind == purposes_[b].kind;
      add(of_one ? purposes_[a].kind : kOfTwoKinds, what);
    }
  }

  // In the order in which the kinds were made.
  const std::vector<std::pair<std::string_view, Count>>& rows() const { return rows_; }
  const Count& hard() const { return hard_; }
  const Count& all() const { return all_; }

 private:
  void add(std::string_view kind, std::size_t Count::*what) {
    auto row = std::find_if(rows_.begin(), rows_.end(),
                            [&](const auto& entry) { return entry.first == kind; });
    if (row == rows_.end()) row = rows_.insert(row, {kind, Count{}});
    ++(row->second.*what);
    ++(all_.*what);
    if (kind != kCopies) ++(hard_.*what);
  }

  const std::vector<Purpose>& purposes_;
  std::vector<std::pair<std::string_view, Count>> rows_;
  Count hard_;
  Count all_;
};

void print_row(std::string_view kind, const Count& count) {
  const auto share = [&](std::size_t of) {
    if (of == 0) return std::string("-");
    char text[16];
    std::snprintf(text, sizeof text, "%.3f",
                  static_cast<double>(count.right) / static_cast<double>(of));
    return std::string(text);
  };
  std::printf("| %.*s | %zu | %zu | %zu | %zu | %s | %s |\n", static_cast<int>(kind.size()),
              kind.data(), count.articles, count.truth, count.found, count.right,
              share(count.found).c_str(), share(count.truth).c_str());
}

void print_pairs(const LabelledSet& set) {
  const std::vector<Pair> truth = joined(linked_pairs(set.articles(), kAlike));
  const std::vector<Pair> found = grouped_pairs(set.articles());
  Counts counts(set);
  counts.add(truth, &Count::truth);
  counts.add(found, &Count::found);
  counts.add(in_both(truth, found), &Count::right);
  std::puts(
      "| kind | articles | true pairs | found | of them true | precision | recall |\n"
      "|---|---|---|---|---|---|---|");
  for (const auto& [kind, count] : counts.rows()) print_row(kind, count);
  print_row("all but copies", counts.hard());
  print_row("all", counts.all());
}

// Of values that are sorted, and some.
double at_tenth(const std::vector<double>& values, std::size_t tenths) {
  return values[(values.size() - 1) * tenths / 10];
}

// How near to the threshold the kinds lie, in the order in which they were made.
void print_nearest(const LabelledSet& set) {
  const std::vector<double> nearest = nearest_shares(set.articles());
  std::vector<std::pair<std::string_view, std::vector<double>>> of_kinds;
  for (std::size_t i = 0; i < nearest.size(); ++i) {
    const std::string_view kind = set.purposes()[i].kind;
    auto row = std::find_if(of_kinds.begin(), of_kinds.end(),
                            [&](const auto& entry) { return entry.first == kind; });
    if (row == of_kinds.end()) row = of_kinds.insert(row, {kind, {}});
    row->second.push_back(nearest[i]);
  }
  std::puts("\n| kind | a tenth has at most | median | a tenth has at least |\n|---|---|---|---|");
  for (auto& [kind, shares] : of_kinds) {
    std::sort(shares.begin(), shares.end());
    std::printf("| %.*s | %.2f | %.2f | %.2f |\n", static_cast<int>(kind.size()), kind.data(),
                at_tenth(shares, 1), at_tenth(shares, 5), at_tenth(shares, 9));
  }
}

}  // namespace

void measure_labelled_set(const std::vector<Article>& articles) {
  const LabelledSet set = make_set(distinct(articles));
  print_pairs(set);
  print_nearest(set);
}

}  // namespace dateline::bench
