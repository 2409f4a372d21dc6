#include "server/alerts/alert_roster.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr seconds kRosterTime{1'700'000'000};

// Saved alerts over an archive, told by a sendmail that keeps what it gets.
class Rosters : public testing::Test {
 protected:
  Rosters() {
    std::filesystem::create_directory(folder_.path() / "alerts");
    const std::filesystem::path program = folder_.path() / "sendmail";
    std::ofstream(program) << "#!/bin/sh\ncat >> '" << folder_.path().string() << "/letters'\n";
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  }

  AlertRoster roster() {
    return AlertRoster(folder_.path(), {}, {{.name = "desk", .mail = {"desk@example.org"}}},
                       {.folder = folder_.path() / "alerts",
                        .mail = {.sendmail = folder_.path() / "sendmail"},
                        .tell = [this](const std::string& text) { told_.push_back(text); }});
  }

  void save(std::int64_t created, const std::string& target = "desk") {
    save_alert(folder_.path(),
               {.name = "ferries", .query = "ferry", .target = target, .created = created});
  }

  std::vector<std::string> states() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "alerts"))
      names.push_back(entry.path().filename().string());
    return names;
  }

  std::string letters() const {
    std::ifstream in(folder_.path() / "letters");
    return {std::istreambuf_iterator<char>(in), {}};
  }

  TempFolder folder_;
  std::vector<std::string> told_;
};

TEST_F(Rosters, TakeUpWhatIsSavedWhileTheyRun) {
  const TempIndex one{{.id = "a", .title = "The ferry a"}};
  const TempIndex two{{.id = "a", .title = "The ferry a"}, {.id = "b", .title = "The ferry b"}};
  AlertRoster running = roster();
  EXPECT_TRUE(running.look(one.searcher(), 1, kRosterTime));
  save(0x10);
  EXPECT_TRUE(running.look(one.searcher(), 1, kRosterTime));
  EXPECT_THAT(states(), ElementsAre("ferries.10.json"));
  EXPECT_TRUE(running.look(two.searcher(), 2, kRosterTime));
  EXPECT_THAT(letters(), HasSubstr("Subject: ferries: 1 article"));
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(Rosters, ForgetWhatIsDeletedAndBeginAnewWithAnotherOfItsName) {
  const TempIndex index{{.id = "a", .title = "The ferry a"}};
  AlertRoster running = roster();
  save(0x10);
  running.look(index.searcher(), 1, kRosterTime);
  EXPECT_TRUE(remove_saved_alert(folder_.path(), "ferries"));
  save(0x20);
  running.look(index.searcher(), 1, kRosterTime);
  EXPECT_THAT(states(), ElementsAre("ferries.20.json"));
  EXPECT_TRUE(remove_saved_alert(folder_.path(), "ferries"));
  running.look(index.searcher(), 1, kRosterTime);
  EXPECT_THAT(states(), IsEmpty());
  EXPECT_EQ(letters(), "");
}

TEST_F(Rosters, SayOnceWhatCannotBeTakenUpAndKeepItsState) {
  const TempIndex index{{.id = "a", .title = "The ferry a"}};
  AlertRoster running = roster();
  save(0x10);
  running.look(index.searcher(), 1, kRosterTime);
  std::ofstream(folder_.path() / "saved-alerts" / "ferries.json") << "{";
  EXPECT_FALSE(running.look(index.searcher(), 1, kRosterTime));
  EXPECT_FALSE(running.look(index.searcher(), 1, kRosterTime));
  ASSERT_THAT(told_, SizeIs(1));
  EXPECT_THAT(told_[0], HasSubstr("alert ferries cannot be taken up"));
  EXPECT_THAT(states(), ElementsAre("ferries.10.json"));
  save(0x10);
  EXPECT_TRUE(running.look(index.searcher(), 1, kRosterTime));
  save(0x10, "sold");
  EXPECT_FALSE(running.look(index.searcher(), 1, kRosterTime));
  EXPECT_THAT(told_.back(), HasSubstr("there is no [[alert_target]] sold"));
}

}  // namespace
}  // namespace dateline
