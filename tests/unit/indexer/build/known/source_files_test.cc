#include "indexer/build/known/source_files.h"

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Sources {
  TempFolder folder;
  SourceFiles files{folder.path()};

  std::vector<std::string> ids(std::size_t file) const {
    std::vector<std::string> ids;
    files.for_each_article(file,
                           [&](const IndexedArticle& article) { ids.emplace_back(article.id); });
    return ids;
  }
  std::vector<std::string> reasons(std::size_t file) const {
    std::vector<std::string> reasons;
    files.for_each_aside(file, [&](const SetAside& aside) { reasons.push_back(aside.reason); });
    return reasons;
  }
};

// Of memory that is no file's.
std::size_t kilobytes_held() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::size_t kilobytes = 0;
    if (word == "RssAnon:" && status >> kilobytes) return kilobytes;
  }
  return 0;
}

TEST(SourceFiles, GiveBackWhatIsKnownOfAnArticle) {
  Sources sources;
  const std::size_t file = sources.files.add("news/a.jsonl", {.bytes = 7});
  sources.files.add_article(file, {.id = "one",
                                   .hash = {1, 2},
                                   .language = "de",
                                   .text_bytes = 1234,
                                   .content = RecordHash{3, 4}});
  sources.files.for_each_article([&](const IndexedArticle& article) {
    EXPECT_EQ(article.id, "one");
    EXPECT_EQ(article.hash, (RecordHash{1, 2}));
    EXPECT_EQ(article.language, "de");
    EXPECT_EQ(article.text_bytes, 1234U);
    EXPECT_EQ(article.content, (RecordHash{3, 4}));
    EXPECT_EQ(article.place, std::nullopt);
    sources.files.set_place(article.number, Place{5, 6});
  });
  sources.files.for_each_article([](const IndexedArticle& article) {
    EXPECT_EQ(article.place, (Place{5, 6}));
  });
}

TEST(SourceFiles, AreFoundByTheirPath) {
  Sources sources;
  for (int i = 0; i < 1000; ++i) sources.files.add("news/" + std::to_string(i), {});
  for (std::size_t i = 0; i < 1000; ++i)
    EXPECT_EQ(sources.files.find("news/" + std::to_string(i)), i);
  EXPECT_EQ(sources.files.find("news/1000"), std::nullopt);
}

TEST(SourceFiles, TakeOverWhatOthersKnowOfAFile) {
  Sources before;
  before.files.add("a", {});
  const std::size_t old = before.files.add("b", {.bytes = 9, .modified_ns = 8, .inode = 7});
  before.files.add_article(old, {.id = "one"});
  before.files.add_aside(old, {.origin = {.path = "b", .line = 3}, .reason = "no text"});
  Sources now;
  now.files.add(before.files, old);
  EXPECT_EQ(now.files.path(0), "b");
  EXPECT_EQ(now.files.stamp(0).inode, 7U);
  EXPECT_THAT(now.ids(0), ElementsAre("one"));
  EXPECT_THAT(now.reasons(0), ElementsAre("no text"));
}

TEST(SourceFiles, HaveOfAFileThatIsReadAgainWhatItHasNow) {
  Sources sources;
  const std::size_t a = sources.files.add("a", {});
  const std::size_t b = sources.files.add("b", {});
  sources.files.add_article(a, {.id = "old"});
  sources.files.add_aside(a, {.reason = "no text"});
  sources.files.add_article(b, {.id = "other"});
  sources.files.forget(a);
  EXPECT_THAT(sources.ids(a), IsEmpty());
  EXPECT_THAT(sources.reasons(a), IsEmpty());
  sources.files.add_article(a, {.id = "new"});
  EXPECT_THAT(sources.ids(a), ElementsAre("new"));
  EXPECT_THAT(sources.ids(b), ElementsAre("other"));
}

TEST(SourceFiles, RefuseArticlesOfTwoFilesByTurns) {
  Sources sources;
  const std::size_t a = sources.files.add("a", {});
  const std::size_t b = sources.files.add("b", {});
  sources.files.add_article(a, {.id = "one"});
  sources.files.add_article(b, {.id = "two"});
  EXPECT_THROW(sources.files.add_article(a, {.id = "three"}), std::logic_error);
}

TEST(SourceFiles, HoldSomeMegabytesWhateverTheyKnow) {
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "a sanitizer has memory of its own for each byte";
#endif
  Sources sources;
  const std::size_t before = kilobytes_held();
  ASSERT_GT(before, 0U);
  for (int i = 0; i < 400'000; ++i) {
    const std::string name = "a-rather-long-folder/of-an-archive/" + std::to_string(i);
    sources.files.add_article(sources.files.add(name, {}), {.id = name, .language = "en"});
  }
  EXPECT_LT(kilobytes_held() - before, 50'000U) << "of some 100,000";
}

}  // namespace
}  // namespace dateline
