#include "indexer/extract/extractor.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Article whole(std::string text, Article known = {}) {
  return std::get<Article>(extract({.known = std::move(known), .text = std::move(text)}));
}

Article body(std::string text, Article known = {}) {
  return std::get<Article>(extract(
      {.known = std::move(known), .text = std::move(text), .shape = RawArticle::Shape::body}));
}

std::string method_of(const Article& article, std::string_view field) {
  for (const Provenance& entry : article.extraction) {
    if (entry.field == field) return entry.method;
  }
  return "";
}

std::string published(const Article& article) {
  return article.published ? format_timestamp(*article.published) : "none";
}

constexpr const char* kLead =
    "The council of Lower Tarn voted on Monday to keep the old bridge open for walkers.\n\n";
constexpr const char* kEnd = "Work on the railing will begin after the spring floods are over.\n";

TEST(Extractor, FindsTitleDateAndBody) {
  const Article article =
      whole(std::string("Bridge stays open\n\nJanuary 25, 2017, 14:44 UTC+3\n\n") + kLead + kEnd);
  EXPECT_EQ(article.title, "Bridge stays open");
  EXPECT_EQ(published(article), "2017-01-25T14:44:00+03:00");
  EXPECT_THAT(article.paragraphs, SizeIs(2));
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(method_of(article, "title"), "first line");
  EXPECT_EQ(method_of(article, "published"), "header line");
}

TEST(Extractor, SetsAsideWhatHasNothingToIndex) {
  for (const char* text : {"", " \n\n\t", "\xEF\xBB\xBF", "Home\nLog in\nShare\n", "***\n---\n"}) {
    const auto result = extract({.origin = {.path = "a.txt"}, .text = text});
    ASSERT_TRUE(std::holds_alternative<SetAside>(result)) << text;
    const SetAside& aside = std::get<SetAside>(result);
    EXPECT_EQ(aside.origin.path, "a.txt");
    EXPECT_FALSE(aside.reason.empty());
    EXPECT_FALSE(aside.advice.empty());
  }
}

TEST(Extractor, IndexesAHeadlineWithoutText) {
  const Article article = whole("Central bank raises main rate to 5 percent\n");
  EXPECT_EQ(article.title, "Central bank raises main rate to 5 percent");
}

TEST(Extractor, TakesAWholeSentenceForTheTitleOfProse) {
  EXPECT_EQ(whole("Dr. Ann Lee of St. Mary's said on Jan. 5 that the ferry would run again from "
                  "Monday. Nobody had asked her.")
                .title,
            "Dr. Ann Lee of St. Mary's said on Jan. 5 that the ferry would run again from Monday.");
  EXPECT_EQ(
      whole("市議会は月曜日、古い橋を閉鎖することを決めた。工事は今月末までに始まる予定である。")
          .title,
      "市議会は月曜日、古い橋を閉鎖することを決めた。");
}

TEST(Extractor, EndsATitleAtAFullStopWhereATextHasNoCapitals) {
  EXPECT_EQ(whole("the port of saltby was closed.. nobody had asked the pilots , who live from it "
                  "and went to the town hall .")
                .title,
            "the port of saltby was closed..");
  EXPECT_EQ(whole("the harbour of saltby was closed for the winter . nobody had asked the pilots , "
                  "who live from it and went to the town hall .")
                .title,
            "the harbour of saltby was closed for the winter .");
}

TEST(Extractor, TakesALineOfProseForTheBodyAndItsStartForTheTitle) {
  const std::string line =
      "The harbour clock was found to be slow on Monday, and four captains got their fines back "
      "from "
      "an office that had never given anything back. It was set right at noon.";
  const Article article = whole(line);
  EXPECT_THAT(article.paragraphs, ElementsAre(line));
  EXPECT_EQ(method_of(article, "title"), "first words");
  EXPECT_THAT(article.title, HasSubstr("The harbour clock"));
}

TEST(Extractor, TakesAFirstSentenceForAHeadlineInScriptsWithoutSpaces) {
  const auto title_of = [](const std::string& paragraph) {
    RawArticle raw;
    raw.known.paragraphs = {paragraph};
    return std::get<Article>(extract(std::move(raw))).title;
  };
  EXPECT_EQ(title_of("港は水曜日に再開した。漁師たちは喜んでいる。"), "港は水曜日に再開した。");
  std::string syllables;
  for (int i = 0; i < 60; ++i) syllables += "港";  // three bytes each
  EXPECT_EQ(title_of(syllables), syllables.substr(0, 120) + "…");
  EXPECT_EQ(title_of("a" + syllables), "a" + syllables.substr(0, 117) + "…");
}

