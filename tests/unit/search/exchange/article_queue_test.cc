#include "search/exchange/article_queue.h"

#include <csignal>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "search/base/error.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Kind = QueueEntry::Kind;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<std::string> texts(const std::filesystem::path& index, std::uint64_t after = 0) {
  std::vector<std::string> texts;
  ArticleQueueReader reader(index, after);
  for (auto entries = reader.next(); !entries.empty(); entries = reader.next()) {
    for (const QueueEntry& entry : entries) texts.push_back(entry.bytes);
  }
  return texts;
}

std::filesystem::path only_file(const std::filesystem::path& index) {
  const auto files = queue_files(queue_folder(index));
  EXPECT_EQ(files.size(), 1U);
  return files.front();
}

TEST(ArticleQueue, GivesEntriesInTheOrderOfTheirNumbers) {
  const TempFolder index;
  ArticleQueue queue(index.path());
  EXPECT_EQ(queue.append(Kind::article, "one"), 1U);
  EXPECT_EQ(queue.append(Kind::removal, "two"), 2U);
  ArticleQueueReader reader(index.path(), 0);
  EXPECT_THAT(reader.next(), ElementsAre(QueueEntry{1, Kind::article, "one"},
                                         QueueEntry{2, Kind::removal, "two"}));
  EXPECT_THAT(reader.next(), IsEmpty());
  queue.append(Kind::article, "three");
  EXPECT_THAT(reader.next(), ElementsAre(QueueEntry{3, Kind::article, "three"}));
}

TEST(ArticleQueue, TakesManyEntriesAtOnce) {
  const TempFolder index;
  ArticleQueue queue(index.path());
  const std::vector<ArticleQueue::NewEntry> entries{{Kind::article, "one"}, {Kind::removal, "two"}};
  EXPECT_EQ(queue.append(entries), 2U);
  EXPECT_EQ(queue.append(entries), 4U);
  EXPECT_THAT(texts(index.path()), ElementsAre("one", "two", "one", "two"));
  const std::vector<ArticleQueue::NewEntry> unfit{{Kind::article, "three"},
                                                  {Kind::article, std::string_view("\0", 1)}};
  EXPECT_THROW(queue.append(unfit), InputError);
  EXPECT_EQ(texts(index.path()).size(), 4U);
}

TEST(ArticleQueue, GoesOnWhereTheLastProcessEnded) {
  const TempFolder index;
  ArticleQueue(index.path()).append(Kind::article, "one");
  EXPECT_EQ(ArticleQueue(index.path()).append(Kind::article, "two"), 2U);
  EXPECT_THAT(texts(index.path()), ElementsAre("one", "two"));
  EXPECT_THAT(texts(index.path(), 1), ElementsAre("two"));
  EXPECT_THAT(texts(index.path(), 2), IsEmpty());
}

TEST(ArticleQueue, LetsTwoProcessesAppendInTurn) {
  const TempFolder index;
  ArticleQueue first(index.path());
  ArticleQueue second(index.path());
  first.append(Kind::article, "one");
  second.append(Kind::article, "two");
  EXPECT_EQ(first.append(Kind::article, "three"), 3U);
  EXPECT_THAT(texts(index.path()), ElementsAre("one", "two", "three"));
}

TEST(ArticleQueue, GivesEachOfManyThreadsItsOwnNumber) {
  const TempFolder index;
  ArticleQueue queue(index.path());
  std::mutex mutex;
  std::set<std::uint64_t> numbers;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([&, thread] {
        for (int i = 0; i < 20; ++i) {
          const auto number =
              queue.append(Kind::article, std::to_string(thread) + "-" + std::to_string(i));
          const std::lock_guard lock(mutex);
          numbers.insert(number);
        }
      });
    }
  }
  EXPECT_EQ(numbers.size(), 160U);
  EXPECT_EQ(*numbers.rbegin(), 160U);
  const std::vector<std::string> found = texts(index.path());
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), 160U);
}

TEST(ArticleQueue, WritesOverATailThatACrashLeft) {
  const TempFolder index;
  ArticleQueue(index.path()).append(Kind::article, "one");
  ArticleQueue(index.path()).append(Kind::article, "two");
  const std::string whole = read_file(only_file(index.path()));
  const std::size_t first = encode_entry(1, Kind::article, "one").size();
  for (std::size_t size = first; size < whole.size(); ++size) {
    write_file(only_file(index.path()), whole.substr(0, size));
    EXPECT_THAT(texts(index.path()), ElementsAre("one"));
    EXPECT_EQ(ArticleQueue(index.path()).append(Kind::article, "again"), 2U);
    EXPECT_THAT(texts(index.path()), ElementsAre("one", "again"));
  }
}

// What is said when an entry is appended behind these bytes.
std::vector<std::string> notices(const std::filesystem::path& index, const std::string& bytes) {
  write_file(only_file(index), bytes);
  std::vector<std::string> said;
  ArticleQueue queue(index);
  queue.on_notice([&](const std::string& what) { said.push_back(what); });
  queue.append(Kind::article, "again");
  queue.append(Kind::article, "and again");
  return said;
}

