// Which of a page's text is the article's, on small pages of the shapes that systems write.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/html/html_extractor.h"

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::Not;

// An article of six paragraphs.
const std::vector<std::string>& sentences() {
  static const std::vector<std::string> all{
      "The town council voted on Monday to close the old bridge for repairs that take a year.",
      "Engineers had warned since spring that two pillars no longer carry the weight of lorries.",
      "Shop owners on both banks fear for their trade and want one lane to stay open till winter.",
      "The mayor said that the safety of those who cross the bridge comes before everything else.",
      "A ferry is to carry people on foot and on bicycles across the river until midnight.",
      "The repairs cost nine million, of which the state has promised to pay more than a half."};
  return all;
}

std::string p(const std::string& text) { return "<p>" + text + "</p>"; }

std::string paragraphs(std::size_t first, std::size_t end) {
  std::string html;
  for (std::size_t i = first; i < end; ++i) html += p(sentences()[i]);
  return html;
}

const std::string& heading() {
  static const std::string html = "<h1>Bridge to close for repairs</h1>";
  return html;
}

// A page with other articles beside what it shows.
std::string page(const std::string& main) {
  const auto teaser = [](const std::string& title, const std::string& text) {
    return "<div class=card><a href=/x><img src=x></a><h3><a href=/x>" + title + "</a></h3><p>" +
           text + "</p></div>";
  };
  return "<html lang=en><head><title>Bridge to close for repairs | The Courier</title></head>"
         "<body><nav><a href=/a>News</a> <a href=/b>Sport</a></nav>" +
         main + "<div class=rail>" +
         teaser("Fire in the north",
                "Firefighters fought a blaze in a warehouse in the north of the city on Sunday.") +
         teaser("New goalkeeper",
                "The football club has signed a goalkeeper who played abroad for six years.") +
         teaser("Four thousand in the park",
                "A concert in the park drew four thousand people although it rained all evening.") +
         "</div><footer><p>The Courier is published by Courier Media, which has all the rights of "
         "it.</p></footer></body></html>";
}

Article article_of(const std::string& main) { return extract_html(page(main), "").known; }

std::vector<std::string> body_of(const std::string& main) { return article_of(main).paragraphs; }

std::string method_of(const Article& article) {
  for (const Provenance& entry : article.extraction) {
    if (entry.field == "paragraphs") return entry.method;
  }
  return {};
}

// Five sentences of another article.
std::string other_article(const std::string& title) {
  return title +
         "<p>By Per Lund</p>"
         "<p>Farmers in the north expect the best harvest of wheat for more than twenty years.</p>"
         "<p>The football club has won its third match in a row and hopes for the first place.</p>"
         "<p>A new library is to open in the old station next year with forty thousand books.</p>";
}

TEST(HtmlBody, EndsWhereAnotherArticleBegins) {
  const std::string own = heading() + "<p>By Ann Lee</p>" + paragraphs(0, 6);
  for (const std::string& both :
       {"<article>" + own + other_article("<h1>Harvest is good</h1>") + "</article>",
        "<div><div class=story>" + own + "</div><div class=story>" +
            other_article("<h1>Harvest is good</h1>") + "</div></div>",
        "<article>" + own + "<div><article>" + other_article("<h2>Harvest is good</h2>") +
            "</article></div></article>"}) {
    EXPECT_THAT(body_of(both), ElementsAreArray(sentences())) << both;
  }
}

TEST(HtmlBody, HasTheEntriesOfALiveReport) {
  std::string entries;
  for (std::size_t i = 1; i < sentences().size(); ++i) {
    entries +=
        "<article><time datetime='2019-03-05T10:00Z'>10:00</time><h2>Entry</h2><p>By Per "
        "Lund</p>" +
        p(sentences()[i]) + "</article>";
  }
  const std::vector<std::string> body =
      body_of("<article>" + heading() + paragraphs(0, 1) + entries + "</article>");
  for (const std::string& sentence : sentences()) EXPECT_THAT(body, Contains(sentence));
}

TEST(HtmlBody, KeepsAParagraphThatIsALink) {
  const std::string linked =
      "The two pillars that worry the engineers were built in the first year of the war, of stone "
      "that the town had left over.";
  std::vector<std::string> wanted = sentences();
  wanted.insert(wanted.begin() + 2, linked);
  EXPECT_THAT(body_of("<article>" + heading() + paragraphs(0, 2) + "<p><a href='/pillars'>" +
                      linked + "</a></p>" + paragraphs(2, 6) + "</article>"),
              ElementsAreArray(wanted));
}

