#include "indexer/dates/date_text.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

std::string written(std::string_view text, std::string_view language = {}) {
  const auto date = parse_date_text(text, language);
  return date ? format_timestamp(*date) : "none";
}

TEST(DateText, ReadsEnglishForms) {
  EXPECT_EQ(written("Jan. 23, 2017"), "2017-01-23");
  EXPECT_EQ(written("25 January 2017"), "2017-01-25");
  EXPECT_EQ(written("January 25th, 2017"), "2017-01-25");
  EXPECT_EQ(written("Wednesday, 25 January, 2017"), "2017-01-25");
  EXPECT_EQ(written("Sept 3 2020"), "2020-09-03");
  EXPECT_EQ(written("December 11, 2019 - 21:6"), "2019-12-11T21:06:00");
  EXPECT_EQ(written("Jan. 25, 2017, 2:44 p.m. EST"), "2017-01-25T14:44:00-05:00");
  EXPECT_EQ(written("12:05 am, 25 Jan 2017"), "2017-01-25T00:05:00");
  EXPECT_EQ(written("January 25, 2017 2pm"), "2017-01-25T14:00:00");
  EXPECT_EQ(written("25 Jan 2017 1444 GMT"), "2017-01-25T14:44:00Z");
  EXPECT_EQ(written("January 2017"), "2017-01");
}

TEST(DateText, ReadsTheFormsOfMachines) {
  EXPECT_EQ(written("2017-01-25"), "2017-01-25");
  EXPECT_EQ(written("2017-01-25T14:44:00+03:00"), "2017-01-25T14:44:00+03:00");
  EXPECT_EQ(written("Wed, 25 Jan 2017 14:44:00 GMT"), "2017-01-25T14:44:00Z");
  EXPECT_EQ(written("Wed, 25 Jan 2017 14:44:05 +0300"), "2017-01-25T14:44:05+03:00");
  EXPECT_EQ(written("Wed Jan 25 14:44:00 2017"), "2017-01-25T14:44:00");
  EXPECT_EQ(written("2017/01/25 14:44"), "2017-01-25T14:44:00");
  EXPECT_EQ(written("2017年1月25日"), "2017-01-25");
}

TEST(DateText, ReadsLabelsAroundADate) {
  EXPECT_EQ(written("Published: 25 January 2017"), "2017-01-25");
  EXPECT_EQ(written("Posted on January 25, 2017 at 2:44 pm"), "2017-01-25T14:44:00");
  EXPECT_EQ(written("Date: 2017-01-25"), "2017-01-25");
}

TEST(DateText, ReadsGermanFrenchSpanishAndRussian) {
  EXPECT_EQ(written("25. Januar 2017"), "2017-01-25");
  EXPECT_EQ(written("Mittwoch, 25.01.2017, 14.44 Uhr"), "2017-01-25T14:44:00");
  EXPECT_EQ(written("Stand: 25.01.2017 14:44 Uhr"), "2017-01-25T14:44:00");
  EXPECT_EQ(written("3. März 2017"), "2017-03-03");
  EXPECT_EQ(written("25 janvier 2017"), "2017-01-25");
  EXPECT_EQ(written("Publié le mercredi 25 janvier 2017 à 14h44"), "2017-01-25T14:44:00");
  EXPECT_EQ(written("1er août 2017"), "2017-08-01");
  EXPECT_EQ(written("25 de enero de 2017"), "2017-01-25");
  EXPECT_EQ(written("miércoles, 25 de enero de 2017, 14:44 h"), "2017-01-25T14:44:00");
  EXPECT_EQ(written("25 января 2017 г. 14:44 МСК"), "2017-01-25T14:44:00+03:00");
  EXPECT_EQ(written("14:44, 25 янв. 2017"), "2017-01-25T14:44:00");
}

