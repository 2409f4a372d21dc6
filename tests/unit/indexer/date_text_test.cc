#include "indexer/date_text.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

std::string read(std::string_view text, std::string_view language = {}) {
  const auto date = parse_date_text(text, language);
  return date ? format_timestamp(*date) : "none";
}

TEST(DateText, ReadsEnglishForms) {
  EXPECT_EQ(read("Jan. 23, 2017"), "2017-01-23");
  EXPECT_EQ(read("25 January 2017"), "2017-01-25");
  EXPECT_EQ(read("January 25th, 2017"), "2017-01-25");
  EXPECT_EQ(read("Wednesday, 25 January, 2017"), "2017-01-25");
  EXPECT_EQ(read("Sept 3 2020"), "2020-09-03");
  EXPECT_EQ(read("December 11, 2019 - 21:6"), "2019-12-11T21:06:00");
  EXPECT_EQ(read("Jan. 25, 2017, 2:44 p.m. EST"), "2017-01-25T14:44:00-05:00");
  EXPECT_EQ(read("12:05 am, 25 Jan 2017"), "2017-01-25T00:05:00");
  EXPECT_EQ(read("January 25, 2017 2pm"), "2017-01-25T14:00:00");
  EXPECT_EQ(read("25 Jan 2017 1444 GMT"), "2017-01-25T14:44:00Z");
  EXPECT_EQ(read("January 2017"), "2017-01");
}

TEST(DateText, ReadsTheFormsOfMachines) {
  EXPECT_EQ(read("2017-01-25"), "2017-01-25");
  EXPECT_EQ(read("2017-01-25T14:44:00+03:00"), "2017-01-25T14:44:00+03:00");
  EXPECT_EQ(read("Wed, 25 Jan 2017 14:44:00 GMT"), "2017-01-25T14:44:00Z");
  EXPECT_EQ(read("Wed, 25 Jan 2017 14:44:05 +0300"), "2017-01-25T14:44:05+03:00");
  EXPECT_EQ(read("Wed Jan 25 14:44:00 2017"), "2017-01-25T14:44:00");
  EXPECT_EQ(read("2017/01/25 14:44"), "2017-01-25T14:44:00");
  EXPECT_EQ(read("2017年1月25日"), "2017-01-25");
}

TEST(DateText, ReadsLabelsAroundADate) {
  EXPECT_EQ(read("Published: 25 January 2017"), "2017-01-25");
  EXPECT_EQ(read("Posted on January 25, 2017 at 2:44 pm"), "2017-01-25T14:44:00");
  EXPECT_EQ(read("Date: 2017-01-25"), "2017-01-25");
}

TEST(DateText, ReadsGermanFrenchSpanishAndRussian) {
  EXPECT_EQ(read("25. Januar 2017"), "2017-01-25");
  EXPECT_EQ(read("Mittwoch, 25.01.2017, 14.44 Uhr"), "2017-01-25T14:44:00");
  EXPECT_EQ(read("Stand: 25.01.2017 14:44 Uhr"), "2017-01-25T14:44:00");
  EXPECT_EQ(read("3. März 2017"), "2017-03-03");
  EXPECT_EQ(read("25 janvier 2017"), "2017-01-25");
  EXPECT_EQ(read("Publié le mercredi 25 janvier 2017 à 14h44"), "2017-01-25T14:44:00");
  EXPECT_EQ(read("1er août 2017"), "2017-08-01");
  EXPECT_EQ(read("25 de enero de 2017"), "2017-01-25");
  EXPECT_EQ(read("miércoles, 25 de enero de 2017, 14:44 h"), "2017-01-25T14:44:00");
  EXPECT_EQ(read("25 января 2017 г. 14:44 МСК"), "2017-01-25T14:44:00+03:00");
  EXPECT_EQ(read("14:44, 25 янв. 2017"), "2017-01-25T14:44:00");
}

