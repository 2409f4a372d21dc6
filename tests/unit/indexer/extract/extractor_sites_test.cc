// Pages as well-known kinds of sites leave them when their text is scraped. The shapes are real,
// the texts are ours.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/extract/extractor.h"

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::IsEmpty;
using ::testing::StartsWith;

Article page(std::string text) { return std::get<Article>(extract({.text = std::move(text)})); }

std::string when(const std::optional<Date>& date) {
  return date ? format_timestamp(*date) : "none";
}

// The body of all pages here: three paragraphs that start and end so.
const std::string kBody =
    "The council of Lower Tarn voted on Wednesday to keep the old bridge open for walkers.\n\n"
    "“It has stood for three hundred years,” said the mayor. “It will stand for our picnic.”\n\n"
    "Work on the railing will begin after the spring floods are over.\n";
const std::string kGermanBody =
    "Der Rat von Niedertarn hat am Mittwoch beschlossen, die alte Brücke für Fußgänger offen zu "
    "halten.\n\n„Sie steht seit dreihundert Jahren“, sagte die Bürgermeisterin am Abend in der "
    "Sitzung.\n\nDie Arbeiten am Geländer beginnen nach dem Hochwasser im Frühjahr.\n";
const std::string kFrenchBody =
    "Le conseil de Tarn-le-Bas a voté mercredi le maintien du vieux pont pour les piétons.\n\n"
    "« Il tient depuis trois cents ans », a dit la maire pendant la séance de mercredi soir.\n\n"
    "Les travaux commenceront après les crues du printemps, a précisé la mairie.\n";
const std::string kSpanishBody =
    "El concejo de Tarn de Abajo votó el miércoles mantener abierto el viejo puente a pie.\n\n"
    "“Lleva trescientos años en pie”, dijo la alcaldesa durante la sesión del miércoles.\n\n"
    "Las obras en la baranda empezarán después de las crecidas de la primavera.\n";
const std::string kRussianBody =
    "Совет Нижнего Тарна в среду решил оставить старый мост открытым для пешеходов.\n\n"
    "\"Он стоит уже триста лет\", - сказала на заседании совета мэр этого города.\n\n"
    "Работы на перилах моста начнутся после того, как закончится весенний паводок.\n";

void expect_body(const Article& article, const std::string& body) {
  const std::string first = body.substr(0, body.find('\n'));
  const std::string last = body.substr(body.rfind('\n', body.size() - 2) + 1);
  ASSERT_EQ(article.paragraphs.size(), 3U) << testing::PrintToString(article.paragraphs);
  EXPECT_EQ(article.paragraphs.front(), first);
  EXPECT_EQ(article.paragraphs.back() + "\n", last);
}

TEST(ExtractorSites, NameAndPlaceUnderTheStandfirst) {
  const Article article = page(
      "Old bridge of Lower Tarn stays open to walkers\n\n"
      "Council votes down plan to close the crossing before the summer\n\n"
      "Jane Doe in Lower Tarn\n\nWed 25 Jan 2017 14.44 GMT\n\n"
      "Last modified on Thu 26 Jan 2017 09.15 GMT\n\n" +
      kBody + "\nTopics\nBridges\nLower Tarn\n\nReuse this content\n");
  EXPECT_EQ(article.title, "Old bridge of Lower Tarn stays open to walkers");
  EXPECT_EQ(article.summary, "Council votes down plan to close the crossing before the summer");
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe"));
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00Z");
  EXPECT_EQ(when(article.updated), "2017-01-26T09:15:00Z");
  EXPECT_THAT(article.topics, ElementsAre("Bridges", "Lower Tarn"));
  expect_body(article, kBody);
}

TEST(ExtractorSites, LabelsCaptionsAndSharingOnLinesOfTheirOwn) {
  const Article article = page(
      "Old bridge of Lower Tarn stays open\n\nBy Jane Doe\nBBC News, Lower Tarn\n\nPublished\n"
      "25 January 2017\n\nShare\nclose panel\nShare page\nCopy link\nAbout sharing\n"
      "Image source, Getty Images\nImage caption,\nThe bridge on the morning of the council "
      "vote\n\n" +
      kBody + "\nRelated Topics\nBridges\nMore on this story\nFloods feared in the valley\n");
  EXPECT_EQ(article.title, "Old bridge of Lower Tarn stays open");
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe"));
  EXPECT_EQ(article.source, "BBC News");
  EXPECT_EQ(when(article.published), "2017-01-25");
  EXPECT_EQ(article.summary, "");
  EXPECT_THAT(article.topics, ElementsAre("Bridges"));
  expect_body(article, kBody);
}

