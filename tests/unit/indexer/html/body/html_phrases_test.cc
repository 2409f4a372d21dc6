#include <gtest/gtest.h>

#include "indexer/html/body/evidence.h"
#include "indexer/html/body/phrases.h"
#include "indexer/html/body/suspicion.h"
#include "indexer/html/dom/links.h"

namespace dateline::html {
namespace {

TEST(HtmlPhrases, TellPromotionsFromText) {
  EXPECT_TRUE(is_promotion("READ MORE: Snow in the south", 0.7));
  EXPECT_TRUE(is_promotion("Sign up for our newsletter", 0));
  EXPECT_TRUE(is_promotion("Follow Ann Lee on Twitter for more.", 0.2));
  EXPECT_TRUE(is_promotion("Читайте также: Снег на юге", 0.5));
  EXPECT_TRUE(is_promotion("Lesen Sie auch: Schnee im Süden", 0.5));
  EXPECT_TRUE(is_promotion("Advertisement", 0));
  EXPECT_TRUE(is_promotion("Related story: Snow in the south", 0.8));
  EXPECT_FALSE(is_promotion("Readers follow the news on paper.", 0));
  EXPECT_FALSE(is_promotion("See how it ended: the ship sank.", 0));
}

TEST(HtmlPhrases, KnowWhatASiteAsksOfItsReaders) {
  EXPECT_TRUE(is_of_site("Like this story? Share it with a friend!"));
  EXPECT_TRUE(
      is_of_site("Start your day with the Bell, sent by our friends of The Cooler. Sign up "
                 "for the free daily newsletter."));
  EXPECT_TRUE(is_of_site("Follow us on Instagram and never miss a match."));
  EXPECT_TRUE(is_of_site("Abonnieren Sie unseren Newsletter."));
  EXPECT_TRUE(is_of_site("Suscríbete a nuestro canal de Telegram"));
  EXPECT_TRUE(is_of_site("Подписывайтесь на наш канал в Telegram"));
  EXPECT_FALSE(is_of_site("Readers share the newsletter with their friends, the editor said."));
  EXPECT_FALSE(is_of_site("He follows the team on Instagram."));
}

TEST(HtmlPhrases, KnowLinesOfSitesInManyLanguages) {
  // advertisement, share, read on, reading time, what only subscribers can read
  for (const char* line : {"Advertentie",
                           "Deel dit artikel",
                           "Lees meer",
                           "Leestijd: 3 minuten",
                           "Log in om verder te lezen.",
                           "Pubblicità",
                           "Continua a leggere",
                           "Tempo di lettura: 3 minuti",
                           "Questo contenuto è riservato agli abbonati.",
                           "REKLAM",
                           "Haberin devamı",
                           "İlgili haberler",
                           "Okumaya devam etmek için giriş yapın.",
                           "Reklama",
                           "Dalsza część artykułu pod reklamą",
                           "Zaloguj się, aby czytać dalej.",
                           "Mainos",
                           "Juttu jatkuu mainoksen jälkeen",
                           "Tämä juttu on vain tilaajille.",
                           "Hirdetés",
                           "A tartalom csak előfizetőknek érhető el.",
                           "Διαφήμιση",
                           "Περιεχόμενο μόνο για συνδρομητές.",
                           "إعلان",
                           "سجل الدخول لمتابعة القراءة.",
                           "广告",
                           "责任编辑：李华",
                           "登录后继续阅读。",
                           "この記事を書いた人",
                           "有料会員になると会員限定の有料記事もお読みいただけます。",
                           "광고",
                           "무단 전재 및 재배포 금지",
                           "โฆษณา",
                           "เนื้อหานี้สำหรับสมาชิกเท่านั้น",
                           "विज्ञापन",
                           "פרסומת"}) {
    EXPECT_TRUE(is_of_site(line) || is_promotion(line, 0)) << line;
  }
  for (const char* line :
       {"De krant verloor vorig jaar een tiende van haar abonnees, zei de uitgever.",
        "Il giornale ha perso lo scorso anno un decimo dei suoi abbonati.",
        "Gazete geçen yıl abonelerinin onda birini kaybetti.",
        "Reklama w telewizji zdrożała o jedną piątą.", "新聞は昨年、購読者の一割を失った。",
        "报纸去年失去了十分之一的订阅者。", "3 Tage im Mai"}) {
    EXPECT_FALSE(is_of_site(line) || is_promotion(line, 0)) << line;
  }
}

TEST(HtmlPhrases, KnowRulesOfComments) {
  EXPECT_TRUE(is_of_site("Comments on this piece are premoderated to keep to what it is about."));
  EXPECT_TRUE(is_of_site("Comments are closed."));
  EXPECT_TRUE(is_of_site("Kommentare werden moderiert und später freigeschaltet."));
  EXPECT_FALSE(is_of_site("Comments by the minister caused anger in the capital."));
}

TEST(HtmlPhrases, KnowLinesOfFields) {
  EXPECT_TRUE(is_of_site(
      "05/10/2018 | Published by: Clara Borba | Category: Health | Tags: sad, break-in, car"));
  EXPECT_TRUE(is_of_site("Kategorie: Politik | Schlagwörter: Brücke, Fähre"));
  EXPECT_FALSE(is_of_site("Date: Saturday, Dec. 23 | Time: 3:30 p.m. | TV: Five"));
  EXPECT_FALSE(is_of_site("Festival of Light 29 November 2018 | 20 January 2019"));
}

TEST(HtmlPhrases, KnowWhatStandsForContentWithoutConsent) {
  EXPECT_TRUE(
      is_of_site("Ich bin damit einverstanden, dass mir der externe Inhalt angezeigt wird."));
  EXPECT_TRUE(is_of_site("Waiting for your permission to load the Instagram media."));
  EXPECT_TRUE(
      is_of_site("Ce contenu est bloqué car vous n'avez pas accepté les cookies, votre "
                 "consentement est demandé."));
  EXPECT_FALSE(is_of_site("The court said that consent to cookies must be given freely."));
}

TEST(HtmlPhrases, KnowHeadingsOfWhatACompanySaysOfItself) {
  EXPECT_TRUE(is_about_company("ABOUT ACME"));
  EXPECT_TRUE(is_about_company("About the Acme Group"));
  EXPECT_TRUE(is_about_company("Über die Acme AG"));
  EXPECT_FALSE(is_about_company("About time"));
  EXPECT_FALSE(is_about_company("About"));
  EXPECT_FALSE(is_about_company("What the council knew about Acme"));
}

TEST(HtmlPhrases, KnowHeadingsThatEndAnArticle) {
  EXPECT_TRUE(is_end_heading("Related stories"));
  EXPECT_TRUE(is_end_heading("COMMENTS"));
  EXPECT_TRUE(is_end_heading("More from The Courier"));
  EXPECT_TRUE(is_end_heading("More great stories"));
  EXPECT_FALSE(is_end_heading("More rain than ever"));
  EXPECT_FALSE(is_end_heading("Damage to the pier"));
}

TEST(HtmlPhrases, KnowCreditLines) {
  EXPECT_TRUE(is_credit_line("By Ann Lee"));
  EXPECT_TRUE(is_credit_line("January 25, 2017"));
  EXPECT_FALSE(is_credit_line("By noon the harbour was closed."));
  EXPECT_FALSE(is_credit_line("Port Example"));
}

Suspicion suspicion(const std::string& element) {
  const Page page("<body>" + element);
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    if (page[i].tag == GUMBO_TAG_BODY) return suspects_of(page)[i + 1].suspicion;
  }
  return Suspicion::none;
}

TEST(HtmlSuspicion, ReadsNamesAsPeopleWriteThem) {
  EXPECT_EQ(suspicion("<div class='inline-newsletterSignup'>"), Suspicion::strong);
  EXPECT_EQ(suspicion("<div id=relatedArticles>"), Suspicion::strong);
  EXPECT_EQ(suspicion("<div class='footerstyles__Legal-1x'>"), Suspicion::strong);
  EXPECT_EQ(suspicion("<div class='author-bio'>"), Suspicion::weak);
  EXPECT_EQ(suspicion("<div class='commentary download adapted'>"), Suspicion::none);
}

TEST(HtmlSuspicion, ReadsTagsRolesAndStyles) {
  EXPECT_EQ(suspicion("<nav>"), Suspicion::strong);
  EXPECT_EQ(suspicion("<aside>"), Suspicion::weak);
  EXPECT_EQ(suspicion("<div role=dialog>"), Suspicion::strong);
  EXPECT_EQ(suspicion("<div style='color: red; display : none'>"), Suspicion::hidden);
  EXPECT_EQ(suspicion("<p hidden>"), Suspicion::hidden);
  EXPECT_EQ(suspicion("<p>"), Suspicion::none);
}

TEST(HtmlSuspicion, TakesAFigureWithATableForText) {
  EXPECT_EQ(suspicion("<figure><img></figure>"), Suspicion::weak);
  EXPECT_EQ(suspicion("<figure><table><tr><td>1</table></figure>"), Suspicion::none);
}

TEST(HtmlLinks, KnowTheSiteTheyLeadTo) {
  EXPECT_TRUE(is_same_site("/2017/x", "https://www.a.example/y"));
  EXPECT_TRUE(is_same_site("https://news.a.example/x", "https://www.a.example/y"));
  EXPECT_FALSE(is_same_site("https://b.example/x", "https://a.example/y"));
  EXPECT_FALSE(is_same_site("https://b.co.uk/x", "https://a.co.uk/y"));
  EXPECT_TRUE(is_same_site("https://b.example/x", ""));
  EXPECT_EQ(site_label("https://www.thepaper.co.uk/x"), "thepaper");
}

std::vector<Block> blocks_of(const std::vector<std::string>& texts) {
  std::vector<Block> blocks;
  for (const std::string& text : texts) blocks.push_back({.text = text, .words = 9});
  return blocks;
}

TEST(HtmlEvidence, ConfirmsBlocksThatTheClaimedBodyHas) {
  const Evidence evidence = compare(
      blocks_of({"the harbour opened again on Thursday at noon", "cookies make our site work"}),
      "<p>The harbour opened again on <b>Thursday</b> at noon.</p>");
  EXPECT_EQ(evidence.confirmed, (std::vector<bool>{true, false}));
  EXPECT_DOUBLE_EQ(evidence.found, 1.0);
}

TEST(HtmlEvidence, PartsAClaimedBody) {
  EXPECT_EQ(paragraphs_of("<p>One.</p><p>Two<br>three.</p>"),
            (std::vector<std::string>{"One.", "Two", "three."}));
  EXPECT_EQ(paragraphs_of("One.\n\nTwo &amp; three.<"),
            (std::vector<std::string>{"One.", "Two & three.<"}));
}

}  // namespace
}  // namespace dateline::html
