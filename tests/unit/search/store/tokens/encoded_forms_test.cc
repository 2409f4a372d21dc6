#include "search/store/tokens/encoded_forms.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/token_streams.h"

namespace dateline {
namespace {

std::size_t places_in(std::string_view stream, const std::vector<FormId>& forms) {
  std::size_t places = 0;
  EncodedForms(forms).any_place(stream, [&](const EncodedForms::Place&) {
    ++places;
    return false;
  });
  return places;
}

std::size_t words_in(std::string_view stream, const std::vector<FormId>& forms) {
  TokenStream decoded;
  decoded.decode(stream);
  return static_cast<std::size_t>(std::count_if(
      decoded.forms.begin(), decoded.forms.end(),
      [&](FormId form) { return std::find(forms.begin(), forms.end(), form) != forms.end(); }));
}

TEST(EncodedForms, FindsWordsOfAnyLength) {
  const std::string stream = stream_of({{{5, 400, 5}, {3'000'000, 70'000}}});
  EXPECT_EQ(places_in(stream, {5}), 2U);
  EXPECT_EQ(places_in(stream, {400}), 1U);
  EXPECT_EQ(places_in(stream, {70'000}), 1U);
  EXPECT_EQ(places_in(stream, {3'000'000}), 1U);
  EXPECT_EQ(places_in(stream, {5, 400, 70'000, 3'000'000, 9}), 5U);
  EXPECT_EQ(places_in(stream, {9}), 0U);
  EXPECT_EQ(places_in(stream, {}), 0U);
}

TEST(EncodedForms, CountsAsFarAsItMust) {
  const std::string stream = stream_of({{{5, 400, 5}, {5}}});
  EXPECT_TRUE(EncodedForms({5}).at_least(stream, 3));
  EXPECT_FALSE(EncodedForms({5}).at_least(stream, 4));
}

// A sentence of 21 bytes begins as form 19 is written.
TEST(EncodedForms, TheLengthOfASentenceIsNoWord) {
  const std::string stream = stream_of({{{7, 8, 9}, {19, 1, 1}}});
  EXPECT_EQ(places_in(stream, {19}), 1U);
}

TEST(EncodedForms, AgreesWithTheDecodedStream) {
  std::mt19937 random(7);
  std::size_t found = 0;
  for (int round = 0; round < 20000; ++round) {
    const unsigned forms = round % 2 == 0 ? 6 : 20'000;
    std::string stream;
    for (unsigned part = random() % 5; part > 0; --part)
      stream += random_stream(random, forms, round % 3 == 0 ? 3 : 20'000);
    std::vector<FormId> wanted(random() % 7 + 1);
    for (FormId& form : wanted) form = random() % (round % 4 == 1 ? 200 : forms);
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    const std::size_t places = places_in(stream, wanted);
    ASSERT_EQ(places, words_in(stream, wanted)) << round;
    found += places;
  }
  EXPECT_GT(found, 20000U);
}

TEST(EncodedForms, ReadsNothingBehindDamagedBytes) {
  std::mt19937 random(11);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes(random() % 200, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    std::vector<FormId> wanted = {20'000, 5, 300};
    for (const unsigned most : {100U, 16'000U}) wanted.push_back(random() % most);
    EXPECT_LE(places_in(bytes, wanted), bytes.size());
  }
}

}  // namespace
}  // namespace dateline
