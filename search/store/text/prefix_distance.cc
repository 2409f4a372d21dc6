#include "search/store/text/prefix_distance.h"

#include <algorithm>
#include <numeric>

#include "search/base/utf8.h"

namespace dateline {
namespace {

int least_of(const std::vector<int>& row) { return *std::min_element(row.begin(), row.end()); }

}  // namespace

PrefixDistance::PrefixDistance(std::string_view prefix, int most)
    : prefix_(code_points(prefix)), most_(most), rows_(1) {
  rows_[0].resize(prefix_.size() + 1);
  std::iota(rows_[0].begin(), rows_[0].end(), 0);
}

PrefixDistance::Result PrefixDistance::of(std::string_view word) {
  int least = rows_[0].back();
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint next = decode_at(word, at);
    read_letter(letters, next.value);
    at += next.bytes;
    ++letters;
    least = std::min(least, rows_[letters].back());
    if (least > most_ && is_dead(letters)) return {std::nullopt, at};
    if (least <= most_ && least_of(rows_[letters]) > most_) break;
  }
  return {least <= most_ ? std::optional(least) : std::nullopt, 0};
}

PrefixDistance::Result PrefixDistance::of_whole(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint next = decode_at(word, at);
    read_letter(letters, next.value);
    at += next.bytes;
    ++letters;
    if (is_dead(letters)) return {std::nullopt, at};
  }
  const int errors = rows_[letters].back();
  return {errors <= most_ ? std::optional(errors) : std::nullopt, 0};
}

// Makes the row of the word's letter at a place, unless the word before had the same letters up to
// there.
void PrefixDistance::read_letter(std::size_t place, char32_t letter) {
  if (place < word_.size() && word_[place] == letter) return;
  word_.resize(place);
  rows_.resize(place + 1);
  add_row(letter);
}

// Whether no word that goes on from its first letters comes near enough. A swap may still make good
// what the last letter spoilt.
bool PrefixDistance::is_dead(std::size_t letters) const {
  return least_of(rows_[letters]) > most_ && least_of(rows_[letters - 1]) + 1 > most_;
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