TEST(Extractor, KeepsAHeadlineInCapitals) {
  const Article article = whole(std::string("BRIDGE STAYS OPEN FOR WALKERS\n\n") + kLead + kEnd);
  EXPECT_EQ(article.title, "BRIDGE STAYS OPEN FOR WALKERS");
}

TEST(Extractor, SurvivesHugeAndHostileTexts) {
  const std::string words(1 << 20, 'a');
  EXPECT_FALSE(whole("Title here it is\n\n" + words).title.empty());
  std::string brackets;
  for (int i = 0; i < 5000; ++i) brackets += "((((/[[[—:-–";
  EXPECT_NO_THROW(extract({.text = brackets}));
  std::string lines;
  for (int i = 0; i < 3000; ++i) lines += "A line\n";
  EXPECT_NO_THROW(extract({.text = lines}));
  EXPECT_NO_THROW(extract({.text = std::string(100000, '\n') + "Word"}));
  EXPECT_NO_THROW(
      extract({.text = "12:34:56:78 1/1/1/1 --- (((", .shape = RawArticle::Shape::body}));
}

TEST(Extractor, LeavesMarkupAsText) {
  const Article article = whole(
      "Bridge <b>open</b>\n\nThe sign says <em>stop</em> & go, but nobody reads it any more.\n");
  EXPECT_THAT(article.paragraphs.back(), HasSubstr("<em>stop</em> & go"));
}

TEST(Extractor, CleansEveryField) {
  const Article article =
      body("One\u00A0\u00A0two \u200Bthree\u00AD four.\x01",
           {.title = " A\ttitle\u00A0\n here ", .authors = {"Jane\u200B Doe", " "}});
  EXPECT_EQ(article.title, "A title here");
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe"));
  EXPECT_THAT(article.paragraphs, ElementsAre("One two three four."));
}

TEST(Extractor, WhatTheSourceSaysWins) {
  const Article article =
      whole(std::string("Text title is this one\n\nJanuary 25, 2017\n\nLONDON (Reuters) - ") +
                kLead + kEnd,
            {.title = "Known title",
             .source = "The Paper",
             .place = "Paris",
             .published = parse_iso_date("2019-12-11"),
             .extraction = {{"title", "json-ld"}}});
  EXPECT_EQ(article.title, "Known title");
  EXPECT_EQ(article.source, "The Paper");
  EXPECT_EQ(article.place, "Paris");
  EXPECT_EQ(published(article), "2019-12-11");
  EXPECT_EQ(method_of(article, "title"), "json-ld");
  EXPECT_EQ(method_of(article, "source"), "metadata");
  EXPECT_EQ(article.paragraphs.front().substr(0, 11), "The council");
}

TEST(Extractor, GivesEachFieldOneEntry) {
  const Article article = whole(std::string("Bridge stays open\n\nBy Jane Doe\nJanuary 25, 2017\n\n"
                                            "LONDON (Reuters) - ") +
                                kLead + kEnd + "\nTags: bridge, floods\n");
  for (const char* field : {"id", "title", "published", "source", "place", "authors", "topics",
                            "paragraphs", "language"}) {
    EXPECT_FALSE(method_of(article, field).empty()) << field;
  }
  EXPECT_EQ(method_of(article, "source"), "dateline");
  EXPECT_EQ(method_of(article, "authors"), "byline");
  EXPECT_EQ(method_of(article, "topics"), "topics block");
}

// ---- dates ----

TEST(Extractor, LeavesTheUndatedUndated) {
  for (const char* lead : {
           "The council voted on Monday to keep the old bridge of Lower Tarn open for walkers.",
           "On 15 August 2014, the council adopted a resolution that is still in force today.",
           "MOSCOW, January 25. /TASS/. The council voted to keep the old bridge open for walkers.",
       }) {
    const Article article = whole(std::string("Bridge stays open\n\n") + lead + "\n\n" + kEnd);
    EXPECT_EQ(published(article), "none") << lead;
  }
}

