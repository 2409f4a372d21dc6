#include "search/encoded_phrase.h"

#include <random>

#include <gtest/gtest.h>

#include "search/token_stream.h"

namespace dateline {
namespace {

using Verdict = EncodedPhrase::Verdict;
using Words = std::vector<std::vector<FormId>>;

// Blocks of sentences of words.
std::string stream_of(const std::vector<std::vector<std::vector<FormId>>>& blocks) {
  TokenStreamWriter writer;
  for (const auto& block : blocks) {
    writer.begin_block(BlockKind::paragraph);
    for (const auto& sentence : block) {
      writer.begin_sentence(sentence.size() * 7);
      for (const FormId form : sentence) writer.add(form);
    }
  }
  return std::string(writer.bytes());
}

TEST(EncodedPhrase, FindsWordsSideBySide) {
  const std::string stream = stream_of({{{5, 400, 900, 30}}});
  EXPECT_EQ(EncodedPhrase(Words{{400}, {900}}).find(stream), Verdict::present);
  EXPECT_EQ(EncodedPhrase(Words{{5}, {400}, {900}, {30}}).find(stream), Verdict::present);
  EXPECT_EQ(EncodedPhrase(Words{{7, 900}, {30}}).find(stream), Verdict::present);
  EXPECT_EQ(EncodedPhrase(Words{{400}, {30}}).find(stream), Verdict::absent);
  EXPECT_EQ(EncodedPhrase(Words{{900}, {400}}).find(stream), Verdict::absent);
}

TEST(EncodedPhrase, CrossesSentencesAndNotBlocks) {
  const std::string stream = stream_of({{{5, 400}, {}, {900, 30}}, {{600, 7}}});
  EXPECT_EQ(EncodedPhrase(Words{{400}, {900}}).find(stream), Verdict::present);
  EXPECT_EQ(EncodedPhrase(Words{{900}, {30}}).find(stream), Verdict::present);
  EXPECT_EQ(EncodedPhrase(Words{{30}, {600}}).find(stream), Verdict::absent);
}

TEST(EncodedPhrase, AWordWithoutFormsIsNowhere) {
  EXPECT_EQ(EncodedPhrase(Words{{5}, {}}).find(stream_of({{{5, 400}}})), Verdict::absent);
}

bool stands_in(const TokenStream& stream, const Words& words) {
  for (std::uint32_t at = 0; at + words.size() <= stream.forms.size(); ++at) {
    std::size_t same = 0;
    while (same < words.size() && std::find(words[same].begin(), words[same].end(),
                                            stream.forms[at + same]) != words[same].end())
      ++same;
    std::size_t block = 0;
    while (stream.block_end(block) <= at) ++block;
    if (same == words.size() && at + words.size() <= stream.block_end(block)) return true;
  }
  return false;
}

// Short sentences and frequent forms, whose numbers look like the lengths of sentences.
TEST(EncodedPhrase, NeverContradictsTheDecodedStream) {
  std::mt19937 random(3);
  int unclear = 0;
  int present = 0;
  for (int round = 0; round < 20000; ++round) {
    const auto form = [&] { return static_cast<FormId>(random() % (round % 2 == 0 ? 6 : 300)); };
    TokenStreamWriter writer;
    for (unsigned block = random() % 3 + 1; block > 0; --block) {
      writer.begin_block(static_cast<BlockKind>(random() % 4));
      for (unsigned sentence = random() % 4; sentence > 0; --sentence) {
        writer.begin_sentence(random() % (round % 3 == 0 ? 3 : 200));
        for (unsigned word = random() % 5; word > 0; --word) writer.add(form());
      }
    }
    Words words(random() % 3 + 1);
    for (auto& forms : words) forms.assign(random() % 2 + 1, form());
    TokenStream decoded;
    decoded.decode(writer.bytes());
    const Verdict verdict = EncodedPhrase(words).find(writer.bytes());
    if (verdict == Verdict::unclear) {
      ++unclear;
      continue;
    }
    ASSERT_EQ(verdict == Verdict::present, stands_in(decoded, words)) << round;
    present += verdict == Verdict::present ? 1 : 0;
  }
  EXPECT_GT(present, 1000);
  EXPECT_LT(unclear, 4000);
}

}  // namespace
}  // namespace dateline
