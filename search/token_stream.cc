#include "search/token_stream.h"

#include "search/error.h"
#include "search/varint.h"

namespace dateline {
namespace {

constexpr std::uint64_t kBlock = 0;
constexpr std::uint64_t kSentence = 1;
constexpr std::uint64_t kFirstForm = 2;

}  // namespace

void TokenStreamWriter::begin_block(BlockKind kind) {
  append_varint(bytes_, kBlock);
  append_varint(bytes_, static_cast<std::uint64_t>(kind));
}

void TokenStreamWriter::begin_sentence(std::size_t bytes) {
  append_varint(bytes_, kSentence);
  append_varint(bytes_, bytes);
}

void TokenStreamWriter::add(FormId form) { append_varint(bytes_, form + kFirstForm); }

std::uint32_t TokenStream::sentence_end(std::size_t sentence) const {
  return sentence + 1 < sentences.size() ? sentences[sentence + 1].first
                                         : static_cast<std::uint32_t>(forms.size());
}

std::uint32_t TokenStream::block_end(std::size_t block) const {
  return block + 1 < blocks.size() ? blocks[block + 1].first
                                   : static_cast<std::uint32_t>(forms.size());
}

// Phrases decode every candidate, so this is written for speed: one branch for each word of the
// frequent half.
void TokenStream::decode(std::string_view bytes) {
  forms.clear();
  sentences.clear();
  blocks.clear();
  forms.reserve(bytes.size());
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const unsigned char* const end = at + bytes.size();
  const auto number = [&]() -> std::uint64_t {
    std::uint64_t value = 0;
    for (int shift = 0; at != end && shift < 64; shift += 7) {
      const unsigned char byte = *at++;
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    throw IndexError("a token stream is damaged: run dateline-index --full");
  };
  std::uint32_t text = 0;
  while (at != end) {
    const std::uint64_t code = *at < 0x80 ? *at++ : number();
    if (code >= kFirstForm) {
      forms.push_back(static_cast<FormId>(code - kFirstForm));
    } else if (code == kSentence) {
      if (blocks.empty()) throw IndexError("a token stream is damaged: run dateline-index --full");
      const auto sentence_end = static_cast<std::uint32_t>(text + number());
      sentences.push_back({static_cast<std::uint32_t>(forms.size()),
                           static_cast<std::uint32_t>(blocks.size() - 1), text, sentence_end});
      text = sentence_end;
    } else {
      text = 0;
      blocks.push_back({static_cast<BlockKind>(number()), static_cast<std::uint32_t>(forms.size()),
                        static_cast<std::uint32_t>(sentences.size())});
    }
  }
}

std::string renumber(std::string_view stream, const std::vector<FormId>& forms) {
  std::string result;
  result.reserve(stream.size());
  VarintReader in(stream);
  while (!in.done()) {
    const std::uint64_t code = in.number();
    if (code >= kFirstForm) {
      append_varint(result, forms.at(code - kFirstForm) + kFirstForm);
    } else {
      append_varint(result, code);
      append_varint(result, in.number());
    }
  }
  return result;
}

}  // namespace dateline
