#include "server/answer_cache.h"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace dateline {
namespace {

AnswerCache::Answer answer(std::size_t bytes) {
  return std::make_shared<const std::string>(bytes, 'a');
}

TEST(AnswerCache, RemembersAnswers) {
  AnswerCache cache(1'000'000);
  EXPECT_EQ(cache.find("a"), nullptr);
  cache.insert("a", answer(10));
  ASSERT_NE(cache.find("a"), nullptr);
  EXPECT_EQ(cache.find("a")->size(), 10);
  EXPECT_EQ(cache.hits(), 2);
  EXPECT_EQ(cache.misses(), 1);
}

TEST(AnswerCache, StaysWithinItsBytes) {
  AnswerCache cache(200'000);
  for (int i = 0; i < 1'000; ++i) cache.insert(std::to_string(i), answer(1'000));
  EXPECT_LE(cache.bytes(), 200'000);
  EXPECT_GT(cache.bytes(), 100'000);
  EXPECT_EQ(cache.find("0"), nullptr);
  EXPECT_NE(cache.find("999"), nullptr);
}

TEST(AnswerCache, KeepsWhatIsAskedForAgain) {
  AnswerCache cache(200'000);
  cache.insert("often", answer(1'000));
  for (int i = 0; i < 1'000; ++i) {
    cache.insert(std::to_string(i), answer(1'000));
    ASSERT_NE(cache.find("often"), nullptr) << i;
  }
}

TEST(AnswerCache, RefusesWhatIsTooLargeForIt) {
  AnswerCache cache(80'000);
  cache.insert("large", answer(20'000));
  EXPECT_EQ(cache.find("large"), nullptr);
  EXPECT_EQ(cache.bytes(), 0);
}

TEST(AnswerCache, HoldsNothingWhereItIsSwitchedOff) {
  AnswerCache cache(0);
  cache.insert("a", answer(1));
  EXPECT_EQ(cache.find("a"), nullptr);
  EXPECT_EQ(cache.misses(), 0);
}

TEST(AnswerCache, MayBeUsedByManyThreads) {
  AnswerCache cache(100'000);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&cache, t] {
      for (int i = 0; i < 2'000; ++i) {
        const std::string key = std::to_string((i * 7 + t) % 200);
        if (cache.find(key) == nullptr) cache.insert(key, answer(500));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(cache.hits() + cache.misses(), 8'000);
  EXPECT_LE(cache.bytes(), 100'000);
}

}  // namespace
}  // namespace dateline
