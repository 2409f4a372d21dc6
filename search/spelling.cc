#include "search/spelling.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "search/utf8.h"

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

bool within_distance(std::string_view first, std::string_view second, int most) {
  const std::u32string a = code_points(first);
  const std::u32string b = code_points(second);
  const int n = static_cast<int>(a.size());
  const int m = static_cast<int>(b.size());
  if (std::abs(n - m) > most) return false;
  std::vector<int> before(m + 1);
  std::vector<int> previous(m + 1);
  std::vector<int> row(m + 1);
  for (int j = 0; j <= m; ++j) previous[j] = j;
  for (int i = 1; i <= n; ++i) {
    row[0] = i;
    int least = i;
    for (int j = 1; j <= m; ++j) {
      row[j] = std::min(
          {previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most) return false;
    std::swap(before, previous);
    std::swap(previous, row);
  }
  return previous[m] <= most;
}

}  // namespace dateline
