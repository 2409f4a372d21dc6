#include "search/base/scratch_index.h"

#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "search/base/scratch_text.h"
#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

constexpr auto kAny = [](std::uint64_t) { return true; };

TEST(ScratchIndex, FindsWhatWasAddedHoweverMuchItIs) {
  const TempFolder folder;
  ScratchIndex index(folder.path());
  const auto hash_of = [](std::uint64_t number) { return number * 0x9E3779B97F4A7C15; };
  for (std::uint64_t i = 0; i < 300'000; ++i) index.add(hash_of(i), i);
  for (std::uint64_t i = 0; i < 300'000; ++i) ASSERT_EQ(index.find(hash_of(i), kAny), i);
  EXPECT_EQ(index.find(hash_of(300'000), kAny), std::nullopt);
}

TEST(ScratchIndex, AsksWhichOfTheNumbersOfAHashItIs) {
  const TempFolder folder;
  ScratchIndex index(folder.path());
  const std::vector<std::string> words{"harbour", "airport", "bridge"};
  for (std::uint64_t i = 0; i < words.size(); ++i) index.add(7, i);
  const auto find = [&](const std::string& word) {
    return index.find(7, [&](std::uint64_t number) { return words[number] == word; });
  };
  EXPECT_EQ(find("airport"), 1U);
  EXPECT_EQ(find("bridge"), 2U);
  EXPECT_EQ(find("tunnel"), std::nullopt);
}

TEST(ScratchIndex, HasRoomForTheHashZeroAndTheNumberZero) {
  const TempFolder folder;
  ScratchIndex index(folder.path());
  EXPECT_EQ(index.find(0, kAny), std::nullopt);
  index.add(0, 0);
  EXPECT_EQ(index.find(0, kAny), 0U);
}

TEST(ScratchText, GivesBackTextsThatWereAddedEmptyOnesToo) {
  const TempFolder folder;
  ScratchText text(folder.path());
  const ScratchText::Span empty = text.add("");
  const ScratchText::Span harbour = text.add("harbour");
  const ScratchText::Span zeros = text.add(std::string("a\0b", 3));
  EXPECT_EQ(text[empty], "");
  EXPECT_EQ(text[harbour], "harbour");
  EXPECT_EQ(text[zeros], std::string("a\0b", 3));
}

}  // namespace
}  // namespace dateline