TEST(ExtractorSites, BroadcasterWithTwoClocksAndHighlights) {
  const Article article = page(
      "Old bridge stays open\nBy Jane Doe and John Roe, CNN\n"
      "Updated 1444 GMT (2244 HKT) January 25, 2017\nStory highlights\n"
      "Council votes to keep bridge\nRailing to be repaired\n\n(CNN)" +
      kBody + "\nCNN's Ann Poe contributed to this report.\n");
  EXPECT_EQ(article.title, "Old bridge stays open");
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe", "John Roe"));
  EXPECT_EQ(article.source, "CNN");
  EXPECT_EQ(when(article.updated), "2017-01-25T14:44:00Z");
  expect_body(article, kBody);
}

TEST(ExtractorSites, NewsAgencyWithRuleAndCopyright) {
  const Article article = page(
      "Old bridge of Lower Tarn stays open to walkers\n\nBy JANE DOE\nAssociated Press\n\n"
      "LOWER TARN, Pa. (AP) — " +
      kBody +
      "\n___\n\nAssociated Press writer John Roe in Harrisburg contributed to this report.\n\n"
      "Copyright 2017 The Associated Press. All rights reserved. This material may not be "
      "published, broadcast, rewritten or redistributed.\n");
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe"));
  EXPECT_EQ(article.source, "AP");
  EXPECT_EQ(article.place, "Lower Tarn");
  EXPECT_EQ(when(article.published), "none");
  expect_body(article, kBody);
}

TEST(ExtractorSites, NewsAgencyWithSectionAndDateAboveTheTitle) {
  const Article article = page(
      "#World News\nJanuary 25, 2017 / 2:44 PM / 2 years ago\n"
      "Old bridge of Lower Tarn stays open\nJane Doe, John Roe\n2 Min Read\n"
      "LOWER TARN (Reuters) - " +
      kBody +
      "Reporting by Jane Doe and John Roe; Editing by Ann Poe\n"
      "Our Standards:The Thomson Reuters Trust Principles.\n");
  EXPECT_EQ(article.title, "Old bridge of Lower Tarn stays open");
  EXPECT_EQ(article.section, "World News");
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe", "John Roe"));
  EXPECT_EQ(article.source, "Reuters");
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00");
  expect_body(article, kBody);
}

TEST(ExtractorSites, SourceLineUnderTheText) {
  const Article article = page(
      "News|Bridges\nOld bridge of Lower Tarn stays open\n"
      "The council votes down a plan to close the crossing.\n25 Jan 2017\n" +
      kBody + "Source: Al Jazeera and news agencies\n");
  EXPECT_EQ(article.title, "Old bridge of Lower Tarn stays open");
  EXPECT_EQ(article.summary, "The council votes down a plan to close the crossing.");
  EXPECT_EQ(article.source, "Al Jazeera");
  EXPECT_EQ(when(article.published), "2017-01-25");
  expect_body(article, kBody);
}

TEST(ExtractorSites, EditorsAndAgenciesInOneCode) {
  const Article article = page("Old bridge of Lower Tarn stays open\n25.01.2017\n" + kBody +
                               "jd/jr (AFP, dpa, Reuters)\n");
  EXPECT_EQ(article.source, "");
  EXPECT_EQ(when(article.published), "2017-01-25");
  expect_body(article, kBody);
}

TEST(ExtractorSites, SourceDateAndEditorBetweenBars) {
  const Article article = page(
      "Old bridge of Lower Tarn stays open\nSource: Xinhua| 2017-01-25 14:44:05|Editor: jane\n\n"
      "BEIJING, Jan. 25 (Xinhua) -- " +
      kBody + "Enditem\n");
  EXPECT_EQ(article.source, "Xinhua");
  EXPECT_EQ(article.place, "Beijing");
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:05");
  expect_body(article, kBody);
}