TEST(HtmlBody, HasNoBylinesAndDatesOfAnyLanguage) {
  for (const std::string line :
       {"Écrit par Ann Lee", "di Ann Lee", "Door Ann Lee", "Oleh: Ann Lee", "Av Ann Lee",
        "Text: Ann Lee Foto: Per Lund", "Mis à jour le 06/03/2019 à 09:00, publié le 05/03/2019",
        "05/03/2019 às 10h15 • Atualizado em 06/03/2019 às 09h00"}) {
    EXPECT_THAT(body_of("<article>" + heading() + p(line) + paragraphs(0, 6) + "</article>"),
                ElementsAreArray(sentences()))
        << line;
  }
}

class ContainerNames : public ::testing::TestWithParam<const char*> {};

TEST_P(ContainerNames, NeverTakeTheBodyAway) {
  const std::string name = GetParam();
  const auto box = [&](const std::string& html) {
    return "<div class='" + name + "'>" + html + "</div>";
  };
  EXPECT_THAT(
      body_of("<main><header>" + heading() + "</header>" + box(paragraphs(0, 6)) + "</main>"),
      ElementsAreArray(sentences()));
  EXPECT_THAT(body_of("<main>" + heading() + "<article>" + box(paragraphs(0, 2)) +
                      box(paragraphs(2, 4)) + box(paragraphs(4, 6)) + "</article></main>"),
              ElementsAreArray(sentences()));
  std::string each;
  for (std::size_t i = 0; i < sentences().size(); ++i) each += box(paragraphs(i, i + 1));
  EXPECT_THAT(body_of("<article>" + heading() + each + "</article>"),
              ElementsAreArray(sentences()));
}

TEST_P(ContainerNames, NeverTakeAPlainParagraphAway) {
  const std::string name = GetParam();
  EXPECT_THAT(body_of("<article>" + heading() + paragraphs(0, 2) + "<div class='" + name + "'>" +
                      paragraphs(2, 3) + "</div>" + paragraphs(3, 6) + "</article>"),
              ElementsAreArray(sentences()));
}

INSTANTIATE_TEST_SUITE_P(
    HtmlBody, ContainerNames,
    ::testing::Values("sidebar-grid__content article__content", "content-sidebar-wrap",
                      "with-sidebar-layout", "hasSidebar", "text has-sharing", "nav-target",
                      "withSubNav", "elementor-widget elementor-widget-text-editor",
                      "next-js-block", "tag-politics", "category-news", "print:max-w-full",
                      "group-hover:text-label", "Tag_wrap__1a", "node--promoted", "has-ads",
                      "no-comments", "ad-free", "article-body--newsletter", "js-nav-content",
                      "popup-content", "banner-body", "article-body latest",
                      "content-overlay-target", "more", "label", "rating", "print", "date-text"));

TEST(HtmlBody, KeepsAHeadingWithAWeakNameAmongItsParagraphs) {
  const Article article =
      article_of("<article>" + heading() + paragraphs(0, 3) +
                 "<h2 class='widget-title mb-5'>Open again</h2>" + paragraphs(3, 6) + "</article>");
  EXPECT_THAT(article.paragraphs, ElementsAreArray(sentences()));
  ASSERT_EQ(article.headings.size(), 1U);
  EXPECT_EQ(article.headings[0].text, "Open again");
  EXPECT_EQ(article.headings[0].before, 3U);
  const Article parted = article_of("<article>" + heading() + "<div>" + paragraphs(0, 3) +
                                    "</div><div><h2 class=widget-title>Open again</h2>" +
                                    paragraphs(3, 6) + "</div></article>");
  EXPECT_EQ(parted.headings.size(), 1U);
  EXPECT_THAT(parted.paragraphs, ElementsAreArray(sentences()));
}

TEST(HtmlBody, StaysInAPostWhoseCommentsAreLonger) {
  std::string comments;
  for (int i = 0; i < 40; ++i) {
    comments += "<li class=comment><p>Comment " + std::to_string(i) +
                " says that this helps nobody who lives on the other bank of the river.</p></li>";
  }
  EXPECT_THAT(body_of("<article class='post type-post category-news tag-bridges'>" + heading() +
                      paragraphs(0, 6) + "</article><div id=comments><ol class=commentlist>" +
                      comments + "</ol></div>"),
              ElementsAreArray(sentences()));
}

