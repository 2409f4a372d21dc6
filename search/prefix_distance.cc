#include "search/prefix_distance.h"

#include <algorithm>
#include <numeric>

#include "search/utf8.h"

namespace dateline {

PrefixDistance::PrefixDistance(std::string_view prefix, int most)
    : prefix_(code_points(prefix)), most_(most), rows_(1) {
  rows_[0].resize(prefix_.size() + 1);
  std::iota(rows_[0].begin(), rows_[0].end(), 0);
}

PrefixDistance::Result PrefixDistance::of(std::string_view word) {
  int least = rows_[0].back();
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters) {
    const CodePoint next = decode_at(word, at);
    if (letters == word_.size() || word_[letters] != next.value) {
      word_.resize(letters);
      rows_.resize(letters + 1);
      add_row(next.value);
    }
    at += next.bytes;
    const std::vector<int>& row = rows_[letters + 1];
    least = std::min(least, row.back());
    const bool is_dead = *std::min_element(row.begin(), row.end()) > most_;
    if (!is_dead) continue;
    // A swap may still make good what this letter spoilt.
    const std::vector<int>& before = rows_[letters];
    if (least > most_ && *std::min_element(before.begin(), before.end()) + 1 > most_)
      return {std::nullopt, at};
    if (least <= most_) break;
  }
  return {least <= most_ ? std::optional(least) : std::nullopt, 0};
}

void PrefixDistance::add_row(char32_t letter) {
  word_ += letter;
  const std::size_t i = word_.size();
  std::vector<int> row(prefix_.size() + 1);
  row[0] = static_cast<int>(i);
  for (std::size_t j = 1; j < row.size(); ++j) {
    const int same = prefix_[j - 1] == letter ? 0 : 1;
    row[j] = std::min({rows_[i - 1][j] + 1, row[j - 1] + 1, rows_[i - 1][j - 1] + same});
    const bool swapped =
        i > 1 && j > 1 && letter == prefix_[j - 2] && word_[i - 2] == prefix_[j - 1];
    if (swapped) row[j] = std::min(row[j], rows_[i - 2][j - 2] + 1);
  }
  rows_.push_back(std::move(row));
}

}  // namespace dateline
