#include "search/store/text/prefix_distance.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "search/store/text/spelling.h"

namespace dateline {
namespace {

// Words of few letters, so that many are near one another; in order.
std::vector<std::string> invented_words() {
  std::mt19937 random(3);
  std::vector<std::string> words;
  for (int i = 0; i < 4000; ++i) {
    std::string word;
    for (unsigned letters = random() % 9 + 1; letters > 0; --letters)
      word += random() % 8 == 0 ? "é" : std::string(1, static_cast<char>('a' + random() % 3));
    words.push_back(std::move(word));
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// The definition: the least distance of the prefix to any beginning of the word.
std::optional<int> errors_of(const std::string& word, const std::string& prefix, int most) {
  for (int errors = 0; errors <= most; ++errors) {
    for (std::size_t bytes = 0; bytes <= word.size(); ++bytes) {
      if (bytes < word.size() && (word[bytes] & 0xC0) == 0x80) continue;  // inside a letter
      if (WithinDistance(prefix, errors)(word.substr(0, bytes))) return errors;
    }
  }
  return std::nullopt;
}

TEST(PrefixDistance, IsTheLeastOfAllBeginnings) {
  const std::vector<std::string> words = invented_words();
  for (const std::string prefix : {"abca", "aéb", "cabbac", "bb", "acbacbaca"}) {
    for (const int most : {0, 1, 2}) {
      PrefixDistance distance(prefix, most);
      for (const std::string& word : words)
        EXPECT_EQ(distance.of(word).errors, errors_of(word, prefix, most)) << word << " " << prefix;
    }
  }
}

TEST(PrefixDistance, NothingBehindADeadEndIsNear) {
  const std::vector<std::string> words = invented_words();
  const std::string prefix = "cabba";
  PrefixDistance distance(prefix, 1);
  std::size_t dead_ends = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const PrefixDistance::Result result = distance.of(words[i]);
    if (result.errors || result.dead_end == 0) continue;
    ++dead_ends;
    const std::string head = words[i].substr(0, result.dead_end);
    for (std::size_t j = i; j < words.size() && words[j].starts_with(head); ++j)
      EXPECT_EQ(errors_of(words[j], prefix, 1), std::nullopt) << words[j] << " behind " << head;
  }
  EXPECT_GT(dead_ends, 100U);
}

// Whole words, compared one by one as WithinDistance does.
TEST(PrefixDistance, OfWholeWordsIsTheDistanceOfWords) {
  const std::vector<std::string> words = invented_words();
  for (const std::string word : {"abc", "caab", "abcabc", "éab", "b"}) {
    for (const int most : {1, 2}) {
      PrefixDistance distance(word, most);
      std::size_t steps = 0;
      std::set<std::string> found;
      for (auto at = words.begin(); at != words.end(); ++steps) {
        const PrefixDistance::Result result = distance.of_whole(*at);
        if (result.errors) found.insert(*at);
        const std::string dead = at->substr(0, result.dead_end);
        ++at;
        if (dead.empty()) continue;
        while (at != words.end() && at->starts_with(dead)) ++at;
      }
      std::set<std::string> expected;
      WithinDistance is_near(word, most);
      std::copy_if(words.begin(), words.end(), std::inserter(expected, expected.end()),
                   [&](const std::string& other) { return is_near(other); });
      EXPECT_EQ(found, expected) << word << " " << most;
      EXPECT_LT(steps, words.size()) << word << " " << most;
    }
  }
}

TEST(WithinDistance, TellsHowFarAWordIs) {
  WithinDistance two("goverment", 2);
  EXPECT_EQ(two.distance("goverment"), 0);
  EXPECT_EQ(two.distance("government"), 1);
  EXPECT_EQ(two.distance("governments"), 2);
  EXPECT_EQ(two.distance("governor"), std::nullopt);
}

// What the length in bytes rules out is never near, whatever the letters are.
TEST(WithinDistance, RulesOutByLengthOnlyWhatIsFar) {
  for (const char* word : {"ab", "aé", "ééé", "日本", "abcdefgh"}) {
    WithinDistance within(word, 2);
    for (const char* other : {"a", "日本語", "日本語です", "ééééé", "abcd", "abcdefghij", "é"}) {
      if (!within(other)) continue;
      EXPECT_TRUE(within.may_be_near(std::string(other).size())) << other;
    }
  }
}

}  // namespace
}  // namespace dateline