TEST(ExtractorSites, AgencyAboveTheDateAndAgainAtTheEnd) {
  std::string body = kBody;
  body.pop_back();
  const Article article = page(
      "Old bridge of Lower Tarn stays open\nANI | Updated: Jan 25, 2017 14:44 IST\n\n"
      "New Delhi [India], January 25 (ANI): " +
      body + " (ANI)\n");
  EXPECT_EQ(article.source, "ANI");
  EXPECT_EQ(article.place, "New Delhi");
  expect_body(article, kBody);
}

TEST(ExtractorSites, PlaceWithColonBesideTheDate) {
  const Article article = page(
      "Old bridge of Lower Tarn stays open\nSpecial Correspondent\n"
      "LOWER TARN, January 25, 2017 14:44 IST\nUpdated: January 25, 2017 15:00 IST\n" +
      kBody);
  EXPECT_EQ(article.place, "Lower Tarn");
  EXPECT_THAT(article.authors, IsEmpty());
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00");
  EXPECT_EQ(when(article.updated), "2017-01-25T15:00:00");
  expect_body(article, kBody);
}

TEST(ExtractorSites, NewspaperThatNamesItsPrintEdition) {
  const Article article = page(
      "Old bridge of Lower Tarn stays open\nJane Doe | Dawn.com | Updated January 25, 2017\n\n"
      "ISLAMABAD: " +
      kBody + "\nPublished in Dawn, January 26th, 2017\n");
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe"));
  EXPECT_EQ(article.source, "Dawn.com");
  EXPECT_EQ(article.place, "Islamabad");
  expect_body(article, kBody);
}

TEST(ExtractorSites, TabloidWithBulletsSharesAndNumbers) {
  const Article article = page(
      "Picnic SAVED! Old bridge stays open to walkers\n"
      "- Council votes down plan to close crossing\n- Railing to be repaired in spring\n"
      "By Jane Doe For Mailonline\n"
      "Published: 14:44 GMT, 25 January 2017 | Updated: 15:00 GMT, 25 January 2017\n\n"
      "e-mail\n\n123 shares\n\n12\n\nView comments\n\n" +
      kBody + "\nShare or comment on this article: Picnic SAVED! Old bridge stays open\n");
  EXPECT_EQ(article.title, "Picnic SAVED! Old bridge stays open to walkers");
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe"));
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00Z");
  EXPECT_EQ(when(article.updated), "2017-01-25T15:00:00Z");
  expect_body(article, kBody);
}

TEST(ExtractorSites, PublishedTimeEditedTimeAndShortAddress) {
  const Article article = page(
      "Old bridge of Lower Tarn stays open\nPublished time: 25 Jan, 2017 14:44\n"
      "Edited time: 25 Jan, 2017 15:00\nGet short URL\n© Jane Doe / Reuters\n" +
      kBody + "READ MORE: Floods feared in the valley\n");
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00");
  EXPECT_EQ(when(article.updated), "2017-01-25T15:00:00");
  EXPECT_EQ(article.source, "");
  expect_body(article, kBody);
}

TEST(ExtractorSites, WordsThatStickToTheDate) {
  const Article sticky =
      page("Old bridge of Lower Tarn stays open\n14:44 25.01.2017Get short URL\n" + kBody);
  EXPECT_EQ(when(sticky.published), "2017-01-25T14:44:00");
  const Article radio =
      page("Old bridge of Lower Tarn stays open\nJanuary 25, 20172:44 PM ET\n" + kBody);
  EXPECT_EQ(when(radio.published), "2017-01-25T14:44:00");
  expect_body(radio, kBody);
}

TEST(ExtractorSites, PlaceAndDashOnALineOfTheirOwn) {
  const Article article = page(
      "Old bridge of Lower Tarn stays open\nJanuary 25, 2017 2:44 PM\nJane Doe\n\n"
      "WASHINGTON — \n\n" +
      kBody);
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe"));
  EXPECT_EQ(article.place, "Washington");
  expect_body(article, kBody);
}

TEST(ExtractorSites, PlaceAgencyAndDashOnThreeLines) {
  const Article article = page(
      "Old bridge of Lower Tarn stays open\nBy Jane Doe, CNN\n3 minute read\n"
      "Published 2:44 PM EST, Wed January 25, 2017\nLondon\nCNN\n — \n" +
      kBody);
  EXPECT_EQ(article.place, "London");
  EXPECT_EQ(article.source, "CNN");
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00-05:00");
  expect_body(article, kBody);
}

