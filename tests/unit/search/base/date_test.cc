#include "search/base/date.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(Date, ReadsIsoFormsAndWritesThemBack) {
  EXPECT_EQ(format_timestamp(*parse_iso_date("2017-01-25T14:44:00+03:00")),
            "2017-01-25T14:44:00+03:00");
  EXPECT_EQ(format_timestamp(*parse_iso_date("2017-01-25 14:44")), "2017-01-25T14:44:00");
  EXPECT_EQ(format_timestamp(*parse_iso_date("20170125T144405Z")), "2017-01-25T14:44:05Z");
  EXPECT_EQ(format_timestamp(*parse_iso_date("2017-01-25T14:44:05.123-0330")),
            "2017-01-25T14:44:05-03:30");
  EXPECT_EQ(format_day(*parse_iso_date("2017-01-25T14:44:00+03:00")), "2017-01-25");
}

TEST(Date, KeepsThePrecisionOfItsSource) {
  EXPECT_EQ(format_day(*parse_iso_date("2017")), "2017");
  EXPECT_EQ(format_day(*parse_iso_date("2017-01")), "2017-01");
  EXPECT_EQ(parse_iso_date("2017-01-25")->precision, Precision::day);
  EXPECT_EQ(parse_iso_date("2017-01-25T10:00")->precision, Precision::minute);
}

TEST(Date, RefusesDaysThatDoNotExistAndOtherForms) {
  for (const char* text :
       {"", "2017-02-29", "2017-13-01", "2017-00-10", "201701", "17-01-25", "2017-01-25T24:10",
        "2017-01-25x", "10/12/2019", "2017-01-25T10:00+25:00", "0000-01-01"}) {
    EXPECT_FALSE(parse_iso_date(text)) << text;
  }
}

TEST(Date, CountsDaysAsTheCalendarDoes) {
  EXPECT_EQ(day_number(*parse_iso_date("1970-01-01")), 0);
  EXPECT_EQ(day_number(*parse_iso_date("2000-03-01")), 11017);
  for (const int day : {-719162, -1, 0, 59, 11016, 17191, 2932896})
    EXPECT_EQ(day_number(from_day_number(day)), day);
}

TEST(Date, InstantTakesTheZoneIntoAccount) {
  EXPECT_EQ(instant(*parse_iso_date("2017-01-25T14:44:00+03:00")),
            instant(*parse_iso_date("2017-01-25T11:44:00Z")));
  EXPECT_EQ(instant(*parse_iso_date("1970-01-02")), 86400);
}

TEST(Date, WritesInstantsInUtc) {
  EXPECT_EQ(format_seconds(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_seconds(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(format_seconds(1485344641), "2017-01-25T11:44:01Z");
  for (const char* text : {"1582-10-15T23:59:59Z", "2000-02-29T00:00:00Z", "9999-12-31T12:30:01Z"})
    EXPECT_EQ(format_seconds(instant(*parse_iso_date(text))), text);
}

}  // namespace
}  // namespace dateline
