#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/formats/parse_record.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::variant<RawArticle, SetAside>> parse_all(std::string json, FieldNames names = {}) {
  auto file = std::make_shared<FileContext>();
  file->field_names = std::move(names);
  return parse_record({.origin = {.path = "a.jsonl", .line = 7, .offset = 100},
                       .format = Format::json,
                       .bytes = std::move(json),
                       .file = std::move(file)});
}

RawArticle parse(std::string json, FieldNames names = {}) {
  auto parsed = parse_all(std::move(json), std::move(names));
  EXPECT_EQ(parsed.size(), 1U);
  return std::get<RawArticle>(parsed.at(0));
}

SetAside refuse(std::string json) {
  auto parsed = parse_all(std::move(json));
  EXPECT_EQ(parsed.size(), 1U);
  return std::get<SetAside>(parsed.at(0));
}

TEST(JsonRecord, ReadsDatesAsProgramsWriteThem) {
  for (const std::string_view date :
       {R"({"$date": "2019-03-05T10:00:00Z"})", R"({"$date": 1551780000000})",
        R"({"$date": {"$numberLong": "1551780000000"}})", R"({"_seconds": 1551780000})",
        R"({"seconds": 1551780000, "nanoseconds": 0})", "1551780000", "1551780000.25",
        R"({"date": "2019-03-05 10:00:00.000000", "timezone_type": 3, "timezone": "UTC"})",
        R"({"year": 2019, "month": 3, "day": 5})", "[2019, 3, 5]", "[2019, 3, 5, 10, 0]",
        R"({"__type": "Date", "iso": "2019-03-05T10:00:00.000Z"})",
        R"(["2019-03-05", "2019-04-01"])", R"-("Tue Mar 05 2019 10:00:00 GMT+0100 (CET)")-",
        R"("5 มีนาคม 2562")", "20190305", "43529"}) {
    const std::string json =
        R"({"title": "Harbour reopens", "text": "It did.", "date": )" + std::string(date) + "}";
    const std::optional<Date> published = parse(json).known.published;
    ASSERT_TRUE(published.has_value()) << date;
    EXPECT_EQ(format_day(*published), "2019-03-05") << date;
  }
  for (const std::string_view date : {R"({"user": "2019"})", "null", "true", "[]", "[1, 2]",
                                      R"("0001-01-01T00:00:00Z")", R"("2099-01-01")", "0"}) {
    const std::string json =
        R"({"title": "Harbour reopens", "text": "It did.", "date": )" + std::string(date) + "}";
    EXPECT_FALSE(parse(json).known.published.has_value()) << date;
  }
}

TEST(JsonRecord, ReadsTheDocumentedFields) {
  const RawArticle article = parse(R"({"id": 12, "url": "https://example.org/a",
    "title": "Harbour reopens", "text": "First.\nSecond.", "published": "2021-03-04T05:06:07Z",
    "updated": "2021-03-05", "source": "Coast Times", "authors": ["Anna Berg", "Jan Roth"],
    "place": "Oslo", "topics": ["ships"], "people": ["Ola Dahl"], "organisations": ["Port Board"],
    "language": "en-GB"})");
  EXPECT_EQ(article.text, "First.\nSecond.");
  EXPECT_EQ(article.shape, RawArticle::Shape::body);
  EXPECT_EQ(article.origin.line, 7U);
  const Article& known = article.known;
  EXPECT_EQ(known.id, "12");
  EXPECT_EQ(known.url, "https://example.org/a");
  EXPECT_EQ(known.title, "Harbour reopens");
  EXPECT_EQ(format_timestamp(*known.published), "2021-03-04T05:06:07Z");
  EXPECT_EQ(format_timestamp(*known.updated), "2021-03-05");
  EXPECT_EQ(known.source, "Coast Times");
  EXPECT_THAT(known.authors, ElementsAre("Anna Berg", "Jan Roth"));
  EXPECT_EQ(known.place, "Oslo");
  EXPECT_THAT(known.topics, ElementsAre("ships"));
  EXPECT_THAT(known.people, ElementsAre("Ola Dahl"));
  EXPECT_THAT(known.organisations, ElementsAre("Port Board"));
  EXPECT_EQ(known.language, "en");
  EXPECT_EQ(known.extra_json, "");
}

// What exports and --dry-run write.
TEST(JsonRecord, ReadsWhatDatelineWroteAsItWas) {
  const RawArticle article = parse(
      R"({"id": "one", "title": "Harbour reopens", "authors": [], "place": null,
    "published": "2021-03-04", "published_at": "2021-03-04T05:06:07+03:00", "updated_at": null,
    "added": "2021-03-05T00:00:00Z", "changed": "2021-03-05T00:00:00Z",
    "text": ["By the sea, it was late.", "Second."], "headings": ["Ships, too"], "headings_before": [1],
    "asides": ["Photo: Anna Berg"], "extraction": {"title": "text"}, "extra": {"pages": 3}})");
  EXPECT_EQ(article.text, "");
  EXPECT_EQ(format_timestamp(*article.known.published), "2021-03-04T05:06:07+03:00");
  EXPECT_THAT(article.known.paragraphs, ElementsAre("By the sea, it was late.", "Second."));
  EXPECT_THAT(article.known.headings, ElementsAre(Heading{.before = 1, .text = "Ships, too"}));
  EXPECT_THAT(article.known.asides, ElementsAre("Photo: Anna Berg"));
  EXPECT_EQ(article.known.extra_json, R"({"pages":3})");
}

