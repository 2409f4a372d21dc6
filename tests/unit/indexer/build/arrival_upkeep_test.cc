#include "indexer/build/arrival_upkeep.h"

#include <algorithm>
#include <functional>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/build/backup.h"
#include "indexer/build/segment_tiers.h"
#include "tests/unit/indexer/pushed_archive.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using Ids = std::set<std::string>;

Searcher searcher_of(const std::filesystem::path& index) {
  return Searcher(std::make_shared<const Generation>(*current_generation(index)));
}

Arrived arrived(const std::filesystem::path& index, const std::string& id) {
  return searcher_of(index).article(id, "")->arrived;
}

std::vector<std::string> ids_in_order(const Archive& archive, Sort sort) {
  std::vector<std::string> ids;
  const SearchResult result =
      searcher_of(archive.index.path()).search({.limit = 100, .sort = sort});
  for (const Hit& hit : result.hits) ids.push_back(hit.id);
  return ids;
}

TEST(Arrivals, AreInTheOrderInWhichArticlesCame) {
  PushedArchive archive;
  archive.write("a.jsonl", json_article("one", "The harbour was closed.") +
                               json_article("two", "The harbour was opened."));
  archive.run();
  archive.push("three", "The harbour was sold.");
  archive.apply();
  EXPECT_THAT(ids_in_order(archive, Sort::added), ElementsAre("three", "two", "one"));
  EXPECT_THAT(ids_in_order(archive, Sort::arrival), ElementsAre("one", "two", "three"));
}

TEST(Arrivals, StayThroughARebuildAndABackup) {
  PushedArchive archive;
  archive.write("a.jsonl", json_article("file", "The harbour was closed."));
  archive.run();
  archive.push("pushed", "The harbour was opened.");
  archive.apply();
  const Arrived file = arrived(archive.index.path(), "file");
  const Arrived pushed = arrived(archive.index.path(), "pushed");
  EXPECT_LT(file.added, pushed.added);
  archive.run(BuildOptions::Scope::everything);
  EXPECT_EQ(arrived(archive.index.path(), "file").added, file.added);
  EXPECT_EQ(arrived(archive.index.path(), "pushed").changed, pushed.changed);
  const TempFolder folder;
  back_up(archive.index.path(), folder.path() / "copy");
  EXPECT_EQ(arrived(folder.path() / "copy", "file").added, file.added);
}

TEST(Arrivals, TellAChangeFromAnArrival) {
  PushedArchive archive;
  archive.write("a.jsonl", json_article("file", "The harbour was closed.") +
                               json_article("other", "The airport was closed."));
  archive.run();
  const Arrived before = arrived(archive.index.path(), "file");
  EXPECT_EQ(before.added, before.changed);
  archive.write("a.jsonl", json_article("file", "The harbour was opened.") +
                               json_article("other", "The airport was closed."));
  archive.run();
  const Arrived after = arrived(archive.index.path(), "file");
  EXPECT_EQ(after.added, before.added);
  EXPECT_GT(after.changed, before.changed);
  const Arrived other = arrived(archive.index.path(), "other");
  EXPECT_EQ(other.changed, other.added);
}

// What other settings make of the same file is no change of the article.
TEST(Arrivals, OtherSettingsChangeNoArticle) {
  Archive archive;
  archive.write("a.jsonl",
                R"({"id":"one","title":"Harbour","text":"It was closed.","desk":"Sea"})");
  archive.run();
  const Arrived before = arrived(archive.index.path(), "one");
  archive.options.sources.field_names = {{"desk", "section"}};
  archive.run();
  EXPECT_EQ(arrived(archive.index.path(), "one").changed, before.changed);
}

