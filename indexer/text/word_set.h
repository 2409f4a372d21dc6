#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace dateline {

// The words of one text, "nav menu footer", which reads better than a list of literals. They are
// parts of the text, which must outlive them: a literal does.
inline std::vector<std::string_view> word_list(std::string_view text, char separator) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// The same as a set, and other words as one.
class WordSet {
 public:
  explicit WordSet(const std::vector<std::string_view>& words)
      : words_(words.begin(), words.end()) {}

  explicit WordSet(std::string_view text, char separator = ' ') {
    for (const std::string_view word : word_list(text, separator)) words_.insert(word);
  }

  bool contains(std::string_view word) const { return words_.contains(word); }

  auto begin() const { return words_.begin(); }
  auto end() const { return words_.end(); }

 private:
  std::unordered_set<std::string_view> words_;
};

}  // namespace dateline