TEST(DateText, ReadsAllLanguages) {
  const std::vector<std::string_view> forms = {"5 مارس 2019",
                                               "٥ مارس ٢٠١٩",
                                               "الثلاثاء، 5 مارس 2019",
                                               "5 آذار/مارس 2019",
                                               "5. března 2019",
                                               "úterý 5. března 2019",
                                               "5 Μαρτίου 2019",
                                               "ΤΡΙΤΗ 5 ΜΑΡΤΙΟΥ 2019",
                                               "ב-5 במרץ 2019",
                                               "יום שלישי, 5 במרץ 2019",
                                               "मंगलवार, 5 मार्च 2019",
                                               "2019. március 5.",
                                               "2019. március 5., kedd",
                                               "2019 m. kovo 5 d.",
                                               "2019. gada 5. marts",
                                               "5. maaliskuuta 2019",
                                               "5. märts 2019",
                                               "5 de març de 2019",
                                               "৫ মার্চ ২০১৯",
                                               "ngày 5 tháng 3 năm 2019",
                                               "5 Tháng Ba, 2019",
                                               "Salı, 5 Mart 2019",
                                               "5 Mart 2019 Salı",
                                               "Selasa, 05 Maret 2019",
                                               "5 березня 2019",
                                               "5. ožujka 2019.",
                                               "5 მარტი 2019",
                                               "5 մարտի, 2019",
                                               "5 наурыз 2019",
                                               "5 Machi 2019",
                                               "2019年3月5日(火)",
                                               "2019년 3월 5일",
                                               "mardi 5 mars 2019",
                                               "mar 5 mars 2019",
                                               "den 5 mars 2019",
                                               "5 de mar. de 2019",
                                               "tirsdag 5. mars 2019",
                                               "Di, 05 Mär 2019",
                                               "5 marca 2019",
                                               "5 mars 2019"};
  for (const std::string_view form : forms) EXPECT_EQ(written(form), "2019-03-05") << form;
  EXPECT_EQ(written("5 d’abril de 2019"), "2019-04-05");
  EXPECT_EQ(written("5 अक्टूबर 2019"), "2019-10-05");
}

TEST(DateText, ReadsClocksOfAllLanguages) {
  const std::vector<std::string_view> forms = {
      "5 de março de 2019 às 10h00",     "05 марта 2019, 10:00", "2019年3月5日 10時00分",
      "2019년 3월 5일 오전 10:00",       "5.3.2019 klo 10.00",   "5. marts 2019 kl. 10.00",
      "Publié le 5 mars 2019 à 10h00",   "2019. 03. 05. 10:00",  "05 Μαρ 2019, 10:00 π.μ.",
      "10:00 a. m., 5 de marzo de 2019", "5 मार्च 2019, 10:00 बजे"};
  for (const std::string_view form : forms) EXPECT_EQ(written(form), "2019-03-05T10:00:00") << form;
  EXPECT_EQ(written("2019.03.05. 오후 8:06"), "2019-03-05T20:06:00");
  EXPECT_EQ(written("2019年3月5日 午後3時5分"), "2019-03-05T15:05:00");
  EXPECT_EQ(written("2019-03-05T24:00:00Z"), "2019-03-06T00:00:00Z");
}

TEST(DateText, ReadsOtherCalendars) {
  EXPECT_EQ(written("۱۴ اسفند ۱۳۹۷"), "2019-03-05");
  EXPECT_EQ(written("سه‌شنبه ۱۴ اسفند ۱۳۹۷ - ۱۰:۰۰"), "2019-03-05T10:00:00");
  EXPECT_EQ(written("1397/12/14"), "2019-03-05");
  EXPECT_EQ(written("1397-12-14"), "2019-03-05");
  EXPECT_EQ(written("5 มีนาคม 2562"), "2019-03-05");
  EXPECT_EQ(written("วันอังคารที่ 5 มี.ค. พ.ศ. 2562"), "2019-03-05");
  EXPECT_EQ(written("๕ มีนาคม ๒๕๖๒"), "2019-03-05");
  EXPECT_EQ(written("5/3/2562"), "2019-03-05");
  EXPECT_EQ(written("平成31年3月5日"), "2019-03-05");
  EXPECT_EQ(written("民國108年3月5日"), "2019-03-05");
  EXPECT_EQ(written("28 جمادى الآخرة 1440"), "2019-03-05");
}

TEST(DateText, KnowsNamesOfSeveralMonthsByTheLanguage) {
  EXPECT_EQ(written("5. listopada 2019", "hr"), "2019-10-05");
  EXPECT_EQ(written("5 listopada 2019", "pl"), "2019-11-05");
}

TEST(DateText, ReadsShortAndSpacedNumbers) {
  EXPECT_EQ(written("5. 3. 2019"), "2019-03-05");
  EXPECT_EQ(written("2019. 3. 5."), "2019-03-05");
  EXPECT_EQ(written("5-Mar-19"), "2019-03-05");
  EXPECT_EQ(written("Sunday, 06-Nov-94 08:49:37 GMT"), "1994-11-06T08:49:37Z");
}

