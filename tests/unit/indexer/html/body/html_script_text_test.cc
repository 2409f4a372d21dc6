#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/html/body/script_text.h"

namespace dateline::html {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kFirst = "The harbour opened again on Thursday at noon after two weeks of ice.";
const std::string kSecond = "Ships that had waited in the bay came in one after the other all day.";
const std::string kTeaser =
    "In other towns on the coast the ice is to stay until the end of March.";

TEST(HtmlScriptText, IsReadFromBlocksOfData) {
  EXPECT_THAT(paragraphs_in_scripts(
                  R"(<script id="__NEXT_DATA__" type="application/json">{"props":{"title":"Ice",)"
                  R"("blocks":[{"type":"p","text":")" +
                      kFirst + R"("},{"type":"p","text":")" + kSecond +
                      R"("}],"more":[{"teaser":")" + kTeaser + R"("}]}}</script>)",
                  "Ice"),
              ElementsAre(kFirst, kSecond));
}

TEST(HtmlScriptText, IsReadFromOneStringOfMarkup) {
  EXPECT_THAT(paragraphs_in_scripts(R"(<script>window.__STATE__ = {article: {body: "\u003cp>)" +
                                        kFirst + R"(\u003c\/p>\u003cp>)" + kSecond +
                                        R"(\u003c\/p>"}, teaser: ")" + kTeaser + R"("};</script>)",
                                    "Ice"),
              ElementsAre(kFirst, kSecond));
}

TEST(HtmlScriptText, IsReadFromDataInStringsThatAreCutAnywhere) {
  EXPECT_THAT(paragraphs_in_scripts(
                  R"(<script>self.__next_f.push([1,"5:[\"$\",\"p\",null,{\"children\":\")" +
                      kFirst.substr(0, 30) + R"("])</script><script>self.__next_f.push([1,")" +
                      kFirst.substr(30) + R"(\"}],[\"$\",\"p\",null,{\"children\":\")" + kSecond +
                      R"(\"}]\n"])</script>)",
                  "Ice"),
              ElementsAre(kFirst, kSecond));
}

TEST(HtmlScriptText, JoinsSentencesThatLinksAndMarksCut) {
  EXPECT_THAT(paragraphs_in_scripts(
                  R"(<script>{"content":[{"value":"The harbour opened again on )"
                  R"(Thursday, and "},{"value":"the bay"},{"value":" was full of ships by the end )"
                  R"(of the day."},{"value":"Nobody knows how long the ice is going to stay away )"
                  R"(from it now."}]}</script>)",
                  ""),
              ElementsAre("The harbour opened again on Thursday, and the bay was full of ships by "
                          "the end of the day.",
                          "Nobody knows how long the ice is going to stay away from it now."));
}

TEST(HtmlScriptText, ReadsEscapesOfAllPlanes) {
  EXPECT_THAT(
      paragraphs_in_scripts(
          R"(<script>{"text":"Caf\u00e9 owners \ud83d\ude00 said on Monday that they would )"
          R"(open again before \"long\" and not after."}</script>)",
          ""),
      ElementsAre("Café owners 😀 said on Monday that they would open again before \"long\" "
                  "and not after."));
}

TEST(HtmlScriptText, IsNoneOfAProgramsOwn) {
  EXPECT_THAT(paragraphs_in_scripts("<script>function a(){return 'it is'+b.c('x y z')}"
                                    "var message='Please try again.';</script>",
                                    ""),
              IsEmpty());
  EXPECT_THAT(paragraphs_in_scripts("", ""), IsEmpty());
  EXPECT_THAT(paragraphs_in_scripts("<script>\"never closed", ""), IsEmpty());
  EXPECT_THAT(paragraphs_in_scripts("<script>\"a\\", ""), IsEmpty());
  EXPECT_THAT(paragraphs_in_scripts("<script>\"a\\u12", ""), IsEmpty());
}

}  // namespace
}  // namespace dateline::html
