#include "server/page/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/api/html_text.h"

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(HtmlText, EscapesMarkup) {
  EXPECT_EQ(escaped(R"(<a href="b">'&')"), "&lt;a href=&quot;b&quot;&gt;&#39;&amp;&#39;");
}

TEST(HtmlText, MarksWhatMatched) {
  EXPECT_EQ(marked({.text = "a<b>c", .marks = {{1, 4}}}), "a<mark>&lt;b&gt;</mark>c");
  EXPECT_EQ(marked({.text = "ab", .marks = {{0, 1}, {1, 2}}}), "<mark>a</mark><mark>b</mark>");
}

TEST(HtmlText, CutsMarksToTheText) {
  EXPECT_EQ(marked({.text = "ab", .marks = {{1, 9}}}), "a<mark>b</mark>");
  EXPECT_EQ(marked({.text = "ab", .marks = {{5, 9}}}), "ab<mark></mark>");
  EXPECT_EQ(marked({.text = "abc", .marks = {{0, 2}, {1, 3}}}), "<mark>ab</mark><mark>c</mark>");
}

TEST(Page, PutsResultsBetweenItsMarks) {
  const Page page("<input value=\"<!--query-->\"><main><!--results--></main>");
  EXPECT_EQ(page.render({.query = "\"a\" <b>", .main_html = "<p>x</p>"}),
            "<input value=\"&quot;a&quot; &lt;b&gt;\"><main><p>x</p></main>");
}

TEST(Page, StaysWhatItIsWithoutMarks) { EXPECT_EQ(Page("<p>").render({}), "<p>"); }

TEST(Results, LinkToTheirFeedFromItsFirstAndNewestEntry) {
  EXPECT_THAT(results_html({.query = "port", .offset = 30, .sort = Sort::oldest}, {}),
              HasSubstr("<a href=\"/api/v1/feed?q=port\" class=\"feed\">Feed</a>"));
}

