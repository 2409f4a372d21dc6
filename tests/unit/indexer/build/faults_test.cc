#include <fstream>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "indexer/text/encoding.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

// What an archive of many years has: files that are cut, garbled, hostile, or no files at all.
namespace dateline {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

std::string record(int number) {
  return R"({"id": ")" + std::to_string(number) + R"(", "title": "Title )" +
         std::to_string(number) + R"(", "text": "The harbour opened again. Café, number )" +
         std::to_string(number) + R"(."})";
}

// A record damaged in one of the ways that it can be; none of them can be read.
std::string damaged(int number) {
  std::string line = record(number);
  switch (number / 10 % 5) {
    case 0:
      return line.substr(0, line.size() / 2);  // cut
    case 1:
      for (std::size_t i = 1; i < line.size(); i += 3)
        line[i] = static_cast<char>(line[i] ^ 0x15);  // garbled
      return line.find('\n') == std::string::npos ? line : "garbled";
    case 2:
      return R"({"text": )" + std::string(10000, '[') + std::string(10000, ']') + "}";  // deep
    case 3:
      return R"({"id": "x", "text": ""})";  // empty
    default:
      return std::string(100U << 10, 'x');  // long
  }
}

TEST(Faults, OneRecordInTenCostsItselfOnly) {
  const TempFolder folder;
  std::string lines;
  for (int i = 1; i <= 10000; ++i) lines += (i % 10 == 0 ? damaged(i) : record(i)) + "\n";
  const auto file = folder.write("a.jsonl", lines);
  const Reading reading = read({file}, {.max_record_bytes = 64U << 10});
  EXPECT_THAT(reading.articles, SizeIs(9000));
  EXPECT_THAT(reading.set_aside, SizeIs(1000));
  for (const SetAside& one : reading.set_aside) {
    ASSERT_EQ(one.origin.line % 10, 0U);
    ASSERT_FALSE(one.reason.empty());
    ASSERT_FALSE(one.advice.empty());
  }
}

TEST(Faults, FilesThatAreNoneCostThemselvesOnly) {
  const TempFolder folder;
  folder.write("good.jsonl", record(1) + "\n");
  ASSERT_EQ(mkfifo((folder.path() / "fifo").c_str(), 0600), 0);
  std::filesystem::create_symlink("loop-b", folder.path() / "loop-a");
  std::filesystem::create_symlink("loop-a", folder.path() / "loop-b");
  std::filesystem::create_directory_symlink("..", folder.path() / "up");
  folder.write("name with\nline break \xFF.jsonl", record(2) + "\n");
  const Reading reading = read({folder.path()});
  EXPECT_THAT(reading.articles, SizeIs(2));
  EXPECT_THAT(reading.articles[1].origin.path,
              testing::EndsWith("name with\nline break \xEF\xBF\xBD.jsonl"));
  EXPECT_THAT(reading.set_aside, SizeIs(4));
}

TEST(Faults, AFileThatCannotBeReadCostsItselfOnly) {
  if (geteuid() == 0) GTEST_SKIP() << "root can read everything";
  const TempFolder folder;
  folder.write("a.txt", "good");
  std::filesystem::permissions(folder.write("b.txt", "secret"), std::filesystem::perms::none);
  const Reading reading = read({folder.path()});
  EXPECT_THAT(reading.texts(), ElementsAre("good"));
  EXPECT_THAT(reading.reasons(), ElementsAre(HasSubstr("cannot be opened")));
}

TEST(Faults, AFileThatChangesWhileItIsReadIsTold) {
  const TempFolder folder;
  std::string lines;
  for (int i = 0; i < 50000; ++i) lines += record(i) + "\n";
  const auto file = folder.write("a.jsonl", lines);
  RecordSource source({file});
  ASSERT_TRUE(source.next());
  std::ofstream(file, std::ios::app) << record(7) << "\n";
  std::vector<std::string> reasons;
  while (auto result = source.next()) {
    if (const auto* const problem = std::get_if<SetAside>(&*result))
      reasons.push_back(problem->reason);
  }
  EXPECT_THAT(reasons, ElementsAre("the file changed while it was read"));
}

// What reading costs and gives, in a process of its own.
struct Cost {
  long peak_mebibytes = 0;
  bool as_expected = false;
};