TEST(HtmlBody, HasEveryParagraphThatIsDeclaredToBeOfIt) {
  std::string declared;
  for (std::size_t i = 0; i < 3; ++i) {
    declared += "<p itemprop=articleBody>" + sentences()[i] + "</p>";
  }
  EXPECT_THAT(body_of("<div>" + heading() + declared + "</div>"),
              ElementsAre(sentences()[0], sentences()[1], sentences()[2]));
}

TEST(HtmlBody, DoesNotJoinTheDeclaredBodiesOfSeveralArticles) {
  const auto article = [](const std::string& title, const std::string& text) {
    return "<article itemscope>" + title + "<div itemprop=articleBody>" + text + "</div></article>";
  };
  const std::string other =
      p("Ice closed the harbour in the north on Tuesday for the first time.") +
      p("The ships wait in the bay, and nobody can say for how long.");
  EXPECT_THAT(body_of(article(heading(), paragraphs(0, 6)) + article("<h2>Ice</h2>", other)),
              ElementsAreArray(sentences()));
}

TEST(HtmlBody, HasASectionForEachParagraph) {
  std::string sections;
  for (const std::string& text : sentences()) {
    sections += "<section><div class=visually-hidden>Article content</div><div>" + p(text) +
                "</div></section>";
  }
  EXPECT_THAT(body_of("<article>" + heading() + sections + "</article>"),
              ElementsAreArray(sentences()));
}

TEST(HtmlBody, KeepsALastParagraphThatStandsAlone) {
  EXPECT_THAT(body_of("<article>" + heading() + "<div>" + paragraphs(0, 5) + "</div><div>" +
                      paragraphs(5, 6) + "</div></article>"),
              ElementsAreArray(sentences()));
}

TEST(HtmlBody, KeepsTheSlidesThatFollowAnIntroduction) {
  std::string slides;
  for (std::size_t i = 3; i < 6; ++i) {
    slides += "<div class=slide><h2>Slide</h2><img src=x>" + paragraphs(i, i + 1) + "</div>";
  }
  EXPECT_THAT(body_of("<article>" + heading() + paragraphs(0, 3) + slides + "</article>"),
              ElementsAreArray(sentences()));
}

TEST(HtmlBody, KeepsALastPartOfOneParagraph) {
  EXPECT_THAT(
      body_of("<article>" + heading() + paragraphs(0, 5) + "<section><h2>What it costs</h2>" +
              paragraphs(5, 6) + "</section></article>"),
      ElementsAreArray(sentences()));
}

TEST(HtmlBody, LeavesOutTheCardBehindIt) {
  EXPECT_THAT(
      body_of(
          "<article>" + heading() + paragraphs(0, 6) +
          "<div><img src=x><h3>Jane Doe</h3><p>Jane Doe writes of rivers and of what crosses them "
          "for the paper.</p></div></article>"),
      ElementsAreArray(sentences()));
}

TEST(HtmlBody, HasWhatAClickBringsUp) {
  for (const std::string hidden : {"style='display: none'", "hidden", "style='visibility:hidden'",
                                   "class='subscriber-only' style='display:none'"}) {
    EXPECT_THAT(body_of("<article>" + heading() + paragraphs(0, 2) + "<div " + hidden + ">" +
                        paragraphs(2, 6) + "</div></article>"),
                ElementsAreArray(sentences()))
        << hidden;
    std::string each;
    for (std::size_t i = 2; i < 6; ++i) each += "<p " + hidden + ">" + sentences()[i] + "</p>";
    EXPECT_THAT(body_of("<article>" + heading() + paragraphs(0, 2) + each + "</article>"),
                ElementsAreArray(sentences()))
        << hidden;
  }
}

TEST(HtmlBody, HasNotTheAppealsOfWhichAScriptShowsOne) {
  EXPECT_THAT(
      body_of(
          "<article>" + heading() + paragraphs(0, 6) + "<div class=appeals><div class=hidden>" +
          p("We believe that everyone needs journalism of high quality, whoever may pay for it.") +
          p("Help to keep news free for everyone, and give as little as one pound a month.") +
          "</div><div class=hidden>" +
          p("Our newsroom brings you hard investigations and takes on the elections of the year.") +
          p("Help to keep it so for all others, and give as little as one pound a month.") +
          "</div></div></article>"),
      ElementsAreArray(sentences()));
}

TEST(HtmlBody, HasWhatAUtilityHidesOnSmallScreens) {
  EXPECT_THAT(body_of("<article>" + heading() + "<div class='hidden md:block'>" + paragraphs(0, 1) +
                      "</div>" + paragraphs(1, 6) + "</article>"),
              ElementsAreArray(sentences()));
}