TEST(JsonRecord, KeepsWhatOnlyLooksAsIfDatelineWroteIt) {
  const RawArticle foreign = parse(R"({"title": "H", "text": "T", "headings": ["a"], "extra": 1})");
  EXPECT_EQ(foreign.known.extra_json, R"({"headings":["a"],"extra":1})");
  const RawArticle odd = parse(R"({"title": "H", "text": "T", "headings": [1, "b"], "extra": "e",
    "headings_before": ["x"], "asides": {"a": 1}})");
  EXPECT_EQ(odd.text, "T");
  EXPECT_TRUE(odd.known.headings.empty());
  EXPECT_EQ(odd.known.extra_json, R"({"extra":"e","asides":{"a":1}})");
}

TEST(JsonRecord, KnowsTheNamesOfPublicDumps) {
  const RawArticle news_please = parse(
      R"({"maintext": "T", "title": "H", "date_publish": "2019-01-02 03:04:05", "source_domain": "a.org"})");
  EXPECT_EQ(news_please.text, "T");
  EXPECT_EQ(format_timestamp(*news_please.known.published), "2019-01-02T03:04:05");
  EXPECT_EQ(news_please.known.source, "a.org");
  const RawArticle json_ld = parse(
      R"({"headline": "H", "articleBody": "T", "datePublished": "2019-01-02", "author": {"name": "Anna Berg"}})");
  EXPECT_EQ(json_ld.known.title, "H");
  EXPECT_THAT(json_ld.known.authors, ElementsAre("Anna Berg"));
  const RawArticle ninjs = parse(R"({"uri": "tag:x,2019:1", "headline": "H", "body_text": "T",
    "versioncreated": "2019-01-02T00:00:00Z", "person": [{"name": "Ola Dahl"}], "located": "Oslo"})");
  EXPECT_EQ(ninjs.known.id, "tag:x,2019:1");
  EXPECT_THAT(ninjs.known.people, ElementsAre("Ola Dahl"));
  EXPECT_EQ(ninjs.known.place, "Oslo");
}

TEST(JsonRecord, KeepsUnknownFieldsAsTheyWere) {
  const RawArticle article =
      parse(R"({"text": "T", "score": 1.5, "nested": {"a": [1, null, "x\"y"]}, "none": null})");
  EXPECT_EQ(article.known.extra_json, R"({"score":1.5,"nested":{"a":[1,null,"x\"y"]}})");
}

TEST(JsonRecord, KeepsASecondNameOfAFieldAsUnknown) {
  const RawArticle article = parse(R"({"content": "teaser", "text": "full", "date": "long ago"})");
  EXPECT_EQ(article.text, "full");
  EXPECT_FALSE(article.known.published);
  EXPECT_EQ(article.known.extra_json, R"({"content":"teaser","date":"long ago"})");
}

TEST(JsonRecord, TakesTheNextNameWhereAFieldIsEmpty) {
  EXPECT_EQ(parse(R"({"text": "", "content": "full"})").text, "full");
  EXPECT_EQ(parse(R"({"text": null, "content": "full"})").text, "full");
}

TEST(JsonRecord, ReadsNamesThatTheConfigurationMaps) {
  const RawArticle article =
      parse(R"({"Titel": "H", "Inhalt": "T"})", {{"Titel", "title"}, {"Inhalt", "text"}});
  EXPECT_EQ(article.known.title, "H");
  EXPECT_EQ(article.text, "T");
}

TEST(JsonRecord, TurnsMarkupInTextIntoParagraphs) {
  EXPECT_EQ(
      parse(R"({"body": "<p>One &amp; two.</p>\n<p>Three<br>four.</p><script>x<y</script>"})").text,
      "One & two.\n\nThree\nfour.");
  EXPECT_EQ(parse(R"({"body": "1 < 2 and 3 > 2"})").text, "1 < 2 and 3 > 2");
}

TEST(JsonRecord, SplitsAuthorsInOneString) {
  EXPECT_THAT(parse(R"({"text": "T", "author": "By Anna Berg and Jan Roth"})").known.authors,
              ElementsAre("Anna Berg", "Jan Roth"));
  EXPECT_THAT(parse(R"({"text": "T", "author": "Berg, Anna"})").known.authors,
              ElementsAre("Berg, Anna"));
}

