// dateline-index as its users meet it: exit statuses, messages, and what it leaves on disk.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/exchange/article_queue.h"
#include "search/exchange/index_lock.h"
#include "tests/support/service.h"

namespace dateline {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFerry =
    R"({"id":"ferry","title":"Ferry returns","text":"The ferry returned on Monday."})"
    "\n";

struct Ended {
  int status = 0;
  std::string said;
};

Ended run_index(const std::vector<std::string>& arguments) {
  Program program("dateline-index", arguments, Program::Output::with_errors);
  std::string said = program.read_all();
  return {.status = program.wait(), .said = std::move(said)};
}

TEST(IndexCommand, EndsWithZeroAndASummaryWhenAllIsWell) {
  const Service service;
  service.write("a.jsonl", kFerry);
  const Ended run = run_index({"--index", service.index(), service.sources()});
  EXPECT_EQ(run.status, 0) << run.said;
  EXPECT_THAT(run.said, AllOf(HasSubstr("1 articles of 1 files"), HasSubstr("articles/s"),
                              HasSubstr("generation 1 is published")));
}

TEST(IndexCommand, EndsWithOneAndNamesWhatItSetAside) {
  const Service service;
  service.write("a.jsonl", std::string(kFerry) + "{\"title\": \"cut o\n" + kFerry);
  const Ended run = run_index({"--index", service.index(), service.sources()});
  EXPECT_EQ(run.status, 1) << run.said;
  EXPECT_THAT(run.said, HasSubstr("a.jsonl:2: "));

  const Ended list = run_index({"--index", service.index(), "--show-set-aside"});
  EXPECT_EQ(list.status, 0);
  const auto aside = nlohmann::json::parse(list.said);
  EXPECT_EQ(aside["line"], 2);
  EXPECT_THAT(aside["source"], HasSubstr("a.jsonl"));
  EXPECT_NE(aside["reason"], "");
}

TEST(IndexCommand, EndsWithOneWhereTheQueueOfPushedArticlesIsDamaged) {
  const Service service;
  service.write("a.jsonl", kFerry);
  EXPECT_EQ(run_index({"--index", service.index(), service.sources()}).status, 0);
  ArticleQueue(service.index()).append(QueueEntry::Kind::article, kFerry);
  const auto file = queue_files(queue_folder(service.index())).front();
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
  std::ofstream(file, std::ios::app) << '?';
  const Ended run = run_index({"--index", service.index(), service.sources()});
  EXPECT_EQ(run.status, 1) << run.said;
  EXPECT_THAT(run.said, HasSubstr("bytes of the queue of pushed articles are damaged"));
}

// As two sites print it: without an id of its own, and long enough to be known again by its text.
std::string ferry_at(const std::string& url) {
  std::string text;
  for (int day = 1; day <= 40; ++day) text += "On day " + std::to_string(day) + " it stayed. ";
  return nlohmann::json{{"url", url}, {"title", "Ferry returns"}, {"text", text}}.dump() + "\n";
}

TEST(IndexCommand, ListsArticlesThatAreTheSameAsAnEarlierOne) {
  const Service service;
  service.write("a.jsonl", kFerry + ferry_at("https://one.example/ferry"));
  service.write("b.jsonl", ferry_at("https://two.example/ferry"));
  service.write("c.jsonl", kFerry);
  const Ended run = run_index({"--index", service.index(), service.sources()});
  EXPECT_THAT(run.said, HasSubstr("2 the same again: dateline-index --show-repeated lists"));

  const Ended list = run_index({"--index", service.index(), "--show-repeated"});
  EXPECT_EQ(list.status, 0) << list.said;
  std::istringstream lines(list.said);
  nlohmann::json text;
  nlohmann::json id;
  lines >> text >> id >> std::ws;
  EXPECT_TRUE(lines.eof()) << list.said;
  const std::string folder = service.sources();
  EXPECT_EQ(text["source"], folder + "/b.jsonl");
  EXPECT_EQ(text["same"], "text");
  EXPECT_EQ(text["kept"]["source"], folder + "/a.jsonl");
  EXPECT_NE(text["kept"]["id"], text["id"]);
  EXPECT_EQ(id, (nlohmann::json{{"source", folder + "/c.jsonl"},
                                {"id", "ferry"},
                                {"same", "id"},
                                {"kept", {{"source", folder + "/a.jsonl"}, {"id", "ferry"}}}}));
}

TEST(IndexCommand, SaysWhereItDoesNotKnowWhichArticlesAreTheSame) {
  const Service service;
  const Ended no_index = run_index({"--index", service.index(), "--show-repeated"});
  EXPECT_EQ(no_index.status, 2);
  EXPECT_THAT(no_index.said, HasSubstr("there is no index at " + service.index()));

  service.write("a.jsonl", kFerry);
  ASSERT_EQ(service.run_indexer(), 0);
  std::filesystem::remove_all(service.index() + "/sources");
  const Ended no_record = run_index({"--index", service.index(), "--show-repeated"});
  EXPECT_EQ(no_record.status, 2);
  EXPECT_THAT(no_record.said, HasSubstr("what generation 1 was made of is not known"));
}

TEST(IndexCommand, EndsWithTwoWhereThereIsNothingToIndex) {
  const Service service;
  const Ended empty = run_index({"--index", service.index(), service.sources()});
  EXPECT_EQ(empty.status, 2);
  EXPECT_THAT(empty.said, HasSubstr("there was no article to index"));

  const Ended missing = run_index({"--index", service.index(), service.sources() + "/nothing"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.said, HasSubstr(service.sources() + "/nothing"));

  const Ended unnamed = run_index({"--index", service.index()});
  EXPECT_EQ(unnamed.status, 2);
  EXPECT_THAT(unnamed.said, HasSubstr("no PATH to read"));
}

TEST(IndexCommand, KeepsTheIndexWhereARunFails) {
  const Service service;
  service.write("a.jsonl", kFerry);
  ASSERT_EQ(service.run_indexer(), 0);
  std::filesystem::remove(service.sources() + "/a.jsonl");
  EXPECT_EQ(service.run_indexer(), 2);
  EXPECT_EQ(Server(service.index()).get_json("/api/v1/search?q=ferry")["total"]["value"], 1);
}

TEST(IndexCommand, SaysWhoHoldsTheIndexAndEndsWithTwo) {
  const Service service;
  service.write("a.jsonl", kFerry);
  const IndexLock held(service.index());
  const Ended second = run_index({"--index", service.index(), service.sources()});
  EXPECT_EQ(second.status, 2);
  EXPECT_THAT(second.said, HasSubstr("process " + std::to_string(::getpid())));
}

TEST(IndexCommand, ReadsItsConfiguration) {
  const Service service;
  service.write("a.jsonl", R"({"id":"ferry","hed":"Ferry returns","story":"It came."})");
  service.write("../dateline.toml",
                "[index]\ndirectory = \"index\"\n"
                "[sources]\npaths = [\"sources\"]\nfields = { story = \"text\" }\n");
  const std::string file = (service.folder.path() / "dateline.toml").string();
  const Ended run = run_index({"--config", file});
  EXPECT_EQ(run.status, 0) << run.said;
  EXPECT_EQ(Server(service.index()).get_json("/api/v1/articles/ferry")["text"][0], "It came.");
}

TEST(IndexCommand, NamesTheLineOfAConfigurationThatIsWrong) {
  const Service service;
  service.write("../dateline.toml", "[index]\ndirectry = \"index\"\n");
  const std::string file = (service.folder.path() / "dateline.toml").string();
  const Ended run = run_index({"--config", file, service.sources()});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.said, HasSubstr(file + ":2: there is no setting index.directry; did you mean "
                                         "index.directory?"));
}

TEST(IndexCommand, WritesPlainLinesWhereItsOutputIsNoTerminal) {
  const Service service;
  service.write("a.jsonl", kFerry);
  const Ended run = run_index({"--index", service.index(), service.sources()});
  EXPECT_THAT(run.said, AllOf(Not(HasSubstr("\r")), Not(HasSubstr("\x1b"))));
}

}  // namespace
}  // namespace dateline
