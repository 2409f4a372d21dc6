#include <string>

#include <gtest/gtest.h>

#include "indexer/html/dom/dom.h"

namespace dateline::html {
namespace {

std::uint32_t find(const Page& page, GumboTag tag) {
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    if (page[i].tag == tag) return i;
  }
  return 0;
}

TEST(HtmlPage, HoldsItsNodesInTheOrderOfTheDocument) {
  const Page page("<body><div><p>one</p></div><h2>two</h2></body>");
  const std::uint32_t div = find(page, GUMBO_TAG_DIV);
  const std::uint32_t p = find(page, GUMBO_TAG_P);
  const std::uint32_t h2 = find(page, GUMBO_TAG_H2);
  EXPECT_EQ(page[p].parent, div);
  EXPECT_EQ(page[div].end, h2);
  EXPECT_EQ(page.inner_text(div), "one");
}

TEST(HtmlPage, ReadsAttributes) {
  const Page page("<a href='/x' hidden>link</a>");
  const Node& link = page[find(page, GUMBO_TAG_A)];
  EXPECT_EQ(page.attribute(link, "href"), "/x");
  EXPECT_EQ(page.attribute(link, "class"), "");
  EXPECT_TRUE(page.has_attribute(link, "hidden"));
}

TEST(HtmlPage, LeavesOutOfTheTextWhatIsNotShown) {
  const Page page("<p>a<noscript>b</noscript><button>c</button><br>d</p>");
  EXPECT_EQ(page.inner_text(0), "a d");
}

TEST(HtmlPage, MakesAPageOfAnyBytes) {
  for (const std::string html :
       {"", "<", "\xFF\xFE<p>\xC3", "<frameset><frame></frameset>", "</p>"}) {
    EXPECT_GT(Page(html).size(), 0U) << html;
  }
}

TEST(HtmlPage, StandsElementsThatNestWithoutEnd) {
  std::string html;
  for (int i = 0; i < 100000; ++i) html += "<div><font size=" + std::to_string(i) + ">";
  const Page page(html + "bottom");
  EXPECT_EQ(page.inner_text(0), "bottom");
}

}  // namespace
}  // namespace dateline::html
