#include "search/index_reader.h"

#include <fstream>
#include <future>
#include <mutex>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/store/article/fields.h"
#include "search/store/generation.h"
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
  manifest.files = describe_files(folder);
  write_manifest(manifest, folder);
  publish(index, number);
}

std::filesystem::path segment_file(const std::filesystem::path& index, std::uint64_t number,
                                   const std::string& name) {
  return generation_folder(index, number) / "segment-0" / name;
}

// Changes the last byte; the file keeps its length.
void damage(const std::filesystem::path& path) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(-1, std::ios::end);
  const char last = static_cast<char>(file.peek() ^ 1);
  file.seekp(-1, std::ios::end);
  file.put(last);
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

TEST(IndexReader, FallsBackWhereOneByteOfTheCurrentGenerationHasChanged) {
  for (const char* name : {"postings", "tokens", "articles", "lexicon", "columns"}) {
    const TempFolder index;
    add_generation(index.path(), 1);
    add_generation(index.path(), 2);
    damage(segment_file(index.path(), 2, name));
    IndexReader reader(index.path());
    EXPECT_EQ(reader.searcher().generation(), 1U) << name;
    EXPECT_THAT(reader.fault().value_or(""), testing::HasSubstr(name));
    EXPECT_EQ(reader.faults(), 1U);
  }
}

TEST(IndexReader, FallsBackWhereTheManifestOfTheCurrentGenerationHasChanged) {
  const TempFolder index;
  add_generation(index.path(), 1);
  add_generation(index.path(), 2);
  damage(generation_folder(index.path(), 2) / "manifest.json");
  IndexReader reader(index.path());
  EXPECT_EQ(reader.searcher().generation(), 1U);
}

TEST(IndexReader, LeavesAGenerationInWhichTheScrubFindsDamage) {
  const TempFolder index;
  add_generation(index.path(), 1);
  add_generation(index.path(), 2);
  std::promise<std::string> told;
  std::once_flag once;
  IndexReader reader(index.path(), {.scrub_period = std::chrono::milliseconds(5),
                                    .notify = [&](const std::string& state) {
                                      std::call_once(once, [&] { told.set_value(state); });
                                    }});
  EXPECT_EQ(reader.searcher().generation(), 2U);
  damage(segment_file(index.path(), 2, "tokens"));
  EXPECT_THAT(told.get_future().get(), testing::HasSubstr("tokens is not as it was published"));
  while (reader.searcher().generation() == 2U) std::this_thread::yield();
  EXPECT_EQ(reader.searcher().generation(), 1U);
  EXPECT_TRUE(reader.searcher()->article("1", ""));
  EXPECT_GT(reader.scrubbed_bytes(), 0U);
}

TEST(IndexReader, TellsWhenItIsKnownWhetherThereIsSomethingToSearch) {
  const TempFolder index;
  IndexReader none(index.path());
  EXPECT_TRUE(none.wait_until_settled(std::chrono::minutes(1)));
  EXPECT_TRUE(none.fault());
  add_generation(index.path(), 1);
  IndexReader reader(index.path());
  EXPECT_TRUE(reader.wait_until_settled(std::chrono::minutes(1)));
  EXPECT_FALSE(reader.fault());
}

TEST(IndexReader, SearchesAGenerationWhoseFolderIsGone) {
  const TempFolder index;
  add_generation(index.path(), 1);
  IndexReader reader(index.path());
  const IndexReader::Lease first = reader.searcher();
  std::filesystem::remove_all(generation_folder(index.path(), 1));
  const IndexReader::Lease second = reader.searcher();  // a new one: the first is still away
  EXPECT_EQ(second->search({.query = "harbour"}).total.value, 1U);
}

TEST(IndexReader, SaysWhatToDoWhereNoGenerationOpens) {
  const TempFolder index;
  IndexReader reader(index.path());
  EXPECT_THROW(reader.searcher(), IndexError);
}

}  // namespace
}  // namespace dateline