TEST(Results, LinkToTheArticlesWithTheQuery) {
  const SearchRequest request{.query = "a&b"};
  const SearchResult result{
      .total = {.value = 12'345, .exact = false},
      .hits = {{.id = "x/1", .title = {.text = "Title"}, .source = "<i>Wire</i>"}}};
  const std::string html = results_html(request, result);
  EXPECT_THAT(html, HasSubstr("<a href=\"/article/x%2F1?q=a%26b\" class=\"hit-link\">Title</a>"));
  EXPECT_THAT(html, HasSubstr("About 12,345 articles"));
  EXPECT_THAT(html, HasSubstr("&lt;i&gt;Wire&lt;/i&gt;"));
  EXPECT_THAT(html, HasSubstr("undated"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=a%26b&amp;offset=10\" class=\"button\">Next</a>"));
  EXPECT_THAT(html, Not(HasSubstr("Previous")));
}

TEST(Results, ListSimilarArticlesBehindALine) {
  const SearchRequest request{.query = "port", .group = Grouping::similar};
  const SearchResult result{.total = {.value = 1},
                            .hits = {{.id = "a", .title = {.text = "Port opens"}}}};
  EXPECT_THAT(results_html(request, result), Not(HasSubstr("similar</summary>")));
  SearchResult grouped = result;
  grouped.hits[0].similar = {.count = 2, .articles = {{.id = "b", .title = "<Port>"}}};
  const std::string html = results_html(request, grouped);
  EXPECT_THAT(html, HasSubstr("1 article, similar ones grouped"));
  EXPECT_THAT(html, HasSubstr("<summary>2 similar</summary>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/article/b?q=port\">&lt;Port&gt;</a>"));
  EXPECT_THAT(html, HasSubstr("and 1 more"));
}

TEST(Results, SwitchTheGroupingOfSimilarArticles) {
  EXPECT_THAT(results_html({.query = "port", .offset = 10}, {}),
              HasSubstr("href=\"/?q=port&amp;group=similar\""));
  EXPECT_THAT(results_html({.query = "port", .group = Grouping::similar}, {}),
              HasSubstr("href=\"/?q=port\""));
}

TEST(Results, SayInTheHeadlineHowManyHaveAllTheWords) {
  const auto headline = [](std::uint64_t all, std::uint64_t total) {
    return results_html({.query = "port strike"}, {.total = {.value = total, .all_words = all}});
  };
  EXPECT_THAT(headline(2, 1502),
              HasSubstr("2 articles have all the words; 1,500 have some of them<"));
  EXPECT_THAT(headline(1, 2), HasSubstr("1 article has all the words; 1 has some of them<"));
  EXPECT_THAT(headline(0, 149), HasSubstr("No article has all the words; 149 have some of them<"));
  EXPECT_THAT(headline(12, 12), HasSubstr(">12 articles<"));
  EXPECT_THAT(headline(0, 0), HasSubstr(">No articles<"));
}

TEST(Results, MarkArticlesThatHaveOnlySomeOfTheWords) {
  const SearchResult result{
      .total = {.value = 2, .all_words = 1},
      .hits = {{.id = "a", .all_words = true}, {.id = "b", .all_words = false}}};
  const std::string html = results_html({.query = "port strike"}, result);
  const std::size_t mark = html.find("some of the words</span>");
  ASSERT_NE(mark, std::string::npos);
  EXPECT_EQ(html.find("some of the words</span>", mark + 1), std::string::npos);
  EXPECT_LT(html.find("/article/a"), mark);
}

TEST(Results, OfferWhatWasPerhapsMeant) {
  const SearchResult result{.suggestion = "harbour"};
  EXPECT_THAT(results_html({.query = "harbuor", .offset = 10}, result),
              HasSubstr("Did you mean <a href=\"/?q=harbour\">harbour</a>?"));
  EXPECT_THAT(results_html({}, result), HasSubstr("No articles"));
}

TEST(Page, SaysWhatItShowsInItsTitleAndWhereTheFeedIs) {
  const Page page("<title><!--title-->Dateline</title><link href=\"<!--feed-->\"><!--results-->");
  EXPECT_EQ(page.render({.title = "a<b", .feed = "/api/v1/feed?q=a&limit=5", .main_html = "<p>"}),
            "<title>a&lt;b – Dateline</title><link href=\"/api/v1/feed?q=a&amp;limit=5\"><p>");
  EXPECT_EQ(page.render({}), "<title>Dateline</title><link href=\"/api/v1/feed\">");
}

TEST(Results, NarrowBySomeValueOfAFieldAndLeaveOneOut) {
  const SearchRequest request{.query = "oil",
                              .offset = 20,
                              .filters = {{"place", "London"}},
                              .excluded = {{"topic", "crude"}}};
  const SearchResult result{
      .facets = {{.field = "place", .values = {{"London", 1'200}, {"Kuwait", 9}}, .distinct = 14},
                 {.field = "source", .values = {{"TASS", 9}}, .distinct = 1}}};
  const std::string html = results_html(request, result);
  EXPECT_THAT(
      html,
      HasSubstr("href=\"/?q=oil&amp;place=London&amp;place=Kuwait&amp;exclude.topic=crude\""));
  EXPECT_THAT(html, HasSubstr("href=\"/?q=oil&amp;exclude.topic=crude\" aria-current=\"true\""));
  EXPECT_THAT(html, HasSubstr("<span class=\"option-count\">1,200</span>"));
  EXPECT_THAT(
      html,
      HasSubstr("exclude.topic=crude&amp;exclude.place=Kuwait\" aria-label=\"Leave out Kuwait\""));
  EXPECT_THAT(html, HasSubstr("and 12 more"));
  EXPECT_THAT(html, HasSubstr("aria-label=\"Remove Not Topic: crude\""));
  EXPECT_THAT(html, Not(HasSubstr("<legend>Source</legend>")));
}

TEST(Results, SayAndNarrowTheirDates) {
  const SearchRequest request{
      .query = "oil", .from = parse_iso_date("1987-03"), .to = parse_iso_date("1987-03")};
  const SearchResult result{.timeline = {{"1987-03-02", 12}, {"", 3}}};
  const std::string html = results_html(request, result);
  EXPECT_THAT(html, HasSubstr("Remove Date: March 1987"));
  EXPECT_THAT(html, HasSubstr("name=\"from\" value=\"1987-03-01\""));
  EXPECT_THAT(html, HasSubstr("name=\"to\" value=\"1987-03-31\""));
  EXPECT_THAT(
      html,
      HasSubstr("<a href=\"/?q=oil&amp;from=1987-03-02&amp;to=1987-03-02\">2 March 1987</a> 12"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=oil&amp;undated=only\">Undated</a> 3"));
}

TEST(Results, DoNotDoubleTheSignOfWhatIsLeftOut) {
  const SearchResult result{
      .hits = {{.id = "a", .snippets = {{.text = "One…"}, {.text = "two"}, {.text = "three"}}}}};
  EXPECT_THAT(results_html({}, result), HasSubstr("One… two … three"));
}

TEST(ArticlePage, ShowsTheTextWithItsHeadings) {
  const ArticleView view{
      .article = {.url = "javascript:alert(1)",
                  .authors = {"A", "<b>"},
                  .headings = {{.before = 0, .text = "First"}, {.before = 2, .text = "Last"}}},
      .title = {.text = "T"},
      .paragraphs = {{.text = "a<", .marks = {{0, 1}}}, {.text = "b"}}};
  const std::string html = article_html(view, "a", "/?q=a");
  EXPECT_THAT(html, HasSubstr("<h2>First</h2><p><mark>a</mark>&lt;</p><p>b</p><h2>Last</h2>"));
  EXPECT_THAT(html, HasSubstr("By A, &lt;b&gt;"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/?q=a\" class=\"back\">"));
  EXPECT_THAT(html, Not(HasSubstr("javascript:")));
}

TEST(ArticlePage, LinksOnlyToTheWeb) {
  const ArticleView view{.article = {.url = "https://example.org/?a=\"&b"}};
  EXPECT_THAT(article_html(view, ""), HasSubstr("href=\"https://example.org/?a=&quot;&amp;b\""));
}

}  // namespace
}  // namespace dateline
