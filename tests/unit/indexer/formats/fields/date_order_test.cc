#include "indexer/formats/fields/date_order.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kEnglish =
    "The council has decided that the old bridge over the river will be closed in the summer.";
constexpr std::string_view kGerman =
    "Der Rat hat beschlossen, dass die alte Brücke über den Fluss im Sommer gesperrt wird.";

Reading read_dates(std::string_view name, std::string_view bytes) {
  const TempFolder folder;
  return read({folder.write(std::string(name), bytes)});
}

std::vector<std::string> days(const Reading& reading) {
  std::vector<std::string> result;
  for (const RawArticle& article : reading.articles)
    result.push_back(article.known.published ? format_day(*article.known.published) : "none");
  return result;
}

std::string table_of(const std::vector<std::string>& dates, std::string_view text,
                     std::string_view url = "") {
  std::string table = "title,text,url,date\n";
  for (const std::string& date : dates)
    table += "A bridge,\"" + std::string(text) + "\"," + std::string(url) + "," + date + "\n";
  return table;
}

TEST(DateOrder, OneDateTellsTheOrderOfItsColumn) {
  const Reading day_first =
      read_dates("a.csv", table_of({"03/04/2017", "25/04/2017", "5-6-2018 10:00"}, "x"));
  EXPECT_THAT(days(day_first), ElementsAre("2017-04-03", "2017-04-25", "2018-06-05"));
  EXPECT_THAT(day_first.reasons(), IsEmpty());
  const Reading month_first = read_dates("a.csv", table_of({"03/04/2017", "04/25/2017"}, kGerman));
  EXPECT_THAT(days(month_first), ElementsAre("2017-03-04", "2017-04-25"));
  EXPECT_THAT(month_first.reasons(), IsEmpty());
}

TEST(DateOrder, AWeekdayTellsItToo) {
  EXPECT_THAT(days(read_dates("a.csv", table_of({"03/04/2017", "Mon 03/04/2017"}, "x"))),
              ElementsAre("2017-04-03", "2017-04-03"));
}

TEST(DateOrder, AFileIsReadOnUntilADateTells) {
  std::vector<std::string> dates(4000, "04/05/2017");
  dates.emplace_back("04/25/2017");
  EXPECT_EQ(days(read_dates("a.csv", table_of(dates, kEnglish))).front(), "2017-04-05");
}

TEST(DateOrder, ReadersOfTheLanguageDecideWhereNoDateTellsAndThatIsSaid) {
  const auto german = read_dates("a.csv", table_of({"03/04/2017"}, kGerman));
  EXPECT_THAT(days(german), ElementsAre("2017-04-03"));
  EXPECT_THAT(german.reasons(),
              ElementsAre(AllOf(HasSubstr("03/04/2017"), HasSubstr("day first, which is a guess"),
                                HasSubstr("(de)"))));
  const auto american = read_dates("a.csv", table_of({"03/04/2017"}, kEnglish));
  EXPECT_THAT(days(american), ElementsAre("2017-03-04"));
  EXPECT_THAT(american.reasons(), ElementsAre(HasSubstr("month first, which is a guess")));
  const auto british =
      read_dates("a.csv", table_of({"03/04/2017"}, kEnglish, "https://www.example.co.uk/1"));
  EXPECT_THAT(days(british), ElementsAre("2017-04-03"));
}

TEST(DateOrder, AColumnOfLanguagesGoesBeforeTheTexts) {
  EXPECT_THAT(days(read_dates("a.csv", "text,lang,date\nx,fr,03/04/2017\ny,fr,04/04/2017\n")),
              ElementsAre("2017-04-03", "2017-04-04"));
  const Reading mixed = read_dates("a.csv", "text,lang,date\nx,fr,03/04/2017\ny,en,04/05/2017\n");
  EXPECT_THAT(days(mixed), ElementsAre("none", "none"));
  EXPECT_THAT(mixed.reasons(), ElementsAre(HasSubstr("left out")));
}

TEST(DateOrder, DatesOfBothOrdersDecideNothing) {
  const Reading reading =
      read_dates("a.csv", table_of({"03/04/2017", "25/04/2017", "04/25/2017"}, kGerman));
  EXPECT_THAT(days(reading), ElementsAre("none", "2017-04-25", "2017-04-25"));
  EXPECT_THAT(reading.reasons(), ElementsAre(HasSubstr("others of the file have the day first")));
}

TEST(DateOrder, NothingIsSaidOfDatesThatTellThemselves) {
  const Reading reading = read_dates(
      "a.csv", table_of({"2017-04-03", "03.04.2017", "4/4/2017", "3 April 2017"}, kGerman));
  EXPECT_THAT(days(reading), ElementsAre("2017-04-03", "2017-04-03", "2017-04-04", "2017-04-03"));
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(DateOrder, LinesListsAndColumnsOfJsonAreTablesToo) {
  const auto lines = read_dates("a.jsonl",
                                "{\"text\": \"x\", \"date\": \"03\\/04\\/2017\"}\n"
                                "{\"text\": \"y\", \"date\": \"25\\/04\\/2017\"}\n");
  EXPECT_THAT(days(lines), ElementsAre("2017-04-03", "2017-04-25"));
  const auto list =
      read_dates("a.json", R"([{"text": "x", "tags": ["a", "b"], "pubDate": "3/4/2017"},
                                            {"text": "y", "pubDate": "4/25/2017"}])");
  EXPECT_THAT(days(list), ElementsAre("2017-03-04", "2017-04-25"));
  const auto columns =
      read_dates("a.json", R"({"text": {"0": "x", "1": "y"}, "title": {"0": "A", "1": "B"},
                              "date": {"0": "3/4/2017", "1": "4/25/2017"}})");
  EXPECT_THAT(days(columns), ElementsAre("2017-03-04", "2017-04-25"));
}

TEST(DateOrder, JsonThatIsCutIsLookedAtAsFarAsItGoes) {
  const auto cut = read_dates("a.jsonl",
                              "{\"text\": \"x\", \"date\": \"03/04/2017\"}\n"
                              "{\"text\": \"y\", \"date\": \"25/04/2017\\");
  EXPECT_EQ(days(cut).front(), "2017-04-03");
}

TEST(DateOrder, DatesInATextTellNothing) {
  const auto reading =
      read_dates("a.jsonl", "{\"text\": \"On 25/12/2016: " + std::string(kEnglish) +
                                "\", \"date\": \"03/04/2017\"}\n");
  EXPECT_THAT(days(reading), ElementsAre("2017-03-04"));
  EXPECT_THAT(reading.reasons(), ElementsAre(HasSubstr("a guess")));
}

}  // namespace
}  // namespace dateline
