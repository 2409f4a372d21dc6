#include "server/alerts/standing_alert.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "search/base/error.h"
#include "server/alerts/alert_search.h"
#include "tests/support/temp_folder.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using nlohmann::json;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr seconds kNow{1'700'000'000};

Article ferry(const std::string& id) { return {.id = id, .title = "The ferry " + id}; }

// An index to which articles are added, and what an alert wrote of them.
class StandingAlerts : public testing::Test {
 protected:
  AlertsOptions options() {
    return {.folder = folder_.path(),
            .web_root = "https://news.example",
            .tell = [this](const std::string& text) { told_.push_back(text); }};
  }

  Config::Alert alert(const std::string& query) const {
    return {.name = "ferries", .query = query, .file = folder_.path() / "out.jsonl"};
  }

  // Begins at an archive of one article.
  void begin(const std::string& query) {
    const TempIndex index{ferry("a")};
    StandingAlert(alert(query), options()).look(index.searcher(), 1, kNow);
  }

  bool look(const std::string& query, const TempIndex& index, std::uint64_t generation = 2) {
    return StandingAlert(alert(query), options()).look(index.searcher(), generation, kNow);
  }

  std::vector<json> lines() const {
    std::ifstream in(folder_.path() / "out.jsonl");
    std::vector<json> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
    return lines;
  }

  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const json& line : lines()) ids.push_back(line.value("id", line.value("message", "")));
    return ids;
  }

  const TempFolder folder_;
  std::vector<std::string> told_;
};

TEST_F(StandingAlerts, TellWhatArrivesAfterTheyWereMadeAndEachArticleOnce) {
  begin("ferry");
  EXPECT_THAT(ids(), IsEmpty());
  const TempIndex index{ferry("a"), ferry("b"), {.id = "c", .title = "A bus"}, ferry("d")};
  EXPECT_TRUE(look("ferry", index));
  EXPECT_TRUE(look("ferry", index, 3));
  EXPECT_THAT(ids(), ElementsAre("b", "d"));
  EXPECT_EQ(lines()[0]["page"], "https://news.example/article/b?q=ferry");
}

TEST_F(StandingAlerts, TellMoreThanOneDeliveryHolds) {
  begin("ferry");
  std::vector<Article> articles;
  for (int i = 0; i < 251; ++i) articles.push_back(ferry("n" + std::to_string(i)));
  look("ferry", TempIndex(articles));
  EXPECT_THAT(ids(), SizeIs(250));
}

// The state as a kill leaves it behind a delivery that is not recorded.
TEST_F(StandingAlerts, GoOnWithTheSameDeliveryAfterAKill) {
  Config::Alert sent = alert("ferry");
  sent.file = folder_.path() / "late" / "out.jsonl";
  const TempIndex first{ferry("a")};
  const TempIndex second{ferry("a"), ferry("b")};
  const TempIndex third{ferry("a"), ferry("b"), ferry("c")};
  StandingAlert standing(sent, options());
  standing.look(first.searcher(), 1, kNow);
  standing.look(second.searcher(), 2, kNow);
  const AlertState pending = standing.state();
  ASSERT_TRUE(pending.pending);
  std::filesystem::create_directory(folder_.path() / "late");
  ASSERT_TRUE(standing.look(second.searcher(), 2, kNow + seconds(10)));
  ASSERT_FALSE(standing.state().pending);

  write_alert_state(folder_.path() / "ferries.json", pending);
  EXPECT_TRUE(StandingAlert(sent, options()).look(third.searcher(), 3, kNow));
  std::filesystem::rename(sent.file, folder_.path() / "out.jsonl");
  EXPECT_THAT(ids(), ElementsAre("b", "c"));
}

TEST_F(StandingAlerts, SayOnceThatAQueryIsMisreadAndGoOn) {
  begin("ferry");
  const TempIndex index{ferry("a"), ferry("b")};
  look("\"ferry", index);
  look("\"ferry", index, 3);
  const std::vector<json> all = lines();
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0]["event"], "trouble");
  EXPECT_THAT(all[0]["message"], HasSubstr("quote"));
  EXPECT_EQ(all[1]["id"], "b");
}