TEST(HtmlBody, HasNotWhatIsHiddenInADialog) {
  EXPECT_THAT(
      body_of(
          "<article>" + heading() + paragraphs(0, 6) + "<div class=signup style='display:none'>" +
          p("Readers who sign up get a letter each morning with all that matters in the town.") +
          p("It is free of charge, and you can give it up again at any time that you like.") +
          "</div></article>"),
      ElementsAreArray(sentences()));
}

TEST(HtmlBody, HasQuestionsAndAnswersThatFold) {
  EXPECT_THAT(body_of("<article>" + heading() + paragraphs(0, 4) +
                      "<details><summary>What does it cost?</summary>" + paragraphs(5, 6) +
                      "</details></article>"),
              Contains(sentences()[5]));
}

// A teaser of another article.
std::string teaser() {
  return "<li><a href=/x><img src=x></a><h3><a href=/x>Ferries of other towns</a></h3>" +
         p("In other towns on the river ferries have come and gone since the war was over.") +
         "</li>";
}

TEST(HtmlBody, HasNoTeasersAmongItsParagraphs) {
  EXPECT_THAT(body_of("<article>" + heading() + paragraphs(0, 3) + "<ul>" + teaser() + "</ul>" +
                      paragraphs(3, 6) + "</article>"),
              ElementsAreArray(sentences()));
}

TEST(HtmlBody, EndsBeforeAListOfTeasers) {
  EXPECT_THAT(
      body_of("<div class=main>" + heading() + "<div>" + paragraphs(0, 6) +
              "</div><ul class=items>" + teaser() + teaser() + teaser() + teaser() + "</ul></div>"),
      ElementsAreArray(sentences()));
}

TEST(HtmlBody, IsNotLostInElementsThatNobodyClosed) {
  std::string slides;
  for (const std::string& text : sentences()) slides += "<div class=slide><h2>Slide</h2>" + p(text);
  const std::vector<std::string> found =
      body_of("<article>" + heading() + "<div>" + slides + "</div></article>");
  for (const std::string& text : sentences()) EXPECT_THAT(found, Contains(text));
}

TEST(HtmlBody, IsReadFromNoscriptWhereThePageShowsNone) {
  const Article article = article_of("<article>" + heading() + "<div id=app></div><noscript>" +
                                     paragraphs(0, 6) + "</noscript></article>");
  EXPECT_THAT(article.paragraphs, ElementsAreArray(sentences()));
  EXPECT_EQ(method_of(article), "noscript");
}

TEST(HtmlBody, IsReadFromAShortClaimWhereThePageShowsNone) {
  const Article article =
      article_of("<div id=app>" + heading() +
                 "</div><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
                 "\"headline\":\"Bridge to close for repairs\",\"articleBody\":\"" +
                 sentences()[0] + "\"}</script>");
  EXPECT_THAT(article.paragraphs, ElementsAre(sentences()[0]));
  EXPECT_EQ(method_of(article), "json-ld");
}

TEST(HtmlBody, HasPostsThatItQuotes) {
  const std::string post =
      "The whole point of this bridge is that people can cross it, and we hear you all.";
  const std::string quote =
      "<blockquote class=twitter-tweet>" + p(post) +
      "&mdash; Mayor (@mayor) <a href=https://t.example/1>May 1</a></blockquote>";
  for (const std::string& box : {quote, "<aside class=tweet>" + quote + "</aside>",
                                 "<div class=social-embed>" + quote + "</div>",
                                 "<figure class=wp-block-embed>" + quote + "</figure>"}) {
    EXPECT_THAT(
        body_of("<article>" + heading() + paragraphs(0, 2) + box + paragraphs(2, 6) + "</article>"),
        Contains(post))
        << box;
  }
}

TEST(HtmlBody, EndsBeforeWhatACompanySaysOfItself) {
  EXPECT_THAT(body_of("<article>" + heading() + paragraphs(0, 6) + "<h3>ABOUT ACME</h3>" +
                      p("Acme is a leading maker of bridges with offices in nine countries.") +
                      "</article>"),
              ElementsAreArray(sentences()));
}

TEST(HtmlBody, SaysWhichTryFoundIt) {
  EXPECT_EQ(method_of(article_of("<article>" + heading() + paragraphs(0, 6) + "</article>")),
            "density");
}

}  // namespace
}  // namespace dateline
