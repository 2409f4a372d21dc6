#include "indexer/prose/topic_blocks.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "indexer/text/text_shape.h"
#include "search/base/ascii.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 8> kSeparators = {",", ";", "|", "•", "·", "#", "،", " / "};

std::size_t next_separator(std::string_view line, std::size_t& bytes) {
  std::size_t end = line.size();
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = line.find(separator);
    if (at < end) {
      end = at;
      bytes = separator.size();
    }
  }
  return end;
}

void add(std::vector<std::string>& topics, std::string_view topic) {
  topic = trim_spaces(topic);
  while (topic.ends_with('.') && topic.find('.') == topic.size() - 1) topic.remove_suffix(1);
  if (topic.empty() || !(has_letter(topic) || has_digit(topic))) return;
  if (std::find(topics.begin(), topics.end(), topic) == topics.end()) topics.emplace_back(topic);
}

std::string joined(const std::vector<std::string_view>& words, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) {
    if (!text.empty()) text += ' ';
    text += words[i];
  }
  return text;
}

bool is_word_byte(char c) { return ascii::is_digit(c) || ascii::is_letter_byte(c); }

bool is_phrase_of(const std::string& folded_body, const std::string& phrase) {
  for (std::size_t at = folded_body.find(phrase); at != std::string::npos;
       at = folded_body.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    const bool starts = at == 0 || !is_word_byte(folded_body[at - 1]);
    const bool ends = end == folded_body.size() || !is_word_byte(folded_body[end]);
    if (starts && ends) return true;
  }
  return false;
}

bool starts_topic(const std::vector<std::string_view>& words, std::size_t i) {
  return i >= words.size() || !starts_lower(words[i]);
}

// Where the longest phrase of the body that starts at `from` ends; `from` where there is none.
std::size_t known_phrase_end(const std::vector<std::string_view>& words, std::size_t from,
                             const std::string& folded_body) {
  constexpr std::size_t kMostWords = 5;
  for (std::size_t to = std::min(words.size(), from + kMostWords); to > from; --to) {
    if (starts_topic(words, to) && is_phrase_of(folded_body, fold_case(joined(words, from, to)))) {
      return to;
    }
  }
  return from;
}

// Where a topic that the body does not have ends: after its words in small letters, or before the
// next phrase of the body.
std::size_t unknown_topic_end(const std::vector<std::string_view>& words, std::size_t from,
                              const std::string& folded_body) {
  std::size_t to = from + 1;
  while (to < words.size()) {
    const bool after_small = starts_lower(words[to - 1]);
    if (starts_topic(words, to) && (after_small || known_phrase_end(words, to, folded_body) > to)) {
      break;
    }
    ++to;
  }
  return to;
}

std::vector<std::string> split_by_spaces(std::string_view line, std::string_view body) {
  const std::vector<std::string_view> words = split_words(line);
  const std::string folded_body = fold_case(body);
  std::vector<std::string> topics;
  for (std::size_t from = 0; from < words.size();) {
    std::size_t to = known_phrase_end(words, from, folded_body);
    if (to == from) to = unknown_topic_end(words, from, folded_body);
    add(topics, joined(words, from, to));
    from = to;
  }
  return topics;
}

}  // namespace

std::vector<std::string> split_topics(std::string_view line, std::string_view body) {
  constexpr std::size_t kLongestLine = 2000;  // bytes; no article has more topics than that
  if (line.size() > kLongestLine) line = line.substr(0, line.rfind(' ', kLongestLine));
  std::size_t bytes = 0;
  if (next_separator(line, bytes) == line.size()) return split_by_spaces(trim_spaces(line), body);
  std::vector<std::string> topics;
  while (!line.empty()) {
    const std::size_t end = next_separator(line, bytes);
    add(topics, line.substr(0, end));
    line.remove_prefix(std::min(line.size(), end + bytes));
  }
  return topics;
}

}  // namespace dateline
