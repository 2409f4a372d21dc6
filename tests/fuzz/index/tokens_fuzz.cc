#include "search/store/columns/blob_file.h"
#include "search/store/tokens/encoded_nearness.h"
#include "search/store/tokens/encoded_phrase.h"
#include "search/store/tokens/token_stream.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {
namespace {

constexpr std::uint64_t kStep = 7;
using Rule = EncodedNearness::Rule;
using Within = EncodedNearness::Within;

void look_through(std::string_view stream) {
  static const EncodedPhrase phrase({{1}, {2, 3}, {4}});
  static const EncodedForms many({1, 2, 3, 4, 5, 200});
  phrase.stands_in(stream);
  many.at_least(stream, 3);
  for (const Rule rule :
       {Rule{Within::words, 3, true}, Rule{Within::sentence}, Rule{Within::paragraph}})
    EncodedNearness({{1}, {2, 3}}, rule).may_stand_in(stream);
}

void decode(std::string_view stream) {
  TokenStream decoded;
  for (const auto extent :
       {TokenStream::Extent::title, TokenStream::Extent::lead, TokenStream::Extent::all})
    decoded.decode(stream, extent);
  for (std::size_t i = 0; i < decoded.sentences.size(); ++i)
    require(decoded.sentences[i].first <= decoded.sentence_end(i));
  for (std::size_t i = 0; i < decoded.blocks.size(); ++i)
    require(decoded.block_end(i) <= decoded.forms.size());
  static const std::vector<FormId> same(300);
  renumber(stream, same);
}

}  // namespace

void use_file(const std::filesystem::path& path) {
  const BlobReader streams(path);
  for (std::uint64_t i = 0; i < streams.count(); i += kStep) {
    look_through(streams[i]);
    decode(streams[i]);
  }
}

}  // namespace dateline