TEST(Extractor, PutsDayOfTheDatelineAndYearOfTheHeaderTogether) {
  const Article article = whole(
      std::string("Bridge stays open\n\nUpdated January 26, 2017\n\nMOSCOW, January 25. /TASS/. ") +
      kLead + kEnd);
  EXPECT_EQ(published(article), "2017-01-25");
  EXPECT_EQ(method_of(article, "published"), "dateline and header line");
  ASSERT_TRUE(article.updated);
  EXPECT_EQ(format_day(*article.updated), "2017-01-26");
}

TEST(Extractor, AnUpdateAtTheTimeOfPublicationIsNone) {
  const auto day = [](std::int32_t d) { return Date{.year = 2017, .month = 1, .day = d}; };
  Article known;
  known.published = day(25);
  known.updated = day(25);
  const Article never = body(kLead, known);
  EXPECT_FALSE(never.updated);
  EXPECT_EQ(method_of(never, "updated"), "");
  known.updated = day(26);
  EXPECT_TRUE(body(kLead, known).updated);
}

TEST(Extractor, PutsTimeAndYearOfTwoLinesTogether) {
  const Article article = whole(
      std::string(
          "date 2017-01-25 Back to Main page\nBridge stays open\n\nJanuary 25, 14:44 UTC+3\n") +
      kLead + kEnd);
  EXPECT_EQ(published(article), "2017-01-25T14:44:00+03:00");
}

TEST(Extractor, TrustsADateWithTheRightWeekdayMore) {
  const Article article = whole(std::string("Bridge stays open\n\nMonday, January 25, 2017\n"
                                            "Thursday, January 26, 2017\n\n") +
                                kLead + kEnd);
  EXPECT_EQ(published(article), "2017-01-26");
  const Article only =
      whole(std::string("Bridge stays open\n\nMonday, January 25, 2017\n\n") + kLead + kEnd);
  EXPECT_EQ(method_of(only, "published"), "header line, weekday differs");
}

TEST(Extractor, RefusesDatesOfTheFuture) {
  const Article article =
      whole(std::string("Bridge stays open\n\nJanuary 25, 2199\n\n") + kLead + kEnd);
  EXPECT_EQ(published(article), "none");
}

TEST(Extractor, ReadsAnAmbiguousDateOnlyByTheLanguage) {
  const std::string text = std::string("Bridge stays open\n\n10/12/2019\n\n") + kLead + kEnd;
  EXPECT_EQ(published(whole(text)), "none");
  EXPECT_EQ(published(whole(text, {.language = "fr"})), "2019-12-10");
}

TEST(Extractor, TakesTheDayOfTheAddressWhereThereIsNoOther) {
  const Article article = body(kLead, {.url = "https://example.org/news/2017/01/25/bridge"});
  EXPECT_EQ(published(article), "2017-01-25");
  EXPECT_EQ(method_of(article, "published"), "address");
  EXPECT_EQ(published(body(kLead, {.url = "https://example.org/2017/01/255"})), "none");
}

// ---- bodies ----

TEST(Extractor, CutsTheDatelineOfAKnownBody) {
  const Article article = body(std::string("MOSCOW, January 25. /TASS/. ") + kLead + kEnd,
                               {.title = "Bridge stays open"});
  EXPECT_EQ(article.place, "Moscow");
  EXPECT_EQ(article.source, "TASS");
  EXPECT_EQ(article.paragraphs.front().substr(0, 11), "The council");
}

TEST(Extractor, KeepsEveryLineOfAKnownBody) {
  const Article article = body(
      "A short line\nWhat now?\n\nRoses are red\nViolets are blue\n\n1. One\n2. Two\n\n\"No,\" he "
      "said",
      {.title = "Lines"});
  EXPECT_THAT(article.paragraphs, SizeIs(7));
}

TEST(Extractor, DropsMarksAndTailsOfAKnownBody) {
  const Article article =
      body(std::string(kLead) + "Advertisement\n\nRead more: Floods feared\n\n" + kEnd +
               "\nJane Doe\n\nCheck Also\n\nFrost in the valley\n\nDUBROVSK – Night frost …\n",
           {.title = "Bridge"});
  EXPECT_THAT(article.paragraphs, SizeIs(2));
  EXPECT_THAT(article.asides, ElementsAre("Floods feared"));
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe"));
}

