#include "server/api/json.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "server/api/json_writer.h"

namespace dateline {
namespace {

using nlohmann::json;

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonText, EscapesWhatJsonDoesNotAllow) {
  EXPECT_EQ(json_string("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(json_string("\n\t\r\x01\x1f"), R"("\n\t\r\u0001\u001f")");
  EXPECT_EQ(json_string(std::string_view("\0", 1)), R"("\u0000")");
  EXPECT_EQ(json_string("Ла 漢 😀 \x7f"), "\"Ла 漢 😀 \x7f\"");
}

TEST(JsonText, IsValidWhateverItIsMadeOf) {
  for (const std::string bytes : {"\xff", "a\xc3", "\xc3(", "\xe2\x82", "\xf0\x9f\x98",
                                  "\xed\xa0\x80", "\xc0\xaf", "\xf5\x80\x80\x80", "\x80\x80"}) {
    EXPECT_TRUE(json::accept(json_string(bytes))) << bytes;
    EXPECT_NE(json::parse(json_string(bytes)).get<std::string>().find("\xef\xbf\xbd"),
              std::string::npos);
  }
  EXPECT_EQ(json_string("a\xffz"), "\"a\xef\xbf\xbdz\"");
}

TEST(JsonWriter, WritesNumbersAsShortAsTheyAre) {
  const auto written = [](double value) { return JsonWriter().decimal(value, 3).take(); };
  EXPECT_EQ(written(1.5), "1.5");
  EXPECT_EQ(written(100), "100");
  EXPECT_EQ(written(0.0004), "0");
  EXPECT_EQ(written(12.34567), "12.346");
  EXPECT_EQ(written(std::numeric_limits<double>::infinity()), "null");
  EXPECT_TRUE(json::accept(written(std::numeric_limits<double>::max())));
}

Hit some_hit() {
  return {.id = "a1",
          .title = {.text = "Ports & <ships>", .marks = {{0, 5}}},
          .published = parse_iso_date("2017-01-25T14:44+03:00"),
          .source = "Harbour Wire",
          .language = "en",
          .authors = {"A. Writer"},
          .arrived = {.added = 1'485'338'400'000'000, .changed = 1'485'338'461'000'000},
          .score = 12.34567,
          .snippets = {{.text = "the port of", .marks = {{4, 8}}}}};
}

TEST(SearchJson, HasTheShapeOfTheManual) {
  const SearchRequest request{.query = "port", .limit = 1};
  const SearchResult result{
      .total = {.value = 2, .exact = false},
      .hits = {some_hit()},
      .facets = {{.field = "source", .values = {{"Harbour Wire", 2}}, .distinct = 120}},
      .timeline = {{"2017-01", 1}, {"", 1}},
      .suggestion = "ports",
      .notes = {"a note"},
      .also_searched = {{"ports", 3}, {"docks", std::nullopt}},
      .generation = 7};
  const std::string text = to_json({.request = request, .result = result, .took_ms = 1.23456});
  EXPECT_EQ(json::parse(text), json::parse(R"({
    "query": {"text": "port", "suggestion": "ports", "notes": ["a note"], "also_searched": [{"text": "ports", "count": 3}, {"text": "docks"}]},
    "total": {"value": 2, "exact": false}, "took_ms": 1.235,
    "hits": [{"id": "a1", "title": "Ports & <ships>",
              "title_html": "<mark>Ports</mark> &amp; &lt;ships&gt;", "url": null,
              "published": "2017-01-25", "published_at": "2017-01-25T14:44:00+03:00",
              "source": "Harbour Wire", "place": null, "authors": ["A. Writer"], "topics": [],
              "language": "en", "added": "2017-01-25T10:00:00Z", "changed": "2017-01-25T10:01:01Z",
              "score": 12.3457, "snippets": ["the <mark>port</mark> of"]}],
    "facets": {"source": [{"value": "Harbour Wire", "count": 2}]}, "facet_values": {"source": 120},
    "timeline": [{"period": "2017-01", "count": 1}, {"period": null, "count": 1}],
    "cursor": null, "next": "/api/v1/search?q=port&limit=1&offset=1", "generation": 7})"));
}

TEST(SearchJson, TellsArticlesThatHaveAllTheWordsFromThoseThatHaveSome) {
  Hit all = some_hit();
  all.all_words = true;
  Hit some = some_hit();
  some.all_words = false;
  const SearchResult result{.total = {.value = 9, .all_words = 1}, .hits = {all, some}};
  const json answer = json::parse(to_json({.request = {}, .result = result}));
  EXPECT_EQ(answer["total"]["all_words"], 1);
  EXPECT_EQ(answer["hits"][0]["all_words"], true);
  EXPECT_EQ(answer["hits"][1]["all_words"], false);
}

TEST(SearchJson, TellsReasonsOnlyWhereTheyWereAskedFor) {
  Hit hit = some_hit();
  hit.explanation = {"port in the title"};
  const SearchResult result{.total = {.value = 1}, .hits = {hit}};
  const SearchRequest plain;
  const SearchRequest curious{.explain = true};
  const json without = json::parse(to_json({.request = plain, .result = result}))["hits"][0];
  const json with = json::parse(to_json({.request = curious, .result = result}))["hits"][0];
  EXPECT_FALSE(without.contains("explanation"));
  EXPECT_EQ(with["explanation"], json({"port in the title"}));
}

TEST(SearchJson, ListsSimilarArticlesWhereTheyAreGrouped) {
  Hit hit = some_hit();
  hit.similar = {.count = 11,
                 .articles = {{.id = "b2",
                               .title = "Ports <again>",
                               .published = Date{.year = 2017, .precision = Precision::year}}}};
  const SearchResult result{.total = {.value = 1}, .hits = {hit}};
  const SearchRequest plain;
  const SearchRequest grouped{.group = Grouping::similar};
  const json without = json::parse(to_json({.request = plain, .result = result}))["hits"][0];
  const json with = json::parse(to_json({.request = grouped, .result = result}))["hits"][0];
  EXPECT_FALSE(without.contains("similar"));
  EXPECT_EQ(with["similar"], json::parse(R"({"count": 11, "articles": [
    {"id": "b2", "title": "Ports <again>", "source": null, "published": "2017",
     "published_at": null}]})"));
}

TEST(SearchJson, ShowsWhatAPastedQueryWasTranslatedTo) {
  const TranslatedQuery translated{.typed = "a1 or b1 and c1",
                                   .translation = {.query = "(a1 OR b1) AND c1", .notes = {"one"}}};
  const SearchRequest request{.query = translated.translation.query};
  const json answer = json::parse(
      to_json({.request = request, .result = {.notes = {"two"}}, .translated = &translated}));
  EXPECT_EQ(answer["query"]["text"], "a1 or b1 and c1");
  EXPECT_EQ(answer["query"]["translated"], "(a1 OR b1) AND c1");
  EXPECT_EQ(answer["query"]["notes"], json({"one", "two"}));
}

TEST(SearchJson, LeadsNoFurtherThanThereAreResults) {
  const SearchResult last{.total = {.value = 11}, .hits = {some_hit()}};
  EXPECT_EQ(next_address({.offset = 0}, last), "/api/v1/search?offset=10");
  EXPECT_EQ(next_address({.offset = 10}, last), "");
  EXPECT_EQ(next_address({.offset = 0}, {.total = {.value = 11}}), "");
  const SearchResult many{.total = {.value = 100'000}, .hits = {some_hit()}};
  EXPECT_EQ(next_address({.offset = 9'980}, many), "/api/v1/search?offset=9990");
  EXPECT_THAT(next_address({.offset = 9'990}, many), testing::HasSubstr("?cursor=p0-2710-"));
}

ArticleView some_article() {
  Article article{.id = "a1",
                  .title = "Ports",
                  .source = "Harbour Wire",
                  .language = "en",
                  .published = Date{.year = 2017, .precision = Precision::year},
                  .people = {"Ada"},
                  .paragraphs = {"One & two.", "Three."},
                  .headings = {{.before = 1, .text = "Later"}},
                  .extraction = {{"title", "metadata"}, {"published", "dateline"}},
                  .extra_json = R"({"wire":{"priority":3}})"};
  return {.article = article,
          .title = {.text = "Ports"},
          .paragraphs = {{.text = "One & two.", .marks = {{0, 3}}}, {.text = "Three."}}};
}

TEST(ArticleJson, HasTheShapeOfTheManual) {
  EXPECT_EQ(json::parse(to_json(some_article(), "one")), json::parse(R"({
    "id": "a1", "title": "Ports", "title_html": "Ports", "url": null, "published": "2017",
    "published_at": null, "source": "Harbour Wire", "place": null, "authors": [], "topics": [],
    "language": "en", "added": null, "changed": null, "updated": null, "updated_at": null, "summary": null, "section": null,
    "people": ["Ada"], "organisations": [], "text": ["One & two.", "Three."],
    "text_html": ["<mark>One</mark> &amp; two.", "Three."], "headings": ["Later"],
    "headings_before": [1], "asides": [], "similar": {"count": 0, "articles": []},
    "citation": {"plain": "“Ports”, Harbour Wire, 2017. /article/a1",
      "bibtex": "@article{a1,\n  title = {{Ports}},\n  journal = {Harbour Wire},\n  year = {2017},\n  date = {2017},\n  url = {/article/a1}\n}",
      "csl": {"id": "a1", "type": "article-newspaper", "title": "Ports", "URL": "/article/a1",
        "container-title": "Harbour Wire", "issued": {"date-parts": [[2017]]}, "language": "en"}},
    "extraction": {"title": "metadata", "published": "dateline"},
    "extra": {"wire": {"priority": 3}}})"));
}

TEST(ArticleJson, HasNoMarkedTextWithoutAQuery) {
  EXPECT_FALSE(json::parse(to_json(some_article(), "")).contains("text_html"));
}

TEST(ArticleJson, KeepsOnlyExtraFieldsThatAreAnObject) {
  ArticleView view = some_article();
  for (const std::string extra : {"", "[1]", "{", "{}}", "{\"a\":}", "nonsense"}) {
    view.article.extra_json = extra;
    EXPECT_EQ(json::parse(to_json(view, ""))["extra"], json::object()) << extra;
  }
}

TEST(SuggestionsJson, NamesTheKind) {
  const std::vector<Suggestion> suggestions{
      {.text = "harbour", .articles = 12},
      {.text = "source:TASS", .kind = Suggestion::Kind::value, .articles = 0},
      {.text = "Harbour opens", .kind = Suggestion::Kind::headline, .id = "a"}};
  EXPECT_EQ(json::parse(to_json(suggestions)), json::parse(R"({"suggestions": [
    {"text": "harbour", "kind": "word", "id": null, "count": 12},
    {"text": "source:TASS", "kind": "value", "id": null, "count": 0},
    {"text": "Harbour opens", "kind": "headline", "id": "a", "count": null}]})"));
}

TEST(StatsJson, TellsWhatIsServed) {
  const IndexStats stats{.articles = 5,
                         .generation = 2,
                         .built_at = "2017-01-25T10:00:00Z",
                         .languages = {{"en", 4}, {"de", 1}},
                         .bytes = 100,
                         .text_bytes = 50};
  EXPECT_EQ(json::parse(to_json(stats)), json::parse(R"({
    "articles": 5, "generation": 2, "built_at": "2017-01-25T10:00:00Z",
    "languages": [{"language": "en", "articles": 4}, {"language": "de", "articles": 1}],
    "bytes": 100, "text_bytes": 50})"));
}

}  // namespace
}  // namespace dateline
