#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/html/dom/text.h"

namespace dateline::html {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(HtmlText, CollapsesWhiteSpaceOfAnyKind) {
  EXPECT_EQ(collapse(" a\n\t b\u00A0\u2003c "), "a b c");
  EXPECT_EQ(collapse("dis\u00ADco\u200Bvery"), "discovery");
  EXPECT_EQ(collapse("a\x01 b"), "a b");
}

TEST(HtmlText, CountsWords) {
  EXPECT_EQ(count_words("Ships – of all sizes – left at 9.30"), 7U);
  EXPECT_EQ(count_words("港口星期四重新开放"), 4U);
  EXPECT_EQ(count_words(""), 0U);
}

TEST(HtmlText, KnowsWhereSentencesEnd) {
  EXPECT_TRUE(ends_sentence("It was over."));
  EXPECT_TRUE(ends_sentence("“It was over.”"));
  EXPECT_TRUE(ends_sentence("港口重新开放。"));
  EXPECT_FALSE(ends_sentence("Harbour reopens"));
  EXPECT_FALSE(ends_sentence("The following:"));
  EXPECT_FALSE(ends_sentence(""));
}

TEST(HtmlText, SplitsIntoWordsInLowerCase) {
  EXPECT_THAT(words_of("Read MORE: Überblick, Читайте!"),
              ElementsAre("read", "more", "überblick", "читайте"));
  EXPECT_THAT(words_of("– | …"), IsEmpty());
}

TEST(HtmlText, DecodesEntities) {
  EXPECT_EQ(decode_entities("&#8216;a&#x27;&amp;b&nbsp;&unknown; & c"), "‘a'&b\u00A0&unknown; & c");
  EXPECT_EQ(decode_entities("&#xD800;&#0;&#99999999;"), "&#xD800;&#0;&#99999999;");
}

TEST(HtmlText, StripsMarkup) {
  EXPECT_EQ(strip_markup("<p>One &amp;amp; <b>two</b></p> 1 < 2"), "One & two 1 < 2");
}

}  // namespace
}  // namespace dateline::html
