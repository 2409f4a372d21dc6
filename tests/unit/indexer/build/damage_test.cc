#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/build/proven_files.h"
#include "search/base/error.h"
#include "search/store/manifest.h"
#include "tests/unit/indexer/pushed_archive.h"

// What a run does where a disk has changed what was published.
namespace dateline {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Ids = std::set<std::string>;

std::filesystem::path current(const Archive& archive) {
  return *current_generation(archive.index.path());
}

// Changes a bit in the middle of a file, whose time stays what it was: as a disk does it.
void flip_bit(const std::filesystem::path& path) {
  const auto time = std::filesystem::last_write_time(path);
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(path) / 2);
  file.seekg(middle);
  const auto byte = static_cast<char>(file.get() ^ 4);
  file.seekp(middle);
  file.put(byte);
  file.close();
  std::filesystem::last_write_time(path, time);
}

// A generation of two segments: the harbour in the first, the airport in the second.
template <typename Kind = Archive>
struct TwoSegments : Kind {
  TwoSegments() {
    for (int i = 0; i < 5; ++i) {
      const std::string id = "harbour" + std::to_string(i);
      this->write(id + ".jsonl", json_article(id, "The harbour was closed on Monday."));
    }
    this->run();
    this->write("airport.jsonl", json_article("airport", "The airport was closed on Monday."));
    this->run();
  }

  std::filesystem::path first() const { return current(*this) / "segment-1"; }
};

const Ids kHarbours = {"harbour0", "harbour1", "harbour2", "harbour3", "harbour4"};

TEST(Damage, OfAnyFileIsMendedByTheNextRun) {
  for (const char* const name : {"articles", "columns", "dictionary", "hashes", "lexicon", "lists",
                                 "pairs", "postings", "signatures", "tokens"}) {
    const TwoSegments archive;
    if (std::filesystem::file_size(archive.first() / name) == 0) continue;
    flip_bit(archive.first() / name);
    const BuildReport report = archive.run();
    EXPECT_THAT(report.damaged, ElementsAre(std::string("segment-1/") + name));
    EXPECT_EQ(report.articles, 6U) << name;
    EXPECT_EQ(archive.ids("closed").size(), 6U) << name;
    EXPECT_EQ(archive.ids("harbour"), kHarbours) << name;
    EXPECT_THAT(archive.faults(), IsEmpty()) << name;
    EXPECT_THAT(archive.run().damaged, IsEmpty()) << name;
  }
}

TEST(Damage, OfTheGroupsAndOfTheManifestIsMendedToo) {
  for (const char* const name : {"groups", "manifest.json"}) {
    const TwoSegments archive;
    flip_bit(current(archive) / name);
    EXPECT_THAT(archive.run().damaged, ElementsAre(name));
    EXPECT_EQ(archive.ids("harbour"), kHarbours) << name;
    EXPECT_THAT(archive.faults(), IsEmpty()) << name;
  }
}

