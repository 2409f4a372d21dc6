// dateline-index --schedule as a service: files that are dropped, articles that are pushed, runs
// that are asked for, and kill -9 in between.
#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <poll.h>

#include "indexer/sources/file_watch.h"
#include "search/exchange/article_queue.h"
#include "search/exchange/run_mailbox.h"
#include "search/searcher.h"
#include "search/store/generation.h"
#include "search/store/index_check.h"
#include "tests/support/service.h"

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using Kind = QueueEntry::Kind;

std::string article(const std::string& id, const std::string& text) {
  return nlohmann::json{{"id", id}, {"title", "About " + id}, {"text", text}}.dump() + "\n";
}

// An archive whose schedule is served, with one run behind it.
class Schedule {
 public:
  Schedule() {
    service.write("a.jsonl", article("ferry", "The ferry returned to the harbour."));
    start();
  }

  void start() {
    program = std::make_unique<Program>(
        "dateline-index",
        std::vector<std::string>{"--schedule", "--index", service.index(), service.sources()},
        Program::Output::with_errors);
    read_until("run ");
  }

  void read_until(const std::string& text) const {
    std::string line = program->read_line();
    while (!line.empty() && line.find(text) == std::string::npos) line = program->read_line();
    ASSERT_THAT(line, HasSubstr(text)) << "the program ended";
  }

  std::filesystem::path index() const { return service.index(); }

  std::size_t count(const std::string& query) const {
    const auto folder = current_generation(index());
    const Searcher searcher(std::make_shared<const Generation>(*folder));
    return searcher.search({.query = query, .limit = 1000}).hits.size();
  }

  // Waits until this many articles are found; the test's own time limit ends it.
  void wait_for(const std::string& query, std::size_t hits) const {
    FileWatch watch({index()}, {index() / "generations", index() / "sources"});
    while (count(query) != hits) {
      pollfd file{.fd = watch.descriptor(), .events = POLLIN};
      ::poll(&file, 1, -1);
      watch.take_changes();
    }
  }

  void kill() {
    program->signal(SIGKILL);
    program->wait();
  }

  std::string state_of(std::uint64_t run) const {
    return nlohmann::json::parse(run_status(index(), run).value_or("{}")).value("state", "");
  }

  Service service;
  std::unique_ptr<Program> program;
};

TEST(ScheduleService, FindsAFileThatIsDropped) {
  const Schedule schedule;
  schedule.service.write("b.jsonl", article("bridge", "The bridge at the harbour is closed."));
  schedule.wait_for("harbour", 2);
}

TEST(ScheduleService, FindsAFileInAFolderThatIsNew) {
  const Schedule schedule;
  std::filesystem::create_directories(schedule.service.sources() + "/2026/11");
  schedule.service.write("2026/11/b.jsonl", article("bridge", "The harbour bridge is closed."));
  schedule.wait_for("harbour", 2);
}

TEST(ScheduleService, FindsAPushedArticleAndNoMoreWhatWasRemoved) {
  const Schedule schedule;
  ArticleQueue queue(schedule.index());
  queue.append(Kind::article, article("bridge", "The harbour bridge is closed."));
  schedule.wait_for("harbour", 2);
  queue.append(Kind::removal, "ferry");
  schedule.wait_for("harbour", 1);
}

TEST(ScheduleService, LosesNoAcknowledgedArticleWhereItIsKilled) {
  Schedule schedule;
  ArticleQueue queue(schedule.index());
  for (int kill = 0; kill < 5; ++kill) {
    for (int i = 0; i < 4; ++i)
      queue.append(Kind::article, article("p" + std::to_string(kill * 4 + i), "A harbour pushed."));
    schedule.kill();
    schedule.start();
  }
  schedule.wait_for("pushed", 20);
  EXPECT_THAT(check_generation(*current_generation(schedule.index())), IsEmpty());
}

TEST(ScheduleService, PerformsARunThatIsAskedForAndKeepsItsOutcome) {
  const Schedule schedule;
  const std::uint64_t run = request_run(schedule.index(), RunScope::everything);
  schedule.read_until("run " + std::to_string(run));
  schedule.program->signal(SIGTERM);
  EXPECT_EQ(schedule.program->wait(), 0);
  const auto status = nlohmann::json::parse(run_status(schedule.index(), run).value_or("{}"));
  EXPECT_EQ(status["state"], "done");
  EXPECT_EQ(status["reason"], "request");
  EXPECT_EQ(status["scope"], "everything");
  EXPECT_EQ(status["articles"], 1);
  EXPECT_EQ(status["exit_status"], 0);
  EXPECT_EQ(status["generation"], 2);
}

TEST(ScheduleService, CancelsARun) {
  Schedule schedule;
  schedule.kill();
  const std::uint64_t run = request_run(schedule.index(), RunScope::everything);
  request_cancel(schedule.index(), run);
  schedule.start();
  schedule.program->signal(SIGTERM);
  schedule.program->wait();
  EXPECT_EQ(schedule.state_of(run), "cancelled");
  EXPECT_EQ(schedule.count("harbour"), 1U);
}

TEST(ScheduleService, SaysThatItServesTheIndexAsLongAsItDoes) {
  Schedule schedule;
  EXPECT_TRUE(schedule_is_served(schedule.index()));
  EXPECT_EQ(schedule.service.run_indexer(), 2);
  schedule.kill();
  EXPECT_FALSE(schedule_is_served(schedule.index()));
  EXPECT_EQ(schedule.service.run_indexer(), 0);
}

}  // namespace
}  // namespace dateline
