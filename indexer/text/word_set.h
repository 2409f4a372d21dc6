#pragma once

#include <algorithm>
#include <bitset>
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
      : words_(words.begin(), words.end()) {
    for (const std::string_view word : words_) {
      if (!word.empty()) first_bytes_.set(static_cast<unsigned char>(word.front()));
    }
  }

  explicit WordSet(std::string_view text, char separator = ' ')
      : WordSet(word_list(text, separator)) {}

  // Most words that are asked for are not in it, and have another first byte than any that is.
  bool contains(std::string_view word) const {
    return !word.empty() && first_bytes_[static_cast<unsigned char>(word.front())] &&
           words_.contains(word);
  }

  auto begin() const { return words_.begin(); }
  auto end() const { return words_.end(); }

 private:
  std::unordered_set<std::string_view> words_;
  std::bitset<256> first_bytes_;
};

}  // namespace dateline
