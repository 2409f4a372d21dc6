#include "indexer/formats/json/json_shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Reading read_text(std::string_view json, SourceOptions options = {}) {
  const TempFolder folder;
  return read({folder.write("a.json", json)}, std::move(options));
}

std::vector<std::string> titles(const Reading& reading) {
  std::vector<std::string> result;
  for (const RawArticle& article : reading.articles) result.push_back(article.known.title);
  return result;
}

TEST(JsonShape, ReadsAMapOfObjects) {
  const Reading reading = read_text(
      R"({"https://example.org/1": {"title": "A", "text": "one"}, "2": {"title": "B", "text": "two"},
          "c": {"title": "C", "text": "three"}})");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "two", "three"));
  EXPECT_EQ(reading.articles[0].known.url, "https://example.org/1");
  EXPECT_EQ(reading.articles[1].known.extra_json, "");
  EXPECT_EQ(reading.articles[2].known.extra_json, R"({"key":"c"})");
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(JsonShape, ReadsAMapMemberByMember) {
  std::string map = "{\n";
  for (int i = 0; i < 3; ++i)
    map += "  \"k" + std::to_string(i) + "\": {\n    \"title\": \"T\",\n    \"text\": \"" +
           std::string(700U << 10, 'x') + "\"\n  }" + (i < 2 ? ",\n" : "\n");
  map.insert(2, "  \"k\": {\"title\": \"T\", \"text\": \"one\"},\n");
  const Reading reading = read_text(map + "}\n", {.max_record_bytes = 1U << 20});
  EXPECT_THAT(reading.articles, SizeIs(4));
  EXPECT_THAT(reading.reasons(), IsEmpty());
  EXPECT_EQ(reading.articles[2].origin.line, 7U);
}

TEST(JsonShape, ReadsAMapBesideNumbersAndNull) {
  constexpr char kTwo[] =
      R"("a": {"title": "A", "text": "one"}, "b": {"title": "B", "text": "two"})";
  for (const std::string& json : {std::string("{") + kTwo + R"(, "gone": null})",
                                  std::string(R"({"gone": null, )") + kTwo + "}",
                                  std::string(R"({"count": 2, "more": false, )") + kTwo + "}\n"}) {
    const Reading reading = read_text(json);
    EXPECT_THAT(reading.texts(), ElementsAre("one", "two")) << json;
    EXPECT_THAT(reading.reasons(), IsEmpty()) << json;
  }
}

TEST(JsonShape, TakesAnArticleBesideNumbersForOne) {
  const Reading reading = read_text(R"({"id": 5, "post": {"title": "A", "text": "one"}})");
  EXPECT_THAT(reading.texts(), ElementsAre("one"));
}

TEST(JsonShape, ReadsNoJsonAsText) {
  const Reading reading = read_text(R"([null, {"title": "A", "text": "one"}])");
  EXPECT_THAT(reading.texts(), ElementsAre("one"));
  for (const char* json : {"null\n", "[null, null]", R"(["a", "b"])", "[1, 2]"}) {
    const Reading nothing = read_text(json);
    EXPECT_THAT(nothing.articles, IsEmpty()) << json;
    EXPECT_THAT(nothing.set_aside, Not(IsEmpty())) << json;
  }
}

TEST(JsonShape, TakesNoMapOfTitlesForArticles) {
  const Reading reading = read_text(
      R"({"1.txt": {"title": "A", "published": "2019-03-05"}, "2.txt": {"title": "B", "author": "C"}})");
  EXPECT_THAT(reading.articles, IsEmpty());
  EXPECT_THAT(reading.set_aside, SizeIs(1));
}

TEST(JsonShape, LosesOneMemberOfAMapToDamage) {
  const Reading reading = read_text(
      "{\n  \"1\": {\"title\": \"A\", \"text\": \"one\"},\n  \"2\": {\"title\": \"B\", \"te\n"
      "  \"3\": {\"title\": \"C\", \"text\": \"three\"}\n}\n");
  EXPECT_THAT(titles(reading), ElementsAre("A", "C"));
  EXPECT_THAT(reading.set_aside, SizeIs(1));
}

TEST(JsonShape, ReadsTablesAsPandasWritesThem) {
  for (const char* const table :
       {R"({"title": {"0": "A", "1": "B"}, "text": {"0": "one", "1": "two"}})",
        R"({"columns": ["title", "text"], "index": [0, 1], "data": [["A", "one"], ["B", "two"]]})",
        R"({"0": {"title": "A", "text": "one"}, "1": {"title": "B", "text": "two"}})",
        R"({"schema": {"fields": [{"name": "title"}]},
            "data": [{"title": "A", "text": "one"}, {"title": "B", "text": "two"}]})",
        R"({"title": ["A", "B"], "text": ["one", "two"]})"}) {
    const Reading reading = read_text(table);
    EXPECT_THAT(titles(reading), ElementsAre("A", "B")) << table;
    EXPECT_THAT(reading.texts(), ElementsAre("one", "two")) << table;
    EXPECT_THAT(reading.reasons(), IsEmpty()) << table;
  }
}

