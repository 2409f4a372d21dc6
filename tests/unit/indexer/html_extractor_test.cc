#include "indexer/html_extractor.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(HtmlExtractor, MakesAnArticleOfAPage) {
  const Article article = extract_html(R"(<!DOCTYPE html><html lang="en-GB"><head>
        <title>Harbour reopens after storm | The Example Courier</title>
        <meta property="og:site_name" content="The Example Courier">
        <meta property="article:published_time" content="2021-03-04T09:15:00+01:00">
        <link rel="canonical" href="https://courier.example/harbour"></head><body>
        <nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
        <article><h1>Harbour reopens after storm</h1>
        <p>The harbour of Port Example opened again on Thursday, after two days in which no ship could enter it.</p>
        <h2>Damage to the pier</h2>
        <p>Engineers found cracks in the northern pier, but said that ships of all sizes could pass it safely.</p>
        </article><footer>Copyright The Example Courier</footer></body></html>)",
                                       "")
                              .known;
  EXPECT_EQ(article.title, "Harbour reopens after storm");
  EXPECT_EQ(article.source, "The Example Courier");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.url, "https://courier.example/harbour");
  ASSERT_TRUE(article.published);
  EXPECT_EQ(format_timestamp(*article.published), "2021-03-04T09:15:00+01:00");
  EXPECT_EQ(article.paragraphs.size(), 2U);
  EXPECT_THAT(article.headings, ElementsAre(Heading{.before = 1, .text = "Damage to the pier"}));
}

TEST(HtmlExtractor, FindsNothingInNothing) {
  const RawArticle raw = extract_html("", "");
  EXPECT_THAT(raw.known.paragraphs, IsEmpty());
  EXPECT_THAT(raw.known.title, IsEmpty());
  EXPECT_FALSE(raw.known.published);
  EXPECT_THAT(raw.text, IsEmpty());
}

TEST(HtmlExtractor, TakesAHundredThousandNestedElements) {
  std::string html;
  for (int i = 0; i < 100000; ++i) html += "<div>";
  html += "<p>The text at the bottom of the well is still found, as any reader would hope.</p>";
  EXPECT_EQ(extract_html(html, "").known.paragraphs.size(), 1U);
}

}  // namespace
}  // namespace dateline
