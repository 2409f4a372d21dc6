#include "search/base/scratch_array.h"

#include <cstdint>
#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

// More bytes than are kept in memory.
constexpr std::uint64_t kMany = 3U << 20U;

TEST(ScratchArray, KeepsWhatItIsGivenWhereItGrowsIntoAFile) {
  const TempFolder folder;
  ScratchArray<std::uint64_t> array(folder.path());
  for (std::uint64_t i = 0; i < kMany; ++i) array.push_back(i * i);
  ASSERT_EQ(array.size(), kMany);
  for (std::uint64_t i = 0; i < kMany; ++i) ASSERT_EQ(array[i], i * i);
}

TEST(ScratchArray, HasZerosWhereItIsMadeLonger) {
  const TempFolder folder;
  ScratchArray<std::uint64_t> array(folder.path());
  array.push_back(7);
  array.resize(kMany);
  EXPECT_EQ(array[0], 7U);
  for (std::uint64_t i = 1; i < kMany; ++i) ASSERT_EQ(array[i], 0U);
}

TEST(ScratchArray, LeavesNoFileBehind) {
  const TempFolder folder;
  ScratchArray<std::uint64_t> array(folder.path());
  array.resize(kMany);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(ScratchArray, SaysWhereItCannotMakeItsFile) {
  ScratchArray<std::uint64_t> array("/nowhere/at/all");
  array.resize(10);
  try {
    array.resize(kMany);
    FAIL() << "there is no such folder";
  } catch (const std::filesystem::filesystem_error& error) {
    EXPECT_EQ(error.path1(), "/nowhere/at/all");
  }
  EXPECT_EQ(array.size(), 10U);
}

}  // namespace
}  // namespace dateline
