#include "search/store/postings_builder.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "search/base/text_order.h"
#include "search/store/xapian/postings_writer.h"

namespace dateline {

void PostingsBuilder::count(std::uint32_t term, std::uint32_t weight) {
  if (frequency_.size() <= term)
    frequency_.resize(std::max<std::size_t>(term + std::size_t{1}, frequency_.size() * 2));
  if (frequency_[term] == 0) touched_.push_back(term);
  frequency_[term] += weight;
}

void PostingsBuilder::end_document() {
  const std::uint32_t document = documents();
  std::sort(marked_.begin(), marked_.end());
  marked_.erase(std::unique(marked_.begin(), marked_.end()), marked_.end());
  for (const std::uint32_t term : marked_) {
    if (term >= frequency_.size() || frequency_[term] == 0)
      postings_.push_back({term, {document, 0}});
  }
  marked_.clear();
  std::uint32_t length = 0;
  for (const std::uint32_t term : touched_) {
    length += frequency_[term];
    postings_.push_back({term, {document, std::exchange(frequency_[term], 0)}});
  }
  touched_.clear();
  lengths_.push_back(length);
}

void PostingsBuilder::write(const std::filesystem::path& path) const {
  std::vector<std::size_t> ends(terms_.size() + std::size_t{1});  // of each term's postings
  for (const TermPosting& one : postings_) ++ends[one.term + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<Posting> by_term(postings_.size());
  std::vector<std::size_t> next(ends.begin(), ends.end() - 1);
  for (const TermPosting& one : postings_) by_term[next[one.term]++] = one.posting;

  std::vector<std::uint32_t> used;
  for (std::uint32_t term = 0; term < terms_.size(); ++term) {
    if (ends[term] < ends[term + 1]) used.push_back(term);
  }
  const std::vector<std::uint32_t> order = text_order(
      static_cast<std::uint32_t>(used.size()), [&](std::uint32_t i) { return terms_[used[i]]; },
      [&](std::uint32_t a, std::uint32_t b) { return terms_[used[a]] < terms_[used[b]]; });
  const std::span<const Posting> all = by_term;
  PostingsWriter writer(path, lengths_);
  for (const std::uint32_t i : order) {
    const std::uint32_t term = used[i];
    writer.add(terms_[term], all.subspan(ends[term], ends[term + 1] - ends[term]));
  }
  writer.finish();
}

void PostingsBuilder::forget_documents() {
  postings_.clear();
  lengths_.clear();
}

}  // namespace dateline
