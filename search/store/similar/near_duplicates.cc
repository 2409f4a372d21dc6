#include "search/store/similar/near_duplicates.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <tuple>

#include "search/base/scratch_array.h"
#include "search/store/columns/columns.h"

namespace dateline {
namespace {

// Each article of a bucket is compared with so many before it.
constexpr std::size_t kCompared = 32;

// Sets that are joined; the usual structure, with paths halved on the way to a root.
class DisjointSets {
 public:
  DisjointSets(std::size_t size, const std::filesystem::path& scratch) : parent_(scratch) {
    parent_.resize(size);
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  std::uint32_t root(std::uint32_t member) {
    while (parent_[member] != member) {
      parent_[member] = parent_[parent_[member]];
      member = parent_[member];
    }
    return member;
  }

  void join(std::uint32_t a, std::uint32_t b) { parent_[std::max(a, b)] = std::min(a, b); }

 private:
  ScratchArray<std::uint32_t> parent_;
};

// A key in the upper half, an article in the lower one.
using Keyed = std::uint64_t;

std::uint32_t key_of(Keyed entry) { return static_cast<std::uint32_t>(entry >> 32U); }
std::uint32_t article_of(Keyed entry) { return static_cast<std::uint32_t>(entry); }

// Sorts by the key in linear time, and keeps the order of equal ones.
void sort_by_key(ScratchArray<Keyed>& entries, ScratchArray<Keyed>& buffer) {
  constexpr unsigned kDigitBits = 11;
  constexpr std::size_t kDigits = 1U << kDigitBits;
  buffer.resize(entries.size());
  for (unsigned shift = 32; shift < 64; shift += kDigitBits) {
    const auto digit = [&](Keyed entry) { return entry >> shift & (kDigits - 1); };
    std::array<std::uint32_t, kDigits + 1> starts{};
    for (const Keyed entry : entries) ++starts[digit(entry) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    for (const Keyed entry : entries) buffer[starts[digit(entry)]++] = entry;
    entries.swap(buffer);
  }
}

class Linker {
 public:
  Linker(std::span<const SignedArticle> articles, const std::filesystem::path& scratch)
      : articles_(articles), sets_(articles.size(), scratch), entries_(scratch), buffer_(scratch) {}

  void link() {
    link_equal(
        [](const Signature& signature) { return static_cast<std::uint32_t>(signature.whole()); },
        Compared::whole);
    for (std::size_t band = 0; band < Signature::kBands; ++band) {
      link_equal([band](const Signature& signature) { return signature.band(band); },
                 Compared::shingles);
    }
  }

  std::uint32_t root(std::uint32_t article) { return sets_.root(article); }

 private:
  enum class Compared : std::uint8_t { whole, shingles };

  static bool is_compared(const Signature& signature, Compared how) {
    return how == Compared::shingles ? signature.is_shingled()
                                     : !signature.is_shingled() && signature.words() > 0;
  }

  // Looks for links among the articles that have the same key.
  template <typename Key>
  void link_equal(const Key& key, Compared how) {
    entries_.clear();
    for (std::uint32_t i = 0; i < articles_.size(); ++i) {
      const Signature& signature = articles_[i].signature;
      if (is_compared(signature, how)) entries_.push_back(Keyed{key(signature)} << 32U | i);
    }
    sort_by_key(entries_, buffer_);
    for (Keyed* begin = entries_.begin(); begin != entries_.end();) {
      Keyed* const end = std::find_if(begin, entries_.end(),
                                      [&](Keyed entry) { return key_of(entry) != key_of(*begin); });
      link_bucket({begin, end});
      begin = end;
    }
  }

  void link_bucket(std::span<Keyed> bucket) {
    if (bucket.size() > kCompared + 1) {
      std::sort(bucket.begin(), bucket.end(), [&](Keyed a, Keyed b) { return is_before(a, b); });
    }
    for (std::size_t i = 1; i < bucket.size(); ++i) {
      for (std::size_t j = i - std::min(i, kCompared); j < i; ++j)
        link_pair(article_of(bucket[j]), article_of(bucket[i]));
    }
  }

  // The same whatever the numbers of the articles are.
  bool is_before(Keyed a, Keyed b) const {
    const auto order = [this](Keyed entry) {
      const SignedArticle& article = articles_[article_of(entry)];
      return std::tuple(article.day, article.signature.whole());
    };
    return order(a) < order(b);
  }

  void link_pair(std::uint32_t a, std::uint32_t b) {
    if (!is_near(articles_[a].day, articles_[b].day)) return;
    const std::uint32_t left = sets_.root(a);
    const std::uint32_t right = sets_.root(b);
    if (left != right && is_similar(articles_[a].signature, articles_[b].signature))
      sets_.join(left, right);
  }

  static bool is_near(std::int32_t a, std::int32_t b) {
    return a == kNoDay || b == kNoDay || std::abs(a - b) <= kSimilarDays;
  }

  static bool is_similar(const Signature& a, const Signature& b) {
    return a.is_shingled() ? resemblance(a, b) >= kSimilar : a.whole() == b.whole();
  }

  std::span<const SignedArticle> articles_;
  DisjointSets sets_;
  ScratchArray<Keyed> entries_;
  ScratchArray<Keyed> buffer_;
};

}  // namespace

ScratchArray<std::uint32_t> link_near_duplicates(std::span<const SignedArticle> articles,
                                                 const std::filesystem::path& scratch) {
  Linker linker(articles, scratch);
  linker.link();
  ScratchArray<std::uint32_t> roots(scratch);
  roots.resize(articles.size());
  for (std::uint32_t i = 0; i < roots.size(); ++i) roots[i] = linker.root(i);
  return roots;
}

}  // namespace dateline
