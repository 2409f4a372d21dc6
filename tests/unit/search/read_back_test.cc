#include "search/read_back.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Article port_news(const std::string& id, const std::string& text,
                  const std::string& place = "Saltby") {
  return {.id = id,
          .title = "News",
          .place = place,
          .published = Date{.year = 2017, .month = 3, .day = 5},
          .paragraphs = {text}};
}

const TempIndex& index() {
  static const TempIndex made{
      port_news("a", "The harbour was closed by a strike of pilots."),
      port_news("b", "The harbour opened after the lockout. Lavrov came."),
      port_news("c", "Football in the harbour town.", "Marlow"),
      port_news("d",
                "Lavrov spoke for one hour of trade, of grain, of ships and then of Indonesia."),
  };
  return made;
}

ReadBack read(SearchRequest request) {
  request.read_as = true;
  return *index().search(request).read_as;
}

// "harbour 3", "-football 1", "harbour 3 | harbour 3": with its parts.
std::string line_of(const ReadPart& part) {
  std::string line = part.join == ReadPart::Join::no    ? "-"
                     : part.join == ReadPart::Join::any ? "|"
                                                        : "";
  line += part.text + " " + (part.count ? std::to_string(*part.count) : "?");
  for (const ReadPart& inside : part.parts) line += " {" + line_of(inside) + "}";
  return line;
}

std::vector<std::string> lines(const std::vector<ReadPart>& parts) {
  std::vector<std::string> result;
  for (const ReadPart& part : parts) result.push_back(line_of(part));
  return result;
}

std::vector<std::string> remaining(const std::vector<ReadPart>& parts) {
  std::vector<std::string> result;
  for (const ReadPart& part : parts) result.push_back(part.remaining.value_or("nothing"));
  return result;
}

// What the whole query found is taken from its answer; a filter, even one that all articles pass,
// makes each part be counted by itself.
TEST(ReadBack, CountsAPartThatIsTheWholeQueryAsByItself) {
  for (const std::string query : {"harbour",
                                  "lavrov",
                                  "strike",
                                  "qqqzz",
                                  "harb*",
                                  "\"the harbour\"",
                                  "\"of pilots\"",
                                  "\"pilots harbour\"",
                                  "place:Marlow",
                                  "harbour w/3 strike",
                                  "football /s town",
                                  "the",
                                  "title:news",
                                  "lavrov~1",
                                  "Lavrow",
                                  "atleast2(harbour)",
                                  "U S",
                                  "harbors",
                                  "date:2017-03",
                                  "she said \"of pilots\" today"}) {
    EXPECT_EQ(lines(read({.query = query}).parts),
              lines(read({.query = query, .from = Date{.year = 2017, .month = 1, .day = 1}}).parts))
        << query;
  }
}

TEST(ReadBack, CountsEachPartOfAQuery) {
  const ReadBack read_as = read({.query = "harbour (strike OR lockout) -football"});
  EXPECT_EQ(read_as.text, "(harbour (strike OR lockout)) -football");
  EXPECT_THAT(
      lines(read_as.parts),
      ElementsAre("harbour 3", "strike OR lockout 2 {|strike 1} {|lockout 1}", "-football 1"));
}

TEST(ReadBack, SaysWhatTheQueryIsWithoutEachPart) {
  const ReadBack read_as = read({.query = "harbour (strike OR lockout) -football"});
  EXPECT_THAT(remaining(read_as.parts),
              ElementsAre("(strike OR lockout) -football", "harbour -football",
                          "harbour (strike OR lockout)"));
  EXPECT_THAT(remaining(read_as.parts[1].parts),
              ElementsAre("(harbour lockout) -football", "(harbour strike) -football"));
  EXPECT_THAT(remaining(read({.query = "harbour"}).parts), ElementsAre("nothing"));
  EXPECT_THAT(remaining(read({.query = "strike OR lockout OR goal"}).parts),
              ElementsAre("lockout OR goal", "strike OR goal", "strike OR lockout"));
  EXPECT_THAT(remaining(read({.query = "-football -lockout"}).parts),
              ElementsAre("-lockout", "-football"));
}

TEST(ReadBack, IsNotMadeWhereNobodyAsks) {
  EXPECT_FALSE(index().search({.query = "harbour"}).read_as);
  EXPECT_THAT(read({.query = ""}).parts, IsEmpty());
}

std::vector<std::string> relaxed(const SearchRequest& request) {
  std::vector<std::string> result;
  for (const Relaxation& each : read(request).relaxed)
    result.push_back(each.change + ": " + each.query + " " + std::to_string(each.count));
  return result;
}

TEST(ReadBack, SaysWhatAskingForLessWouldFind) {
  EXPECT_THAT(read({.query = "harbour strike qqqzz"}).parts[2].count, 0);
  EXPECT_THAT(relaxed({.query = "harbour strike qqqzz"}),
              ElementsAre("without “qqqzz”: harbour strike 1"));
  EXPECT_THAT(relaxed({.query = "harbour strike"}), IsEmpty()) << "an article has both";
}