TEST(ArticleQueue, SaysThatACutWriteIsDropped) {
  const TempFolder index;
  const std::string last = encode_entry(2, Kind::article, "The price of oil rose.");
  ArticleQueue(index.path()).append(Kind::article, "one");
  const std::string first = read_file(only_file(index.path()));
  for (std::size_t size = 1; size < last.size(); ++size) {
    EXPECT_THAT(notices(index.path(), first + last.substr(0, size)),
                ElementsAre(HasSubstr(std::to_string(size) + " bytes of a write that was cut")));
    EXPECT_THAT(texts(index.path()), ElementsAre("one", "again", "and again"));
  }
}

TEST(ArticleQueue, TakesPagesThatNeverReachedTheDiskForACutWrite) {
  const TempFolder index;
  const std::string last = encode_entry(2, Kind::article, std::string(80, 'x'));
  ArticleQueue(index.path()).append(Kind::article, "one");
  const std::string first = read_file(only_file(index.path()));
  for (std::size_t from = 0; from < last.size(); ++from) {
    std::string torn = last;
    torn.replace(from, std::string::npos, last.size() - from, '\0');
    EXPECT_THAT(notices(index.path(), first + torn), ElementsAre(HasSubstr("was cut"))) << from;
    torn = std::string(from + 1, '\0') + last.substr(from + 1);
    EXPECT_THAT(notices(index.path(), first + torn), ElementsAre(HasSubstr("was cut"))) << from;
  }
}

TEST(ArticleQueue, SaysThatTheLastEntryIsDamagedAndLeavesItWhereItIs) {
  const TempFolder index;
  const std::string last = encode_entry(2, Kind::article, "The price of oil rose.");
  ArticleQueue(index.path()).append(Kind::article, "one");
  const std::string first = read_file(only_file(index.path()));
  for (std::size_t at = 0; at < last.size(); ++at) {
    std::string damaged = last;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x20);  // makes a NUL byte of a space
    write_file(only_file(index.path()), first + damaged);
    ArticleQueueReader reader(index.path(), 1);
    EXPECT_THAT(reader.next(), IsEmpty());
    EXPECT_EQ(reader.damaged_bytes(), last.size()) << at;
    EXPECT_THAT(notices(index.path(), first + damaged), ElementsAre(HasSubstr("a damaged entry")))
        << at;
    EXPECT_TRUE(read_file(only_file(index.path())).starts_with(first + damaged));
    EXPECT_THAT(texts(index.path()), ElementsAre("one", "again", "and again"));
  }
}

TEST(ArticleQueue, GivesTheNumberOfADamagedLastEntryToNoOther) {
  const TempFolder index;
  for (const char* text : {"one", "two"}) ArticleQueue(index.path()).append(Kind::article, text);
  const std::string whole = read_file(only_file(index.path()));
  write_file(only_file(index.path()), whole.substr(0, whole.size() - 1) + "?");
  EXPECT_EQ(ArticleQueue(index.path()).append(Kind::article, "three"), 3U);
}

TEST(ArticleQueue, GivesNumbersAboveAllOfTheFileWhereADiskHasMixedThem) {
  const TempFolder index;
  ArticleQueue(index.path()).append(Kind::article, "one");
  std::string mixed;
  for (const std::uint64_t sequence : {9, 2, 10, 3})
    mixed += encode_entry(sequence, Kind::article, std::to_string(sequence));
  for (const std::string end : {"", "DLQ", "damage"}) {
    write_file(only_file(index.path()), mixed + end);
    EXPECT_GT(ArticleQueue(index.path()).append(Kind::article, "last"), 10U);
    EXPECT_THAT(texts(index.path()), ElementsAre("9", "10", "last"));
  }
}

TEST(ArticleQueue, TellsDamageOnceBehindWhatTheIndexHas) {
  const TempFolder index;
  ArticleQueue(index.path()).append(Kind::article, "one");
  const std::string first = read_file(only_file(index.path()));
  write_file(only_file(index.path()), first + std::string(9, '?'));
  ArticleQueue(index.path()).append(Kind::article, "two");
  ArticleQueueReader all(index.path(), 0);
  EXPECT_EQ(all.next().size(), 2U);
  EXPECT_EQ(all.damaged_bytes(), 9U);
  ArticleQueueReader later(index.path(), 3);
  EXPECT_THAT(later.next(), IsEmpty());
  EXPECT_EQ(later.damaged_bytes(), 0U);
}

TEST(ArticleQueue, FindsTheEntriesBehindDamage) {
  const TempFolder index;
  for (const char* text : {"one", "two", "three"})
    ArticleQueue(index.path()).append(Kind::article, text);
  const std::string whole = read_file(only_file(index.path()));
  const std::size_t size = encode_entry(1, Kind::article, "one").size();
  for (std::size_t at = size; at < 2 * size; ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    write_file(only_file(index.path()), damaged);
    ArticleQueueReader reader(index.path(), 0);
    EXPECT_EQ(reader.next().size(), 2U) << at;
    EXPECT_EQ(reader.damaged_bytes(), size) << at;
  }
}