TEST(JsonRecord, LeavesOutWhatTheAuthorsOfABylineDo) {
  EXPECT_THAT(parse(R"({"text": "T", "byline": "By IDA HOLM and PER LUND, Post Staff Writers"})")
                  .known.authors,
              ElementsAre("Ida Holm", "Per Lund"));
  EXPECT_THAT(parse(R"({"text": "T", "authors": [{"first_name": "Ida", "last_name": "Holm"}]})")
                  .known.authors,
              ElementsAre("Ida Holm"));
}

TEST(JsonRecord, TakesMarksAloneForNoName) {
  for (const char* marks : {",,,", "-", "—", "...", "???", " / ", "،"}) {
    const std::string author(marks);
    const RawArticle article =
        parse(R"({"text": "T", "section": ")" + author + R"(", "author": ")" + author + R"("})");
    EXPECT_TRUE(article.known.authors.empty()) << author;
    EXPECT_EQ(article.known.section, "") << author;
  }
  EXPECT_THAT(parse(R"({"text": "T", "author": "Ida Holm; -; 3Sat"})").known.authors,
              ElementsAre("Ida Holm", "3Sat"));
  EXPECT_THAT(parse(R"({"text": "T", "authors": ["--", "기자", "Ida Holm"]})").known.authors,
              ElementsAre("기자", "Ida Holm"));
  EXPECT_THAT(parse(R"({"text": "T", "topics": ["軍", "-", "5G"]})").known.topics,
              ElementsAre("軍", "5G"));
}

TEST(JsonRecord, TakesWhatProgramsWriteForNothingAsNothing) {
  const RawArticle article = parse(
      R"({"text": "nan", "content": "full", "author": "None", "section": "null", "id": "NaN"})");
  EXPECT_EQ(article.text, "full");
  EXPECT_TRUE(article.known.authors.empty());
  EXPECT_EQ(article.known.section, "");
  EXPECT_EQ(article.known.id, "");
}

TEST(JsonRecord, ReadsNamesInTheLanguagesOfTheSamples) {
  for (const char* const json : {R"({"Überschrift": "H", "Inhalt": "T", "Autor": "Ida Holm"})",
                                 R"({"Titre": "H", "Texte": "T", "Auteur": "Ida Holm"})",
                                 R"({"Título": "H", "Cuerpo": "T", "Autores": "Ida Holm"})",
                                 R"({"Заголовок": "H", "Текст": "T", "Автор": "Ida Holm"})"}) {
    const RawArticle article = parse(json);
    EXPECT_EQ(article.known.title, "H") << json;
    EXPECT_EQ(article.text, "T") << json;
    EXPECT_THAT(article.known.authors, ElementsAre("Ida Holm")) << json;
  }
}

TEST(JsonRecord, SetsAsideARecordWithoutTextAndTitle) {
  const SetAside result = refuse(R"({"url": "https://example.org/a"})");
  EXPECT_EQ(result.reason, "field 'text' is missing");
  EXPECT_EQ(result.origin.line, 7U);
}

TEST(JsonRecord, TellsWhereJsonIsInvalid) {
  const SetAside result = refuse(R"({"text": "T", oops})");
  EXPECT_THAT(result.reason, HasSubstr("at byte 15 of the record"));
  EXPECT_EQ(result.origin.offset, 114U);
  EXPECT_THAT(refuse(R"({"text": "T)").reason, HasSubstr("no valid JSON"));
  EXPECT_THAT(refuse("[1]").reason, HasSubstr("no objects"));
}

TEST(JsonRecord, SetsAsideDeepNesting) {
  const std::string deep =
      R"({"text": "T", "x": )" + std::string(10000, '[') + std::string(10000, ']') + "}";
  EXPECT_THAT(refuse(deep).reason, HasSubstr("nested deeper than 32"));
}

TEST(JsonRecord, MendsBytesThatAreNoUtf8) {
  EXPECT_EQ(parse("{\"text\": \"caf\xC3\xA9 cr\xC3\xA8me a\xFFz\"}").text,
            "café crème a\xEF\xBF\xBDz");
  EXPECT_EQ(parse("{\"text\": \"caf\xE9\"}").text, "café");
  EXPECT_EQ(parse(R"({"text": "don\u00e2\u20ac\u2122t"})").text, "don’t");
  EXPECT_EQ(parse(R"({"text": "a\u0000b\u0007c\r\nd"})").text, "abc\nd");
}

TEST(JsonRecord, ReadsArticlesOfAJsonFeedOnOneLine) {
  const auto parsed =
      parse_all(R"({"version": "https://jsonfeed.org/version/1.1", "title": "Coast Times",
    "items": [{"id": "1", "content_html": "<p>One.</p>"}, {"id": "2", "content_text": "Two."}]})");
  ASSERT_EQ(parsed.size(), 2U);
  EXPECT_EQ(std::get<RawArticle>(parsed[0]).text, "One.");
  EXPECT_EQ(std::get<RawArticle>(parsed[1]).text, "Two.");
  EXPECT_EQ(std::get<RawArticle>(parsed[1]).known.source, "Coast Times");
}

}  // namespace
}  // namespace dateline
