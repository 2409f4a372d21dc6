#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/html/dom/reduce.h"

namespace dateline::html {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::size_t count(const std::string& text, const std::string& wanted) {
  std::size_t found = 0;
  for (std::size_t at = text.find(wanted); at != std::string::npos;
       at = text.find(wanted, at + 1)) {
    ++found;
  }
  return found;
}

TEST(HtmlReduce, KeepsTextAndElements) {
  EXPECT_EQ(reduce("<!DOCTYPE html><p>One &amp; <b>two</b></p>"),
            "<!DOCTYPE html><p>One &amp; <b>two</b></p>");
}

TEST(HtmlReduce, LeavesOutScriptsStylesAndComments) {
  EXPECT_EQ(reduce("a<script>if (1<2) x('</p>');</script>b<style>p{}</style>c<!-- <p> -->d"),
            "abcd");
}

TEST(HtmlReduce, ShowsADeclarativeShadowTree) {
  EXPECT_EQ(reduce("<x-a><template shadowrootmode=\"open\"><p>One</p></template></x-a>"),
            "<x-a><div><p>One</p></div></x-a>");
  EXPECT_EQ(reduce("<x-a><TEMPLATE ShadowRootMode=closed><p>One</TEMPLATE></x-a>"),
            "<x-a><div><p>One</div></x-a>");
  EXPECT_EQ(reduce("<x-a><template shadowroot=open><x-b><template shadowrootmode=open>One"
                   "</template></x-b><template>Two</template>Three</template></x-a>"),
            "<x-a><div><x-b><div>One</div></x-b><template>Two</template>Three</div></x-a>");
  EXPECT_EQ(reduce("<template class=\"shadowrootmode\"><p>One</p></template></template>"),
            "<template class=\"shadowrootmode\"><p>One</p></template></template>");
}

TEST(HtmlReduce, KeepsJsonLd) {
  const std::string script = R"(<script type="application/ld+json">{"a":"<b>"}</script>)";
  EXPECT_EQ(reduce(script), script);
}

TEST(HtmlReduce, WritesWhiteSpaceBetweenWordsAsOneSpace) {
  EXPECT_EQ(reduce("<div>\n\t\t<p>One \r\n  two\f</p>\n</div>"), "<div> <p>One two </p> </div>");
  EXPECT_EQ(reduce("<p class=\"a  b\">x</p>"), "<p class=\"a  b\">x</p>");
  const std::string script =
      "<script type=\"application/ld+json\">{\"a\":\n  \"b\\n  c\"}</script>";
  EXPECT_EQ(reduce(script), script);
}

TEST(HtmlReduce, KnowsWhereAScriptEndsThatCommentsAnotherOut) {
  EXPECT_EQ(reduce("<script><!-- <script>a</script> --> b</script>text"), "text");
}

TEST(HtmlReduce, TakesAnUnclosedCommentInAScriptForOne) {
  EXPECT_EQ(reduce("<script><!-- x('<script>') </script>text"), "text");
}

TEST(HtmlReduce, KeepsOnlyAttributesThatAreRead) {
  EXPECT_EQ(reduce(R"(<div class="a" onclick="x > y" data-x='1' id=b>t</div>)"),
            R"(<div class="a" id=b>t</div>)");
}

TEST(HtmlReduce, IsNotMisledByAngleBracketsInAttributes) {
  EXPECT_EQ(reduce(R"(<img alt="a > b"><p>text</p>)"), "<img><p>text</p>");
}

TEST(HtmlReduce, BoundsNesting) {
  std::string html;
  for (int i = 0; i < 5000; ++i) html += "<div><section><b>";
  const std::string reduced = reduce(html);
  EXPECT_LE(count(reduced, "<div>") + count(reduced, "<section>"), 1000U);
  EXPECT_LE(count(reduced, "<b>"), 4U);
}

TEST(HtmlReduce, DoesNotCountWhatIsClosed) {
  std::string html;
  for (int i = 0; i < 5000; ++i) html += "<div>x</div>";
  EXPECT_EQ(count(reduce(html), "<div>"), 5000U);
}

TEST(HtmlReduce, DoesNotCountElementsThatTheNextOfThemCloses) {
  std::string html;
  for (int i = 0; i < 5000; ++i) html += "<p>x<li>y";
  EXPECT_EQ(count(reduce(html), "<p>"), 5000U);
}

TEST(HtmlReduce, BoundsAttributes) {
  std::string html = "<p";
  for (int i = 0; i < 10000; ++i) html += " class=a";
  EXPECT_EQ(count(reduce(html + ">"), "class"), 40U);
}

TEST(HtmlReduce, LeavesOutATagThatThePageEndsIn) {
  EXPECT_EQ(reduce("text<div class=\"never closed"), "text");
}

TEST(HtmlReduce, KeepsWhatIsNoTag) { EXPECT_EQ(reduce("1 < 2 <3 </ x"), "1 < 2 <3 </ x"); }

TEST(HtmlReduce, DoesNotLoseTheTextAfterAnIframe) {
  EXPECT_THAT(reduce("<iframe src=x><p>inside</iframe><p>after"), HasSubstr("after"));
  EXPECT_THAT(reduce("<iframe src=x><p>inside</iframe><p>after"), Not(HasSubstr("inside")));
}

}  // namespace
}  // namespace dateline::html
