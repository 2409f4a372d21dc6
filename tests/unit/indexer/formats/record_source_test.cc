#include "indexer/formats/record_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "search/base/error.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using std::string_literals::operator""s;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(RecordSource, WalksFoldersInTheOrderOfNames) {
  const TempFolder folder;
  folder.write("b/2.txt", "two");
  folder.write("b/1.txt", "one");
  folder.write("c.txt", "three");
  folder.write("a.txt", "zero");
  EXPECT_THAT(read({folder.path()}).texts(), ElementsAre("zero", "one", "two", "three"));
}

TEST(RecordSource, PassesOverHiddenAndExcludedFiles) {
  const TempFolder folder;
  folder.write(".hidden/1.txt", "no");
  folder.write(".2.txt", "no");
  folder.write("index/3.txt", "no");
  folder.write("4.txt", "yes");
  EXPECT_THAT(read({folder.path()}, {.excluded = {folder.path() / "index"}}).texts(),
              ElementsAre("yes"));
}

TEST(RecordSource, ThrowsForANamedPathThatDoesNotExist) {
  try {
    RecordSource({"/does/not/exist"});
    FAIL() << "no exception";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("/does/not/exist"));
  }
}

TEST(RecordSource, ReadsOnlyRegularFilesAndNeverBlocks) {
  const TempFolder folder;
  folder.write("good.txt", "good");
  ASSERT_EQ(mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "loop");
  std::filesystem::create_symlink("self", folder.path() / "self");
  std::filesystem::create_symlink("/etc/hostname", folder.path() / "outside");
  const Reading reading = read({folder.path()});
  EXPECT_THAT(reading.texts(), ElementsAre("good"));
  EXPECT_THAT(reading.reasons(),
              ElementsAre("the symbolic link leads out of the folder",
                          HasSubstr("pipe, a socket or a device"), HasSubstr("leads nowhere")));
}

TEST(RecordSource, TellsWhereEachLineStands) {
  const TempFolder folder;
  const auto file = folder.write("a.jsonl", json_line("one") + "\n" + json_line("two"));
  const Reading reading = read({file});
  ASSERT_THAT(reading.articles, SizeIs(2));
  EXPECT_EQ(reading.articles[1].origin, (Origin{.path = file.string(), .line = 3, .offset = 17}));
}

TEST(RecordSource, ReadsALastLineWithoutLineBreak) {
  const TempFolder folder;
  EXPECT_THAT(read({folder.write("a", json_line("one") + R"({"text": "two"})")}).texts(),
              ElementsAre("one", "two"));
}

TEST(RecordSource, UnpacksByContentNotByName) {
  const TempFolder folder;
  folder.write("1.jsonl", gzip(json_line("gzip")));
  folder.write("2", zstd(json_line("zstd")));
  folder.write("3.gz", json_line("plain"));
  folder.write("4", gzip(zstd(json_line("both"))));
  EXPECT_THAT(read({folder.path()}).texts(), ElementsAre("gzip", "zstd", "plain", "both"));
}

// A cut member is noticed only inside of the next one.
TEST(RecordSource, LosesOneMemberOfAPackedFileToDamage) {
  std::string long_text = "two";
  for (int i = 0; i < 300; ++i) long_text += ", and line " + std::to_string(i * i) + " of it";
  for (const auto& pack : {gzip, zstd}) {
    const TempFolder folder;
    std::string cut = pack(json_line(long_text));
    cut.resize(cut.size() / 2);
    folder.write("a",
                 pack(json_line("one")) + cut + pack(json_line("three")) + pack(json_line("four")));
    const Reading reading = read({folder.path()});
    EXPECT_THAT(reading.texts(), ElementsAre("one", "three", "four"));
    EXPECT_THAT(reading.set_aside, testing::Not(testing::IsEmpty()));
  }
}

TEST(RecordSource, SetsAsideWhatIsPackedTooOften) {
  const TempFolder folder;
  const Reading reading = read({folder.write("a", gzip(gzip(gzip(json_line("deep")))))});
  EXPECT_THAT(reading.reasons(), ElementsAre("it is packed more than 2 times"));
}

