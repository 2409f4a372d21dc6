#include "search/index_reader.h"

#include <gtest/gtest.h>

#include "search/fields.h"
#include "search/generation.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

// Generation `number` with one article that has its number as id.
void add_generation(const std::filesystem::path& index, std::uint64_t number) {
  const TempIndex made{Article{.id = std::to_string(number), .paragraphs = {"The harbour."}}};
  const std::filesystem::path folder = generation_folder(index, number);
  std::filesystem::create_directories(folder.parent_path());
  std::filesystem::copy(made.folder(), folder, std::filesystem::copy_options::recursive);
  Manifest manifest = read_manifest(folder);
  manifest.generation = number;
  write_manifest(manifest, folder);
  publish(index, number);
}

TEST(IndexReader, FollowsThePublishedGeneration) {
  const TempFolder index;
  add_generation(index.path(), 1);
  IndexReader reader(index.path());
  EXPECT_EQ(reader.searcher().generation(), 1U);
  add_generation(index.path(), 2);
  EXPECT_EQ(reader.searcher().generation(), 2U);
  EXPECT_FALSE(reader.fault());
}

TEST(IndexReader, FallsBackToTheGenerationBeforeWhereTheCurrentOneIsDamaged) {
  const TempFolder index;
  add_generation(index.path(), 1);
  add_generation(index.path(), 2);
  std::filesystem::resize_file(generation_folder(index.path(), 2) / "segment-0" / "articles", 9);
  IndexReader reader(index.path());
  EXPECT_EQ(reader.searcher().generation(), 1U);
  EXPECT_TRUE(reader.searcher()->article("1", ""));
  EXPECT_TRUE(reader.fault());
  add_generation(index.path(), 3);
  EXPECT_EQ(reader.searcher().generation(), 3U);
  EXPECT_FALSE(reader.fault());
}

TEST(IndexReader, FallsBackWhereTheCurrentGenerationIsGone) {
  const TempFolder index;
  add_generation(index.path(), 1);
  add_generation(index.path(), 2);
  std::filesystem::remove_all(generation_folder(index.path(), 2));
  IndexReader reader(index.path());
  EXPECT_EQ(reader.searcher().generation(), 1U);
  std::filesystem::remove(index.path() / "current");
  EXPECT_EQ(reader.searcher().generation(), 1U);
}

TEST(IndexReader, SaysWhatToDoWhereNoGenerationOpens) {
  const TempFolder index;
  IndexReader reader(index.path());
  EXPECT_THROW(reader.searcher(), IndexError);
}

}  // namespace
}  // namespace dateline