TEST(DateText, ReadsZones) {
  EXPECT_EQ(read("January 25, 2017, 14:44 UTC+3"), "2017-01-25T14:44:00+03:00");
  EXPECT_EQ(read("25 Jan 2017 14:44 GMT+05:30"), "2017-01-25T14:44:00+05:30");
  EXPECT_EQ(read("25 Jan 2017 14:44 CET"), "2017-01-25T14:44:00+01:00");
  // IST is India's, Israel's and Ireland's: the clock is kept, the zone left open.
  EXPECT_EQ(read("25 Jan 2017 14:44 IST"), "2017-01-25T14:44:00");
}

TEST(DateText, DoesNotGuessTheOrderOfDayAndMonth) {
  EXPECT_EQ(read("10/12/2019"), "none");
  EXPECT_EQ(read("10/12/2019", "en"), "none");
  EXPECT_EQ(read("25/12/2019"), "2019-12-25");
  EXPECT_EQ(read("12/25/2019"), "2019-12-25");
  EXPECT_EQ(read("10/10/2019"), "2019-10-10");
  EXPECT_EQ(read("10/12/2019", "fr"), "2019-12-10");
  EXPECT_EQ(read("10.12.2019"), "2019-12-10");
  // 10 December 2019 was a Tuesday, 12 October a Saturday.
  EXPECT_EQ(read("Tuesday 10/12/2019", "en"), "2019-12-10");
  EXPECT_EQ(read("Saturday 10/12/2019", "en"), "2019-10-12");
}

TEST(DateText, RefusesWhatIsNoDateOrHasNoYear) {
  for (const char* text :
       {"", "January 25", "14:44", "Wednesday", "30 February 2017", "3 hours ago", "5 min read",
        "The bank acted on January 25, 2017", "2017-13-01", "25:61, 25 January 2017", "Windows 10",
        "1,500", "9999999999"}) {
    EXPECT_EQ(read(text), "none") << text;
  }
}

TEST(DateText, TellsPublishedFromUpdated) {
  const auto readings =
      read_date_line("Published: 12:05 GMT, 25 January 2017 | Updated: 13:10 GMT, 26 January 2017");
  ASSERT_EQ(readings.size(), 2U);
  EXPECT_EQ(readings[0].role, DateRole::published);
  EXPECT_EQ(readings[1].role, DateRole::updated);
  EXPECT_EQ(format_timestamp(*to_date(readings[0].parts)), "2017-01-25T12:05:00Z");
  EXPECT_EQ(format_timestamp(*to_date(readings[1].parts)), "2017-01-26T13:10:00Z");
}

TEST(DateText, KnowsALineOfDatesFromASentence) {
  EXPECT_FALSE(read_date_line("Updated 3 hours ago").empty());
  EXPECT_FALSE(read_date_line("January 25, 14:44 UTC+3").empty());
  EXPECT_TRUE(read_date_line("January 25 was cold").empty());
  EXPECT_TRUE(read_date_line("25 dead in crash").empty());
  EXPECT_TRUE(read_date_line("On Monday").empty());
}

TEST(DateText, PutsPartialDatesTogether) {
  const auto day = read_date_line("date 2017-01-25").front().parts;
  const auto clock = read_date_line("January 25, 14:44 UTC+3").front().parts;
  ASSERT_TRUE(agree(day, clock));
  EXPECT_EQ(format_timestamp(*to_date(merged(day, clock))), "2017-01-25T14:44:00+03:00");
  const auto other_day = read_date_line("January 26, 14:44").front().parts;
  EXPECT_FALSE(agree(day, other_day));
}

TEST(DateText, FindsAWrongWeekday) {
  EXPECT_TRUE(contradicts_weekday(read_date_line("Monday, January 25, 2017").front().parts));
  EXPECT_FALSE(contradicts_weekday(read_date_line("Wednesday, January 25, 2017").front().parts));
}

TEST(DateText, ReadsADateAtTheStartOfAText) {
  const auto prefix = read_date_prefix("January 25, 2017 - The bank acted");
  EXPECT_EQ(prefix.bytes, std::string_view("January 25, 2017").size());
  EXPECT_EQ(read_date_prefix("The bank").bytes, 0U);
}

}  // namespace
}  // namespace dateline