template <typename Check>
Cost cost_of_reading(const std::filesystem::path& path, SourceOptions options, Check as_expected) {
  const pid_t child = fork();
  if (child == 0) _exit(as_expected(read({path}, std::move(options))) ? 0 : 1);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  return {usage.ru_maxrss / 1024, status == 0};
}

// Of a program that reads what would be gigabytes. A sanitizer keeps what was freed for a while.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kMostMebibytes = 1024;
#else
constexpr int kMostMebibytes = 200;
#endif

TEST(Faults, ALineOfTwoGigabytesIsNotHeld) {
  const TempFolder folder;
  const auto file = folder.write("a.jsonl", record(1) + "\n{\"text\": \"");
  std::filesystem::resize_file(file, 2U << 30);  // zeros without blocks on the disk
  std::ofstream(file, std::ios::app) << "\"}\n" << record(2) << "\n";
  const Cost cost = cost_of_reading(file, {}, [](const Reading& reading) {
    return reading.articles.size() == 2 && reading.reasons().size() == 1 &&
           reading.reasons()[0].starts_with("longer than");
  });
  EXPECT_TRUE(cost.as_expected);
  EXPECT_LT(cost.peak_mebibytes, kMostMebibytes);
}

TEST(Faults, ASparseFileOfATerabyteIsNoText) {
  const TempFolder folder;
  const auto file = folder.write("a.txt", "");
  std::filesystem::resize_file(file, 1ULL << 40);
  EXPECT_THAT(read({file}).reasons(), ElementsAre("no format that holds articles was recognised"));
}

TEST(Faults, ABombIsNotUnpackedToItsEnd) {
  const TempFolder folder;
  const std::string part = gzip(std::string(64U << 20, ' '));
  std::string bomb;
  for (int i = 0; i < 64; ++i) bomb += part;  // 4 GiB
  const Cost cost = cost_of_reading(
      folder.write("a.gz", bomb), {.always_unpacked_bytes = 16U << 20}, [](const Reading& reading) {
        return reading.articles.empty() && !reading.set_aside.empty();
      });
  EXPECT_TRUE(cost.as_expected);
  EXPECT_LT(cost.peak_mebibytes, kMostMebibytes);
}

// Cut anywhere and garbled anywhere, every format ends, and gives only text that is valid.
class DamagedFormat : public testing::TestWithParam<std::string> {};

void expect_valid(const Reading& reading) {
  for (const RawArticle& article : reading.articles) {
    ASSERT_TRUE(is_utf8(article.text));
    ASSERT_TRUE(is_utf8(article.known.title));
    ASSERT_TRUE(is_utf8(article.known.extra_json));
    ASSERT_EQ(article.text.find('\0'), std::string::npos);
  }
  for (const SetAside& one : reading.set_aside) ASSERT_FALSE(one.reason.empty());
}

TEST_P(DamagedFormat, NeitherCrashesNorHangs) {
  const auto path = std::filesystem::path(DATELINE_SOURCE_DIR) / "tests/data/formats" / GetParam();
  std::ifstream in(path, std::ios::binary);
  const std::string sound((std::istreambuf_iterator<char>(in)), {});
  ASSERT_FALSE(sound.empty());
  const TempFolder folder;
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    std::string bytes = sound;
    if (round % 2 == 0) bytes.resize(random() % bytes.size());
    for (unsigned i = 0; i < random() % 8 && !bytes.empty(); ++i)
      bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    expect_valid(read({folder.write(GetParam(), bytes)}));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Formats, DamagedFormat,
    testing::Values("articles.jsonl", "articles.jsonl.gz", "articles.jsonl.bz2",
                    "articles.jsonl.xz", "articles.zip", "articles.tar.gz", "nested.zip",
                    "list.json", "json-feed.json", "table.csv", "table.tsv", "rss.xml", "atom.xml",
                    "nitf.xml", "newsml-g2.xml", "wiki.xml", "messages.mbox", "message.eml",
                    "article-1.md", "article-3.md", "article.docx", "article.odt", "pages.warc",
                    "pages.warc.gz", "pages.arc", "texts.wet.gz", "page-1.html"),
    [](const auto& format) {
      std::string name = format.param;
      for (char& c : name) c = c == '.' || c == '-' ? '_' : c;
      return name;
    });

}  // namespace
}  // namespace dateline