TEST(Extractor, NeverCutsTextOfAKnownBody) {
  const Article article = body(std::string(kLead) + "Comments\n\n" + kEnd + "\nRelated\n\n" + kLead,
                               {.title = "Bridge"});
  EXPECT_THAT(article.paragraphs, SizeIs(3));
}

TEST(Extractor, DropsATitleThatTheBodyRepeats) {
  const Article article =
      body(std::string("Bridge stays open\n\n") + kLead, {.title = "Bridge stays open"});
  EXPECT_THAT(article.paragraphs, SizeIs(1));
}

TEST(Extractor, UsesTheParagraphsOfTheReader) {
  Article known{.title = "Bridge",
                .paragraphs = {"TEHRAN – The council voted on Monday.", " ", "It rained."}};
  known.headings = {{.before = 2, .text = "Weather"}};
  const Article article =
      std::get<Article>(extract({.known = known, .shape = RawArticle::Shape::body}));
  EXPECT_THAT(article.paragraphs, ElementsAre("The council voted on Monday.", "It rained."));
  EXPECT_THAT(article.headings, ElementsAre(Heading{1, "Weather"}));
  EXPECT_EQ(article.place, "Tehran");
}

TEST(Extractor, ParagraphsDoNotNeedBlankLines) {
  EXPECT_THAT(whole(std::string("Bridge stays open\n") +
                    "The council of Lower Tarn voted on Monday to keep the bridge open.\n" + kEnd)
                  .paragraphs,
              SizeIs(2));
}

TEST(Extractor, KeepsSubheadingsApartFromLinks) {
  const Article article = whole(std::string("Bridge stays open\n\n") + kLead +
                                "Council says walkers need another two bridges over the river\n\n" +
                                kEnd + "\nThe next steps\n\n" + kLead);
  EXPECT_THAT(article.headings, ElementsAre(Heading{2, "The next steps"}));
  EXPECT_THAT(article.asides,
              ElementsAre("Council says walkers need another two bridges over the river"));
  EXPECT_THAT(article.paragraphs, SizeIs(3));
}

TEST(Extractor, NeverTakesAQuotedAgencyForTheSource) {
  const Article article =
      whole(std::string("Bridge stays open\n\nTEHRAN – The bridge stays open, a "
                        "spokesman pointed out, TASS reported on Wednesday.\n\n") +
            kEnd);
  EXPECT_EQ(article.source, "");
  EXPECT_EQ(article.place, "Tehran");
}

TEST(Extractor, SplitsTopicsThatOnlySpacesPart) {
  const Article article =
      whole(std::string("Bridge stays open\n\n") + kLead +
            "The flood wall is part of the foreign aid, the mayor added today.\n\n"
            "Topics\nFlood wall Foreign policy Lower Tarn\nPersons\nJane Doe\n");
  EXPECT_THAT(article.topics, ElementsAre("Flood wall", "Foreign policy", "Lower Tarn"));
  EXPECT_THAT(article.people, ElementsAre("Jane Doe"));
}

TEST(Extractor, EndsWhereEightBlankLinesBegin) {
  const Article article =
      whole(std::string("Bridge stays open\n\n") + kLead + kEnd + "\n\n\n\n\n\n\n\n\n" +
            "Another article of quite another kind stands here by accident.\n");
  EXPECT_THAT(article.paragraphs, SizeIs(2));
}

// ---- identity ----

TEST(Extractor, GivesTheSameTextTheSameId) {
  const std::string text = std::string("Bridge stays open\n\n") + kLead + kEnd;
  const Article first = whole(text);
  EXPECT_THAT(first.id, SizeIs(20));
  EXPECT_EQ(first.id,
            std::get<Article>(extract({.origin = {.path = "/elsewhere/b.txt"}, .text = text})).id);
  EXPECT_EQ(first.id, whole(std::string("Bridge stays open\r\n") + kLead + kEnd).id);
  EXPECT_NE(first.id, whole(std::string("Bridge is closed now\n\n") + kLead + kEnd).id);
}

TEST(Extractor, PrefersTheIdOfTheSourceThenItsAddress) {
  EXPECT_EQ(body(kLead, {.id = "a-17"}).id, "a-17");
  EXPECT_NE(body(kLead, {.id = "with space"}).id, "with space");
  EXPECT_EQ(body(kLead, {.url = "https://www.example.org/a/?utm_source=x#top"}).id,
            body(kEnd, {.url = "http://example.org/a"}).id);
}

}  // namespace
}  // namespace dateline