TEST(JsonShape, ReadsWhatElasticsearchAnswers) {
  const std::string hits =
      R"({"took": 3, "hits": {"total": {"value": 2}, "hits": [
          {"_index": "news", "_id": "a1", "_source": {"title": "A", "text": "one"}},
          {"_index": "news", "_id": "a2", "_source": {"title": "B", "text": "two"}}]},
          "aggregations": {"days": {"buckets": [{"key": 1}]}}})";
  std::string line = hits;
  std::erase(line, '\n');
  for (const std::string& json : {hits, line}) {
    const Reading reading = read_text(json);
    EXPECT_THAT(titles(reading), ElementsAre("A", "B"));
    EXPECT_EQ(reading.articles.at(0).known.id, "a1");
    EXPECT_EQ(reading.articles.at(0).known.extra_json, R"({"_index":"news"})");
    EXPECT_THAT(reading.reasons(), IsEmpty());
  }
}

TEST(JsonShape, ReadsDumpsOfElasticsearch) {
  const Reading dump = read_text(R"({"_id": "a1", "_source": {"title": "A", "text": "one"}}
{"_id": "a2", "_source": {"title": "B", "text": "two"}}
)");
  EXPECT_THAT(titles(dump), ElementsAre("A", "B"));
  const Reading bulk = read_text(R"({"index": {"_index": "news", "_id": "a1"}}
{"title": "A", "text": "one"}
)");
  EXPECT_THAT(titles(bulk), ElementsAre("A"));
  EXPECT_THAT(bulk.reasons(), IsEmpty());
}

TEST(JsonShape, ReadsWhatTheGuardianAnswers) {
  const Reading reading = read_text(
      R"({"response": {"status": "ok", "results": [{"id": "world/a", "sectionName": "World news",
          "webPublicationDate": "2019-03-05T10:00:00Z", "webTitle": "Harbour reopens",
          "webUrl": "https://example.org/a", "fields": {"bodyText": "The harbour reopened.",
          "byline": "Ida Holm and Per Lund", "trailText": "After <b>weeks</b>."},
          "tags": [{"id": "s", "type": "keyword", "webTitle": "Shipping"}]}]}})");
  ASSERT_THAT(reading.articles, SizeIs(1));
  const Article& known = reading.articles[0].known;
  EXPECT_EQ(reading.articles[0].text, "The harbour reopened.");
  EXPECT_EQ(known.title, "Harbour reopens");
  EXPECT_EQ(known.section, "World news");
  EXPECT_EQ(known.summary, "After weeks.");
  EXPECT_EQ(known.url, "https://example.org/a");
  EXPECT_EQ(format_timestamp(*known.published), "2019-03-05T10:00:00Z");
  EXPECT_THAT(known.authors, ElementsAre("Ida Holm", "Per Lund"));
  EXPECT_THAT(known.topics, ElementsAre("Shipping"));
}

TEST(JsonShape, ReadsWhatTheNewYorkTimesAnswers) {
  const Reading reading = read_text(
      R"({"status": "OK", "response": {"docs": [{"abstract": "It reopened.",
          "web_url": "https://example.org/a", "lead_paragraph": "The harbour reopened on Monday.",
          "source": "The Times", "headline": {"main": "Harbour Reopens", "kicker": null},
          "keywords": [{"name": "subject", "value": "Shipping", "rank": 1}],
          "pub_date": "2019-03-05T10:00:00+0000", "section_name": "World",
          "byline": {"original": "By Ida Holm", "person": []}}], "meta": {"hits": 1}}})");
  ASSERT_THAT(reading.articles, SizeIs(1));
  const Article& known = reading.articles[0].known;
  EXPECT_EQ(reading.articles[0].text, "The harbour reopened on Monday.");
  EXPECT_EQ(known.title, "Harbour Reopens");
  EXPECT_EQ(known.summary, "It reopened.");
  EXPECT_THAT(known.authors, ElementsAre("Ida Holm"));
  EXPECT_THAT(known.topics, ElementsAre("Shipping"));
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(JsonShape, ReadsWhatWordPressAnswers) {
  const Reading reading = read_text(
      R"([{"id": 3, "date": "2019-03-05T10:00:00", "link": "https://example.org/a",
           "title": {"rendered": "The mayor&#8217;s plan"}, "author": 3, "tags": [12],
           "content": {"rendered": "<p>One.</p><p>Two.</p>", "protected": false},
           "excerpt": {"rendered": "<p>Short &hellip;</p>"},
           "_embedded": {"author": [{"id": 3, "name": "Ida Holm"}],
             "wp:term": [[{"id": 1, "name": "World"}], [{"id": 12, "name": "Ships"}]]}}])");
  ASSERT_THAT(reading.articles, SizeIs(1));
  const Article& known = reading.articles[0].known;
  EXPECT_EQ(reading.articles[0].text, "One.\n\nTwo.");
  EXPECT_EQ(known.title, "The mayor’s plan");
  EXPECT_EQ(known.summary, "Short …");
  EXPECT_THAT(known.authors, ElementsAre("Ida Holm"));
  EXPECT_THAT(known.topics, ElementsAre("World", "Ships"));
}

