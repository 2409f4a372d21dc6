#include "search/store/text/spelling.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "search/base/utf8.h"

namespace dateline {

bool matches_wildcard(std::string_view word, std::string_view pattern) {
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string_view::npos;  // the last * met, and where in the word it was tried
  std::size_t star_at = 0;
  while (at < word.size()) {
    const bool more = in_pattern < pattern.size();
    if (more && pattern[in_pattern] == '*') {
      star = in_pattern++;
      star_at = at;
    } else if (more && pattern[in_pattern] == '?') {
      at += decode_at(word, at).bytes;
      ++in_pattern;
    } else if (more && pattern[in_pattern] == word[at]) {
      ++at;
      ++in_pattern;
    } else if (star != std::string_view::npos) {
      in_pattern = star + 1;
      star_at += decode_at(word, star_at).bytes;
      at = star_at;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

WithinDistance::WithinDistance(std::string_view word, int most)
    : word_(code_points(word)), bytes_(word.size()), most_(most) {}

std::optional<int> WithinDistance::distance(std::string_view other) {
  if (!may_be_near(other.size())) return std::nullopt;
  other_.clear();
  append_code_points(other_, other);
  const std::u32string_view a = other_;
  const std::u32string_view b = word_;
  const auto differing = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto common = static_cast<std::size_t>(differing.first - a.begin());
  return distance_of(a.substr(common), b.substr(common));
}

std::optional<int> WithinDistance::distance_of(std::u32string_view a, std::u32string_view b) {
  const int n = static_cast<int>(a.size());
  const int m = static_cast<int>(b.size());
  if (std::abs(n - m) > most_) return std::nullopt;
  before_.assign(b.size() + 1, 0);
  previous_.resize(b.size() + 1);
  row_.resize(b.size() + 1);
  std::iota(previous_.begin(), previous_.end(), 0);
  for (int i = 1; i <= n; ++i) {
    row_[0] = i;
    int least = i;
    for (int j = 1; j <= m; ++j) {
      row_[j] = std::min(
          {previous_[j] + 1, row_[j - 1] + 1, previous_[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row_[j] = std::min(row_[j], before_[j - 2] + 1);
      least = std::min(least, row_[j]);
    }
    if (least > most_) return std::nullopt;
    std::swap(before_, previous_);
    std::swap(previous_, row_);
  }
  return previous_[m] <= most_ ? std::optional(previous_[m]) : std::nullopt;
}

}  // namespace dateline
