#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/html/fields/authors.h"
#include "indexer/html/html_extractor.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A page of an article with something between its title and its text, something in its head, and
// something behind its text.
struct Parts {
  std::string byline;
  std::string head;
  std::string behind;
};

std::vector<std::string> authors_of(const Parts& parts) {
  const std::string page =
      "<html lang=en><head><title>Bridge to close for repairs</title>" + parts.head +
      "</head><body><article><h1>Bridge to close for repairs</h1>" + parts.byline +
      "<div class=text>"
      "<p>The town council voted on Monday to close the old bridge, and the work is to begin "
      "soon.</p>"
      "<p>Engineers had warned since the spring that two pillars no longer carry the weight.</p>"
      "<p>Shop owners on both banks fear for their trade and have asked to keep one lane open.</p>"
      "<p>The mayor said that she would look into it, but that safety came before all else.</p>"
      "</div></article>" +
      parts.behind + "</body></html>";
  return extract_html(page, "https://paper.example/bridge").known.authors;
}

std::string p(const std::string& text) { return "<p>" + text + "</p>"; }

std::string json_ld(const std::string& author) {
  return R"(<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge to close for
      repairs", "publisher": {"name": "The Courier"}, "author": )" +
         author + "}</script>";
}

TEST(HtmlAuthors, AreThePersonsOfABylineWhereTheMarkupNamesNone) {
  const std::string byline = "<p class=byline>By Ann Lee</p>";
  for (const std::string head :
       {"<meta name=author content='a.lee@paper.example'>", "<meta name=author content=105092>",
        "<meta name=author content='Gazette (www.gazette.example)'>",
        "<meta name=author content='emma-lee'>", "<meta name=author content=admin>"}) {
    EXPECT_THAT(authors_of({.byline = byline, .head = head}), ElementsAre("Ann Lee")) << head;
  }
  EXPECT_THAT(authors_of({.byline = byline,
                          .head = json_ld(R"({"@type": "Organization", "name": "Condé Nast"})")}),
              ElementsAre("Ann Lee"));
  EXPECT_THAT(authors_of({.byline = byline, .head = json_ld(R"("The Courier")")}),
              ElementsAre("Ann Lee"));
}

TEST(HtmlAuthors, AreAnOrganisationWhereThePageShowsNoPerson) {
  EXPECT_THAT(authors_of({.head = json_ld(R"({"@type": "Organization", "name": "Coast Wire"})")}),
              ElementsAre("Coast Wire"));
}

TEST(HtmlAuthors, AreAllOfABylineThatHasMoreThanTheMarkup) {
  EXPECT_THAT(authors_of({.byline = "<p class=byline>By Ann Lee and Ben Roe</p>",
                          .head = json_ld(R"({"@type": "Person", "name": "Ann Lee"})")}),
              ElementsAre("Ann Lee", "Ben Roe"));
}

TEST(HtmlAuthors, AreKeptApartFromWhatStandsBesideThem) {
  for (const std::string byline :
       {"<div class=author><span class=author-name>Ann Lee</span><span class=author-title>Senior "
        "Staff "
        "Writer</span></div>",
        "<div class=author><img alt=x> Author <a rel=author href='/a/ann'>Ann Lee</a></div>",
        "<div class=author>By<a href='/a/ann'>Ann Lee</a></div>",
        "<div class=byline><a href='/ann'>Ann Lee</a><a href='/t'>Twitter</a><a "
        "href='/n'>News</a></div>",
        "<div class=byline><span class=first>Ann</span> <span class=last>Lee</span></div>",
        "<div class=byline><a>Ann Lee</a> / TNN / <span>Updated: Mar 5, 2019</span></div>"}) {
    EXPECT_THAT(authors_of({.byline = byline}), ElementsAre("Ann Lee")) << byline;
  }
}

TEST(HtmlAuthors, AreReadFromLinesOfManyKinds) {
  for (const std::string byline :
       {"<p>By <a href='/authors/x'>Ann Lee</a> <span>December 28, 2016</span></p>",
        "<cite>By Ann Lee</cite>", "<p>Par <a class=article__author-link href=/x>Ann Lee</a></p>",
        "<p>Do 25.04.24 | 14:07 Uhr | Von <span class=authorname>Ann Lee</span></p>",
        "<span class=authorText><a href=/x>Ann Lee</a></span>",
        "<div class=article-byline><span class=simple>Ann Lee</span></div>",
        "<p>Ann Lee - 12/03/2026</p>", "<p>Ann Lee | Senior Writer | July 2, 2025</p>",
        "<div>Written by:</div><div>Ann Lee</div>", "<p>Ann Lee</p><p>January 25, 2017</p>",
        "<p>Submitted by Ann Lee on Wed, 06/17/2020</p>"}) {
    EXPECT_THAT(authors_of({.byline = byline}), ElementsAre("Ann Lee")) << byline;
  }
}

