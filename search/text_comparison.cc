#include "search/text_comparison.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "search/store/text/tokenizer.h"

namespace dateline {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// Words in common between changes that are too few to be the same text.
constexpr std::uint32_t kFewWords = 2;

// What a comparison may cost: some tens of milliseconds, and a table of so many bytes.
constexpr std::size_t kMostSteps = 10'000'000;
constexpr std::size_t kMostCells = 1'000'000;

using WordIds = std::unordered_map<std::string, std::uint32_t>;

// A text as words, each with what stands behind it up to the next.
struct Words {
  std::vector<std::uint32_t> ids;         // the same for the same word in both texts
  std::vector<std::uint32_t> paragraphs;  // of each word
  std::vector<std::string_view> texts;

  std::uint32_t size() const { return static_cast<std::uint32_t>(ids.size()); }
};

void add_word(Words& words, WordIds& numbers, std::string_view word, std::string_view text,
              std::size_t paragraph) {
  const auto next = static_cast<std::uint32_t>(numbers.size());
  words.ids.push_back(numbers.try_emplace(std::string(word), next).first->second);
  words.paragraphs.push_back(static_cast<std::uint32_t>(paragraph));
  words.texts.push_back(text);
}

void add_paragraph(Words& words, WordIds& numbers, std::string_view text, std::size_t paragraph) {
  Tokenizer tokenizer(text);
  std::string word;
  std::size_t begin = 0;
  bool has_word = false;
  while (const Token* token = tokenizer.next()) {
    const std::size_t at = std::max(token->begin, begin);
    if (has_word) add_word(words, numbers, word, text.substr(begin, at - begin), paragraph);
    if (has_word) begin = at;  // what stands before the first word goes with it
    word = token->folded;
    has_word = true;
  }
  if (!text.empty())
    add_word(words, numbers, has_word ? word : std::string(text), text.substr(begin), paragraph);
}

Words words_of(const std::vector<std::string>& paragraphs, WordIds& numbers) {
  Words words;
  for (std::size_t i = 0; i < paragraphs.size(); ++i)
    add_paragraph(words, numbers, paragraphs[i], i);
  return words;
}

// Which words of two texts are the same ones: first those that stand once on either side, in the
// longest order that both have; then, between them, likewise; and what remains by the longest
// common subsequence.
class Alignment {
 public:
  Alignment(const std::vector<std::uint32_t>& first, const std::vector<std::uint32_t>& second)
      : first_(first), second_(second), partner_(first.size(), kNone) {
    waiting_.push_back({0, static_cast<std::uint32_t>(first.size()), 0,
                        static_cast<std::uint32_t>(second.size())});
    while (!waiting_.empty()) {
      const Range range = waiting_.back();
      waiting_.pop_back();
      align(range);
    }
  }

  // Of each word of the first text, its place in the second, or kNone.
  std::vector<std::uint32_t> take() { return std::move(partner_); }
  bool rough() const { return rough_; }

 private:
  struct Range {
    std::uint32_t begin, end;    // of the first text
    std::uint32_t begin2, end2;  // of the second

    bool empty() const { return begin == end || begin2 == end2; }
  };
  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

  void align(Range range) {
    trim(range);
    if (range.empty()) return;
    steps_ += range.end - range.begin + range.end2 - range.begin2;
    if (steps_ > kMostSteps) {
      rough_ = true;
      return;
    }
    const Pairs anchors = in_order(unique_words(range));
    if (anchors.empty()) return align_rest(range);
    Range gap{range.begin, 0, range.begin2, 0};
    for (const auto& [at, at2] : anchors) {
      partner_[at] = at2;
      gap.end = at;
      gap.end2 = at2;
      waiting_.push_back(gap);
      gap.begin = at + 1;
      gap.begin2 = at2 + 1;
    }
    gap.end = range.end;
    gap.end2 = range.end2;
    waiting_.push_back(gap);
  }

  void trim(Range& range) {
    while (!range.empty() && first_[range.begin] == second_[range.begin2])
      partner_[range.begin++] = range.begin2++;
    while (!range.empty() && first_[range.end - 1] == second_[range.end2 - 1])
      partner_[--range.end] = --range.end2;
  }

  // The words that stand once on either side, in the order of the first text.
  Pairs unique_words(const Range& range) const {
    struct Seen {
      std::uint32_t count = 0, count2 = 0, at = 0, at2 = 0;
    };
    std::unordered_map<std::uint32_t, Seen> seen;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      Seen& one = seen[first_[i]];
      ++one.count;
      one.at = i;
    }
    for (std::uint32_t i = range.begin2; i < range.end2; ++i) {
      Seen& one = seen[second_[i]];
      ++one.count2;
      one.at2 = i;
    }
    Pairs pairs;
    for (const auto& [word, one] : seen) {
      if (one.count == 1 && one.count2 == 1) pairs.emplace_back(one.at, one.at2);
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  }