TEST(Arrivals, AnArticleThatComesBackArrivesAgain) {
  Archive archive;
  archive.options.removal = BuildOptions::Removal::allow;
  archive.write("a.jsonl", json_article("one", "The harbour was closed."));
  archive.write("b.jsonl", json_article("two", "The harbour was opened."));
  archive.run();
  const Arrived before = arrived(archive.index.path(), "two");
  archive.remove("b.jsonl");
  archive.run();
  archive.write("b.jsonl", json_article("two", "The harbour was opened."));
  archive.run();
  EXPECT_GT(arrived(archive.index.path(), "two").added, before.added);
  EXPECT_THAT(archive.faults(), IsEmpty());
}

// Asks again and again what arrived, in small pages, and keeps nothing but a position.
class Tail {
 public:
  explicit Tail(std::filesystem::path index) : index_(std::move(index)) {}

  // The ids that come, those that are in the index now, and never one that stayed since it came.
  void poll() {
    const Searcher searcher = searcher_of(index_);
    for (;;) {
      const SearchResult page =
          searcher.search({.limit = 2, .sort = Sort::arrival, .arrived_after = position_});
      for (const Hit& hit : page.hits) {
        EXPECT_TRUE(seen_.insert(hit.id).second) << hit.id << " comes twice";
        ever_seen_.insert(hit.id);
        EXPECT_GT(hit.arrived.added, position_);
        position_ = hit.arrived.added;
      }
      if (page.hits.size() < 2) break;
    }
    Ids live;
    for (const Hit& hit : searcher.search({.limit = 1000}).hits) live.insert(hit.id);
    EXPECT_THAT(ever_seen_, IsSupersetOf(live));
    std::erase_if(seen_, [&](const std::string& id) { return !live.contains(id); });
  }

 private:
  std::filesystem::path index_;
  std::int64_t position_ = 0;
  Ids seen_;  // and still in the index at the last poll
  Ids ever_seen_;
};

void roll_back(const std::filesystem::path& index) {
  const std::uint64_t current = generation_number(*current_generation(index));
  std::vector<std::uint64_t> before = generation_numbers(index);
  std::erase_if(before, [&](std::uint64_t number) { return number >= current; });
  if (!before.empty()) publish(index, before.back());
}

class EveryArrival : public testing::TestWithParam<unsigned> {};

TEST_P(EveryArrival, IsSeenOnceWhateverTheIndexDoes) {
  std::mt19937 random(GetParam());
  PushedArchive archive;
  archive.options.removal = BuildOptions::Removal::allow;
  archive.write("0.jsonl", json_article("first", "The harbour was closed."));
  archive.run();
  Tail at_every_step(archive.index.path());
  Tail now_and_then(archive.index.path());
  int number = 0;
  const auto some = [&](const char* kind) { return kind + std::to_string(random() % 6); };
  const auto text = [&] {
    return "The harbour was closed for " + std::to_string(++number) + " days.";
  };
  const std::vector<std::function<void()>> steps{
      [&] {
        const std::string id = some("file");
        archive.write(id + ".jsonl", json_article(id, text()));
      },
      [&] { archive.remove(some("file") + ".jsonl"); },
      [&] { archive.run(); },
      [&] { archive.run(); },
      [&] { archive.run(BuildOptions::Scope::everything); },
      [&] { archive.push("pushed" + std::to_string(number), text()); },
      [&] {
        archive.push(some("file"), text());
        archive.apply();
      },
      [&] {
        archive.push("pushed" + std::to_string(number), text());
        archive.apply();
      },
      [&] {
        archive.remove_article("pushed" + std::to_string(random() % 20));
        archive.apply();
      },
      [&] {
        IndexWriter writer(archive.index.path(), 2);
        merge_in_background(writer);
      },
      [&] { roll_back(archive.index.path()); }};
  for (int step = 0; step < 40; ++step) {
    steps[random() % steps.size()]();
    at_every_step.poll();
    if (step % 7 == 0) now_and_then.poll();
  }
  now_and_then.poll();
}

INSTANTIATE_TEST_SUITE_P(Arrivals, EveryArrival, testing::Range(1U, 7U));

}  // namespace
}  // namespace dateline
