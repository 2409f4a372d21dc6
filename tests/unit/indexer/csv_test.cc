#include "indexer/formats/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.h"
#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Reading read_table(std::string_view table, SourceOptions options = {}) {
  const TempFolder folder;
  return read({folder.write("a.csv", table)}, std::move(options));
}

TEST(Csv, ReadsQuotedValues) {
  const Reading reading =
      read_table("title,text\r\n\"a, \"\"b\"\"\",\"one\r\ntwo\"\r\n\"\",three\r\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one\ntwo", "three"));
  EXPECT_EQ(reading.articles[0].known.title, "a, \"b\"");
  EXPECT_EQ(reading.articles[1].origin.line, 4U);
}

TEST(Csv, KeepsUnknownColumns) {
  EXPECT_EQ(read_table("title,text,score,\na,b,1.5,\n").articles.at(0).known.extra_json,
            R"({"score":"1.5"})");
}

TEST(Csv, SetsAsideRowsOfAnotherWidth) {
  const Reading reading = read_table("title,text\na,one\nb\nc,two,three\nd,four\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "four"));
  EXPECT_THAT(reading.reasons(), ElementsAre("the row has 1 columns where the header has 2",
                                             "the row has 3 columns where the header has 2"));
  EXPECT_EQ(reading.set_aside[1].origin.line, 4U);
}

TEST(Csv, TellsOnceOfARowOfAnotherWidthThatGoesOverLines) {
  const Reading reading = read_table("title,text\na,one\nb,\"two\n\nlines\",,\nc,three\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "three"));
  EXPECT_THAT(reading.reasons(), ElementsAre("the row has 4 columns where the header has 2"));
  EXPECT_EQ(reading.set_aside[0].origin.line, 3U);
}

TEST(Csv, LosesOneRowToAQuoteThatIsNotClosed) {
  const Reading reading = read_table("title,text\na,one\nb,\"two\nc,three\nd,\"four\"\ne,five\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "three", "four", "five"));
  EXPECT_THAT(reading.set_aside, SizeIs(1));
  EXPECT_EQ(reading.set_aside[0].origin.line, 3U);
}

TEST(Csv, LosesOneRowToAQuoteThatIsNeverClosed) {
  const Reading reading = read_table("title,text\na,one\nb,\"two\nc,three\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "three"));
  EXPECT_THAT(reading.reasons(), ElementsAre("a quote is opened and not closed"));
}

TEST(Csv, TellsWhichColumnsATableWithoutArticlesHas) {
  EXPECT_THAT(read_table("when,amount\n1,2\n").reasons(),
              ElementsAre("no column of the table is a text or a title: when, amount"));
}

TEST(Csv, TakesNamesFromTheConfiguration) {
  const Reading reading =
      read_table("Titel;Inhalt\na;b\n", {.field_names = {{"Titel", "title"}, {"Inhalt", "text"}}});
  EXPECT_THAT(reading.texts(), ElementsAre("b"));
}

TEST(Csv, IsNotSeenInProseWithCommas) {
  const TempFolder folder;
  const Reading reading =
      read({folder.write("a", "The title, the text, and the date\nOne, two, three\n")});
  ASSERT_THAT(reading.articles, SizeIs(1));
  EXPECT_EQ(reading.articles[0].shape, RawArticle::Shape::whole);
}

TEST(Csv, SetsAsideALongRow) {
  const Reading reading =
      read_table("title,text\na,one\nb,\"" + std::string(3U << 20, 'x') + "\nc,two\n",
                 {.max_record_bytes = 1U << 20});
  EXPECT_THAT(reading.texts(), ElementsAre("one", "two"));
  EXPECT_THAT(reading.reasons(), ElementsAre(HasSubstr("longer than")));
}

}  // namespace
}  // namespace dateline
