#include "search/concordance.h"

#include <algorithm>

#include "search/base/error.h"

namespace dateline {
namespace {

constexpr std::uint32_t kKeyWords = 4;  // of a context tell two lines apart

// Where each word of a block stands in its text.
std::vector<Span> places_in_block(const ArticleRecord& record, const TokenStream& stream,
                                  std::size_t block) {
  std::vector<Span> places;
  for (std::size_t s = stream.blocks[block].first_sentence;
       s < stream.sentences.size() && stream.sentences[s].block == block; ++s) {
    const std::vector<Span> more = word_places(record.blocks[block].text, stream.sentences[s]);
    places.insert(places.end(), more.begin(), more.end());
  }
  return places;
}

std::optional<std::size_t> paragraph_number(const ArticleRecord& record, std::size_t block) {
  if (record.blocks[block].kind != BlockKind::paragraph) return std::nullopt;
  const auto first = record.blocks.begin();
  return static_cast<std::size_t>(
      std::count_if(first, first + static_cast<std::ptrdiff_t>(block),
                    [](const Block& one) { return one.kind == BlockKind::paragraph; }));
}

}  // namespace

std::string context_key(const TokenStream& stream, const Lexicon& lexicon,
                        const PositionSpan& place, ContextOrder order) {
  const std::size_t block = stream.block_at(place.first);
  std::string key;
  const auto add = [&](std::uint32_t position) {
    key.append(lexicon.entry(stream.forms[position]).folded).append(" ");
  };
  for (std::uint32_t i = 1; i <= kKeyWords && order == ContextOrder::left; ++i) {
    if (place.first < stream.blocks[block].first + i) break;
    add(place.first - i);
  }
  for (std::uint32_t i = 1; i <= kKeyWords && order == ContextOrder::right; ++i) {
    if (place.last + i >= stream.block_end(block)) break;
    add(place.last + i);
  }
  return key;
}

ContextLine context_line(const ArticleRecord& record, const TokenStream& stream,
                         const PositionSpan& place, std::size_t context) {
  const std::size_t block = stream.block_at(place.first);
  if (block >= record.blocks.size())
    throw IndexError("a token stream is of another text: run dateline-index --check");
  const std::vector<Span> words = places_in_block(record, stream, block);
  const std::size_t first = place.first - stream.blocks[block].first;
  if (first >= words.size())
    throw IndexError("a token stream is of another text: run dateline-index --check");
  const std::size_t last =
      std::min<std::size_t>(place.last - stream.blocks[block].first, words.size() - 1);
  const std::string_view text = record.blocks[block].text;
  const std::size_t from = words[first - std::min(first, context)].begin;
  const std::size_t until = words[std::min(last + context, words.size() - 1)].end;
  return {
      .id = std::string(record.id),
      .title = std::string(record.title()),
      .source = std::string(record.source),
      .published = record.published,
      .paragraph = paragraph_number(record, block),
      .left = std::string(text.substr(from, words[first].begin - from)),
      .match = std::string(text.substr(words[first].begin, words[last].end - words[first].begin)),
      .right = std::string(text.substr(words[last].end, until - words[last].end))};
}

}  // namespace dateline
