#include "indexer/build/index_build.h"

#include <array>
#include <chrono>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/build/known/source_record.h"
#include "search/base/error.h"
#include "tests/unit/indexer/archive.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(IndexBuild, PublishesNothingWhereNothingHasChanged) {
  Archive archive;
  archive.write("a.jsonl", json_article("one", "The harbour was closed on Monday."));
  EXPECT_EQ(archive.run().generation, 1U);
  const BuildReport second = archive.run();
  EXPECT_TRUE(second.unchanged);
  EXPECT_EQ(second.files, 0U);
  EXPECT_THAT(generation_numbers(archive.index.path()), ElementsAre(1));
}

TEST(IndexBuild, ReadsOnlyTheFilesThatChanged) {
  Archive archive;
  for (int i = 0; i < 10; ++i) {
    const std::string name = "f" + std::to_string(i);
    archive.write(name + ".jsonl", json_article(name, "The harbour was closed on Monday."));
  }
  archive.run();
  archive.write("f3.jsonl", json_article("f3", "The airport was closed on Monday."));
  const BuildReport report = archive.run();
  EXPECT_EQ(report.files, 1U);
  EXPECT_EQ(report.added, 1U);
  EXPECT_EQ(report.articles, 10U);
  EXPECT_EQ(archive.ids("airport"), (std::set<std::string>{"f3"}));
  EXPECT_EQ(archive.ids("harbour").size(), 9U);
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(IndexBuild, KnowsFilesWhoseNamesAreNoUtf8) {
  Archive archive;
  archive.write("caf\xE9.jsonl", json_article("one", "The harbour was closed on Monday."));
  archive.write("caf\xE8.jsonl", "{no JSON\n" + json_article("two", "The harbour opened again."));
  EXPECT_EQ(archive.run().articles, 2U);
  EXPECT_TRUE(archive.run().unchanged);
  archive.write("caf\xE9.jsonl", json_article("one", "The airport was closed on Monday."));
  archive.run();
  EXPECT_EQ(archive.ids("harbour"), (std::set<std::string>{"two"}));
  EXPECT_EQ(archive.ids("airport"), (std::set<std::string>{"one"}));
}

TEST(IndexBuild, ReadsAFileOnceThatIsNamedTwice) {
  Archive archive;
  archive.write("a.jsonl", json_article("one", "The harbour was closed on Monday."));
  archive.options.paths.push_back(archive.sources.path() / "a.jsonl");
  const BuildReport report = archive.run();
  EXPECT_EQ(report.files, 1U);
  EXPECT_EQ(report.repeated, 0U);
  EXPECT_EQ(archive.run().files, 0U) << "and does not take it for changed";
}

TEST(IndexBuild, LeavesOutWhatIsGoneEverywhere) {
  Archive archive;
  for (int i = 0; i < 10; ++i) {
    const std::string name = "f" + std::to_string(i);
    archive.write(name + ".jsonl", json_article(name, "The harbour was closed on Monday."));
  }
  archive.run();
  archive.remove("f4.jsonl");
  EXPECT_EQ(archive.run().removed, 1U);
  const Searcher searcher(
      std::make_shared<const Generation>(*current_generation(archive.index.path())));
  EXPECT_FALSE(searcher.article("f4", ""));
  EXPECT_FALSE(searcher.similar("f4", 5));
  EXPECT_TRUE(searcher.article("f5", ""));
  EXPECT_EQ(searcher.stats().articles, 9U);
  const SearchResult found =
      searcher.search({.query = "harbour", .limit = 20, .facets = {"language"}});
  EXPECT_EQ(found.total.value, 9U);
  ASSERT_EQ(found.facets.size(), 1U);
  ASSERT_EQ(found.facets[0].values.size(), 1U);
  EXPECT_EQ(found.facets[0].values[0].count, 9U);
  for (const Suggestion& suggestion : searcher.suggest("about f", 20))
    EXPECT_NE(suggestion.id, "f4");
}

TEST(IndexBuild, RefusesToDeleteAnArchiveWhoseFolderIsEmpty) {
  Archive archive;
  archive.write("a.jsonl", json_article("one", "The harbour was closed."));
  archive.run();
  archive.remove("a.jsonl");
  EXPECT_THROW(archive.run(), InputError);
  EXPECT_THROW(archive.run(BuildOptions::Scope::everything), InputError);
  EXPECT_EQ(archive.ids("harbour"), (std::set<std::string>{"one"}));
}

TEST(IndexBuild, ShowsTheArticleThatAnotherOneOfItsIdHid) {
  Archive archive;
  archive.write("a.jsonl", json_article("same", "The first harbour."));
  archive.write("b.jsonl", json_article("same", "The second airport."));
  archive.run();
  EXPECT_THAT(archive.ids("airport"), IsEmpty());
  archive.remove("a.jsonl");
  archive.run();
  EXPECT_EQ(archive.ids("airport"), (std::set<std::string>{"same"}));
  EXPECT_THAT(archive.ids("harbour"), IsEmpty());
}

TEST(IndexBuild, AnArticleAtSeveralAddressesIsOne) {
  Archive archive;
  archive.write("a.jsonl", addressed_article("post.example/harbour", long_text("harbour")));
  archive.write("b.jsonl",
                addressed_article("post.example/amp/harbour?id=7", long_text("Harbour")) +
                    addressed_article("post.example/airport", long_text("airport")));
  const BuildReport report = archive.run();
  EXPECT_EQ(report.articles, 2U);
  EXPECT_EQ(report.repeated, 1U);
  EXPECT_THAT(archive.ids("\"the harbour was closed\""), SizeIs(1));
}

TEST(IndexBuild, ArticlesOfOtherPapersAndStubsAndIdsStayApart) {
  Archive archive;
  archive.write("papers.jsonl",
                addressed_article("post.example/a", long_text("harbour")) +
                    addressed_article("news.example/a", long_text("harbour"), "Island News"));
  archive.write("stubs.jsonl", addressed_article("post.example/1", "Pictures of the bridge.") +
                                   addressed_article("post.example/2", "Pictures of the bridge."));
  archive.write("ids.jsonl", json_article("id1", long_text("tunnel")) +
                                 json_article("id2", long_text("tunnel")));
  const BuildReport report = archive.run();
  EXPECT_EQ(report.articles, 6U);
  EXPECT_EQ(report.repeated, 0U);
}

TEST(IndexBuild, ShowsTheCopyOfAnArticleThatIsGone) {
  Archive archive;
  archive.options.removal = BuildOptions::Removal::allow;
  archive.write("a.jsonl", addressed_article("post.example/first", long_text("harbour")));
  archive.write("b.jsonl", addressed_article("post.example/second", long_text("harbour")));
  archive.run();
  const std::set<std::string> first = archive.ids("harbour");
  ASSERT_THAT(first, SizeIs(1));
  for (int i = 0; i < 10; ++i)  // so many that one that goes does not make a full build
    archive.write(std::to_string(i) + ".jsonl", json_article(std::to_string(i), "The bridge."));
  archive.run();
  archive.remove("a.jsonl");
  const BuildReport report = archive.run();
  EXPECT_EQ(report.files, 1U) << "only the file that has the copy is read again";
  EXPECT_EQ(report.added, 1U);
  const std::set<std::string> second = archive.ids("\"the harbour was closed\"");
  EXPECT_THAT(second, SizeIs(1));
  EXPECT_NE(first, second);
  EXPECT_TRUE(archive.run().unchanged);
}

// A run that was killed between the two leaves a record without its generation, never a generation
// without its record: one goes back to it.
TEST(IndexBuild, KeepsTheRecordsOfItsGenerationsAndNoOthers) {
  Archive archive;
  for (const char* text : {"The harbour.", "The airport.", "The bridge.", "The tunnel."}) {
    archive.write("a.jsonl", json_article("one", text));
    std::filesystem::create_directories(archive.index.path() / "sources");
    std::ofstream(source_record_path(archive.index.path(), 99)) << "left behind\n";
    archive.run();
  }
  std::set<std::filesystem::path> records;
  for (const auto& entry : std::filesystem::directory_iterator(archive.index.path() / "sources"))
    records.insert(entry.path().filename());
  EXPECT_THAT(records, ElementsAre("000003.jsonl", "000004.jsonl", "pushed.jsonl"));
}

// The articles of an incremental run are those of a full build, whatever was done to the files.
TEST(IndexBuild, GivesTheArticlesOfAFullBuildAfterAnyEdits) {
  constexpr std::array kWords = {"harbour", "airport", "bridge", "tunnel"};
  Archive archive;
  archive.options.removal = BuildOptions::Removal::allow;
  std::mt19937 random(7);
  const auto pick = [&](unsigned below) { return random() % below; };
  const auto rewrite = [&] {
    std::string lines;
    for (unsigned i = 0; i < 1 + pick(4); ++i) {
      lines += json_article("id" + std::to_string(pick(60)),
                            "The " + std::string(kWords[pick(4)]) + " was closed.");
      lines += addressed_article("post.example/" + std::to_string(pick(20)),
                                 long_text(kWords[pick(4)] + std::to_string(pick(5))));
    }
    archive.write("f" + std::to_string(pick(30)) + ".jsonl", lines);
  };
  for (int i = 0; i < 40; ++i) rewrite();
  archive.run();
  for (int round = 0; round < 10; ++round) {
    for (unsigned i = 0; i < 1 + pick(2); ++i) rewrite();
    if (pick(3) == 0) archive.remove("f" + std::to_string(pick(30)) + ".jsonl");
    archive.run();
    ASSERT_THAT(archive.faults(), IsEmpty()) << "round " << round;
    Archive full;
    full.options.paths = archive.options.paths;
    full.run();
    for (const char* word : kWords)
      ASSERT_EQ(archive.ids(word), full.ids(word)) << word << ", round " << round;
    ASSERT_EQ(archive.ids("ships"), full.ids("ships")) << "round " << round;
  }
}

// Groups are those of a full build too: who leaves, who comes, and in which segment they lie.
TEST(IndexBuild, GivesTheGroupsOfAFullBuildAfterAnyEdits) {
  constexpr std::array kTexts = {
      "The harbour of the old town will open again in March after two years of works, it said.",
      "Bakers in the north went on strike over the price of flour on Tuesday, their guild told "
      "us."};
  Archive archive;
  archive.options.removal = BuildOptions::Removal::allow;
  std::mt19937 random(11);
  const auto rewrite = [&] {
    const std::string name = "f" + std::to_string(random() % 20);
    const std::string ending = random() % 3 == 0 ? " We were told so by two of them." : "";
    archive.write(name + ".jsonl", json_article(name, kTexts[random() % 2] + ending));
  };
  for (int i = 0; i < 30; ++i) rewrite();
  archive.run();
  EXPECT_THAT(archive.groups(), ::testing::Not(IsEmpty()));
  for (int round = 0; round < 8; ++round) {
    rewrite();
    if (random() % 2 == 0) archive.remove("f" + std::to_string(random() % 20) + ".jsonl");
    archive.run();
    ASSERT_THAT(archive.faults(), IsEmpty()) << "round " << round;
    Archive full;
    full.options.paths = archive.options.paths;
    full.run();
    ASSERT_EQ(archive.groups(), full.groups()) << "round " << round;
  }
}

TEST(IndexCheck, FindsEveryDamagedFile) {
  Archive archive;
  archive.write("a.jsonl", json_article("one", "The harbour was closed."));
  archive.run();
  const std::filesystem::path folder = *current_generation(archive.index.path());
  for (const ManifestFile& file : read_manifest(folder).files) {
    if (file.bytes == 0) continue;
    std::fstream bytes(folder / file.name, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(static_cast<std::streamoff>(file.bytes / 2));
    const char was = static_cast<char>(bytes.get());
    const auto put = [&](char byte) {
      bytes.seekp(static_cast<std::streamoff>(file.bytes / 2));
      bytes.put(byte).flush();
    };
    put(static_cast<char>(was ^ 0x10));
    EXPECT_THAT(archive.faults(), ::testing::SizeIs(1)) << file.name;
    put(was);
    EXPECT_THAT(archive.faults(), IsEmpty());
  }
}

TEST(IndexBuild, LeavesTheIndexAsItIsWhereItIsCancelled) {
  Archive archive;
  archive.write("a.jsonl", json_article("one", "The harbour was closed."));
  archive.run();
  archive.write("b.jsonl", json_article("two", "The harbour was opened."));
  for (const auto scope : {BuildOptions::Scope::changes, BuildOptions::Scope::everything}) {
    BuildOptions options = archive.options;
    options.scope = scope;
    Progress progress;
    progress.is_cancelled = true;
    EXPECT_THROW(build_index(options, progress), RunCancelled);
  }
  EXPECT_EQ(archive.ids("harbour"), (std::set<std::string>{"one"}));
  EXPECT_EQ(archive.run().added, 1U);
}

}  // namespace
}  // namespace dateline
