#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dateline {

// A piece of two texts: words that both have, or one of them.
struct ComparedPiece {
  enum class Kind : std::uint8_t { same, cut, added };

  Kind kind = Kind::same;
  std::string text;  // of what both have, as the second text writes it

  bool operator==(const ComparedPiece&) const = default;
};

struct ComparedParagraph {
  enum class State : std::uint8_t { same, changed, cut, added, moved };

  State state = State::same;
  std::optional<std::size_t> first;   // the paragraph's number in the first text
  std::optional<std::size_t> second;  // and in the second
  std::vector<ComparedPiece> pieces;

  bool operator==(const ComparedParagraph&) const = default;
};

// What a second text has cut of a first one, and added to it.
struct TextComparison {
  std::vector<ComparedParagraph> paragraphs;  // in the order of the second text
  std::size_t same = 0;                       // words
  std::size_t cut = 0;
  std::size_t added = 0;
  bool rough = false;  // so long and so different that more may be the same than is said
};

// Compares word by word, across the ends of paragraphs: who splits a paragraph changes nothing.
// Case, accents and punctuation do not count. One or two words in common between changes are not
// counted as the same; a paragraph that stands elsewhere, as a whole, is moved.
TextComparison compare_texts(const std::vector<std::string>& first,
                             const std::vector<std::string>& second);

}  // namespace dateline