TEST(ArticleQueue, GivesNoNumberThatTheIndexHasAlready) {
  const TempFolder index;
  for (const char* text : {"one", "two"}) ArticleQueue(index.path()).append(Kind::article, text);
  const std::string whole = read_file(only_file(index.path()));
  write_file(only_file(index.path()), whole.substr(0, whole.size() - 1) + "?");
  EXPECT_EQ(ArticleQueue(index.path(), 2).append(Kind::article, "three"), 3U);
  EXPECT_EQ(ArticleQueueReader(index.path(), 2).next().size(), 1U);
  std::filesystem::remove_all(queue_folder(index.path()));
  EXPECT_EQ(ArticleQueue(index.path(), 3).append(Kind::article, "four"), 4U);
  EXPECT_EQ(ArticleQueueReader(index.path(), 3).next().size(), 1U);
}

TEST(ArticleQueue, ReadsAnyBytesWithoutHarm) {
  const TempFolder index;
  ArticleQueue(index.path()).append(Kind::article, "one");
  const std::filesystem::path file = only_file(index.path());
  const std::string entry = read_file(file);
  std::string huge = entry;
  huge[23] = '\x7F';  // of the payload's size
  for (const std::string& bytes :
       {std::string(), std::string(1000, '\0'), std::string("DLQ1DLQ1DLQ1"), huge}) {
    write_file(file, bytes);
    EXPECT_THAT(texts(index.path()), IsEmpty());
    write_file(file, bytes + entry);
    EXPECT_THAT(texts(index.path()), ElementsAre("one"));
  }
}

TEST(ArticleQueue, RefusesWhatCouldPassForAnEntry) {
  const TempFolder index;
  ArticleQueue queue(index.path());
  EXPECT_THROW(queue.append(Kind::removal, encode_entry(9, Kind::removal, "x")), InputError);
  EXPECT_THROW(queue.append(Kind::article, std::string(kMaxQueueEntryBytes + 1, ' ')), InputError);
}

// Writes beyond so many bytes of a file fail, as on a full disk.
class FileLimit {
 public:
  explicit FileLimit(rlim_t bytes) : before_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &limit_);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileLimit() {
    ::setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, before_);
  }
  FileLimit(const FileLimit&) = delete;
  FileLimit& operator=(const FileLimit&) = delete;

 private:
  void (*before_)(int);
  rlimit limit_{};
};

TEST(ArticleQueue, AcknowledgesNothingThatCouldNotBeWritten) {
  const TempFolder index;
  ArticleQueue queue(index.path());
  queue.append(Kind::article, "one");
  {
    const FileLimit limit(50);
    EXPECT_THROW(queue.append(Kind::article, "lost"), std::filesystem::filesystem_error);
  }
  EXPECT_EQ(queue.append(Kind::article, "three"), 3U);  // 2 is not used again
  EXPECT_THAT(texts(index.path()), ElementsAre("one", "three"));
  EXPECT_EQ(ArticleQueue(index.path()).append(Kind::article, "four"), 4U);
}

// Three files, of entries 1 and 2, 3, and 4.
void write_three_files(const std::filesystem::path& index) {
  const std::filesystem::path folder = queue_folder(index);
  std::filesystem::create_directories(folder);
  write_file(queue_file(folder, 1),
             encode_entry(1, Kind::article, "one") + encode_entry(2, Kind::article, "two"));
  write_file(queue_file(folder, 3), encode_entry(3, Kind::article, "three"));
  write_file(queue_file(folder, 4), encode_entry(4, Kind::article, "four"));
}

TEST(ArticleQueue, DropsWhatIsNotKeptWhenItIsCompacted) {
  const TempFolder index;
  write_three_files(index.path());
  compact_queue(index.path(), 4, {2, 4});
  EXPECT_EQ(queue_files(queue_folder(index.path())).size(), 2U);
  EXPECT_THAT(texts(index.path()), ElementsAre("two", "four"));
  EXPECT_THAT(texts(index.path(), 3), ElementsAre("four"));
  EXPECT_EQ(ArticleQueue(index.path()).append(Kind::article, "five"), 5U);
}

TEST(ArticleQueue, GivesNoEntryTwiceWhereACompactionWasCut) {
  const TempFolder index;
  write_three_files(index.path());
  const std::filesystem::path second = queue_file(queue_folder(index.path()), 3);
  const std::string bytes = read_file(second);
  compact_queue(index.path(), 4, {1, 3});
  write_file(second, bytes);  // it was not removed yet
  EXPECT_THAT(texts(index.path()), ElementsAre("one", "three", "four"));
}

TEST(ArticleQueue, KeepsFilesOfEntriesThatAreNotApplied) {
  const TempFolder index;
  write_three_files(index.path());
  compact_queue(index.path(), 2, {});
  EXPECT_THAT(texts(index.path()), ElementsAre("three", "four"));
}

}  // namespace
}  // namespace dateline
