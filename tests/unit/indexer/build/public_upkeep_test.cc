#include "indexer/build/public_upkeep.h"

#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/build/backup.h"
#include "indexer/build/build_report.h"
#include "indexer/build/segment_tiers.h"
#include "search/store/generation.h"
#include "tests/unit/indexer/pushed_archive.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Ids = std::set<std::string>;

// Its language is told: stems need one, and the texts here are too short to tell it by.
std::string english_article(const std::string& id, const std::string& text) {
  return R"({"id":")" + id + R"(","language":"en","title":"About )" + id + R"(","text":")" + text +
         "\"}\n";
}

struct PublicArchive : PushedArchive {
  PublicArchive() { options.public_database = PublicDatabase::words; }

  void push_english(const std::string& id, const std::string& text) {
    queue.append(QueueEntry::Kind::article, english_article(id, text));
  }
};

std::filesystem::path stub_of(const std::filesystem::path& index) {
  return *current_generation(index) / kPublicStub;
}

// The ids of what a Xapian program finds that opens the stub.
Ids found(const std::filesystem::path& index, const std::string& text,
          Xapian::QueryParser::stem_strategy strategy = Xapian::QueryParser::STEM_SOME) {
  const Xapian::Database database(stub_of(index).string());
  Xapian::QueryParser parser;
  parser.set_database(database);
  parser.set_stemmer(Xapian::Stem("en"));
  parser.set_stemming_strategy(strategy);
  Xapian::Enquire enquire(database);
  enquire.set_query(parser.parse_query(text));
  const Xapian::MSet hits = enquire.get_mset(0, 1000);
  Ids ids;
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
    const std::string data = hit.get_document().get_data();
    ids.insert(data.substr(3, data.find('\n') - 3));  // id=…
  }
  return ids;
}

TEST(PublicUpkeep, XapianFindsAndShowsWhatARunPublished) {
  PublicArchive archive;
  archive.write("a.jsonl", english_article("one", "The harbours of Moscow were closed."));
  archive.write("b.jsonl", english_article("two", "A harbour opened."));
  archive.run();
  EXPECT_EQ(found(archive.index.path(), "harbour"), (Ids{"one", "two"}));
  EXPECT_EQ(found(archive.index.path(), "Moscow"), Ids{"one"});
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(PublicUpkeep, DeletedArticlesDoNotShow) {
  PublicArchive archive;
  archive.write("a.jsonl", english_article("one", "The harbour was closed."));
  archive.write("b.jsonl", english_article("two", "The harbour was opened."));
  archive.run();
  archive.remove_article("one");
  archive.apply();
  EXPECT_EQ(found(archive.index.path(), "harbour"), Ids{"two"});
  archive.push_english("two", "The airport was opened.");
  archive.apply();
  EXPECT_THAT(found(archive.index.path(), "harbour"), IsEmpty());
  EXPECT_EQ(found(archive.index.path(), "airport"), Ids{"two"});
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(PublicUpkeep, APushIntoALargeSegmentLeavesItsDatabaseToTheNextRun) {
  PublicArchive archive;
  std::string lines;
  for (int i = 0; i < 3000; ++i)
    lines += english_article("id" + std::to_string(i), "Harbour number " + std::to_string(i));
  archive.write("a.jsonl", lines);
  archive.run();
  const auto documents = [&] {
    return Xapian::Database(stub_of(archive.index.path()).string()).get_doccount();
  };
  archive.remove_article("id7");
  archive.apply();
  EXPECT_EQ(documents(), 3000U);
  EXPECT_THAT(archive.faults(), IsEmpty());
  EXPECT_FALSE(archive.run().unchanged);
  EXPECT_EQ(documents(), 2999U);
  EXPECT_TRUE(archive.run().unchanged);
}

TEST(PublicUpkeep, DatabasesOfSegmentsThatStayAreLinked) {
  PublicArchive archive;
  std::string lines;
  for (int i = 0; i < 8; ++i)
    lines += english_article("id" + std::to_string(i), "The harbour was closed.");
  archive.write("a.jsonl", lines);
  archive.run();
  const std::filesystem::path before = *current_generation(archive.index.path());
  archive.push_english("one", "The airport was closed.");
  archive.apply();
  const std::filesystem::path now = *current_generation(archive.index.path());
  EXPECT_TRUE(std::filesystem::equivalent(before / "segment-1" / kPublicFile,
                                          now / "segment-1" / kPublicFile));
  EXPECT_EQ(found(archive.index.path(), "closed").size(), 9U);
}

TEST(PublicUpkeep, MergedSegmentsHaveADatabase) {
  PublicArchive archive;
  for (int i = 0; i < 12; ++i) {
    archive.push_english("id" + std::to_string(i % 10), "Harbour number " + std::to_string(i));
    archive.apply();
    IndexWriter writer(archive.index.path(), 2, PublicDatabase::words);
    while (merge_in_background(writer)) {
    }
  }
  EXPECT_EQ(found(archive.index.path(), "harbour").size(), 10U);
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(PublicUpkeep, WithPhrasesWordsHaveToStandSideBySide) {
  PublicArchive archive;
  archive.options.public_database = PublicDatabase::phrases;
  archive.write("a.jsonl", english_article("one", "Oil prices rose."));
  archive.write("b.jsonl", english_article("two", "Prices of oil rose."));
  archive.run();
  EXPECT_EQ(found(archive.index.path(), "\"oil prices\""), Ids{"one"});
  EXPECT_EQ(found(archive.index.path(), "oil prices"), (Ids{"one", "two"}));
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(PublicUpkeep, AnotherKindHasEverythingReadAgainAndSaysWhy) {
  PublicArchive archive;
  archive.write("a.jsonl", english_article("one", "The harbour was closed."));
  archive.run();
  archive.options.public_database = PublicDatabase::off;
  const BuildReport report = archive.run();
  EXPECT_EQ(report.files, 1U);
  EXPECT_THAT(summary(report), HasSubstr("everything was read again, because settings have "
                                         "changed: index.xapian=words is now index.xapian=off"));
  EXPECT_FALSE(std::filesystem::exists(stub_of(archive.index.path())));
  EXPECT_THAT(archive.faults(), IsEmpty());
  EXPECT_TRUE(archive.run().unchanged);
  EXPECT_THAT(summary(archive.run()), Not(HasSubstr("because")));
}

TEST(PublicUpkeep, ADamagedDatabaseIsMadeAnewOfItsSegment) {
  PublicArchive archive;
  archive.push_english("one", "The harbour was closed.");
  archive.apply();
  const std::filesystem::path file =
      *current_generation(archive.index.path()) / "segment-1" / kPublicFile;
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(9000) << "nonsense";
  EXPECT_THAT(archive.faults(), ElementsAre(HasSubstr("segment-1/xapian is not as it was")));
  EXPECT_EQ(archive.run().lost, 0U);
  EXPECT_THAT(archive.faults(), IsEmpty());
  EXPECT_EQ(found(archive.index.path(), "harbour"), Ids{"one"});
}

TEST(PublicUpkeep, ABackupHasIt) {
  PublicArchive archive;
  archive.write("a.jsonl", english_article("one", "The harbour was closed."));
  archive.run();
  const TempFolder copy;
  back_up(archive.index.path(), copy.path());
  EXPECT_EQ(found(copy.path(), "harbour"), Ids{"one"});
}

}  // namespace
}  // namespace dateline