TEST(ExtractorSites, PlaceInCapitalsAboveTheBody) {
  const Article article =
      page("Old bridge of Lower Tarn stays open\nJane Doe |25.01.2017\n\nANKARA\n\n" + kBody);
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe"));
  EXPECT_EQ(article.place, "Ankara");
  EXPECT_EQ(when(article.published), "2017-01-25");
  expect_body(article, kBody);
}

TEST(ExtractorSites, AddressAndEndUnderTheText) {
  const Article article =
      page("Old bridge of Lower Tarn stays open\n\nSEOUL, Jan. 25 (Yonhap) -- " + kBody +
           "\njanedoe@example.org\n(END)\n");
  EXPECT_EQ(article.source, "Yonhap");
  EXPECT_THAT(article.authors, IsEmpty());
  expect_body(article, kBody);
}

TEST(ExtractorSites, BlogWithItsSharingWidgets) {
  const Article article = page(
      "Skip to content\nThe Tarn Observer\nNotes from the valley\nMenu\n"
      "Old bridge of Lower Tarn stays open\nPosted on January 25, 2017 by admin\n\n" +
      kBody +
      "\nShare this:\n\nTwitter\nFacebook\n\nLike this:\n\nLike Loading...\n\nRelated\n\n"
      "Floods feared in the valley\nJanuary 3, 2017\nIn \"News\"\n\nTagged: bridge, council\n"
      "Leave a comment\n");
  EXPECT_EQ(article.title, "Old bridge of Lower Tarn stays open");
  EXPECT_EQ(when(article.published), "2017-01-25");
  EXPECT_THAT(article.authors, IsEmpty());
  expect_body(article, kBody);
}

TEST(ExtractorSites, LinksInCapitalsInsideTheText) {
  std::string body = kBody;
  body.insert(body.find("\n\n") + 2,
              "FLOODS FEARED IN THE VALLEY AS SNOW MELTS EARLY, OFFICIALS SAY\n\n");
  const Article article = page(
      "Old bridge of Lower Tarn stays open | Fox News\nPublished January 25, 2017\n"
      "By Jane Doe, Fox News\n" +
      body + "CLICK HERE TO GET THE FOX NEWS APP\n");
  EXPECT_EQ(article.title, "Old bridge of Lower Tarn stays open");
  EXPECT_EQ(article.source, "Fox News");
  EXPECT_THAT(article.asides,
              ElementsAre("FLOODS FEARED IN THE VALLEY AS SNOW MELTS EARLY, OFFICIALS SAY"));
  expect_body(article, kBody);
}

TEST(ExtractorSites, AssistanceAndTerminalCredits) {
  const Article article =
      page("Old Bridge of Lower Tarn Stays Open\nBy Jane Doe\nJanuary 25, 2017, 2:44 PM GMT+3\n\n" +
           kBody + "— With assistance by John Roe\n");
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe"));
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00+03:00");
  expect_body(article, kBody);
}

TEST(ExtractorSites, GermanMagazine) {
  const Article article = page(
      "Abstimmung in Niedertarn\nAlte Brücke bleibt offen\n"
      "Der Rat lehnt die Schließung ab. Im Frühjahr wird das Geländer repariert.\n"
      "Von Johanna Doe\n25.01.2017, 14.44 Uhr\n\n" +
      kGermanBody + "jdo/dpa\n");
  EXPECT_EQ(article.title, "Alte Brücke bleibt offen");
  EXPECT_THAT(article.authors, ElementsAre("Johanna Doe"));
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00");
  EXPECT_EQ(article.language, "de");
  expect_body(article, kGermanBody);
}

TEST(ExtractorSites, GermanBroadcaster) {
  const Article article =
      page("Alte Brücke bleibt für Fußgänger offen\nStand: 25.01.2017 14:44 Uhr\n" + kGermanBody +
           "Mehr zum Thema\nHochwasser erwartet\n");
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00");
  expect_body(article, kGermanBody);
}

TEST(ExtractorSites, FrenchDailyWithAgency) {
  const Article article = page(
      "Le vieux pont de Tarn-le-Bas reste ouvert\n"
      "Le conseil a rejeté la fermeture, et la rambarde sera réparée au printemps.\n"
      "Le Monde avec AFP Publié le 25 janvier 2017 à 14h44 - Mis à jour le 26 janvier 2017 à "
      "09h15\n"
      "Temps de Lecture 2 min.\n" +
      kFrenchBody + "Le Monde avec AFP\n");
  EXPECT_EQ(article.title, "Le vieux pont de Tarn-le-Bas reste ouvert");
  EXPECT_EQ(article.source, "Le Monde");
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00");
  EXPECT_EQ(when(article.updated), "2017-01-26T09:15:00");
  EXPECT_EQ(article.language, "fr");
  expect_body(article, kFrenchBody);
}

