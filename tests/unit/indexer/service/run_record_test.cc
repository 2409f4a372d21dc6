#include "indexer/service/run_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

using testing::HasSubstr;

TEST(RunRecord, OfARunThatWentOnIsClosed) {
  const TempFolder index;
  index.write("runs/000007.json", R"({"run":7,"state":"running"})");
  index.write("runs/000008.json", R"({"run":8,"state":"done"})");
  close_interrupted_runs(index.path());
  EXPECT_THAT(run_status(index.path(), 7).value(), HasSubstr(R"("state":"interrupted")"));
  EXPECT_EQ(run_status(index.path(), 8).value(), R"({"run":8,"state":"done"})");
}

// A schedule that could not start for such a file would never start again.
TEST(RunRecord, ThatIsDamagedIsLeftAsItIs) {
  for (const std::string bytes : {"", "{", "[]", "null", "{}", R"({"state":7})",
                                  R"({"state":null})", R"({"state":["running"]})"}) {
    const TempFolder index;
    index.write("runs/000007.json", bytes);
    close_interrupted_runs(index.path());
    EXPECT_EQ(run_status(index.path(), 7).value(), bytes);
  }
}

}  // namespace
}  // namespace dateline
