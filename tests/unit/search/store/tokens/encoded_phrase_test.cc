#include "search/store/tokens/encoded_phrase.h"

#include <random>

#include <gtest/gtest.h>

#include "search/store/tokens/token_stream.h"
#include "tests/support/token_streams.h"

namespace dateline {
namespace {

using Words = std::vector<std::vector<FormId>>;

TEST(EncodedPhrase, FindsWordsSideBySide) {
  const std::string stream = stream_of({{{5, 400, 900, 30}}});
  EXPECT_TRUE(EncodedPhrase(Words{{400}, {900}}).stands_in(stream));
  EXPECT_TRUE(EncodedPhrase(Words{{5}, {400}, {900}, {30}}).stands_in(stream));
  EXPECT_TRUE(EncodedPhrase(Words{{7, 900}, {30}}).stands_in(stream));
  EXPECT_FALSE(EncodedPhrase(Words{{400}, {30}}).stands_in(stream));
  EXPECT_FALSE(EncodedPhrase(Words{{900}, {400}}).stands_in(stream));
}

TEST(EncodedPhrase, CrossesSentencesAndNotBlocks) {
  const std::string stream = stream_of({{{5, 400}, {}, {900, 30}}, {{600, 7}}});
  EXPECT_TRUE(EncodedPhrase(Words{{400}, {900}}).stands_in(stream));
  EXPECT_TRUE(EncodedPhrase(Words{{900}, {30}}).stands_in(stream));
  EXPECT_FALSE(EncodedPhrase(Words{{30}, {600}}).stands_in(stream));
}

TEST(EncodedPhrase, AWordWithoutFormsIsNowhere) {
  EXPECT_FALSE(EncodedPhrase(Words{{5}, {}}).stands_in(stream_of({{{5, 400}}})));
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
TEST(EncodedPhrase, AgreesWithTheDecodedStream) {
  std::mt19937 random(3);
  int present = 0;
  for (int round = 0; round < 20000; ++round) {
    const unsigned forms = round % 2 == 0 ? 6 : 300;
    const std::string stream = random_stream(random, forms, round % 3 == 0 ? 3 : 200);
    Words words(random() % 3 + 1);
    for (auto& word : words) word.assign(random() % 2 + 1, random() % forms);
    TokenStream decoded;
    decoded.decode(stream);
    const bool found = EncodedPhrase(words).stands_in(stream);
    ASSERT_EQ(found, stands_in(decoded, words)) << round;
    present += found ? 1 : 0;
  }
  EXPECT_GT(present, 1000);
}

}  // namespace
}  // namespace dateline