TEST(ReadBack, LoosensPhrasesAndNearness) {
  EXPECT_THAT(relaxed({.query = "\"strike pilots\""}),
              ElementsAre("the words of “\"strike pilots\"” without the quotes: strike pilots 1"));
  EXPECT_THAT(relaxed({.query = "lavrov w/5 indonesia"}),
              ElementsAre("“lavrov w/5 indonesia” anywhere in the article, however far apart: "
                          "lavrov indonesia 1"));
  EXPECT_THAT(relaxed({.query = "title:harbour"}),
              ElementsAre("“title:harbour” anywhere in the article: harbour 3"));
  EXPECT_THAT(relaxed({.query = "football -harbour"}), ElementsAre("with “harbour”: football 1"));
}

TEST(ReadBack, LoosensFiltersAndDates) {
  EXPECT_THAT(relaxed({.query = "strike", .filters = {{"place", "Marlow"}}}),
              ElementsAre("without the filter on place: strike 1"));
  EXPECT_THAT(relaxed({.query = "strike", .from = Date{.year = 2018}}),
              ElementsAre("of any date: strike 1"));
  EXPECT_THAT(read({.query = "strike", .undated = true}).relaxed.front().dropped,
              ElementsAre("undated"));
}

std::string why(const std::string& id, const SearchRequest& request) {
  const std::optional<WhyNot> answer = index().searcher().why(id, request);
  if (!answer) return "no article";
  std::string text = answer->matches ? "matches" : "";
  for (const WhyNot::Part& part : answer->parts) {
    if (!part.matches) text += (text.empty() ? "" : ". ") + part.reason;
  }
  return text;
}

TEST(WhyNot, SaysWhichPartAnArticleLacks) {
  EXPECT_EQ(why("a", {.query = "harbour strike"}), "matches");
  EXPECT_EQ(why("a", {.query = "harbour lockout"}), "it has no “lockout”");
  EXPECT_EQ(why("a", {.query = "lockout OR goal"}), "it has none of “lockout OR goal”");
  EXPECT_EQ(why("c", {.query = "harbour -football"}), "it has “football”, which is left out");
  EXPECT_EQ(why("nowhere", {.query = "harbour"}), "no article");
}

TEST(WhyNot, AsksForNoStopWordBesideOthersAsTheSearchDoes) {
  for (const char* const query : {"harbour have strike", "are harbour", "the harbour of your"})
    EXPECT_EQ(why("a", {.query = query}), "matches") << query;
  EXPECT_EQ(why("a", {.query = "harbour have lockout"}), "it has no “lockout”");
  EXPECT_EQ(why("a", {.query = "\"harbour have\""}), "it has “harbour”, but no “have”");
}

TEST(WhyNot, SaysHowFarApartWordsAre) {
  EXPECT_EQ(why("d", {.query = "lavrov w/5 indonesia"}),
            "it has “lavrov”, but 14 words from “indonesia”; w/5 asked");
  EXPECT_EQ(why("d", {.query = "lavrov w/14 indonesia"}), "matches");
  EXPECT_EQ(why("d", {.query = "indonesia pre/20 lavrov"}),
            "it has “indonesia”, but never before “lavrov”; pre/20 asked");
  EXPECT_EQ(why("b", {.query = "harbour /s lavrov"}),
            "it has “harbour” and “lavrov”, but not in one sentence");
  EXPECT_EQ(why("b", {.query = "lavrov w/5 indonesia"}), "it has “lavrov”, but no “indonesia”");
}

TEST(WhyNot, SaysHowAWordIsThere) {
  EXPECT_EQ(why("a", {.query = "\"strike of harbour\""}),
            "it has all words of “\"strike of harbour\"”, but nowhere as quoted");
  EXPECT_EQ(why("a", {.query = "\"pilot\""}), "it has “pilot”, but not in this form");
  EXPECT_EQ(why("a", {.query = "title:harbour"}), "it has “harbour”, but not in the headline");
  EXPECT_EQ(why("a", {.query = "atleast3(harbour)"}), "it has “harbour” once; 3 asked");
}

TEST(WhyNot, LooksAtFiltersAndDates) {
  EXPECT_EQ(why("a", {.query = "harbour place:Marlow"}), "its place is “Saltby”, not “Marlow”");
  EXPECT_EQ(why("a", {.query = "harbour", .filters = {{"place", "Marlow"}}}),
            "its place is “Saltby”, not “Marlow”");
  EXPECT_EQ(why("a", {.filters = {{"place", "Marlow"}, {"place", "saltby"}}}), "matches");
  EXPECT_EQ(why("a", {.excluded = {{"place", "Saltby"}}}),
            "its place is “Saltby”, which is left out");
  EXPECT_EQ(why("a", {.query = "harbour date:2016"}),
            "it was published on 2017-03-05, after 2016-12-31");
  EXPECT_EQ(why("a", {.from = Date{.year = 2018, .precision = Precision::year}}),
            "it was published on 2017-03-05, before 2018");
  EXPECT_EQ(why("a", {.undated = true}), "it was published on 2017-03-05");
}

}  // namespace
}  // namespace dateline