TEST(HtmlAuthors, AreNotThoseOfOtherArticlesAndComments) {
  EXPECT_THAT(authors_of({.byline = "<span itemprop=author>Ann Lee</span>",
                          .behind = "<div class=card><span itemprop=author>Ole Ravn</span></div>"
                                    "<div class=card><span itemprop=author>Per Lund</span></div>"}),
              ElementsAre("Ann Lee"));
  const std::string card =
      "<div itemscope itemtype='https://schema.org/Article'><h3>Snow</h3><b itemprop=author>Ole "
      "Ravn</b></div>";
  EXPECT_THAT(authors_of({.behind = card + card}), IsEmpty());
  EXPECT_THAT(
      authors_of(
          {.behind =
               "<ol class=commentlist><li class=comment><cite class=fn>Ole Ravn</cite>"
               "<p>I do not think that this will help anyone on the other bank.</p></li></ol>"}),
      IsEmpty());
  EXPECT_THAT(authors_of({.behind = "<div class=related><a rel=author href=/x>Ole Ravn</a></div>"}),
              IsEmpty());
}

TEST(HtmlAuthors, AreNotThoseWhoCheckedOrPhotographed) {
  EXPECT_THAT(
      authors_of({.byline = "<div class=byline>By <a rel=author>Ann Lee</a></div>"
                            "<div class=byline>Fact checked by <a rel=author>Ole Ravn</a></div>"}),
      ElementsAre("Ann Lee"));
  EXPECT_THAT(
      authors_of({.byline = "<figure><img><figcaption>The bridge. By <a href='/author/ole'>Ole "
                            "Ravn</a></figcaption></figure><p>By Ann Lee</p>"}),
      ElementsAre("Ann Lee"));
}

TEST(HtmlAuthors, AreReadFromLinksThatListTheirPosts) {
  EXPECT_THAT(
      authors_of({.byline = "<div><a href='/u/7' title='Posts by Ann Lee'>Ann Lee</a></div>"}),
      ElementsAre("Ann Lee"));
}

TEST(HtmlAuthors, AreReadBesideRolesAndDates) {
  EXPECT_THAT(authors_of({.byline = "<p>김민수 기자</p>"}), ElementsAre("김민수"));
  EXPECT_THAT(authors_of({.byline = "<p>Ann Lee, Political Reporter</p>"}), ElementsAre("Ann Lee"));
  EXPECT_THAT(authors_of({.byline = "<p>December 22, 2023</p><p>Ann Lee</p>"}),
              ElementsAre("Ann Lee"));
}

TEST(HtmlAuthors, AreReadFromCardsAttributesAndScripts) {
  EXPECT_THAT(authors_of({.byline = "<div data-author='Ann Lee'>"}), ElementsAre("Ann Lee"));
  EXPECT_THAT(authors_of({.byline = "<div data-author='Ann Lee'></div>"}), ElementsAre("Ann Lee"));
  EXPECT_THAT(
      authors_of(
          {.byline = "<aside><article data-author='Ole Ravn'><h3>Fire</h3></article></aside>"}),
      IsEmpty());
  EXPECT_THAT(authors_of({.head = "<meta name='twitter:label1' content='Written by'>"
                                  "<meta name='twitter:data1' content='Ann Lee'>"}),
              ElementsAre("Ann Lee"));
  EXPECT_THAT(authors_of({.head = "<meta name='twitter:label1' content='Est. reading time'>"
                                  "<meta name='twitter:data1' content='Nine Minutes'>"}),
              IsEmpty());
  EXPECT_THAT(
      authors_of({.head = R"(<script>x = {"authors":[{"name":"Ann Lee","bio":"b"}]}</script>)"}),
      ElementsAre("Ann Lee"));
  EXPECT_THAT(
      authors_of(
          {.head = R"(<script>x = {"author":"Ann Lee"}; y = {"author": "Ole Ravn"}</script>)"}),
      IsEmpty());
}

TEST(HtmlAuthors, MayStandBehindTheArticle) {
  EXPECT_THAT(authors_of({.behind = "<div class=writer><span class=name>Ann Lee</span></div>"}),
              ElementsAre("Ann Lee"));
}

TEST(HtmlAuthors, AreReadByTheLabelsOfManyLanguages) {
  for (const std::string byline :
       {"Ein Beitrag von Ann Lee", "Kommentar von Ann Lee", "Propos recueillis par Ann Lee",
        "Escrito por: <b>Ann Lee</b>", "A cura di Ann Lee", "Texto: Ann Lee | Fotos: Per Lund",
        "Opracowanie: Ann Lee", "Door onze verslaggever Ann Lee", "Text: Ann Lee Foto: Per Lund",
        "Haber: Ann Lee", "Muhabir: Ann Lee", "Penulis: Ann Lee | Editor: Per Lund",
        "Reporter: Ann Lee", "Připravila Ann Lee", "Írta: Ann Lee", "Teksti: Ann Lee",
        "Words: Ann Lee. Photos: Per Lund", "Filed by Ann Lee | March 5, 2019",
        "By guest contributor Ann Lee"}) {
    EXPECT_THAT(authors_of({.byline = p(byline)}), ElementsAre("Ann Lee")) << byline;
  }
  EXPECT_THAT(authors_of({.byline = p("Материал подготовила Ида Хольм")}),
              ElementsAre("Ида Хольм"));
  EXPECT_THAT(authors_of({.byline = p("كتبت: ليلى حسن")}), ElementsAre("ليلى حسن"));
}