TEST_F(StandingAlerts, KeepTheirPlaceWhileAQueryCannotBeAnswered) {
  begin("ferry");
  const TempIndex index{ferry("a"), ferry("b")};
  const std::string deep = std::string(40, '(') + "ferry" + std::string(40, ')');
  look(deep, index);
  look(deep, index, 3);
  ASSERT_THAT(lines(), SizeIs(1));
  EXPECT_THAT(lines()[0]["message"], HasSubstr("depth"));
  look("ferry", index, 4);
  EXPECT_EQ(ids().back(), "b");
  EXPECT_THAT(told_.back(), HasSubstr("its query is sound"));
}

TEST_F(StandingAlerts, WaitBetweenTwoDeliveries) {
  Config::Alert hourly = alert("ferry");
  hourly.every = std::chrono::hours(1);
  const TempIndex first{ferry("a")};
  const TempIndex second{ferry("a"), ferry("b")};
  const TempIndex third{ferry("a"), ferry("b"), ferry("c")};
  StandingAlert standing(hourly, options());
  standing.look(first.searcher(), 1, kNow);
  standing.look(second.searcher(), 2, kNow);
  standing.look(third.searcher(), 3, kNow + seconds(3599));
  EXPECT_THAT(ids(), ElementsAre("b"));
  standing.look(third.searcher(), 3, kNow + seconds(3600));
  EXPECT_THAT(ids(), ElementsAre("b", "c"));
}

TEST_F(StandingAlerts, TryAgainLaterWhatCouldNotBeDelivered) {
  Config::Alert lost = alert("ferry");
  lost.file = folder_.path() / "none" / "out.jsonl";
  const TempIndex first{ferry("a")};
  const TempIndex second{ferry("a"), ferry("b")};
  StandingAlert standing(lost, options());
  standing.look(first.searcher(), 1, kNow);
  EXPECT_FALSE(standing.look(second.searcher(), 2, kNow));
  EXPECT_THAT(told_, SizeIs(1));
  std::filesystem::create_directory(folder_.path() / "none");
  EXPECT_FALSE(standing.look(second.searcher(), 2, kNow + seconds(9)));
  EXPECT_TRUE(standing.look(second.searcher(), 2, kNow + seconds(10)));
  EXPECT_TRUE(std::filesystem::exists(lost.file));
}

TEST_F(StandingAlerts, RefuseADamagedStateAndAMissingSecret) {
  std::ofstream(folder_.path() / "ferries.json") << "{\"position\": ";
  EXPECT_THROW(StandingAlert(alert("ferry"), options()), IndexError);
  Config::Alert signed_alert{
      .name = "hook", .webhook = "http://127.0.0.1/", .secret_file = "/none"};
  EXPECT_THROW(StandingAlert(signed_alert, options()), InputError);
}

TEST(AlertSearch, RefusesWhatIsNoAlert) {
  for (const char* parameters : {"sort=newest", "limit=5", "offset=5", "cursor=*", "group=similar",
                                 "colour=red", "q=twice"}) {
    EXPECT_THROW(alert_search({.name = "x", .query = "a", .parameters = parameters}), InputError)
        << parameters;
  }
  EXPECT_EQ(alert_search({.name = "x", .query = "a", .parameters = "source=TASS"}).filters.size(),
            1U);
}

TEST(AlertSearch, EstimatesTheHitsOfADay) {
  const TempIndex index{ferry("a"), ferry("b"), {.id = "c", .title = "A bus"}};
  const AlertEstimate found =
      estimate(alert_search({.name = "x", .query = "ferry"}), index.searcher());
  EXPECT_EQ(found.arrived, 2U);
  EXPECT_EQ(found.published, 0U);  // they have no date
  EXPECT_THAT(to_text(found), HasSubstr("2 arrived"));
}

}  // namespace
}  // namespace dateline
