#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "indexer/html/title.h"

namespace dateline::html {
namespace {

std::string title_of(const std::string& html, const std::vector<std::string>& sites = {}) {
  const Page page(html);
  const auto title =
      choose_title(page_title(page), split_into_blocks(page), meta_claims(page), sites);
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
