#include "search/pair_signatures.h"

#include <fstream>

#include <gtest/gtest.h>

#include "search/token_stream.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

std::string stream_of(const std::vector<FormId>& first_block, const std::vector<FormId>& second) {
  TokenStreamWriter writer;
  for (const auto* block : {&first_block, &second}) {
    writer.begin_block(BlockKind::paragraph);
    for (const FormId form : *block) {
      writer.begin_sentence(3);
      writer.add(form);
    }
  }
  return std::string(writer.bytes());
}

bool may_have(const PairSignatures& signatures, const FormPair& pair, std::uint32_t document) {
  const StripeBits bits = signatures.bits(pair, document / kStripe);
  return (bits[document % kStripe / 64] >> document % 64 & 1) != 0;
}

TEST(PairSignatures, NeverExcludeADocumentThatHasThePair) {
  const TempFolder folder;
  const std::uint32_t documents = 5000;
  PairSignaturesWriter writer(folder.path() / "pairs", documents);
  for (FormId i = 0; i < documents; ++i) writer.add(stream_of({i % 91, i % 1000, i % 7}, {i % 3}));
  writer.finish();
  const PairSignatures signatures(folder.path() / "pairs");
  ASSERT_EQ(signatures.documents(), documents);
  for (std::uint32_t i = 0; i < documents; ++i) {
    EXPECT_TRUE(may_have(signatures, {i % 91, i % 1000}, i)) << i;
    EXPECT_TRUE(may_have(signatures, {i % 1000, i % 7}, i)) << i;
  }
}

TEST(PairSignatures, ExcludeMostDocumentsThatHaveThePairApart) {
  const TempFolder folder;
  PairSignaturesWriter writer(folder.path() / "pairs", 2000);
  for (FormId i = 0; i < 2000; ++i) writer.add(stream_of({20 + i, 9, 4000 - i}, {10}));
  writer.finish();
  const PairSignatures signatures(folder.path() / "pairs");
  std::uint32_t remaining = 0;
  for (std::uint32_t i = 0; i < 2000; ++i) remaining += may_have(signatures, {9, 10}, i) ? 1 : 0;
  EXPECT_LT(remaining, 20);
}

TEST(PairSignatures, KnowNoRareForms) {
  EXPECT_TRUE((FormPair{0, kPairedForms - 1}).is_known());
  EXPECT_FALSE((FormPair{0, kPairedForms}).is_known());
}

TEST(PairSignatures, SayWhenTheirFileIsCut) {
  const TempFolder folder;
  PairSignaturesWriter writer(folder.path() / "pairs", 1);
  writer.add(stream_of({1, 2}, {}));
  writer.finish();
  std::filesystem::resize_file(folder.path() / "pairs",
                               std::filesystem::file_size(folder.path() / "pairs") - 1);
  EXPECT_THROW(PairSignatures signatures(folder.path() / "pairs"), IndexError);
}

}  // namespace
}  // namespace dateline
