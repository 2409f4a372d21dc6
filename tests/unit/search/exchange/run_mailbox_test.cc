#include "search/exchange/run_mailbox.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(RunMailbox, NumbersRequestsInTheirOrder) {
  const TempFolder index;
  EXPECT_EQ(request_run(index.path(), RunScope::changes), 1U);
  EXPECT_EQ(request_run(index.path(), RunScope::everything, RunReason::schedule), 2U);
  const std::vector<RunRequest> waiting = waiting_requests(index.path());
  ASSERT_EQ(waiting.size(), 2U);
  EXPECT_EQ(waiting[0].reason, RunReason::request);
  EXPECT_EQ(waiting[1].run, 2U);
  EXPECT_EQ(waiting[1].scope, RunScope::everything);
  EXPECT_EQ(waiting[1].reason, RunReason::schedule);
}

TEST(RunMailbox, TellsTheStatusOfARunFromItsFileOnceItIsTakenUp) {
  const TempFolder index;
  EXPECT_FALSE(run_status(index.path(), 1));
  const std::uint64_t run = request_run(index.path(), RunScope::changes);
  EXPECT_THAT(run_status(index.path(), run).value_or(""), HasSubstr(R"("state":"waiting")"));
  std::ofstream(run_file(index.path(), run, ".json")) << R"({"state":"running"})";
  EXPECT_EQ(run_status(index.path(), run), R"({"state":"running"})");
  EXPECT_THAT(waiting_requests(index.path()), IsEmpty());
  EXPECT_THAT(run_numbers(index.path()), ElementsAre(run));
}

TEST(RunMailbox, CancelsOnlyRunsThatThereAre) {
  const TempFolder index;
  EXPECT_FALSE(request_cancel(index.path(), 1));
  const std::uint64_t run = request_run(index.path(), RunScope::changes);
  EXPECT_FALSE(is_cancel_requested(index.path(), run));
  EXPECT_TRUE(request_cancel(index.path(), run));
  EXPECT_TRUE(request_cancel(index.path(), run));
  EXPECT_TRUE(is_cancel_requested(index.path(), run));
}

TEST(RunMailbox, TakesAnUnreadableRequestForOneOfChanges) {
  const TempFolder index;
  const std::uint64_t run = request_run(index.path(), RunScope::everything);
  std::ofstream(run_file(index.path(), run, ".request")) << "\xFF nonsense";
  EXPECT_EQ(waiting_requests(index.path()).at(0).scope, RunScope::changes);
}

TEST(RunMailbox, KnowsThatNobodyServesAnIndexWithoutASchedule) {
  const TempFolder index;
  EXPECT_FALSE(schedule_is_served(index.path()));
}

}  // namespace
}  // namespace dateline
