#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/query/query_node.h"
#include "search/store/tokens/lexicon.h"
#include "search/store/tokens/token_stream.h"
#include "search/store/tokens/word_pairs.h"

namespace dateline {

// Which forms of a lexicon one word of a query stands for.
struct FormPattern {
  enum class Kind : std::uint8_t {
    terms,     // forms with one of the `texts` as their term: the same stem, in one language
    folded,    // forms with one of the `texts` as their folded spelling
    surfaces,  // forms that are written as one of the `texts`, accents and all
    acronyms,  // of these, those written in capitals
  };

  Kind kind = Kind::terms;
  std::vector<std::string> texts;
};

// What must stand where in a document: decided on its token stream, where the postings cannot.
// A tree of values that holds for all segments; PositionMatcher resolves it for one.
struct PositionNode {
  enum class Kind : std::uint8_t {
    word,      // `pattern`
    any_of,    // one of the children
    sequence,  // the children one after another, up to `slop` other words among them
    near,  // a chain of the children, each within `distance` words of the one before; `ordered`:
           // and behind it
    same_sentence,   // the children in one sentence
    same_paragraph,  // the children in one block
    at_least,        // children[0] `count` times
    zone,            // children[0] in `zone`
  };

  Kind kind = Kind::word;
  FormPattern pattern;
  std::vector<PositionNode> children;
  std::size_t slop = 0;
  std::size_t distance = 0;
  bool ordered = false;
  std::size_t count = 0;
  QueryNode::Zone zone = QueryNode::Zone::title;
};

// Words from `first` to `last`, inclusive, of a token stream.
struct PositionSpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  auto operator<=>(const PositionSpan&) const = default;
};

// Finds a PositionNode in the token streams of one segment. Belongs to one thread; the lexicon must
// outlive it.
class PositionMatcher {
 public:
  PositionMatcher(const PositionNode& node, const Lexicon& lexicon);
  ~PositionMatcher();
  PositionMatcher(PositionMatcher&&) noexcept;

  // The places where the node matches, ordered, none twice; spans of one node may overlap. Of a
  // sequence, one place for each word where it ends; of near, sentence and paragraph, the spans of
  // the children that take part. Linear in the stream but for logarithms, whatever the node.
  std::vector<PositionSpan> find(const TokenStream& stream) const;

  // Whether there is any such place; cheaper than finding all.
  bool matches(const TokenStream& stream) const;

  // The same of a stream that is not decoded yet: `decoded` gets as much of it as must be.
  bool matches(std::string_view stream, TokenStream& decoded) const;

  // Whether the lexicon has the words for it: if not, it stands in no stream of the segment.
  bool can_match() const;

  // Where the node is a plain phrase: what stands side by side in it, of each word and the next.
  // Otherwise empty.
  std::vector<std::vector<FormPair>> pairs() const;

  // Where the node is a word: its forms. Otherwise empty.
  std::vector<FormId> forms() const;

 private:
  struct Resolved;
  std::unique_ptr<const Resolved> root_;
};

}  // namespace dateline
