#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/store/article/block.h"
#include "search/store/tokens/lexicon.h"

// The words of a document in their order, as numbers of the segment's lexicon: what phrases,
// nearness and marks are decided on. It takes the place of Xapian's positions, which cost 1.6 bytes
// per byte of text where this costs 0.3, and which know neither exact forms, nor sentences, nor
// where a word stands in the text.
//
// A stream is a series of varints (varint.h): 0 and a kind begin a block; 1 and a number of bytes
// begin a sentence of that length; n + 2 is a word of form n.
namespace dateline {

// What the numbers of a stream mean.
namespace token_codes {
inline constexpr std::uint64_t kBlock = 0;
inline constexpr std::uint64_t kSentence = 1;
inline constexpr std::uint64_t kFirstForm = 2;
}  // namespace token_codes

class TokenStreamWriter {
 public:
  void clear() { bytes_.clear(); }
  void begin_block(BlockKind kind);
  void begin_sentence(std::size_t bytes);
  void add(FormId form);
  std::string_view bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// A decoded stream. Positions count words through the whole document.
struct TokenStream {
  struct Sentence {
    std::uint32_t first = 0;  // position of its first word
    std::uint32_t block = 0;
    std::uint32_t text_begin = 0;  // bytes of the block's text
    std::uint32_t text_end = 0;
  };

  struct BlockStart {
    BlockKind kind = BlockKind::paragraph;
    std::uint32_t first = 0;           // position of its first word
    std::uint32_t first_sentence = 0;  // in `sentences`
  };

  std::vector<FormId> forms;  // by position
  std::vector<Sentence> sentences;
  std::vector<BlockStart> blocks;

  // Where the sentence, or block, ends: the position behind its last word.
  std::uint32_t sentence_end(std::size_t sentence) const;
  std::uint32_t block_end(std::size_t block) const;

  // The block that a position is in. Empty blocks share their first position with the next one,
  // which is given.
  std::uint32_t block_at(std::uint32_t position) const {
    const auto next = std::ranges::upper_bound(blocks, position, {}, &BlockStart::first);
    return static_cast<std::uint32_t>(next - blocks.begin()) - 1;
  }

  // How much of a document is decoded: its headline, or that with the summary and the first
  // paragraph, which stand first (blocks_of()), or all.
  enum class Extent : std::uint8_t { title, lead, all };

  // Replaces the content; keeps the memory. Throws IndexError on bytes that are no stream.
  void decode(std::string_view bytes, Extent extent = Extent::all);
};

// The same stream with every form n replaced by forms[n].
std::string renumber(std::string_view stream, std::span<const FormId> forms);

}  // namespace dateline
