#include "indexer/build/group_upkeep.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/build/segment_tiers.h"
#include "tests/unit/indexer/pushed_archive.h"

namespace dateline {
namespace {

using testing::IsEmpty;
using Groups = std::map<std::string, std::set<std::string>>;

constexpr const char* kHarbour =
    "The harbour of the old town will open again in March after two years of works, it said.";
constexpr const char* kBakers =
    "Bakers in the north went on strike over the price of flour on Tuesday, their guild told us.";
constexpr int kMany = 10'001;  // from there on pushes do not find groups at once

// As many articles of a few words as a large archive has, and two copies of one story.
void write_many(const PushedArchive& archive) {
  std::string lines = json_article("one", kHarbour) + json_article("two", kHarbour);
  for (int i = 2; i < kMany; ++i)
    lines += json_article("n" + std::to_string(i), "Number " + std::to_string(i) + " was drawn.");
  archive.write("many.jsonl", lines);
  archive.run();
}

TEST(GroupUpkeep, APushIntoASmallArchiveFindsGroupsAtOnce) {
  PushedArchive archive;
  archive.write("a.jsonl", json_article("one", kHarbour) + json_article("bakers", kBakers));
  archive.run();
  archive.push("two", kHarbour);
  archive.apply();
  EXPECT_EQ(archive.groups(), (Groups{{"one", {"two"}}, {"two", {"one"}}}));
  archive.push("two", kBakers);
  archive.apply();
  EXPECT_EQ(archive.groups(), (Groups{{"bakers", {"two"}}, {"two", {"bakers"}}}));
  archive.remove_article("two");
  archive.apply();
  EXPECT_THAT(archive.groups(), IsEmpty());
}

TEST(GroupUpkeep, APushIntoALargeArchiveLeavesGroupsToTheNextRun) {
  PushedArchive archive;
  write_many(archive);
  archive.push("three", kHarbour);
  archive.apply();
  EXPECT_EQ(archive.others("one"), std::set<std::string>{"two"});
  EXPECT_THAT(archive.others("three"), IsEmpty());
  EXPECT_THAT(archive.faults(), IsEmpty());
  EXPECT_FALSE(archive.run().unchanged);  // though all files are as they were
  EXPECT_EQ(archive.others("three"), (std::set<std::string>{"one", "two"}));
  EXPECT_TRUE(archive.run().unchanged);
}

TEST(GroupUpkeep, WhatAPushReplacesLeavesItsGroupAtOnce) {
  PushedArchive archive;
  write_many(archive);
  archive.push("two", kBakers);
  archive.apply();
  EXPECT_THAT(archive.others("one"), IsEmpty());
  EXPECT_THAT(archive.others("two"), IsEmpty());
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(GroupUpkeep, ManyPushesIntoALargeArchiveFindGroups) {
  PushedArchive archive;
  write_many(archive);
  for (int i = 0; i < kMany / 50; ++i) archive.push("copy-" + std::to_string(i), kBakers);
  archive.apply();
  EXPECT_THAT(archive.others("copy-0"), IsEmpty());
  for (int i = 0; i < 10; ++i) archive.push("more-" + std::to_string(i), kBakers);
  archive.apply();
  EXPECT_EQ(archive.others("copy-0").size(), kMany / 50 + 9);
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(GroupUpkeep, AMergeOfGroupedSegmentsFindsGroups) {
  PushedArchive archive;
  write_many(archive);
  IndexWriter writer(archive.index.path(), 2);
  IndexWriter::Transaction transaction(writer);
  IndexState& state = transaction.change();
  const TempFolder workplace;
  MergedSegment merged = merge_live(state.segments, state.dictionary, workplace.path() / "merged");
  replace_merged(state.segments, {0}, std::move(merged));
  transaction.publish({.workplace = workplace.path(), .made_by = MadeBy::merge});
  EXPECT_TRUE(is_grouped(*transaction.state()));
  EXPECT_EQ(archive.others("one"), std::set<std::string>{"two"});
  EXPECT_THAT(archive.faults(), IsEmpty());
}

}  // namespace
}  // namespace dateline