TEST(JsonShape, TakesNoNumberOfARowForAName) {
  const Reading reading =
      read_text(R"([{"title": "A", "text": "one", "author": 3, "tags": [12, 14], "category": 7}])");
  ASSERT_THAT(reading.articles, SizeIs(1));
  EXPECT_THAT(reading.articles[0].known.authors, IsEmpty());
  EXPECT_THAT(reading.articles[0].known.topics, IsEmpty());
  EXPECT_EQ(reading.articles[0].known.extra_json, R"({"author":3,"tags":[12,14],"category":7})");
}

TEST(JsonShape, ReadsTheArticlesOfAGraphOnly) {
  const Reading reading = read_text(
      R"({"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Post"},
          {"@type": ["NewsArticle"], "headline": "Harbour reopens", "articleBody": "It reopened.",
           "author": {"@id": "#ida"}}, {"@type": "Person", "@id": "#ida", "name": "Ida Holm"}]})");
  EXPECT_THAT(titles(reading), ElementsAre("Harbour reopens"));
  EXPECT_THAT(reading.articles.at(0).known.authors, ElementsAre("Ida Holm"));
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

TEST(JsonShape, ReadsArticlesInsideWhatAnInterfaceAnswers) {
  for (
      const char* const json :
      {R"({"data": {"articles": {"edges": [{"node": {"title": "A", "text": "one"}}]}}})",
       R"({"data": [{"type": "article", "id": "1", "attributes": {"title": "A", "body": "one"}}]})",
       R"({"total_rows": 1, "rows": [{"id": "1", "doc": {"title": "A", "text": "one"}}]})",
       R"({"2019": [{"title": "A", "text": "one"}]})",
       R"({"rows": [{"row_idx": 0, "row": {"title": "A", "text": "one"}, "truncated_cells": []}]})",
       R"({"items": [{"title": "A", "content": {"content": "<p>one</p>", "direction": "ltr"}}]})",
       R"({"rss": {"channel": {"item": [{"title": {"_": "A"}, "description": {"$t": "d"},
            "text": {"__cdata": "one"}}]}}})",
       R"({"site": {"posts": {"-a": {"title": "A", "text": "one"}}}})",
       R"({"status": "ok", "article": {"title": "A", "text": "one"}})"}) {
    const Reading reading = read_text(json);
    EXPECT_THAT(titles(reading), ElementsAre("A")) << json;
    EXPECT_THAT(reading.texts(), ElementsAre("one")) << json;
  }
}

TEST(JsonShape, ReadsTheTimesOfMongoDb) {
  for (const char* const time :
       {R"("2019-03-05T10:00:00Z")", "1551780000000", R"({"$numberLong": "1551780000000"})"}) {
    const Reading reading = read_text(R"([{"_id": {"$oid": "5c7e"}, "title": "A", "text": "one",
        "published": {"$date": )" + std::string(time) +
                                      "}}]");
    ASSERT_THAT(reading.articles, SizeIs(1));
    EXPECT_EQ(reading.articles[0].known.id, "5c7e");
    ASSERT_TRUE(reading.articles[0].known.published) << time;
    EXPECT_EQ(format_timestamp(*reading.articles[0].known.published), "2019-03-05T10:00:00Z");
  }
}

TEST(JsonShape, KeepsAnArticleThatHasListsOfOtherThings) {
  const Reading reading = read_text(
      R"({"title": "A", "authors": [{"name": "Ida Holm"}], "images": [{"caption": "c"}],
          "publisher": {"name": "Post"}, "description": "Short."})");
  EXPECT_THAT(titles(reading), ElementsAre("A"));
  EXPECT_THAT(reading.articles.at(0).known.authors, ElementsAre("Ida Holm"));
}

TEST(JsonShape, PassesOverWhatFollowsAWrappedList) {
  const Reading reading = read_text(
      "{\n\"articles\": [\n{\"text\": \"one\"}\n],\n\"total\": 1,\n\"facets\": {\"a\": [1]},\n"
      "\"stories\": [{\"text\": \"two\"}]\n}\n");
  EXPECT_THAT(reading.texts(), ElementsAre("one", "two"));
  EXPECT_THAT(reading.reasons(), IsEmpty());
}

}  // namespace
}  // namespace dateline