TEST(ExtractorSites, SpanishDaily) {
  const Article article = page(
      "El viejo puente de Tarn seguirá abierto\n"
      "El concejo rechaza el plan de cerrar el paso antes del verano\nJuana Doe\n"
      "Madrid - 25 ENE 2017 - 14:44 CET\n" +
      kSpanishBody);
  EXPECT_EQ(article.title, "El viejo puente de Tarn seguirá abierto");
  EXPECT_EQ(article.place, "Madrid");
  EXPECT_THAT(article.authors, ElementsAre("Juana Doe"));
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00+01:00");
  EXPECT_EQ(article.language, "es");
  expect_body(article, kSpanishBody);
}

TEST(ExtractorSites, RussianAgencies) {
  const Article ria = page(
      "14:44 25.01.2017\nСтарый мост останется открытым\n"
      "МОСКВА, 25 янв — РИА Новости. " +
      kRussianBody);
  EXPECT_EQ(ria.title, "Старый мост останется открытым");
  EXPECT_EQ(ria.source, "РИА Новости");
  EXPECT_EQ(ria.place, "Москва");
  EXPECT_EQ(when(ria.published), "2017-01-25T14:44:00");
  expect_body(ria, kRussianBody);
  const Article lenta = page(
      "14:44, 25 января 2017\nОбщество\nСтарый мост останется открытым\n"
      "Фото: Иван Иванов / ТАСС\n" +
      kRussianBody + "Последние новости\n14:30 Паводок начался\n");
  EXPECT_EQ(lenta.title, "Старый мост останется открытым");
  EXPECT_EQ(lenta.section, "Общество");
  EXPECT_EQ(lenta.source, "");
  expect_body(lenta, kRussianBody);
}

TEST(ExtractorSites, UkrainianAgencyWithClockFirst) {
  const Article article = page(
      "Old bridge of Lower Tarn stays open\n14:44 25.01.2017\n2 min read\n"
      "KYIV. Jan 25 (Interfax-Ukraine) – " +
      kBody);
  EXPECT_EQ(article.source, "Interfax-Ukraine");
  EXPECT_EQ(article.place, "Kyiv");
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00");
  expect_body(article, kBody);
}

TEST(ExtractorSites, SectionUnderAnAgencysName) {
  const Article article = page(
      "Irna English\nOld bridge of Lower Tarn stays open\n25 January 2017, 14:44\nNews ID: 84210\n"
      "Tehran, Jan 25, IRNA – " +
      kBody + "7129**2050\nFollow us on Twitter @example\n");
  EXPECT_EQ(article.source, "IRNA");
  EXPECT_EQ(article.place, "Tehran");
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00");
  expect_body(article, kBody);
}

TEST(ExtractorSites, PressReleaseWithAboutAndContact) {
  const Article article = page(
      "Tarn Bridges Ltd. Wins Contract For Railing\n\n"
      "LOWER TARN, Pa., Jan. 25, 2017 /PRNewswire/ -- " +
      kBody +
      "\nAbout Tarn Bridges\nTarn Bridges builds and repairs bridges in the valley since 1904.\n\n"
      "SOURCE Tarn Bridges Ltd.\n");
  EXPECT_EQ(article.source, "PR Newswire");
  EXPECT_EQ(when(article.published), "2017-01-25");
  EXPECT_EQ(article.paragraphs.front(), kBody.substr(0, kBody.find('\n')));
}

TEST(ExtractorSites, RepeatedTitleAndPrintVersion) {
  const Article article = page(
      "Print version\nOld bridge of Lower Tarn stays open\nOld bridge of Lower Tarn stays open\n"
      "Wednesday, January 25, 2017 - 2:44pm\n\n" +
      kBody);
  EXPECT_EQ(article.title, "Old bridge of Lower Tarn stays open");
  EXPECT_EQ(when(article.published), "2017-01-25T14:44:00");
  expect_body(article, kBody);
}

}  // namespace
}  // namespace dateline
