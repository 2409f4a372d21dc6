#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/html/fields/title.h"

namespace dateline::html {
namespace {

std::string title_of(const std::string& html, const std::vector<std::string>& sites = {}) {
  const Page page(html);
  const auto title = choose_title(page, split_into_blocks(page), meta_claims(page), sites);
  return title ? title->value : "";
}

TEST(HtmlTitle, IsWhatReadersSee) {
  EXPECT_EQ(title_of("<title>Rates: what a rise means for you | Courier</title>"
                     "<meta property=og:title content='Rates rise again, and again'>"
                     "<h1>Courier</h1><h1>Rates rise again</h1>"),
            "Rates rise again");
}

TEST(HtmlTitle, IsNotTheSitesNameInAHeading) {
  EXPECT_EQ(title_of("<title>Rates rise again - The Daily Courier</title>"
                     "<h1>The Daily Courier</h1><h2>Rates rise again</h2>"),
            "Rates rise again");
}

TEST(HtmlTitle, ComesFromMarkupWhereNoHeadingSaysIt) {
  EXPECT_EQ(title_of("<meta property=og:title content='Rates rise'><h1>News</h1>"), "Rates rise");
  EXPECT_EQ(title_of("<title>Rates rise</title>"), "Rates rise");
  EXPECT_EQ(title_of("<p>text</p>"), "");
}

TEST(HtmlTitle, LosesTheSitesName) {
  EXPECT_EQ(without_site("Rates rise | Economy | The Paper", {"The Paper"}, {"Rates rise"}),
            "Rates rise");
  EXPECT_EQ(without_site("Rates rise - thepaper.example", {"The Paper"}, {}), "Rates rise");
  EXPECT_EQ(without_site("The Paper: Rates rise", {"The Paper"}, {}), "Rates rise");
}

TEST(HtmlTitle, LosesTheSitesNameBehindEverySeparator) {
  for (const std::string title :
       {"Rates rise：Norburg Post", "Rates rise:Norburg Post", "Rates rise_Norburg Post",
        "Rates rise [Norburg Post]", "Rates rise : World : Norburg Post",
        "Rates rise--World--Norburg Post", "Rates rise — Norburg Post | World",
        "Rates rise - World", "Rates rise | Norburg Post", "Rates rise – Norburg Post",
        "Rates rise ~ Norburg Post", "Rates rise > Norburg Post", "Rates rise \\ Norburg Post",
        "Rates rise (Norburg Post)", "Rates rise（Norburg Post）", "【Norburg Post】Rates rise",
        "Norburg Post » Blog Archive » Rates rise", "Norburg Post :: Rates rise"}) {
    EXPECT_EQ(without_site(title, {"Norburg Post"}, {}), "Rates rise") << title;
  }
  EXPECT_EQ(without_site("航天合作论坛--时政--人民网", {"人民网"}, {"航天合作论坛"}),
            "航天合作论坛");
}

TEST(HtmlTitle, LosesTheSectionBetweenItAndTheSitesName) {
  EXPECT_EQ(without_site("古い橋が修理で閉鎖へ | 社会 | 北都新聞", {"北都新聞"}, {}),
            "古い橋が修理で閉鎖へ");
  EXPECT_EQ(
      without_site("Rates rise again in spring | Your money | Norburg Post", {"Norburg Post"}, {}),
      "Rates rise again in spring");
  EXPECT_EQ(without_site("Rates | Norburg | Norburg Post", {"Norburg Post"}, {}), "Rates");
  EXPECT_EQ(without_site("Ferry or bridge | Why not both", {"Norburg Post"}, {}),
            "Ferry or bridge | Why not both");
}

TEST(HtmlTitle, HasItsKickerBehindAColonWhereThePageWritesBothSo) {
  EXPECT_EQ(title_of("<title>Norburg: Bridge closed for months - Tagblatt</title>"
                     "<h1><span>Norburg</span><span>Bridge closed for months</span></h1>"),
            "Norburg: Bridge closed for months");
}

TEST(HtmlTitle, LosesAKickerThatThePageCallsSo) {
  EXPECT_EQ(title_of("<title>Closure in Norburg - Bridge closed for months - News</title>"
                     "<h1><span class=title__overline>Closure in Norburg<i> - </i></span>"
                     "<span>Bridge closed for months</span></h1>"),
            "Bridge closed for months");
  EXPECT_EQ(title_of("<title>Bridge closed for months | Gazette</title>"
                     "<h1><small>Repairs</small> Bridge closed for months</h1>"),
            "Bridge closed for months");
}

TEST(HtmlTitle, KeepsWhatOnlyLooksLikeASitesName) {
  EXPECT_EQ(without_site("The post: who pays for it", {"Norburg Post"}, {}),
            "The post: who pays for it");
  EXPECT_EQ(without_site("Rates rise - and fall", {"Norburg Post"}, {}), "Rates rise - and fall");
  EXPECT_EQ(without_site("Score: 3:1", {"Norburg Post"}, {}), "Score: 3:1");
}

TEST(HtmlTitle, IsNoHeadingThatLeadsToTheFirstPage) {
  EXPECT_EQ(title_of("<title>Rates rise | On the river bank</title>"
                     "<h1><a href='/'>On the river bank</a></h1><h2>Rates rise</h2>"),
            "Rates rise");
  EXPECT_EQ(title_of("<title>On the river bank: Rates rise again</title>"
                     "<h1><a href='https://river.example'>On the river bank</a></h1>"
                     "<h2>Rates rise again</h2>"),
            "Rates rise again");
}

TEST(HtmlTitle, LosesKickersDatesAndSignsInsideTheHeading) {
  EXPECT_EQ(title_of("<title>Rates rise again</title>"
                     "<h1><span class=kicker>Economy</span><span>Rates rise again</span></h1>"),
            "Rates rise again");
  EXPECT_EQ(
      title_of("<title>Rates rise again in spring</title>"
               "<h1><span class=x>The bank</span> <span>Rates rise again in spring</span></h1>"),
      "Rates rise again in spring");
  EXPECT_EQ(title_of("<title>Rates rise</title><h1><span class=date>Jun 17</span> Rates rise</h1>"),
            "Rates rise");
  EXPECT_EQ(title_of("<title>Rates rise</title><h1>Rates rise<a href='#x'>¶</a></h1>"),
            "Rates rise");
  EXPECT_EQ(title_of("<title>Rates rise again in spring</title>"
                     "<h1>5.3.2019: Rates rise again in spring</h1>"),
            "Rates rise again in spring");
  EXPECT_EQ(title_of("<title>Rates rise again in spring</title>"
                     "<h1>Rates rise again in spring <span class=comments>12 comments</span></h1>"),
            "Rates rise again in spring");
  EXPECT_EQ(title_of("<title>Town of records grows</title>"
                     "<h1><span class=visually-hidden>: </span>Town of records grows</h1>"),
            "Town of records grows");
  EXPECT_EQ(title_of("<title>The bank acts: rates rise</title>"
                     "<h1><span class=kicker>The bank acts</span>: rates rise</h1>"),
            "The bank acts: rates rise");
}

TEST(HtmlTitle, PartsWhatElementsHaveSideBySide) {
  EXPECT_EQ(title_of("<title>Rates rise again and the bank explains</title>"
                     "<h1><b>Rates rise again</b><i>And the bank explains</i></h1>"),
            "Rates rise again And the bank explains");
  EXPECT_EQ(title_of("<title>Rates rise</title><h1><span class=drop>R</span>ates rise</h1>"),
            "Rates rise");
}

TEST(HtmlTitle, KeepsDashesOfItsOwn) {
  EXPECT_EQ(without_site("Rates rise – and fall", {"The Paper"}, {}), "Rates rise – and fall");
  EXPECT_EQ(without_site("Paper prices: a report", {"The Paper"}, {}), "Paper prices: a report");
}

TEST(HtmlTitle, KnowsWhatThePageIsCalledBehindIt) {
  EXPECT_EQ(site_suffix("Rates rise - Economy - The Paper", "Rates rise"), "The Paper");
  EXPECT_EQ(site_suffix("Rates rise", "Rates rise"), "");
  EXPECT_EQ(site_suffix("Other", "Rates rise"), "");
}

}  // namespace
}  // namespace dateline::html