TEST(Damage, IsNotMergedIntoASoundSegment) {
  const TwoSegments archive;
  archive.write("bridge.jsonl", json_article("bridge", "The bridge was closed on Monday."));
  archive.run();
  flip_bit(archive.first() / "articles");
  archive.write("tunnel.jsonl", json_article("tunnel", "The tunnel was closed on Monday."));
  EXPECT_THAT(archive.run().damaged, ElementsAre("segment-1/articles"));
  EXPECT_EQ(archive.ids("closed").size(), 8U);
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(Damage, OfTheOnlySegmentIsMended) {
  Archive archive;
  archive.write("one.jsonl", json_article("one", "The harbour was closed on Monday."));
  archive.run();
  flip_bit(current(archive) / "segment-1" / "lexicon");
  EXPECT_THAT(archive.run().damaged, ElementsAre("segment-1/lexicon"));
  EXPECT_EQ(archive.ids("harbour"), Ids{"one"});
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(Damage, HoldsPushedArticlesBackUntilARunHasMendedIt) {
  const TwoSegments<PushedArchive> archive;
  flip_bit(archive.first() / "columns");
  const_cast<TwoSegments<PushedArchive>&>(archive).push("pushed", "The bridge was closed.");
  EXPECT_THROW(archive.apply(), IndexError);
  archive.run();
  archive.apply();
  EXPECT_EQ(archive.ids("bridge"), Ids{"pushed"});
  EXPECT_EQ(archive.ids("harbour"), kHarbours);
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(Damage, OfPushedArticlesIsMendedFromTheirQueue) {
  TwoSegments<PushedArchive> archive;
  archive.push("pushed", "The bridge was closed on Monday.");
  archive.apply();
  for (const auto& segment : std::filesystem::directory_iterator(current(archive)))
    if (segment.is_directory()) flip_bit(segment.path() / "articles");
  EXPECT_THAT(archive.run().damaged, Not(IsEmpty()));
  EXPECT_EQ(archive.ids("bridge"), Ids{"pushed"});
  EXPECT_EQ(archive.ids("harbour"), kHarbours);
  EXPECT_THAT(archive.faults(), IsEmpty());
}

// Sources that cannot be read for now: a link that leads to itself.
void put_out_of_reach(const Archive& archive, const std::string& name) {
  archive.remove(name);
  std::filesystem::create_symlink(name, archive.sources.path() / name);
}

TEST(Damage, WhoseSourcesAreOutOfReachIsNotPublishedAway) {
  const TwoSegments archive;
  flip_bit(archive.first() / "columns");
  put_out_of_reach(archive, "harbour3.jsonl");
  const std::filesystem::path before = current(archive);
  try {
    archive.run();
    FAIL() << "a run that loses an article says nothing";
  } catch (const IndexError& error) {
    EXPECT_THAT(error.what(), HasSubstr("harbour3"));
    EXPECT_THAT(error.what(), HasSubstr("--salvage"));
  }
  EXPECT_EQ(current(archive), before);
}

TEST(Damage, IsSalvagedWhereThatIsAskedFor) {
  TwoSegments archive;
  flip_bit(archive.first() / "columns");  // the records are whole
  put_out_of_reach(archive, "harbour3.jsonl");
  archive.options.damaged = BuildOptions::Damaged::salvage;
  const BuildReport report = archive.run();
  EXPECT_EQ(report.lost, 0U);
  EXPECT_EQ(archive.ids("harbour"), kHarbours);
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(Damage, SalvagesNoRecordThatIsNotWhole) {
  TwoSegments archive;
  std::filesystem::resize_file(archive.first() / "articles", 10);
  put_out_of_reach(archive, "harbour3.jsonl");
  archive.options.damaged = BuildOptions::Damaged::salvage;
  EXPECT_EQ(archive.run().lost, 1U);
  EXPECT_EQ(archive.ids("harbour"), (Ids{"harbour0", "harbour1", "harbour2", "harbour4"}));
  EXPECT_THAT(archive.faults(), IsEmpty());
}

TEST(ProvenFiles, CoverAGenerationUntilAFileChanges) {
  const TwoSegments archive;
  const Manifest manifest = read_manifest(current(archive));
  ProvenFiles proven(archive.index.path());
  EXPECT_TRUE(proven.covers(manifest, current(archive)));
  std::ofstream(archive.first() / "columns", std::ios::app) << "x";
  EXPECT_FALSE(proven.covers(manifest, current(archive)));
  EXPECT_THAT(proven.damaged(manifest, current(archive)), ElementsAre("segment-1/columns"));
}

TEST(ProvenFiles, ReadEverythingAgainWhereTheirRecordIsDamaged) {
  const TwoSegments archive;
  flip_bit(archive.index.path() / "proven");
  ProvenFiles proven(archive.index.path());
  const Manifest manifest = read_manifest(current(archive));
  EXPECT_FALSE(proven.covers(manifest, current(archive)));
  EXPECT_THAT(proven.damaged(manifest, current(archive)), IsEmpty());
  EXPECT_TRUE(proven.covers(manifest, current(archive)));
}

}  // namespace
}  // namespace dateline
