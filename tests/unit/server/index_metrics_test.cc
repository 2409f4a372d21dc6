#include "server/index_metrics.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/exchange/run_mailbox.h"
#include "server/service/metrics.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::Not;

void write_status(const TempFolder& index, std::uint64_t run, const std::string& status) {
  std::filesystem::create_directories(runs_folder(index.path()));
  std::ofstream(run_file(index.path(), run, ".json")) << status;
}

std::string run_metrics(const TempFolder& index) {
  std::string text;
  append_run_metrics(text, index.path());
  return text;
}

TEST(RunMetrics, TellOfTheLastRunThatIsOver) {
  const TempFolder index;
  write_status(index, 7, R"({"state":"done","exit_status":0,"set_aside":9})");
  write_status(index, 8,
               R"({"state":"failed","exit_status":2,"set_aside":3,"seconds":1.5,)"
               R"("ended":"2026-11-30T11:45:07Z"})");
  write_status(index, 9, R"({"state":"running","exit_status":null})");
  request_run(index.path(), RunScope::changes);
  const std::string text = run_metrics(index);
  EXPECT_THAT(text, HasSubstr("\ndateline_run_last_state{state=\"done\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("\ndateline_run_last_state{state=\"failed\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("\ndateline_run_last_exit_status 2\n"));
  EXPECT_THAT(text, HasSubstr("\ndateline_run_last_set_aside 3\n"));
  EXPECT_THAT(text, HasSubstr("\ndateline_run_last_duration_seconds 1.5\n"));
  EXPECT_THAT(text, HasSubstr("\ndateline_run_last_end_time_seconds 1796039107\n"));
  EXPECT_THAT(text, HasSubstr("\ndateline_runs_going_on 1\n"));
  EXPECT_THAT(text, HasSubstr("\ndateline_runs_waiting 1\n"));
}

TEST(RunMetrics, AreNoneOfRunsThatThereAreNot) {
  const TempFolder index;
  EXPECT_THAT(run_metrics(index), HasSubstr("\ndateline_runs_going_on 0\n"));
  EXPECT_THAT(run_metrics(index), Not(HasSubstr("dateline_run_last")));
  for (const char* odd : {"", "{", "[]", "7", R"({"state":7,"ended":"today","seconds":"x"})"}) {
    write_status(index, 1, odd);
    EXPECT_THAT(run_metrics(index), Not(HasSubstr("dateline_run_last_end"))) << odd;
  }
}

TEST(QueueEnd, IsThatOfTheLastEntryWhoeverAppendedIt) {
  const TempFolder index;
  QueueEnd end(index.path());
  EXPECT_EQ(end.sequence(), 0U);
  ArticleQueue first(index.path());
  first.append(QueueEntry::Kind::article, "one");
  EXPECT_EQ(end.sequence(), 1U);
  ArticleQueue second(index.path());
  second.append(QueueEntry::Kind::removal, "two");
  first.append(QueueEntry::Kind::article, "three");
  EXPECT_EQ(end.sequence(), 3U);
  EXPECT_EQ(QueueEnd(index.path()).sequence(), 3U);
  const auto file = queue_files(queue_folder(index.path())).back();
  std::ofstream(file, std::ios::app) << "a tail that a crash left";
  EXPECT_EQ(end.sequence(), 3U);
  std::ofstream(queue_file(queue_folder(index.path()), 9)).flush();
  EXPECT_EQ(end.sequence(), 8U) << "all before the new file is over";
}

TEST(Metrics, AreWrittenAsPrometheusReadsThem) {
  std::string text;
  append_decimal_metric(text, "a_seconds", "A.", MetricType::gauge, 0.25);
  append_summary(text, "b_seconds", "B.", 3, std::chrono::milliseconds(1500));
  EXPECT_EQ(text,
            "# HELP a_seconds A.\n# TYPE a_seconds gauge\na_seconds 0.25\n"
            "# HELP b_seconds B.\n# TYPE b_seconds summary\n"
            "b_seconds_sum 1.500000\nb_seconds_count 3\n");
}

}  // namespace
}  // namespace dateline
