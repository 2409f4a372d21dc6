#include "indexer/html/body/evidence.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <unordered_set>

#include "indexer/html/dom/text.h"
#include "search/base/ascii.h"

namespace dateline::html {
namespace {

constexpr std::size_t kRunWords = 4;

// Hashes of all runs of four words; of all words as one where there are fewer.
std::vector<std::size_t> runs_of(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  std::vector<std::size_t> runs;
  if (words.empty()) return runs;
  const std::size_t length = std::min(words.size(), kRunWords);
  for (std::size_t i = 0; i + length <= words.size(); ++i) {
    std::size_t run = 0;
    for (std::size_t j = i; j < i + length; ++j) {
      run = run * 1099511628211U + std::hash<std::string>{}(words[j]);
    }
    runs.push_back(run);
  }
  return runs;
}

bool ends_paragraph(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return true;
  if (text[at] != '<') return false;
  constexpr std::string_view kTags[] = {"</p>", "<br", "</div>", "</li>"};
  return std::any_of(std::begin(kTags), std::end(kTags), [&](std::string_view tag) {
    return ascii::equals_ignoring_case(text.substr(at, tag.size()), tag);
  });
}

std::size_t end_of_paragraph(std::string_view text, std::size_t from) {
  while (from < text.size() && !ends_paragraph(text, from)) ++from;
  return from;
}

}  // namespace

Evidence compare(const std::vector<Block>& blocks, std::string_view claimed_body) {
  constexpr double kSame = 0.7;
  Evidence evidence{.confirmed = std::vector<bool>(blocks.size(), false)};
  if (claimed_body.empty()) return evidence;
  const std::string plain = strip_markup(claimed_body);
  evidence.words = count_words(plain);
  const std::vector<std::size_t> claimed_runs = runs_of(plain);
  const std::unordered_set<std::size_t> claimed(claimed_runs.begin(), claimed_runs.end());
  std::unordered_set<std::size_t> seen;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].words < kRunWords) continue;
    const std::vector<std::size_t> runs = runs_of(blocks[i].text);
    std::size_t common = 0;
    for (const std::size_t run : runs) {
      if (!claimed.contains(run)) continue;
      ++common;
      seen.insert(run);
    }
    evidence.confirmed[i] = static_cast<double>(common) >= kSame * static_cast<double>(runs.size());
  }
  if (!claimed.empty()) {
    evidence.found = static_cast<double>(seen.size()) / static_cast<double>(claimed.size());
  }
  return evidence;
}

std::vector<std::string> paragraphs_of(std::string_view claimed_body) {
  std::vector<std::string> paragraphs;
  const std::string text = decode_entities(claimed_body);
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = end_of_paragraph(text, begin);
    std::string paragraph = strip_markup(std::string_view(text).substr(begin, end - begin));
    if (!paragraph.empty()) paragraphs.push_back(std::move(paragraph));
    const bool at_tag = end < text.size() && text[end] == '<';
    begin = (at_tag ? std::min(text.find('>', end), text.size()) : end) + 1;
  }
  return paragraphs;
}

}  // namespace dateline::html