TEST(DateText, ReadsZones) {
  EXPECT_EQ(written("January 25, 2017, 14:44 UTC+3"), "2017-01-25T14:44:00+03:00");
  EXPECT_EQ(written("25 Jan 2017 14:44 GMT+05:30"), "2017-01-25T14:44:00+05:30");
  EXPECT_EQ(written("25 Jan 2017 14:44 CET"), "2017-01-25T14:44:00+01:00");
  EXPECT_EQ(written("Wed Jan 25 2017 14:44:00 GMT+0100 (Central European Standard Time)"),
            "2017-01-25T14:44:00+01:00");
  // IST is India's, Israel's and Ireland's: the clock is kept, the zone left open.
  EXPECT_EQ(written("25 Jan 2017 14:44 IST"), "2017-01-25T14:44:00");
}

TEST(DateText, TakesTheOrderOfDayAndMonthFromTheWeekdayOrTheLocaleAndNeverGuesses) {
  EXPECT_EQ(written("10/12/2019"), "none");
  EXPECT_EQ(written("10/12/2019", "en"), "2019-10-12");
  EXPECT_EQ(written("10/12/2019", "en-GB"), "2019-12-10");
  EXPECT_EQ(written("10/12/2019", "en-IN"), "2019-12-10");
  EXPECT_EQ(written("25/12/2019"), "2019-12-25");
  EXPECT_EQ(written("12/25/2019"), "2019-12-25");
  EXPECT_EQ(written("10/10/2019"), "2019-10-10");
  EXPECT_EQ(written("10/12/2019", "fr"), "2019-12-10");
  EXPECT_EQ(written("10.12.2019"), "2019-12-10");
  // 10 December 2019 was a Tuesday, 12 October a Saturday.
  EXPECT_EQ(written("Tuesday 10/12/2019", "en"), "2019-12-10");
  EXPECT_EQ(written("Saturday 10/12/2019", "en"), "2019-10-12");
}

TEST(DateText, RefusesWhatIsNoDateOrHasNoYear) {
  for (const char* text :
       {"", "January 25", "14:44", "Wednesday", "30 February 2017", "3 hours ago", "5 min read",
        "The bank acted on January 25, 2017", "2017-13-01", "25:61, 25 January 2017", "Windows 10",
        "1,500", "9999999999"}) {
    EXPECT_EQ(written(text), "none") << text;
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

TEST(DateText, TellsPublishedFromUpdatedInAllLanguages) {
  for (const std::string_view line :
       {"Publié le 5 mars 2019 à 10h00 - Mis à jour le 6 mars 2019",
        "5 Mart 2019 Salı 10:00 - Güncelleme: 6 Mart 2019",
        "입력 2019.03.05 10:00 | 수정 2019.03.06 09:00",
        "2019.03.05 10:00 입력 2019.03.06 09:00 수정",
        "Published March 5, 2019 | Updated March 6, 2019", "March 5, 2019. Updated: March 6, 2019",
        "Written: 2019-03-05 15:03:30 / Updated: 2019-03-06 09:10:00",
        "Veröffentlicht am 05.03.2019 (Letztes Update: 06.03.2019)",
        "发布时间：2019-03-05 10:00 更新时间：2019-03-06",
        "Publicerad 5 mar 2019 kl 10.23 Uppdaterad 6 mar 2019"}) {
    const std::vector<DateReading> readings = read_date_line(line);
    ASSERT_EQ(readings.size(), 2U) << line;
    EXPECT_NE(readings[0].role, DateRole::updated) << line;
    EXPECT_EQ(readings[1].role, DateRole::updated) << line;
    EXPECT_EQ(format_day(*to_date(readings[0].parts)), "2019-03-05") << line;
    EXPECT_EQ(format_day(*to_date(readings[1].parts)), "2019-03-06") << line;
  }
}

TEST(DateText, FindsDatesAmongOtherWordsAndWhatTheyAreOf) {
  const std::vector<DateReading> found =
      find_dates("Dieser Beitrag wurde am Samstag, 3. Dezember 2011 um 12:10 Uhr veröffentlicht.");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().role, DateRole::published);
  EXPECT_EQ(format_day(*to_date(found.front().parts)), "2011-12-03");
  EXPECT_EQ(find_dates("March 5, 2019. Updated 3 hours ago").front().role, DateRole::unsaid);
  EXPECT_TRUE(find_dates("Since 1945, in 25 countries").empty());
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
