#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/extract/extract_record.h"
#include "indexer/extract/extractor.h"
#include "indexer/html/fields/origin.h"
#include "indexer/html/html_extractor.h"
#include "indexer/sources/record.h"

namespace dateline {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

// A page of an article, with something in its head and something between title and text.
std::string page_of(const std::string& head, const std::string& below_title = "",
                    const std::string& attributes = "") {
  return "<html " + attributes + "><head><title>Bridge to close for repairs</title>" + head +
         "</head><body><article><h1>Bridge to close for repairs</h1>" + below_title +
         "<div class=text>"
         "<p>The town council voted on Monday to close the old bridge, and the work is to begin "
         "soon.</p>"
         "<p>Engineers had warned since the spring that two pillars no longer carry the weight.</p>"
         "<p>Shop owners on both banks fear for their trade and have asked to keep one lane "
         "open.</p>"
         "<p>The mayor said that she would look into it, but that safety came before all else.</p>"
         "</div></article></body></html>";
}

Article article_of(const std::string& page) { return extract_html(page, "").known; }

std::string metadata_with(const std::string& members) {
  return R"(<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge to close for
      repairs", )" +
         members + "}</script>";
}

TEST(HtmlLanguage, IsNeverWhatIsNone) {
  EXPECT_EQ(article_of(page_of("<meta http-equiv=content-language content=utf-8>")).language, "");
  EXPECT_EQ(article_of(page_of(metadata_with(R"("inLanguage": "eng")"))).language, "en");
}

TEST(HtmlLanguage, IsThePagesOwnWhereClaimsDiffer) {
  EXPECT_EQ(article_of(page_of(metadata_with(R"("inLanguage": "kr")"), "", "lang=en")).language,
            "en");
  EXPECT_EQ(article_of(page_of(metadata_with(R"("inLanguage": "en")"), "", "lang=de")).language,
            "en");
}

TEST(HtmlOrigin, IsNoDateAndNoSiteBuilder) {
  const auto source = [](const std::string& name) {
    return article_of(page_of(metadata_with(R"("publisher": {"name": ")" + name + "\"}"))).source;
  };
  EXPECT_EQ(source("The Courier"), "The Courier");
  EXPECT_EQ(source("Blogger"), "");
  EXPECT_EQ(source("WordPress"), "");
  EXPECT_EQ(source("--World--The Courier"), "The Courier");
  EXPECT_EQ(source("Sun, 19 Oct 2025"), "");
  EXPECT_EQ(html::source_name("-时政--人民网"), "人民网");
}

TEST(HtmlOrigin, IsAPlaceWithoutItsDate) {
  const auto place = [](const std::string& dateline) {
    return article_of(page_of(metadata_with(R"("dateline": ")" + dateline + "\""))).place;
  };
  EXPECT_EQ(place("PORT EXAMPLE"), "PORT EXAMPLE");
  EXPECT_EQ(place("Port Example, January 5, 2019"), "Port Example");
  EXPECT_EQ(place("Sun, 19 Oct 2025 04:00"), "");
  EXPECT_EQ(place("2025-10-19"), "");
}

TEST(HtmlOrigin, IsNoSectionThatNobodyChose) {
  EXPECT_EQ(article_of(page_of(metadata_with(R"("articleSection": ["Uncategorized", "Economy"])")))
                .section,
            "Economy");
}

TEST(HtmlStandfirst, OpensTheText) {
  const std::string standfirst = "Two pillars no longer carry the weight of lorries";
  const auto first = [&](const std::string& head, const std::string& below_title) {
    const Article article = article_of(page_of(head, below_title));
    return article.paragraphs.empty() ? std::string() : article.paragraphs.front();
  };
  EXPECT_EQ(first("", "<h2 class=standfirst>" + standfirst + "</h2>"), standfirst);
  EXPECT_EQ(first("<meta name=description content='" + standfirst + "'>",
                  "<p class=x>" + standfirst + "</p>"),
            standfirst);
  EXPECT_THAT(first("", "<figure><figcaption class=lead>" + standfirst + "</figcaption></figure>"),
              HasSubstr("The town council"));
}

TEST(HtmlStandfirst, HidesNoDateline) {
  Article known{.title = "Bridge to close"};
  known.paragraphs = {"Two pillars no longer carry the weight of lorries.",
                      "VIENNA — The town council voted on Monday to close the old bridge."};
  const auto article = std::get<Article>(extract({.origin = {}, .known = known, .text = ""}));
  EXPECT_EQ(article.place, "Vienna");
  EXPECT_EQ(article.paragraphs[1], "The town council voted on Monday to close the old bridge.");
}

std::vector<std::variant<Article, SetAside>> read_page(const std::string& html) {
  return extract_record({.origin = {.path = "page.html"},
                         .format = Format::html,
                         .bytes = html,
                         .known = {},
                         .file = std::make_shared<const FileContext>()});
}

TEST(HtmlPage, WithoutAnArticleIsIndexedByItsTitleAndSaidSo) {
  const auto results = read_page("<title>Bridge to close</title><h1>Bridge to close</h1>");
  ASSERT_THAT(results, SizeIs(2));
  EXPECT_EQ(std::get<Article>(results[0]).title, "Bridge to close");
  const auto& aside = std::get<SetAside>(results[1]);
  EXPECT_EQ(aside.origin.path, "page.html");
  EXPECT_THAT(aside.reason, HasSubstr("no article was found"));
}

TEST(HtmlPage, WithAnArticleSaysNothing) { EXPECT_THAT(read_page(page_of("")), SizeIs(1)); }

TEST(HtmlPage, InThaiHasSentencesWithoutMarks) {
  const std::string text =
      "สภาเมืองลงมติเมื่อวันจันทร์ให้ปิดสะพานเก่าเพื่อซ่อมแซม งานจะเริ่มก่อนสิ้นเดือนนี้ "
      "วิศวกรเตือนว่าเสาสองต้นรับน้ำหนักรถบรรทุกไม่ได้อีกต่อไป ";
  std::string page =
      "<html lang=th><title>ปิดสะพาน</title><div class='node node--promoted'><h1>ปิดสะพาน</h1>";
  for (const std::string number : {"หนึ่ง", "สอง", "สาม", "สี่"})
    page += "<div>" + text + number + "</div>";
  EXPECT_THAT(article_of(page + "</div></html>").paragraphs, SizeIs(4));
}

}  // namespace
}  // namespace dateline
