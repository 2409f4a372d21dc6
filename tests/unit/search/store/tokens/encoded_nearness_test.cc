#include "search/store/tokens/encoded_nearness.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/token_streams.h"

namespace dateline {
namespace {

using Rule = EncodedNearness::Rule;
using Within = EncodedNearness::Within;
using Words = std::vector<std::vector<FormId>>;

bool is_near(std::string_view stream, const Words& words, const Rule& rule) {
  return EncodedNearness(words, rule).may_stand_in(stream);
}

TEST(EncodedNearness, CountsTheWordsBetween) {
  const std::string stream = stream_of({{{5, 400, 900}, {}, {30}}});
  EXPECT_TRUE(is_near(stream, {{5}, {30}}, {.distance = 3}));
  EXPECT_FALSE(is_near(stream, {{5}, {30}}, {.distance = 2}));
  EXPECT_TRUE(is_near(stream, {{30}, {5}}, {.distance = 3}));
  EXPECT_FALSE(is_near(stream, {{30}, {5}}, {.distance = 3, .ordered = true}));
  EXPECT_TRUE(is_near(stream, {{5}, {400, 30}}, {.distance = 1, .ordered = true}));
}

TEST(EncodedNearness, OnePlaceMayBeTwoWordsOfASentence) {
  EXPECT_TRUE(is_near(stream_of({{{7, 5}}}), {{5, 9}, {5}}, {.within = Within::sentence}));
  EXPECT_FALSE(is_near(stream_of({{{9, 7}, {5}}}), {{9}, {5}}, {.within = Within::sentence}));
}

TEST(EncodedNearness, OneWordIsNotNearItself) {
  EXPECT_FALSE(is_near(stream_of({{{5, 400}}}), {{5}, {5}}, {.distance = 5}));
  EXPECT_TRUE(is_near(stream_of({{{5, 400, 5}}}), {{5}, {5}}, {.distance = 2}));
}

TEST(EncodedNearness, StaysInTheSentenceOrTheParagraph) {
  const std::string stream = stream_of({{{5, 400}, {900}}, {{30}}});
  EXPECT_TRUE(is_near(stream, {{400}, {5}}, {.within = Within::sentence}));
  EXPECT_FALSE(is_near(stream, {{400}, {900}}, {.within = Within::sentence}));
  EXPECT_TRUE(is_near(stream, {{900}, {5}}, {.within = Within::paragraph}));
  EXPECT_FALSE(is_near(stream, {{900}, {30}}, {.within = Within::paragraph}));
  EXPECT_FALSE(is_near(stream, {{900}, {30}}, {.distance = 5}));
}

// What a reader would do: every place of a word with every place of the next.
class DecodedNearness {
 public:
  DecodedNearness(std::string_view stream, const Rule& rule) : rule_(rule) {
    stream_.decode(stream);
  }

  bool has_pair(const std::vector<FormId>& first, const std::vector<FormId>& second) const {
    for (std::uint32_t a = 0; a < stream_.forms.size(); ++a) {
      for (std::uint32_t b = 0; b < stream_.forms.size(); ++b) {
        if (is_one_of(first, a) && is_one_of(second, b) && is_near(a, b)) return true;
      }
    }
    return false;
  }

 private:
  bool is_one_of(const std::vector<FormId>& forms, std::uint32_t at) const {
    return std::find(forms.begin(), forms.end(), stream_.forms[at]) != forms.end();
  }

  bool is_near(std::uint32_t a, std::uint32_t b) const {
    if (a == b) return rule_.within != Within::words;
    if (rule_.ordered && b < a) return false;
    if (block_of(a) != block_of(b)) return false;
    if (rule_.within == Within::paragraph) return true;
    if (rule_.within == Within::sentence) return sentence_of(a) == sentence_of(b);
    return std::max(a, b) - std::min(a, b) <= rule_.distance;
  }

  std::size_t block_of(std::uint32_t at) const {
    std::size_t block = 0;
    while (stream_.block_end(block) <= at) ++block;
    return block;
  }

  std::size_t sentence_of(std::uint32_t at) const {
    std::size_t sentence = 0;
    while (stream_.sentence_end(sentence) <= at) ++sentence;
    return sentence;
  }

  TokenStream stream_;
  const Rule& rule_;
};

TEST(EncodedNearness, AgreesWithTheDecodedStream) {
  std::mt19937 random(5);
  int found = 0;
  for (int round = 0; round < 20000; ++round) {
    const unsigned forms = round % 2 == 0 ? 6 : 300;
    const std::string stream = random_stream(random, forms, round % 3 == 0 ? 3 : 400);
    const Rule rule{.within = static_cast<Within>(random() % 3),
                    .distance = random() % 6,
                    .ordered = random() % 2 == 0};
    Words words(random() % 2 + 2);
    for (auto& word : words) {
      word.resize(random() % (round % 4 == 0 ? 40 : 5) + 1);  // many are read, few looked for
      for (FormId& form : word) form = random() % forms;
    }
    const DecodedNearness decoded(stream, rule);
    bool wanted = true;
    for (std::size_t i = 1; i < words.size(); ++i)
      wanted = wanted && decoded.has_pair(words[i - 1], words[i]);
    ASSERT_EQ(is_near(stream, words, rule), wanted) << round;
    found += wanted ? 1 : 0;
  }
  EXPECT_GT(found, 3000);
}

}  // namespace
}  // namespace dateline
