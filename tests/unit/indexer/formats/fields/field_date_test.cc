#include "indexer/formats/fields/field_date.h"

#include <string>

#include <gtest/gtest.h>

namespace dateline {
namespace {

std::string shown(std::string_view text, std::string_view locale = {}) {
  const auto date = parse_field_date(text, locale);
  return date ? format_timestamp(*date) : "none";
}

TEST(FieldDate, IsReadInAllTheFormsOfPages) {
  for (const std::string_view form :
       {"5. März 2019", "5 mars 2019", "2019年3月5日", "2019년 3월 5일", "5 มีนาคม 2562",
        "۱۴ اسفند ۱۳۹۷", "2019. március 5.", "5 Μαρτίου 2019", "25.03.2019"}) {
    EXPECT_EQ(shown(form).substr(0, 8), "2019-03-") << form;
  }
  EXPECT_EQ(shown("05 марта 2019, 10:00"), "2019-03-05T10:00:00");
  EXPECT_EQ(shown("Di, 05 Mär 2019 10:00:00 +0100"), "2019-03-05T10:00:00+01:00");
  EXPECT_EQ(shown("3/4/2019"), "none");
  EXPECT_EQ(shown("3/4/2019", "en-GB"), "2019-04-03");
}

TEST(FieldDate, IsReadInTheFormsOfPrograms) {
  EXPECT_EQ(shown("Tue, 05 Mar 2019 10:00:00 CET"), "2019-03-05T10:00:00+01:00");
  EXPECT_EQ(shown("Tue, 05 Mar 2019 10:00:00 CST"), "2019-03-05T10:00:00-06:00");
  EXPECT_EQ(shown("Tue Mar 05 2019 10:00:00 GMT+0100 (CET)"), "2019-03-05T10:00:00+01:00");
  EXPECT_EQ(shown("2019-03-05T24:00:00Z"), "2019-03-06T00:00:00Z");
  EXPECT_EQ(shown("1551780000"), "2019-03-05T10:00:00Z");
  EXPECT_EQ(shown("1551780000000"), "2019-03-05T10:00:00Z");
  EXPECT_EQ(shown("1551780000000000"), "2019-03-05T10:00:00Z");
  EXPECT_EQ(shown("/Date(1551780000000)/"), "2019-03-05T10:00:00Z");
  EXPECT_EQ(shown("/Date(1551780000000+0100)/"), "2019-03-05T10:00:00Z");
  EXPECT_EQ(shown("new Date(1551780000000)"), "2019-03-05T10:00:00Z");
  EXPECT_EQ(shown("Timestamp('2019-03-05 10:00:00')"), "2019-03-05T10:00:00");
  EXPECT_EQ(shown("ISODate(\"2019-03-05T10:00:00Z\")"), "2019-03-05T10:00:00Z");
  EXPECT_EQ(shown("datetime.date(2019, 3, 5)"), "2019-03-05");
  EXPECT_EQ(shown("datetime.datetime(2019, 3, 5, 10, 0)"), "2019-03-05");
  EXPECT_EQ(shown("20190305100000"), "2019-03-05T10:00:00");
  EXPECT_EQ(shown("D:20190305100000Z"), "2019-03-05T10:00:00Z");
  EXPECT_EQ(shown("Mar 5, 2019 @ 10:00:00.000"), "2019-03-05T10:00:00");
  EXPECT_EQ(shown("2019-03-05 10:00:00 Europe/Berlin"), "2019-03-05T10:00:00+01:00");
  EXPECT_EQ(shown("2019-07-05T10:00:00[America/New_York]"), "2019-07-05T10:00:00-04:00");
  EXPECT_EQ(shown("2019-03-05T10:00:00+01:00[Europe/Berlin]"), "2019-03-05T10:00:00+01:00");
  EXPECT_EQ(shown("43529"), "2019-03-05");
  EXPECT_EQ(shown("43529.5"), "2019-03-05T12:00:00");
}

TEST(FieldDate, IsNeverWhatAProgramWritesForNone) {
  for (const std::string_view form :
       {"2099-01-01", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "0", "000000000",
        "1970-01-01", "1969-12-31T19:00:00-05:00", "n/a", "12", "99999999"}) {
    EXPECT_EQ(shown(form), "none") << form;
  }
}

}  // namespace
}  // namespace dateline