  // The most of them whose places in the second text rise, too.
  static Pairs in_order(const Pairs& pairs) {
    std::vector<std::size_t> last_of;  // by length, the run that ends earliest
    std::vector<std::size_t> before(pairs.size(), pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto place = std::lower_bound(
          last_of.begin(), last_of.end(), pairs[i].second,
          [&](std::size_t run, std::uint32_t at) { return pairs[run].second < at; });
      if (place != last_of.begin()) before[i] = *(place - 1);
      if (place == last_of.end()) {
        last_of.push_back(i);
      } else {
        *place = i;
      }
    }
    Pairs rising;
    for (std::size_t i = last_of.empty() ? pairs.size() : last_of.back(); i < pairs.size();
         i = before[i])
      rising.push_back(pairs[i]);
    std::reverse(rising.begin(), rising.end());
    return rising;
  }

  // By the longest common subsequence.
  void align_rest(const Range& range) {
    const std::size_t rows = range.end - range.begin;
    const std::size_t columns = range.end2 - range.begin2;
    steps_ += rows * columns;
    if (rows * columns > kMostCells || steps_ > kMostSteps) {
      rough_ = true;
      return;
    }
    std::vector<std::uint16_t> most((rows + 1) * (columns + 1));  // at most 1,000: of the shorter
    const auto cell = [&](std::size_t row, std::size_t column) -> std::uint16_t& {
      return most[row * (columns + 1) + column];
    };
    for (std::size_t row = rows; row-- > 0;) {
      for (std::size_t column = columns; column-- > 0;) {
        const bool same = first_[range.begin + row] == second_[range.begin2 + column];
        cell(row, column) = same ? static_cast<std::uint16_t>(cell(row + 1, column + 1) + 1)
                                 : std::max(cell(row + 1, column), cell(row, column + 1));
      }
    }
    for (std::size_t row = 0, column = 0; row < rows && column < columns;) {
      if (first_[range.begin + row] == second_[range.begin2 + column]) {
        partner_[range.begin + row++] = range.begin2 + static_cast<std::uint32_t>(column++);
      } else if (cell(row + 1, column) >= cell(row, column + 1)) {
        ++row;
      } else {
        ++column;
      }
    }
  }

  const std::vector<std::uint32_t>& first_;
  const std::vector<std::uint32_t>& second_;
  std::vector<std::uint32_t> partner_;
  std::vector<Range> waiting_;
  std::size_t steps_ = 0;
  bool rough_ = false;
};

// Takes apart what is the same by a word or two only, between changes.
void drop_few_words(std::vector<std::uint32_t>& partner, std::uint32_t size2) {
  const auto size = static_cast<std::uint32_t>(partner.size());
  for (std::uint32_t begin = 0; begin < size;) {
    if (partner[begin] == kNone) {
      ++begin;
      continue;
    }
    std::uint32_t end = begin + 1;
    while (end < size && partner[end] != kNone && partner[end] == partner[end - 1] + 1) ++end;
    const bool at_an_end =
        partner[begin] == 0 || begin == 0 || end == size || partner[end - 1] + 1 == size2;
    if (end - begin <= kFewWords && !at_an_end)
      std::fill(partner.begin() + begin, partner.begin() + end, kNone);
    begin = end;
  }
}

// Puts the words of both texts together, paragraph by paragraph of the second one.
class Rows {
 public:
  Rows(const Words& first, const Words& second, const std::vector<std::uint32_t>& partner)
      : first_(first), second_(second) {
    for (std::uint32_t i = 0; i < partner.size(); ++i) {
      if (partner[i] != kNone) kept_.try_emplace(first.paragraphs[i]);
    }
  }

  void same(std::uint32_t at, std::uint32_t at2) {
    const std::size_t row = row_of(second_.paragraphs[at2]);
    for (const std::uint32_t cut : waiting_)
      append(row, ComparedPiece::Kind::cut, first_.texts[cut]);
    waiting_.clear();
    append(row, ComparedPiece::Kind::same, second_.texts[at2]);
    const std::uint32_t paragraph = first_.paragraphs[at];
    if (!rows_[row].first) rows_[row].first = paragraph;
    kept_[paragraph] = row;
  }

  void added(std::uint32_t at2) {
    append(row_of(second_.paragraphs[at2]), ComparedPiece::Kind::added, second_.texts[at2]);
  }

  // Stands where the words beside it stand; if nothing is left of its paragraph, in a row of its
  // own.
  void cut(std::uint32_t at) {
    const std::uint32_t paragraph = first_.paragraphs[at];
    const auto kept = kept_.find(paragraph);
    if (kept != kept_.end() && !kept->second) {
      waiting_.push_back(at);
      return;
    }
    if (kept != kept_.end())
      return append(*kept->second, ComparedPiece::Kind::cut, first_.texts[at]);
    if (rows_.empty() || rows_.back().second || rows_.back().first != paragraph) {
      rows_.emplace_back().first = paragraph;
    }
    append(rows_.size() - 1, ComparedPiece::Kind::cut, first_.texts[at]);
  }

