#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/html/fields/claims.h"

namespace dateline::html {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> values(const std::vector<Claim>& claims, Field field) {
  std::vector<std::string> result;
  for (const Claim& claim : claims) {
    if (claim.field == field) result.push_back(claim.value);
  }
  return result;
}

std::vector<Claim> json_ld(const std::string& json, const std::string& page_title = "") {
  return json_ld_claims(Page("<script type='application/ld+json'>" + json + "</script>"),
                        page_title);
}

TEST(HtmlJsonLd, TellsOfTheArticle) {
  const std::vector<Claim> claims = json_ld(R"({"@type": "NewsArticle",
      "headline": "Rates rise &amp; fall", "datePublished": "2021-03-04", "dateModified": "2021-03-05",
      "author": [{"name": "Ann Lee"}, "Ben Roe"], "publisher": {"name": "The Courier"},
      "articleSection": "Economy", "keywords": "rates, banks", "inLanguage": "en",
      "dateline": "PORT EXAMPLE"})");
  EXPECT_THAT(values(claims, Field::title), ElementsAre("Rates rise & fall"));
  EXPECT_THAT(values(claims, Field::published), ElementsAre("2021-03-04"));
  EXPECT_THAT(values(claims, Field::updated), ElementsAre("2021-03-05"));
  EXPECT_THAT(values(claims, Field::author), ElementsAre("Ann Lee", "Ben Roe"));
  EXPECT_THAT(values(claims, Field::source), ElementsAre("The Courier"));
  EXPECT_THAT(values(claims, Field::topic), ElementsAre("rates", "banks"));
  EXPECT_THAT(values(claims, Field::place), ElementsAre("PORT EXAMPLE"));
}

TEST(HtmlJsonLd, FollowsReferencesInAGraph) {
  const std::vector<Claim> claims = json_ld(R"({"@graph": [
      {"@type": "WebPage", "name": "Site"},
      {"@type": "Article", "headline": "Rates rise", "author": {"@id": "#ann"}},
      {"@type": "Person", "@id": "#ann", "name": "Ann Lee"}]})");
  EXPECT_THAT(values(claims, Field::title), ElementsAre("Rates rise"));
  EXPECT_THAT(values(claims, Field::author), ElementsAre("Ann Lee"));
}

TEST(HtmlJsonLd, PrefersTheArticleThatThePageIsCalledAfter) {
  const std::string json = R"([{"@type": "Article", "headline": "Snow in the south"},
                               {"@type": "Article", "headline": "Rates rise again"}])";
  EXPECT_THAT(values(json_ld(json, "Rates rise again - The Courier"), Field::title),
              ElementsAre("Rates rise again"));
}

TEST(HtmlJsonLd, TakesLineBreaksInsideStrings) {
  EXPECT_THAT(
      values(json_ld("{\"@type\":\"Article\",\"headline\":\"Rates\nrise\"};"), Field::title),
      ElementsAre("Rates rise"));
}

TEST(HtmlJsonLd, SaysNothingWhereItIsDamagedOrOfSomethingElse) {
  EXPECT_THAT(json_ld("{\"@type\": \"NewsArticle\", \"headline\": "), IsEmpty());
  EXPECT_THAT(json_ld("[1, null, {\"@type\": 5}, {\"@type\": \"Organization\", \"name\": \"x\"}]"),
              IsEmpty());
  EXPECT_THAT(json_ld(std::string(100000, '[') + std::string(100000, ']')), IsEmpty());
}

TEST(HtmlMeta, ReadsTheNamesInUse) {
  const std::vector<Claim> claims = meta_claims(Page(R"(<html lang=de><head>
      <meta name="DC.date.issued" content="2021-03-04"><meta name=author content="Ann Lee">
      <meta property="og:title" content="Zinsen &amp; mehr"><link rel=canonical href="https://a.example/x">
      </head>)"));
  EXPECT_THAT(claims, Contains(Claim{Field::title, "opengraph", "Zinsen & mehr"}));
  EXPECT_THAT(claims, Contains(Claim{Field::published, "dublin core", "2021-03-04"}));
  EXPECT_THAT(claims, Contains(Claim{Field::language, "html lang", "de"}));
  EXPECT_THAT(claims, Contains(Claim{Field::url, "canonical link", "https://a.example/x"}));
}

TEST(HtmlMeta, PutsSurerNamesFirst) {
  const std::vector<Claim> claims = meta_claims(Page(
      R"(<meta name="date" content="2021-03-09"><meta property="article:published_time" content="2021-03-04">)"));
  EXPECT_THAT(values(claims, Field::published), ElementsAre("2021-03-04", "2021-03-09"));
}

TEST(HtmlMeta, KeepsUpdatedApartFromPublished) {
  const std::vector<Claim> claims =
      meta_claims(Page(R"(<meta property="article:modified_time" content="2021-03-09">)"));
  EXPECT_THAT(values(claims, Field::published), IsEmpty());
  EXPECT_THAT(values(claims, Field::updated), ElementsAre("2021-03-09"));
}

TEST(HtmlMicrodata, TellsOfTheArticleAndNotOfWhatIsInIt) {
  const std::vector<Claim> claims = microdata_claims(Page(R"(
      <article itemscope itemtype="https://schema.org/NewsArticle">
        <h1 itemprop=headline>Rates rise</h1>
        <div itemprop=author itemscope itemtype="https://schema.org/Person"><b itemprop=name>Ann Lee</b></div>
        <time itemprop=datePublished datetime="2021-03-04">today</time>
        <div itemscope itemtype="https://schema.org/Comment">
          <time itemprop=datePublished datetime="2021-03-06"></time></div>
      </article>)"));
  EXPECT_THAT(values(claims, Field::title), ElementsAre("Rates rise"));
  EXPECT_THAT(values(claims, Field::author), ElementsAre("Ann Lee"));
  EXPECT_THAT(values(claims, Field::published), ElementsAre("2021-03-04"));
}

TEST(HtmlMicrodata, BelievesWhenItWasCreatedAfterWhenItWasPublished) {
  const std::vector<Claim> claims =
      microdata_claims(Page(R"(<b itemprop=dateCreated content="2021-03-01"></b>
              <b itemprop=datePublished content="2021-03-04"></b>)"));
  EXPECT_THAT(values(claims, Field::published), ElementsAre("2021-03-04", "2021-03-01"));
}

}  // namespace
}  // namespace dateline::html
