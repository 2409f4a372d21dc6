#include "indexer/build/push.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/build/backup.h"
#include "indexer/build/segment_tiers.h"
#include "tests/unit/indexer/pushed_archive.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Ids = std::set<std::string>;
using Kind = QueueEntry::Kind;

TEST(Push, MakesAnIndexWhereThereIsNone) {
  PushedArchive archive;
  archive.push("one", "The harbour was closed.");
  EXPECT_EQ(archive.apply().generation, 1U);
  EXPECT_EQ(archive.ids("harbour"), Ids{"one"});
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(Push, StandsBesideFilesAndStaysWhereTheyAreReadAgain) {
  PushedArchive archive;
  archive.write("a.jsonl", json_article("file", "The harbour was closed."));
  archive.run();
  archive.push("pushed", "The harbour was opened.");
  archive.apply();
  EXPECT_EQ(archive.ids("harbour"), (Ids{"file", "pushed"}));
  archive.write("a.jsonl", json_article("file", "The harbour was sold."));
  archive.run();
  EXPECT_EQ(archive.ids("harbour"), (Ids{"file", "pushed"}));
  archive.run(BuildOptions::Scope::everything);
  EXPECT_EQ(archive.ids("harbour"), (Ids{"file", "pushed"}));
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(Push, LetsTheLastEntryOfAnIdCount) {
  PushedArchive archive;
  archive.push("one", "The harbour was closed.");
  archive.push("one", "The airport was closed.");
  archive.apply();
  archive.push("one", "The bridge was closed.");
  archive.apply();
  EXPECT_EQ(archive.ids("closed"), Ids{"one"});
  EXPECT_EQ(archive.ids("bridge"), Ids{"one"});
  archive.remove_article("one");
  archive.push("two", "The tunnel was closed.");
  archive.apply();
  EXPECT_EQ(archive.ids("closed"), Ids{"two"});
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(Push, GoesBeforeAFileUntilThatHasAnotherContent) {
  PushedArchive archive;
  archive.write("a.jsonl", json_article("one", "The harbour was closed."));
  archive.run();
  archive.push("one", "The airport was closed.");
  archive.apply();
  archive.write("a.jsonl", json_article("one", "The harbour was closed."));  // another time
  archive.run();
  EXPECT_EQ(archive.ids("airport"), Ids{"one"});
  archive.run(BuildOptions::Scope::everything);
  EXPECT_EQ(archive.ids("airport"), Ids{"one"});
  archive.write("a.jsonl", json_article("one", "The bridge was closed."));
  archive.run();
  EXPECT_EQ(archive.ids("bridge"), Ids{"one"});
  EXPECT_THAT(archive.ids("airport"), IsEmpty());
  archive.run(BuildOptions::Scope::everything);
  EXPECT_EQ(archive.ids("closed"), Ids{"one"});
  EXPECT_EQ(archive.ids("bridge"), Ids{"one"});
}

TEST(Push, KeepsAFilesArticleRemovedUntilItsContentChanges) {
  PushedArchive archive;
  archive.write("a.jsonl", json_article("one", "The harbour was closed.") +
                               json_article("two", "The airport was closed."));
  archive.run();
  archive.remove_article("one");
  archive.apply();
  EXPECT_EQ(archive.ids("closed"), Ids{"two"});
  archive.write("a.jsonl", json_article("one", "The harbour was closed.") +
                               json_article("two", "The airport was closed at noon."));
  archive.run();
  EXPECT_EQ(archive.ids("closed"), Ids{"two"});
  archive.run(BuildOptions::Scope::everything);
  EXPECT_EQ(archive.ids("closed"), Ids{"two"});
  archive.write("a.jsonl", json_article("one", "The harbour was closed again.") +
                               json_article("two", "The airport was closed at noon."));
  archive.run();
  EXPECT_EQ(archive.ids("closed"), (Ids{"one", "two"}));
}

// What a push under its id does to an article that files have at several addresses.
struct ArticleAtTwoAddresses : PushedArchive {
  std::string id;

  ArticleAtTwoAddresses() {
    options.removal = BuildOptions::Removal::allow;
    write("a.jsonl", addressed_article("post.example/first", long_text("harbour")));
    write("b.jsonl", addressed_article("post.example/second", long_text("harbour")));
    write("c.jsonl", json_article("other", "The bridge."));
    run();
    id = *ids("harbour").begin();
  }

  void expect_of(const std::string& query, const Ids& expected) const {
    EXPECT_EQ(ids(query), expected);
    run();
    EXPECT_EQ(ids(query), expected) << "after a run";
    run(BuildOptions::Scope::everything);
    EXPECT_EQ(ids(query), expected) << "after a full build";
    EXPECT_THAT(faults(), IsEmpty());
  }
};

TEST(Push, TakesOutAnArticleAtAllItsAddresses) {
  ArticleAtTwoAddresses archive;
  archive.remove_article(archive.id);
  archive.apply();
  archive.expect_of("harbour", {});
  archive.write("b.jsonl", addressed_article("post.example/third", long_text("Harbour")));
  archive.run();
  archive.expect_of("harbour", {});
  archive.remove("a.jsonl");
  archive.run();
  archive.expect_of("harbour", {});
}

TEST(Push, ReplacesAnArticleAtAllItsAddresses) {
  ArticleAtTwoAddresses archive;
  archive.push(archive.id, "The harbour, put right.");
  archive.apply();
  archive.expect_of("harbour", {archive.id});
  archive.expect_of("ships", {});
  archive.remove("a.jsonl");
  archive.run();
  archive.expect_of("ships", {});
}

TEST(Push, AFileThatChangesLaterShowsTheArticleAtItsOtherAddressesAgain) {
  ArticleAtTwoAddresses archive;
  archive.remove_article(archive.id);
  archive.apply();
  archive.write("a.jsonl", addressed_article("post.example/first", long_text("tunnel")));
  archive.run();
  archive.expect_of("tunnel", {archive.id});
  EXPECT_THAT(archive.ids("harbour"), SizeIs(2)) << "both have it in the title";
}

TEST(Push, RemovesTheLastArticleAndGoesOn) {
  PushedArchive archive;
  archive.push("one", "The harbour was closed.");
  archive.apply();
  archive.remove_article("one");
  archive.apply();
  EXPECT_THAT(archive.ids("harbour"), IsEmpty());
  archive.push("two", "The harbour was opened.");
  archive.apply();
  EXPECT_EQ(archive.ids("harbour"), Ids{"two"});
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(Push, SetsAsideWhatIsNoArticleAndGoesOnBehindIt) {
  PushedArchive archive;
  archive.push("one", "The harbour was closed.");
  archive.queue.append(Kind::article, "{\"title\": \"cut o");
  archive.push("two", "The harbour was opened.");
  const PushReport report = archive.apply();
  ASSERT_THAT(report.set_aside, SizeIs(1));
  EXPECT_EQ(report.set_aside[0].origin.line, 2U);
  EXPECT_EQ(archive.ids("harbour"), (Ids{"one", "two"}));
  EXPECT_EQ(read_manifest(*current_generation(archive.index.path())).pushed, 3U);
}

TEST(Push, TellsOfADamagedLastEntryUntilOthersFollow) {
  PushedArchive archive;
  archive.push("one", "The harbour was closed.");
  archive.push("two", "The harbour was opened.");
  const auto file = queue_files(queue_folder(archive.index.path())).front();
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
  std::ofstream(file, std::ios::app) << '?';
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_GT(archive.apply().damaged_bytes, 0U);
    EXPECT_EQ(archive.ids("harbour"), Ids{"one"});
  }
  EXPECT_EQ(archive.run(BuildOptions::Scope::everything).damaged,
            std::vector<std::string>{"pushed"});
  ArticleQueue(archive.index.path()).append(Kind::article, json_article("two", "A harbour."));
  archive.apply();
  EXPECT_EQ(archive.apply().damaged_bytes, 0U);
  EXPECT_EQ(archive.ids("harbour"), (Ids{"one", "two"}));
}

TEST(Push, AppliesNothingTwice) {
  PushedArchive archive;
  archive.push("one", "The harbour was closed.");
  EXPECT_EQ(archive.apply().entries, 1U);
  EXPECT_EQ(archive.apply().entries, 0U);
}

TEST(Push, IsThereAgainAfterARollback) {
  PushedArchive archive;
  archive.push("one", "The harbour was closed.");
  archive.apply();
  archive.push("two", "The harbour was opened.");
  archive.apply();
  publish(archive.index.path(), 1);
  EXPECT_EQ(archive.ids("harbour"), Ids{"one"});
  archive.apply();
  EXPECT_EQ(archive.ids("harbour"), (Ids{"one", "two"}));
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(Push, IsReadFromTheQueueWhereItsRecordIsDamaged) {
  PushedArchive archive;
  archive.write("a.jsonl", json_article("file", "The harbour was closed."));
  archive.run();
  archive.push("one", "The harbour was opened.");
  archive.remove_article("file");
  archive.apply();
  std::ofstream(pushed_path(archive.index.path())) << "[1,\"one\",\"nonsense\"]\n";
  archive.run();
  EXPECT_EQ(archive.ids("harbour"), Ids{"one"});
}

// A second of pushes a segment would make many of them.
TEST(Push, KeepsSegmentsFew) {
  PushedArchive archive;
  for (int i = 0; i < 20; ++i) {
    archive.push("id" + std::to_string(i % 15), "The harbour " + std::to_string(i) + " closed.");
    archive.apply();
    IndexWriter writer(archive.index.path(), 2);
    while (merge_in_background(writer)) {
    }
  }
  const Generation generation(*current_generation(archive.index.path()));
  EXPECT_LE(generation.segments().size(), 4U);
  EXPECT_EQ(generation.manifest().articles, 15U);
  EXPECT_EQ(archive.ids("harbour").size(), 15U);
  EXPECT_THAT(archive.faults(), IsEmpty());
  archive.run();  // the folder is empty, and has nothing to do with it
  EXPECT_EQ(archive.ids("harbour").size(), 15U);
}

TEST(Push, KeepsAGenerationOfARunToGoBackTo) {
  PushedArchive archive;
  archive.write("a.jsonl", json_article("file", "The harbour was closed."));
  archive.run();
  for (int i = 0; i < 5; ++i) {
    archive.push("one", "The harbour was opened, " + std::to_string(i));
    archive.apply();
  }
  EXPECT_THAT(generation_numbers(archive.index.path()), ElementsAre(1, 5, 6));
}

TEST(Push, StaysWhereItsQueueIsCompacted) {
  PushedArchive archive;
  const std::filesystem::path folder = queue_folder(archive.index.path());
  const auto file = [&](std::uint64_t sequence, const std::string& id) {
    std::ofstream(queue_file(folder, sequence), std::ios::binary)
        << encode_entry(sequence, Kind::article, json_article(id, "The harbour, " + id));
  };
  file(1, "one");
  file(2, "two");
  file(3, "one");
  file(4, "three");
  archive.apply();
  {
    IndexWriter writer(archive.index.path(), 1);
    drop_replaced(writer);
  }
  EXPECT_EQ(queue_files(folder).size(), 2U);
  archive.run(BuildOptions::Scope::everything);
  EXPECT_EQ(archive.ids("harbour"), (Ids{"one", "two", "three"}));
}

TEST(Push, IsInABackup) {
  PushedArchive archive;
  archive.push("one", "The harbour was closed.");
  archive.apply();
  PushedArchive copy;
  std::filesystem::remove_all(queue_folder(copy.index.path()));
  back_up(archive.index.path(), copy.index.path());
  EXPECT_EQ(copy.ids("harbour"), Ids{"one"});
  copy.run(BuildOptions::Scope::everything);
  EXPECT_EQ(copy.ids("harbour"), Ids{"one"});
}

}  // namespace
}  // namespace dateline