  std::vector<ComparedParagraph> take() { return std::move(rows_); }

 private:
  std::size_t row_of(std::uint32_t paragraph) {
    const auto [found, is_new] = row_of_second_.try_emplace(paragraph, rows_.size());
    if (is_new) rows_.emplace_back().second = paragraph;
    return found->second;
  }

  void append(std::size_t row, ComparedPiece::Kind kind, std::string_view text) {
    std::vector<ComparedPiece>& pieces = rows_[row].pieces;
    if (pieces.empty() || pieces.back().kind != kind) pieces.push_back({kind, {}});
    pieces.back().text += text;
  }

  const Words& first_;
  const Words& second_;
  std::vector<ComparedParagraph> rows_;
  std::map<std::uint32_t, std::size_t> row_of_second_;
  std::map<std::uint32_t, std::optional<std::size_t>>
      kept_;                            // the row with the last word kept of it
  std::vector<std::uint32_t> waiting_;  // cut, of a paragraph of which words follow
};

ComparedParagraph::State state_of(const ComparedParagraph& paragraph) {
  if (paragraph.pieces.size() > 1) return ComparedParagraph::State::changed;
  switch (paragraph.pieces.front().kind) {
    case ComparedPiece::Kind::cut:
      return ComparedParagraph::State::cut;
    case ComparedPiece::Kind::added:
      return ComparedParagraph::State::added;
    case ComparedPiece::Kind::same:
      break;
  }
  return ComparedParagraph::State::same;
}

std::vector<std::uint32_t> ids_in(const Words& words, std::size_t paragraph) {
  const auto [begin, end] = std::equal_range(words.paragraphs.begin(), words.paragraphs.end(),
                                             static_cast<std::uint32_t>(paragraph));
  return {words.ids.begin() + (begin - words.paragraphs.begin()),
          words.ids.begin() + (end - words.paragraphs.begin())};
}

// What was cut in one place and added in another, word for word, has only moved.
void find_moved(std::vector<ComparedParagraph>& rows, const Words& first, const Words& second) {
  std::map<std::vector<std::uint32_t>, std::vector<std::size_t>> cut;  // the last one first
  for (std::size_t i = rows.size(); i-- > 0;) {
    if (rows[i].state == ComparedParagraph::State::cut)
      cut[ids_in(first, *rows[i].first)].push_back(i);
  }
  std::vector<bool> gone(rows.size());
  for (ComparedParagraph& row : rows) {
    if (row.state != ComparedParagraph::State::added) continue;
    const auto found = cut.find(ids_in(second, *row.second));
    if (found == cut.end() || found->second.empty()) continue;
    gone[found->second.back()] = true;
    row.state = ComparedParagraph::State::moved;
    row.first = rows[found->second.back()].first;
    row.pieces.front().kind = ComparedPiece::Kind::same;
    found->second.pop_back();
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (gone[i]) continue;
    if (kept != i) rows[kept] = std::move(rows[i]);
    ++kept;
  }
  rows.resize(kept);
}

std::size_t words_moved(const std::vector<ComparedParagraph>& rows, const Words& second) {
  std::size_t words = 0;
  for (const ComparedParagraph& row : rows) {
    if (row.state == ComparedParagraph::State::moved) words += ids_in(second, *row.second).size();
  }
  return words;
}

}  // namespace

TextComparison compare_texts(const std::vector<std::string>& first,
                             const std::vector<std::string>& second) {
  WordIds numbers;
  const Words words = words_of(first, numbers);
  const Words words2 = words_of(second, numbers);
  Alignment alignment(words.ids, words2.ids);
  std::vector<std::uint32_t> partner = alignment.take();
  drop_few_words(partner, words2.size());
  Rows rows(words, words2, partner);
  TextComparison result{.rough = alignment.rough()};
  std::uint32_t at2 = 0;
  for (std::uint32_t at = 0; at < words.size(); ++at) {
    if (partner[at] == kNone) {
      rows.cut(at);
      ++result.cut;
      continue;
    }
    for (; at2 < partner[at]; ++at2) rows.added(at2);
    rows.same(at, at2++);
    ++result.same;
  }
  for (; at2 < words2.size(); ++at2) rows.added(at2);
  result.added = words2.size() - result.same;
  result.paragraphs = rows.take();
  for (ComparedParagraph& row : result.paragraphs) row.state = state_of(row);
  find_moved(result.paragraphs, words, words2);
  const std::size_t moved = words_moved(result.paragraphs, words2);
  result.same += moved;
  result.cut -= moved;
  result.added -= moved;
  return result;
}

}  // namespace dateline
