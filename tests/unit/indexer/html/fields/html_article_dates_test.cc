#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/html/html_extractor.h"

// When a page's article was published, by whatever of the page tells it.
namespace dateline {
namespace {

constexpr std::string_view kTitle = "<h1>Bridge to close for repairs</h1>";
constexpr std::string_view kText =
    "<p>The council decided on Monday to close the old bridge for repairs this month.</p>"
    "<p>Engineers found that two pillars no longer carry the weight of lorries.</p>"
    "<p>The repairs are expected to cost nine million, of which half is the state's.</p>";

std::string page_with(std::string_view head, std::string_view body, std::string_view language) {
  return "<!doctype html><html lang=" + std::string(language) + "><head>" + std::string(head) +
         "</head><body>" + std::string(body) + "</body></html>";
}

std::string day(const std::optional<Date>& date) { return date ? format_day(*date) : "none"; }

std::string published(std::string_view head, std::string_view body, std::string_view url = {},
                      std::string_view language = "en") {
  return day(extract_html(page_with(head, body, language), url).known.published);
}

// A page that shows this between its title and its text.
Article shown(std::string_view between, std::string_view language = "en") {
  const std::string body =
      "<article>" + std::string(kTitle) + std::string(between) + std::string(kText) + "</article>";
  return extract_html(page_with({}, body, language), {}).known;
}

std::string with_head(std::string_view head) {
  return published(head, std::string(kTitle) + std::string(kText));
}

TEST(HtmlArticleDates, AreReadFromMetaInAllItsNames) {
  for (const std::string_view name :
       {"article:published_time", "article:published:time", "published_on", "citation_date",
        "citation_publication_date", "DC.date.issued", "og:release_date", "datePublished",
        "sailthru.date", "prism.publicationDate"}) {
    const std::string meta =
        "<meta property=\"" + std::string(name) + "\" content=\"2019-03-05T10:00:00+01:00\">";
    EXPECT_EQ(with_head(meta), "2019-03-05") << name;
  }
  EXPECT_EQ(with_head("<meta name=pubdate content=20190305100000>"), "2019-03-05");
}

TEST(HtmlArticleDates, AreReadFromJsonLdThatIsNoJson) {
  for (
      const std::string_view json :
      {R"({"@type":"NewsArticle","datePublished":"2019-03-05T10:00:00+01:00",})",
       R"({"@type":"NewsArticle","articleBody":"He said "no" to it.","datePublished":"2019-03-05"})",
       R"({"@type":"NewsArticle","datePublished":"2019-03-05"}{"@type":"WebSite"})",
       R"({"@type":"NewsArticle","headline":"It\'s closed","datePublished":"2019-03-05"})",
       R"(//<![CDATA[
           {"@type":"NewsArticle","datePublished":"2019-03-05",}
           //]]>)",
       "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;datePublished&quot;:&quot;2019-03-05&quot;"
       "}",
       R"({"@type":"NewsArticle","datePublished":"2019-3-5"})"}) {
    const std::string script =
        "<script type=application/ld+json>" + std::string(json) + "</script>";
    EXPECT_EQ(with_head(script), "2019-03-05") << json;
  }
}

TEST(HtmlArticleDates, AreReadFromTheDataOfScripts) {
  const std::string next_data =
      R"(<script id="__NEXT_DATA__" type="application/json">{"article":{"title":)"
      R"("Bridge to close for repairs","publishedAt":"2019-03-05T10:00:00Z"},"more":[{"title":)"
      R"("Rates rise again as the bank acts","publishedAt":"2019-02-01T10:00:00Z"}]}</script>)";
  std::string far_away(3000, ' ');
  EXPECT_EQ(with_head(next_data), "2019-03-05");
  EXPECT_EQ(with_head("<script>var page = {\"publishDate\": \"2019-03-05\"};</script>"),
            "2019-03-05");
  EXPECT_EQ(
      with_head("<script>[{\"pubDate\":\"2019-03-05\"},{\"pubDate\":\"2019-02-01\"}]</script>" +
                far_away),
      "none");
}

TEST(HtmlArticleDates, AreReadFromRdfa) {
  EXPECT_EQ(day(shown("<span property=schema:dateCreated content=2019-03-05T12:45:46+00:00></span>")
                    .published),
            "2019-03-05");
}

TEST(HtmlArticleDates, AreReadFromAttributes) {
  for (const std::string_view element :
       {"<time datetime=\"2019-03-05 14:09\">5. März</time>",
        "<span data-date-time=\"2019-03-05 20:06:13\">2019.03.05. 오후 8:06</span>",
        "<lit-timestamp publishdate=\"2019-03-05T16:41:50Z\"></lit-timestamp>",
        "<abbr class=published title=\"2019-03-05T16:41:50Z\">Tuesday</abbr>",
        "<time title=\"March 5, 2019 16:41\">3 days ago</time>",
        "<span class=date title=\"2019-03-05 16:41\">3 days ago</span>"}) {
    EXPECT_EQ(day(shown(element).published), "2019-03-05") << element;
  }
}

TEST(HtmlArticleDates, AreReadFromWhatIsShown) {
  for (const std::string_view element :
       {"<ul><li>March 5, 2019</li></ul>", "<ul><li class=date>05.03.2019</li></ul>",
        "<ul><li><span class=date>5 March 2019</span></li></ul>",
        "<p class=date>March 5, 2019. <i>Updated: March 7, 2019</i></p>",
        "<p class=date>Written: 2019-03-05 15:03:30 / Updated: 2019-03-08 09:10:00</p>",
        "<h4>March 5, 2019 - Words by The Spotted Owl</h4>", "<span class=time>3/5/2019</span>",
        "<div>By <span>Ann Lee</span><span>Mar 05, 2019</span></div>",
        "<div class=\"byline-social\">Northwire / 05:42 AM March 5, 2019</div>",
        "<footer class=entry-meta>Posted on March 5, 2019</footer>",
        "<div class=article-dates><span class=screen-reader-text>Published On 5 Mar 2019</span>"
        "<span aria-hidden=true>5 Mar 2019</span></div>",
        "<figcaption><address>By Ann Lee</address><span>05.03.2019, 15:15</span></figcaption>"}) {
    EXPECT_EQ(day(shown(element).published), "2019-03-05") << element;
  }
}

TEST(HtmlArticleDates, TellPublishedFromUpdated) {
  for (const std::string_view element :
       {"<p>Published March 5, 2019 | Updated March 6, 2019</p>",
        "<p>Published: March 5, 2019</p><p>Updated: March 6, 2019</p>",
        "<div class=meta><span class=date>Publié le 5 mars 2019 à 10h00 - Mis à jour le 6 mars "
        "2019</span></div>",
        "<div class=meta><span class=date>5 Mart 2019 Salı 10:00 - Güncelleme: 6 Mart "
        "2019</span></div>",
        "<div class=meta><span class=date>입력 2019.03.05 10:00 | 수정 2019.03.06 "
        "09:00</span></div>",
        "<ul><li><span class=published>March 5, 2019</span> <span class=updated>March 6, "
        "2019</span></li></ul>",
        "<div><span>Veröffentlicht am 05.03.2019</span> <span>(Letztes Update: "
        "06.03.2019)</span></div>"}) {
    const Article article = shown(element);
    EXPECT_EQ(day(article.published), "2019-03-05") << element;
    EXPECT_EQ(day(article.updated), "2019-03-06") << element;
  }
  EXPECT_EQ(day(shown("<time datetime=2019-03-05T16:20Z>Posted: Mar 5 | Last Updated: March "
                      "5</time>")
                    .published),
            "2019-03-05");
  EXPECT_EQ(day(shown("<p>Updated March 5, 2019</p>").published), "none");
}

TEST(HtmlArticleDates, TellPublishedFromUpdatedInManyLanguages) {
  for (const std::string_view line :
       {"Публикувана на 5 март 2019, 10:00 ч. Обновена на 6 март 2019",
        "প্রকাশিত: মঙ্গলবার, ৫ মার্চ ২০১৯ আপডেট: বুধবার, ৬ মার্চ ২০১৯",
        "입력 2019.03.05 10:00 | 수정 2019.03.06 09:00"}) {
    const Article dates = shown("<p>" + std::string(line) + "</p>");
    EXPECT_EQ(day(dates.published), "2019-03-05") << line;
    EXPECT_EQ(day(dates.updated), "2019-03-06") << line;
  }
}

TEST(HtmlArticleDates, AreReadAboveTheTitleOfBlogs) {
  EXPECT_EQ(published({},
                      "<div class=date-outer><h2 class=date-header><span>Tuesday, March 5, "
                      "2019</span></h2><div class=post><h3 class=post-title>Bridge to close for "
                      "repairs</h3><div class=post-body>" +
                          std::string(kText) + "</div></div></div>"),
            "2019-03-05");
}

TEST(HtmlArticleDates, AreReadUnderTheArticle) {
  const std::string article = std::string(kTitle) + std::string(kText);
  const std::string sentence =
      "<p class=postmetadata>Dieser Beitrag wurde am Dienstag, 5. März 2019 um 12:10 Uhr "
      "veröffentlicht.</p>";
  EXPECT_EQ(published({}, article + sentence, {}, "de"), "2019-03-05");
  EXPECT_EQ(published({}, article + "<div>Erschienen am: 05.03.2019</div>", {}, "de"),
            "2019-03-05");
  EXPECT_EQ(
      published({}, article + "<p>This entry was posted on Tuesday, March 5th, 2019 at 12:10 pm "
                              "and is filed under Roads.</p>"),
      "2019-03-05");
}

TEST(HtmlArticleDates, AreNeverOfAPictureAFooterOrAYear) {
  for (const std::string_view element :
       {"<figure><img title=\"Crane, 24. April 2019\"><figcaption>Crane at the bridge, 24. April "
        "2019</figcaption></figure>",
        "<p class=wp-caption-text>The bridge on 24 April 2019</p>", "<p class=date>Since 1945</p>",
        "<p>2019</p>", "<p class=date>2099-01-01</p>", "<p class=date>1970-01-01</p>",
        "<p class=date>0001-01-01</p>"}) {
    EXPECT_EQ(day(shown(element).published), "none") << element;
  }
  EXPECT_EQ(published({}, std::string(kTitle) + std::string(kText) +
                              "<footer><p>Copyright 2007 The Gazette. Last changed on 29 June "
                              "2007.</p></footer>"),
            "none");
  EXPECT_EQ(with_head("<meta name=date content=1970-01-01T00:00:00Z>"), "none");
  EXPECT_EQ(with_head("<meta name=date content=2099-01-01>"), "none");
}

TEST(HtmlArticleDates, AreNotOfWhatWillHappen) {
  for (const std::string_view line :
       {"When: Saturday, April 6, 2019", "Deadline: 6 April 2019", "Wann: Samstag, 6. April 2019",
        "Quand : samedi 6 avril 2019", "Cuándo: sábado 6 de abril de 2019",
        "Когда: 6 апреля 2019"}) {
    EXPECT_EQ(day(shown("<p>" + std::string(line) + "</p>").published), "none") << line;
  }
  EXPECT_EQ(day(shown("<p>Date: March 5, 2019</p>").published), "2019-03-05");
}

TEST(HtmlArticleDates, AreOfTheDayThatReadersKnow) {
  const std::string_view utc =
      "<meta property=article:published_time content=2023-11-09T02:30:00Z>";
  const std::string body = std::string(kTitle) + std::string(kText);
  EXPECT_EQ(published(utc, body), "2023-11-09");
  EXPECT_EQ(published(utc, body, "https://a.example/2023/11/08/bridge"), "2023-11-08");
  EXPECT_EQ(published(utc, std::string(kTitle) + "<p>Nov. 8, 2023 at 6:30 p.m. PST</p>" +
                               std::string(kText)),
            "2023-11-08");
  // Two days apart is another date; and what tells its zone is of the page's own day.
  EXPECT_EQ(published(utc, body, "https://a.example/2023/11/06/bridge"), "2023-11-09");
  EXPECT_EQ(published("<meta property=article:published_time content=2023-11-09T02:30:00+01:00>",
                      body, "https://a.example/2023/11/08/bridge"),
            "2023-11-09");
}

}  // namespace
}  // namespace dateline
