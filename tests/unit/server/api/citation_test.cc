#include "server/api/citation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dateline {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const Article kFerry{.id = "ferry/1",
                     .title = "Pilots & crews: 50% vote_no",
                     .source = "Coast Wire",
                     .place = "Marlow",
                     .language = "en",
                     .published = Date{.year = 2018, .month = 5, .day = 4},
                     .authors = {"Ada Winter", "B. Summer"}};
constexpr char kAddress[] = "https://news.example/ferry";

TEST(Citation, IsPlainText) {
  EXPECT_EQ(citation_of(kFerry, kAddress, 2).plain,
            "Ada Winter, B. Summer, “Pilots & crews: 50% vote_no”, Coast Wire, Marlow, 4 May 2018, "
            "para. 3. https://news.example/ferry");
  EXPECT_EQ(citation_of({.id = "a", .title = "Storm"}, "").plain, "“Storm”, undated.");
}

TEST(Citation, IsBibtexWhoseTextIsNoCommand) {
  EXPECT_EQ(citation_of(kFerry, kAddress).bibtex,
            "@article{ferry-1,\n"
            "  author = {{Ada Winter} and {B. Summer}},\n"
            "  title = {{Pilots \\& crews: 50\\% vote\\_no}},\n"
            "  journal = {Coast Wire},\n"
            "  year = {2018},\n"
            "  date = {2018-05-04},\n"
            "  location = {Marlow},\n"
            "  url = {https://news.example/ferry}\n"
            "}");
  EXPECT_THAT(citation_of({.id = "a", .title = "\\input{x} ~ ^"}, "").bibtex,
              HasSubstr("\\textbackslash{}input\\{x\\} \\textasciitilde{} \\textasciicircum{}"));
}

TEST(Citation, IsCslJson) {
  const json csl = json::parse(citation_of(kFerry, kAddress, 0).csl_json);
  EXPECT_EQ(csl["type"], "article-newspaper");
  EXPECT_EQ(csl["container-title"], "Coast Wire");
  EXPECT_EQ(csl["author"][1]["literal"], "B. Summer");
  EXPECT_EQ(csl["issued"]["date-parts"], json::parse("[[2018, 5, 4]]"));
  EXPECT_EQ(csl["locator"], "1");
  EXPECT_EQ(csl["URL"], kAddress);
  Article year = kFerry;
  year.published = Date{.year = 1999, .precision = Precision::year};
  EXPECT_EQ(json::parse(citation_of(year, kAddress).csl_json)["issued"]["date-parts"],
            json::parse("[[1999]]"));
}

TEST(TextFragment, HoldsAShortTextAndTheEndsOfALongOne) {
  EXPECT_EQ(address_at_text(kAddress, "Ships waited, again - outside"),
            "https://news.example/ferry#:~:text=Ships%20waited%2C%20again%20%2D%20outside");
  const std::string longer = address_at_text(
      "https://a.example/#top",
      "The harbour master said on Monday that no ship would leave before the strike of the pilots "
      "was over for good.");
  EXPECT_EQ(longer,
            "https://a.example/#top:~:text=The%20harbour%20master%20said%20on%20Monday%20that,"
            "strike%20of%20the%20pilots%20was%20over%20for%20good.");
}

TEST(TextFragment, CutsNoCharacterOfScriptsWithoutSpaces) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "首相";
  const std::string address = address_at_text(kAddress, text);
  const std::string end = address.substr(address.find("text=") + 5);
  EXPECT_EQ(end.size(), 2 * 40 * 9 + 1);
  EXPECT_THAT(end, Not(HasSubstr("%%")));
}

}  // namespace
}  // namespace dateline
