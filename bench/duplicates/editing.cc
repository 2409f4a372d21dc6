#include "bench/duplicates/editing.h"

#include <algorithm>
#include <utility>

namespace dateline::bench {
namespace {

Words split(const std::string& text) {
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

Words words_of(const Article& article) {
  Words words;
  for (const std::string& paragraph : article.paragraphs) {
    append(words, split(paragraph));
    if (!words.empty()) words.back() += '\n';
  }
  return words;
}

std::vector<std::string> paragraphs_of(const Words& words) {
  std::vector<std::string> paragraphs(1);
  for (const std::string& word : words) {
    if (!paragraphs.back().empty()) paragraphs.back() += ' ';
    paragraphs.back() += word;
    if (!word.ends_with('\n')) continue;
    paragraphs.back().pop_back();
    paragraphs.emplace_back();
  }
  if (paragraphs.back().empty()) paragraphs.pop_back();
  return paragraphs;
}

Words part(const Words& words, std::size_t begin, std::size_t end) {
  const auto at = [&](std::size_t place) {
    return words.begin() + static_cast<std::ptrdiff_t>(std::min(place, words.size()));
  };
  return {at(begin), at(std::max(begin, end))};
}

void append(Words& words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
}

}  // namespace dateline::bench
