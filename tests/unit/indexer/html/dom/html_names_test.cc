#include <gtest/gtest.h>

#include "indexer/html/dom/names.h"

namespace dateline::html {
namespace {

TEST(HtmlNames, AreReadAsPeopleWriteThem) {
  EXPECT_EQ(kind_of_name("inline-newsletterSignup"), NameKind::foreign);
  EXPECT_EQ(kind_of_name("relatedArticles"), NameKind::foreign);
  EXPECT_EQ(kind_of_name("footerstyles__Legal-1x"), NameKind::foreign);
  EXPECT_EQ(kind_of_name("c-article__sidebar"), NameKind::foreign);
  EXPECT_EQ(kind_of_name("commentlist"), NameKind::comments);
  EXPECT_EQ(kind_of_name("author-bio"), NameKind::aside);
  EXPECT_EQ(kind_of_name("entry-category"), NameKind::label);
  EXPECT_EQ(kind_of_name("commentary"), NameKind::plain);
  EXPECT_EQ(kind_of_name("adapted"), NameKind::plain);
  EXPECT_EQ(kind_of_name(""), NameKind::plain);
}

TEST(HtmlNames, DrawnAtRandomSayNothing) {
  EXPECT_EQ(kind_of_name("block-id-n1AuAdJlVL"), NameKind::plain);
  EXPECT_EQ(kind_of_name("x3AdNaQ7"), NameKind::plain);
  EXPECT_EQ(kind_of_name("topAdSlot2"), NameKind::foreign);
  EXPECT_EQ(kind_of_name("n1AuAdJlVL-sidebar"), NameKind::foreign);
}

TEST(HtmlNames, OfStatesSayNothing) {
  for (const char* name : {"has-ads", "hasSidebar", "no-sidebar", "no-comments", "with-sharing",
                           "withSubNav", "is-sponsored", "page-with-newsletter", "ad-free",
                           "nav-target", "cta-below", "text-label"}) {
    EXPECT_EQ(kind_of_name(name), NameKind::plain) << name;
  }
}

TEST(HtmlNames, OfContainersSayLessThanWhatTheyAreNamedFor) {
  EXPECT_EQ(kind_of_name("sidebar-grid__content"), NameKind::label);
  EXPECT_EQ(kind_of_name("content-sidebar-wrap"), NameKind::label);
  EXPECT_EQ(kind_of_name("nav-layout"), NameKind::label);
  EXPECT_EQ(kind_of_name("article-body--newsletter"), NameKind::label);
  EXPECT_EQ(kind_of_name("Tag_wrap__1a"), NameKind::plain);
  EXPECT_EQ(kind_of_name("widget-text"), NameKind::plain);
  EXPECT_EQ(kind_of_name("comments-wrap"), NameKind::comments);
}

TEST(HtmlNames, BehindAVariantAreUtilities) {
  EXPECT_EQ(kind_of_name("print:max-w-full"), NameKind::plain);
  EXPECT_EQ(kind_of_name("group-hover:text-label"), NameKind::plain);
  EXPECT_EQ(kind_of_name("md:print:mt-[3px]"), NameKind::plain);
}

TEST(HtmlNames, OfAPostsSubjectSayNothing) {
  EXPECT_EQ(kind_of_name("category-advertising"), NameKind::plain);
  EXPECT_EQ(kind_of_name("tag-newsletter"), NameKind::plain);
}

TEST(HtmlNames, MaySayThatTheTextIsHere) {
  for (const char* name : {"article-body", "entry-content", "postContent", "articleBody",
                           "c-article__body--wide", "Story_text__9Zb"}) {
    EXPECT_TRUE(names_article_text(name)) << name;
  }
  for (const char* name : {"content", "article", "related-article-text", "sidebar-content"}) {
    EXPECT_FALSE(names_article_text(name)) << name;
  }
}

TEST(HtmlNames, MaySayThatNobodySeesTheText) {
  EXPECT_TRUE(names_unseen_text("sr-only"));
  EXPECT_TRUE(names_unseen_text("visually-hidden"));
  EXPECT_FALSE(names_unseen_text("hidden"));
}

}  // namespace
}  // namespace dateline::html
