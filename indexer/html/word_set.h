#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_set>

namespace dateline::html {

// A set of words written as one text, "nav menu footer", which reads better than a list of
// literals. The text must outlive the set: a literal does.
class WordSet {
 public:
  explicit WordSet(std::string_view words, char separator = ' ') {
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find(separator, begin), words.size());
      if (end > begin) words_.insert(words.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  bool contains(std::string_view word) const { return words_.contains(word); }

  auto begin() const { return words_.begin(); }
  auto end() const { return words_.end(); }

 private:
  std::unordered_set<std::string_view> words_;
};

}  // namespace dateline::html