TEST(HtmlAuthors, AreReadFromLinesThatSayFromWhereTheyReport) {
  for (const std::string byline :
       {"Aus Brüssel berichtet Ann Lee", "Ann Lee berichtet aus Brüssel",
        "Von unserer Korrespondentin Ann Lee", "Reporting from Brussels, Ann Lee",
        "From Rio de Janeiro, Ann Lee", "Ann Lee reports from Brussels",
        "De notre correspondante à Bruxelles, Ann Lee", "De Bruxelles rapporte Ann Lee",
        "Desde Bruselas informa Ann Lee", "Ann Lee informa desde Bruselas",
        "Corresponsal en Bruselas: Ann Lee", "Da Bruxelles riferisce Ann Lee",
        "Dalla nostra inviata Ann Lee", "Vanuit Brussel bericht Ann Lee",
        "Från Bryssel rapporterar Ann Lee", "Z Brukseli relacjonuje Ann Lee",
        "Ann Lee, Brussels correspondent"}) {
    EXPECT_THAT(authors_of({.byline = p(byline)}), ElementsAre("Ann Lee")) << byline;
  }
  EXPECT_THAT(authors_of({.byline = p("Aus Kiew berichten Ann Lee und Per Lund")}),
              ElementsAre("Ann Lee", "Per Lund"));
  EXPECT_THAT(authors_of({.byline = p("Из Брюсселя сообщает Ида Хольм")}),
              ElementsAre("Ида Хольм"));
}

TEST(HtmlAuthors, AreReadInScriptsWithoutCapitals) {
  for (const std::string byline : {"记者 王小明 报道", "記者王小明／台北報導", "文｜王小明",
                                   "作者：王小明　来源：北山社", "本报记者 王小明"}) {
    EXPECT_THAT(authors_of({.byline = p(byline)}), ElementsAre("王小明")) << byline;
  }
  EXPECT_THAT(authors_of({.byline = p("[서울=뉴스] 김민수 기자")}), ElementsAre("김민수"));
  EXPECT_THAT(authors_of({.byline = p("김민수 선임기자 kim@paper.example")}),
              ElementsAre("김민수"));
  EXPECT_THAT(authors_of({.byline = p("【田中太郎】")}), ElementsAre("田中太郎"));
}

TEST(HtmlAuthors, MayBeNamedInASmallHeadingBesideTheDate) {
  EXPECT_THAT(authors_of({.byline = "<h5>Ann Lee</h5><h6>March 5, 2019</h6>"}),
              ElementsAre("Ann Lee"));
}

TEST(HtmlAuthors, MayBeToldOfInItalicsAtTheEnd) {
  EXPECT_THAT(authors_of({.behind = p("<em>Ann Lee is a staff writer at The Courier.</em>")}),
              ElementsAre("Ann Lee"));
  EXPECT_THAT(authors_of({.behind = p("<i>Ann Lee ist Redakteurin in Hamburg.</i>")}),
              ElementsAre("Ann Lee"));
  EXPECT_THAT(authors_of({.behind = p("Ann Lee is a staff writer at The Courier.")}), IsEmpty());
  EXPECT_THAT(authors_of({.behind = p("<em>The Courier is a member of the press council.</em>")}),
              IsEmpty());
}

TEST(HtmlAuthors, MayBeToldOfInTheirByline) {
  EXPECT_THAT(authors_of({.byline = "<p class=byline>Ann Lee is a reporter for The Courier.</p>"}),
              ElementsAre("Ann Lee"));
  EXPECT_THAT(authors_of({.byline = "<p class=author>The bridge is the oldest of the town.</p>"}),
              IsEmpty());
}

TEST(HtmlAuthors, MayHaveTheirNamesInParts) {
  EXPECT_THAT(authors_of({.head = json_ld(R"({"@type": "Person", "givenName": "Ann",
                                              "familyName": "Lee"})")}),
              ElementsAre("Ann Lee"));
}

TEST(HtmlAuthors, AreNotReadFromWhatTheArticleSays) {
  EXPECT_THAT(authors_of({.byline = "<p>By the river</p><p>World News</p>"}), IsEmpty());
  EXPECT_THAT(authors_of({.byline = "<p>From Monday, no lorries</p><p>From Bridge to Tunnel</p>"}),
              IsEmpty());
}

}  // namespace
}  // namespace dateline