TEST(RecordSource, ReadsMembersOfGzipThatFollowADamagedOne) {
  const TempFolder folder;
  std::string damaged = gzip(json_line("two two two two two"));
  damaged[damaged.size() / 2] ^= 0x55;
  damaged[damaged.size() / 2 + 1] ^= 0x55;
  const std::string file = gzip(json_line("one")) + damaged + gzip(json_line("three"));
  const Reading reading = read({folder.write("a.jsonl.gz", file)});
  EXPECT_THAT(reading.texts(), ElementsAre("one", "three"));
  EXPECT_THAT(reading.reasons(), ElementsAre("the gzip data are damaged"));
}

TEST(RecordSource, SetsAsideTheEndOfACutFileAndKeepsWhatCameBefore) {
  const TempFolder folder;
  std::string lines;
  for (int i = 0; i < 2000; ++i) lines += json_line(std::to_string(i * 7919 % 100000));
  const std::string packed = gzip(lines);
  const Reading reading = read({folder.write("a.gz", packed.substr(0, packed.size() / 2))});
  EXPECT_THAT(reading.reasons(), ElementsAre("the gzip data end in the middle"));
  ASSERT_GT(reading.articles.size(), 500U);
  for (std::size_t i = 0; i < reading.articles.size(); ++i)
    ASSERT_EQ(reading.articles[i].text, std::to_string(i * 7919 % 100000));
}

TEST(RecordSource, SetsAsideATextWhosePackedFileIsCut) {
  const TempFolder folder;
  std::string text;
  for (int i = 0; i < 5000; ++i) text += std::to_string(i * 7919 % 10007) + " ";
  const std::string packed = gzip(text);
  const Reading reading = read({folder.write("a.gz", packed.substr(0, packed.size() / 2))});
  EXPECT_THAT(reading.articles, IsEmpty());
  EXPECT_THAT(reading.reasons(), ElementsAre("the gzip data end in the middle"));
}

TEST(RecordSource, StopsUnpackingABomb) {
  const TempFolder folder;
  const std::string zeros(8U << 20, ' ');
  std::string bomb;
  for (int i = 0; i < 16; ++i) bomb += gzip(zeros);
  const Reading reading = read({folder.write("bomb.gz", json_line("good") + bomb),
                                folder.write("bomb2.gz", gzip(json_line("good")) + bomb)},
                               {.always_unpacked_bytes = 20U << 20});
  EXPECT_THAT(reading.texts(), testing::Contains("good"));
  EXPECT_THAT(reading.reasons(), testing::Contains(HasSubstr("it unpacks to more than")));
}

TEST(RecordSource, SetsAsideALongLineWithoutHoldingIt) {
  const TempFolder folder;
  const std::string file =
      json_line("one") + json_line(std::string(5U << 20, 'x')) + json_line("two");
  const Reading reading = read({folder.write("a.jsonl", file)}, {.max_record_bytes = 1U << 20});
  EXPECT_THAT(reading.texts(), ElementsAre("one", "two"));
  ASSERT_THAT(reading.reasons(), ElementsAre("longer than 1048576 bytes"));
  EXPECT_EQ(reading.set_aside[0].origin.line, 2U);
}

TEST(RecordSource, SetsAsideBinaryAndEmptyFiles) {
  const TempFolder folder;
  folder.write("a.png", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"s);
  folder.write("a.xyz", "\1\2\3\4\5\6\7\10abc");
  folder.write("b.txt", "");
  folder.write("c.txt", " \n\n ");
  EXPECT_THAT(read({folder.path()}).reasons(),
              ElementsAre("it is a PNG picture", "no format that holds articles was recognised",
                          "there is no text in it", "there is no text in it"));
}

TEST(RecordSource, TellsItsProgress) {
  const TempFolder folder;
  folder.write("a.txt", "12345");
  folder.write("b.txt", "1234567");
  RecordSource source({folder.path()});
  while (source.next()) {
  }
  EXPECT_EQ(source.bytes_read(), 12U);
  EXPECT_EQ(source.files_read(), 2U);
}

}  // namespace
}  // namespace dateline
