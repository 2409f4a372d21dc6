#include "indexer/formats/fields/list_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

TEST(ListText, ReadsListsAsPythonAndJsonWriteThem) {
  EXPECT_THAT(read_list_text("['x', \"it's\"]"), Optional(ElementsAre("x", "it's")));
  EXPECT_THAT(read_list_text(R"(["x","y"])"), Optional(ElementsAre("x", "y")));
  EXPECT_THAT(read_list_text("('x',)"), Optional(ElementsAre("x")));
  EXPECT_THAT(read_list_text("{'x', 'y'}"), Optional(ElementsAre("x", "y")));
  EXPECT_THAT(read_list_text("['x'\n 'y']"), Optional(ElementsAre("x", "y")));
  EXPECT_THAT(read_list_text(R"(['it\'s', 'a\u2019b\xa0c', None])"),
              Optional(ElementsAre("it's", "a’b\u00A0c")));
  EXPECT_THAT(read_list_text("[]"), Optional(IsEmpty()));
}

TEST(ListText, LeavesOtherTextAlone) {
  for (const char* const text : {"[Update] The harbour", "['x', 'y'", "['x'] and ['y']",
                                 "(Reuters)", "x, y", "", "[", "['x\\", "['x\\u12']x]"})
    EXPECT_EQ(read_list_text(text), std::nullopt) << text;
}

TEST(ListText, IsReadInTables) {
  const TempFolder folder;
  const Reading reading = read(
      {folder.write("a.csv",
                    "title,text,topics,authors,section\nA,one,\"['x', 'y']\",\"['Ida Holm']\",nan\n"
                    "B,two,[],None,\n")});
  ASSERT_EQ(reading.articles.size(), 2U);
  EXPECT_THAT(reading.articles[0].known.topics, ElementsAre("x", "y"));
  EXPECT_THAT(reading.articles[0].known.authors, ElementsAre("Ida Holm"));
  EXPECT_EQ(reading.articles[0].known.section, "");
  EXPECT_THAT(reading.articles[1].known.topics, IsEmpty());
  EXPECT_THAT(reading.articles[1].known.authors, IsEmpty());
}

}  // namespace
}  // namespace dateline
