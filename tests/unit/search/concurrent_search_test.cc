#include <array>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_index.h"

namespace dateline {
namespace {

// Xapian counts the references of its objects without locks: threads must share none of them.
TEST(Searcher, ThreadsAnswerEveryKindOfQueryAtTheSameTime) {
  constexpr std::array kQueries = {"",
                                   "*",
                                   "rates",
                                   "-rates",
                                   "\"the bank\"",
                                   "bank*",
                                   "rates OR nothing",
                                   "title:rates",
                                   "* -nothing",
                                   "bank w/3 rates"};
  const TempIndex index{
      {.id = "one", .title = "Rates rise", .paragraphs = {"The bank acted on rates."}},
      {.id = "two", .title = "Weather", .paragraphs = {"Heavy rain in the north."}}};
  std::vector<std::vector<std::string>> expected;
  for (const char* query : kQueries) expected.push_back(index.ids(query));

  std::atomic<int> wrong = 0;
  const auto ask = [&] {
    const Searcher searcher = index.searcher();
    for (int round = 0; round < 500; ++round) {
      for (std::size_t i = 0; i < kQueries.size(); ++i) {
        std::vector<std::string> ids;
        for (const Hit& hit : searcher.search({.query = kQueries[i]}).hits) ids.push_back(hit.id);
        wrong += ids != expected[i];
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back(ask);
  }
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace dateline
