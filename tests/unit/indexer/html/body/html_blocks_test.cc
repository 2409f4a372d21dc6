#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/html/body/blocks.h"

namespace dateline::html {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> texts(std::string_view html) {
  const Page page(html);
  std::vector<std::string> result;
  for (const Block& block : split_into_blocks(page)) result.push_back(block.text);
  return result;
}

TEST(HtmlBlocks, AreWhatIsShownAsALine) {
  EXPECT_THAT(texts("<h1>a</h1><p>b <b>c</b>\nd</p><ul><li>e<li>f</ul>g"),
              ElementsAre("a", "b c d", "e", "f", "g"));
}

TEST(HtmlBlocks, TakeTextThatStandsDirectlyInAnElement) {
  EXPECT_THAT(texts("<div>one<div>two</div>three</div>"), ElementsAre("one", "two", "three"));
}

TEST(HtmlBlocks, EndAtTwoLineBreaks) {
  EXPECT_THAT(texts("<div>one<br><br>two<br>three<br> <br/>four</div>"),
              ElementsAre("one", "two three", "four"));
}

TEST(HtmlBlocks, AreCustomElementsWhereNoTextStandsBesideThem) {
  EXPECT_THAT(texts("<x-body><x-line>one</x-line><x-line>two</x-line></x-body>"),
              ElementsAre("one", "two"));
  EXPECT_THAT(texts("<x-top><span slot=by>By Ann Lee</span><span slot=on>5 March</span></x-top>"),
              ElementsAre("By Ann Lee", "5 March"));
  EXPECT_THAT(
      texts("<div>The <x-term>bridge</x-term> is old</div><p><x-a>so</x-a><x-b>me</x-b></p>"),
      ElementsAre("The bridge is old", "some"));
}

TEST(HtmlBlocks, MakeOneOfARowOfData) {
  EXPECT_THAT(texts("<table><tr><th>Ship<th>Flag<tr><td>Aurora<td>Norway</table>"),
              ElementsAre("Ship | Flag", "Aurora | Norway"));
}

TEST(HtmlBlocks, DoNotJoinCellsThatHoldParagraphs) {
  EXPECT_THAT(texts("<table><tr><td><p>menu</p><td><p>one</p><p>two</p></table>"),
              ElementsAre("menu", "one", "two"));
}

TEST(HtmlBlocks, LeaveOutWhatIsNotShown) {
  EXPECT_THAT(texts("<p>a</p><noscript>b</noscript><select><option>c</select><p>d</p>"),
              ElementsAre("a", "d"));
}

TEST(HtmlBlocks, KnowTheirLinks) {
  const Page page("<p>ab <a href=/x>cd</a> <a name=y>ef</a></p>");
  const std::vector<Block> blocks = split_into_blocks(page);
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].characters, 6U);
  EXPECT_EQ(blocks[0].link_characters, 2U);
  EXPECT_EQ(page.attribute(page[blocks[0].link], "href"), "/x");
}

}  // namespace
}  // namespace dateline::html
