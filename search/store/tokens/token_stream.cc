#include "search/store/tokens/token_stream.h"

#include "search/base/error.h"
#include "search/base/varint.h"
#include "search/store/tokens/fast_varints.h"

namespace dateline {

using namespace token_codes;

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

namespace {

// Whether a block of this kind lies behind what is decoded.
bool ends(TokenStream::Extent extent, BlockKind kind,
          const std::vector<TokenStream::BlockStart>& before) {
  if (extent == TokenStream::Extent::all) return false;
  if (extent == TokenStream::Extent::title) return kind != BlockKind::title;
  return !before.empty() && before.back().kind == BlockKind::paragraph;
}

}  // namespace

// Phrases decode every candidate, so this is written for speed.
void TokenStream::decode(std::string_view bytes, Extent extent) {
  forms.resize(bytes.size());  // at most one word a byte
  sentences.clear();
  blocks.clear();
  FormId* next = forms.data();
  std::uint32_t text = 0;
  FastVarints in(bytes);
  while (!in.done()) {
    const std::uint64_t code = in.number();
    if (code >= kFirstForm) {
      *next++ = static_cast<FormId>(code - kFirstForm);
      continue;
    }
    const auto position = static_cast<std::uint32_t>(next - forms.data());
    if (code == kSentence) {
      if (blocks.empty()) throw IndexError("a token stream is damaged: run dateline-index --full");
      const auto end = static_cast<std::uint32_t>(text + in.number());
      sentences.push_back({position, static_cast<std::uint32_t>(blocks.size() - 1), text, end});
      text = end;
    } else {
      const auto kind = static_cast<BlockKind>(in.number());
      if (ends(extent, kind, blocks)) break;
      text = 0;
      blocks.push_back({kind, position, static_cast<std::uint32_t>(sentences.size())});
    }
  }
  forms.resize(static_cast<std::size_t>(next - forms.data()));
  // Every word stands in a block and a sentence.
  const bool starts_well =
      !blocks.empty() && blocks[0].first == 0 && !sentences.empty() && sentences[0].first == 0;
  if (!forms.empty() && !starts_well)
    throw IndexError("a token stream is damaged: run dateline-index --full");
}

std::string renumber(std::string_view stream, std::span<const FormId> forms) {
  std::string result;
  result.reserve(stream.size() + stream.size() / 4);
  FastVarints in(stream);
  while (!in.done()) {
    const std::uint64_t code = in.number();
    if (code >= kFirstForm) {
      if (code - kFirstForm >= forms.size())
        throw IndexError("a word number of the index is out of range: run dateline-index --full");
      append_varint(result, forms[code - kFirstForm] + kFirstForm);
    } else {
      append_varint(result, code);
      append_varint(result, in.number());
    }
  }
  return result;
}

}  // namespace dateline
