// What a word in capitals means: the acronym, or the word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/plan/thesaurus.h"
#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Article written(std::string id, std::string text, std::string language = "en") {
  Article article{.id = std::move(id), .paragraphs = {std::move(text)}};
  article.language = std::move(language);
  return article;
}

TEST(Capitals, ANameInCapitalsIsTheName) {
  const TempIndex index{written("a", "Iran said it would answer."),
                        written("b", "The banner read HANDS OFF IRAN in red."),
                        written("c", "Oil fell.")};
  for (const char* query :
       {"IRAN", "iran", "Iran", "\"IRAN\"", "lead:IRAN", "IRAN said OR red", "Ira?"}) {
    EXPECT_THAT(index.ids(query), UnorderedElementsAre("a", "b")) << query;
  }
  EXPECT_THAT(index.ids("-IRAN"), ElementsAre("c"));
  EXPECT_THAT(index.ids("IRAN w/5 answer"), ElementsAre("a"));
  EXPECT_THAT(index.ids("caps:IRAN"), ElementsAre("b"));
}

TEST(Capitals, TheStartOfASentenceAndHeadlinesTellNothing) {
  for (const auto& [name, capitals] :
       {std::pair{"Japan", "JAPAN"}, std::pair{"London", "LONDON"}, std::pair{"March", "MARCH"},
        std::pair{"United", "UNITED"}, std::pair{"Łódź", "ŁÓDŹ"}, std::pair{"Москва", "МОСКВА"},
        std::pair{"Αθήνα", "ΑΘΗΝΑ"}, std::pair{"Ürümqi", "ÜRÜMQI"}}) {
    Article headline = written("headline", "It was in the paper.");
    headline.title = "what is new in japan, london, march, united, łódź, москва, αθήνα, ürümqi";
    const TempIndex index{written("start", std::string(name) + " is in the news."),
                          written("sign", "A sign said " + std::string(capitals) + " there."),
                          headline};
    EXPECT_THAT(index.ids(capitals), UnorderedElementsAre("start", "sign", "headline")) << name;
    EXPECT_THAT(index.ids(name), UnorderedElementsAre("start", "sign", "headline")) << name;
  }
}

TEST(Capitals, AHeadlineInTitleCaseMakesNoName) {
  Article headline = written("who", "People asked who it was, who came, and who left.");
  headline.title = "Guess Who It Is, Who It Was And Who Comes";
  const TempIndex index{headline, written("group", "A doctor of the WHO came.")};
  EXPECT_THAT(index.ids("WHO"), ElementsAre("group"));
}

TEST(Capitals, AnAcronymThatIsAnOrdinaryWordOtherwiseIsTheAcronym) {
  const TempIndex index{written("is", "The fight against IS goes on."),
                        written("us", "Envoys of the US left."),
                        written("who", "A doctor of the WHO came."),
                        written("it", "The firm sells IT services."),
                        written("aids", "A clinic for AIDS opened."),
                        written("words", "He aids those who said it is up to us; who is it?")};
  EXPECT_THAT(index.ids("IS"), ElementsAre("is"));
  EXPECT_THAT(index.ids("US"), ElementsAre("us"));
  EXPECT_THAT(index.ids("U.S."), ElementsAre("us"));
  EXPECT_THAT(index.ids("WHO"), ElementsAre("who"));
  EXPECT_THAT(index.ids("IT"), ElementsAre("it"));
  EXPECT_THAT(index.ids("AIDS"), ElementsAre("aids"));
  EXPECT_THAT(index.ids("AIDS clinic"), ElementsAre("aids"));
}

TEST(Capitals, AnAcronymStaysOneBesideOthers) {
  const TempIndex index{written("is", "The fight against IS in Syria goes on."),
                        written("isis", "Fighters of ISIS fled."),
                        written("who", "A doctor of the WHO came."),
                        written("un", "The UN met in the UK."),
                        written("us", "Envoys of the US left."),
                        written("words", "This is what it is, who is in Syria, and for us all.")};
  EXPECT_THAT(index.ids("IS OR ISIS"), UnorderedElementsAre("is", "isis"));
  EXPECT_THAT(index.ids("WHO OR UN"), UnorderedElementsAre("who", "un"));
  EXPECT_THAT(index.ids("IS SYRIA"), ElementsAre("is"));
  EXPECT_THAT(index.ids("US OR UK"), UnorderedElementsAre("us", "un"));
  EXPECT_THAT(index.ids("(WHO OR US) NOT UN"), UnorderedElementsAre("who", "us"));
  EXPECT_THAT(index.ids("IS OR ISIS OR US OR UN OR WHO"),
              UnorderedElementsAre("is", "isis", "us", "un", "who"));
  EXPECT_THAT(index.ids("IS w/5 SYRIA"), ElementsAre("is"));
  EXPECT_THAT(index.ids("SYRIA -IS"), ElementsAre("words"));
}

TEST(Capitals, AHeadlineOfFiveWordsHasNoAcronyms) {
  const TempIndex index{written("words", "This is what the bank told us in Syria."),
                        written("us", "Envoys of the US and of IS met.")};
  EXPECT_THAT(index.ids({.query = "THE BANK TOLD US IN SYRIA", .words = Operator::all}),
              ElementsAre("words"));
}

// OIL is written once for emphasis, oil all the time.
TEST(Capitals, ASingleCryMakesNoAcronym) {
  std::vector<Article> articles{written("cry", "They found OIL there.")};
  for (int i = 0; i < 9; ++i)
    articles.push_back(written("oil" + std::to_string(i), "The price of oil fell."));
  const TempIndex index(articles);
  EXPECT_EQ(index.ids("OIL").size(), 10U);
  EXPECT_EQ(index.ids("OIL PRICE").size(), 9U);
}

TEST(Capitals, TurkishNamesInCapitals) {
  const TempIndex index{written("small", "Isparta’da deprem oldu. Dün Isparta sallandı.", "tr"),
                        written("start", "Isparta sallandı.", "tr"),
                        written("capitals", "Tabelada ISPARTA yazıyordu.", "tr"),
                        written("dot", "Dün İzmir sallandı, tabelada İZMİR yazıyordu.", "tr")};
  for (const char* query : {"ISPARTA", "Isparta", "ısparta", "isparta"})
    EXPECT_THAT(index.ids(query), UnorderedElementsAre("small", "start", "capitals")) << query;
  EXPECT_THAT(index.ids("İZMİR"), ElementsAre("dot"));
  EXPECT_THAT(index.ids("izmir"), ElementsAre("dot"));
}

TEST(Capitals, AnOperatorAloneIsTheWord) {
  const TempIndex index{written("small", "You and me, or not."),
                        written("capitals", "He wrote AND, OR and NOT on the board.")};
  EXPECT_THAT(index.ids("AND"), UnorderedElementsAre("small", "capitals"));
  EXPECT_THAT(index.ids("OR"), UnorderedElementsAre("small", "capitals"));
  EXPECT_THAT(index.ids("NOT"), UnorderedElementsAre("small", "capitals"));
  EXPECT_THAT(index.ids("caps:AND"), ElementsAre("capitals"));
}

TEST(Capitals, TellInTheLanguagesOfTheArchiveOnly) {
  // Mars is March in French: one French article makes the planet no ordinary word.
  std::vector<Article> articles{
      written("fr", "Il viendra en mars, et en mars encore, en mars.", "fr"),
      written("sign", "The mission was named MARS then."),
      written("planet", "A probe went to Mars.")};
  for (int i = 0; i < 20; ++i)
    articles.push_back(written("other" + std::to_string(i), "The board met again."));
  EXPECT_THAT(TempIndex(articles).ids("MARS"), UnorderedElementsAre("sign", "planet", "fr"));
}

TEST(Capitals, OtherLanguagesHaveAcronymsToo) {
  const TempIndex german{written("die", "Die DIE ist eine Behörde.", "de"),
                         written("word", "Er sah die Stadt und die Leute.", "de")};
  EXPECT_THAT(german.ids("DIE"), ElementsAre("die"));
  const TempIndex spanish{written("sur", "La agencia SUR informó.", "es"),
                          written("word", "Viajó al sur del país.", "es")};
  EXPECT_THAT(spanish.ids("SUR"), ElementsAre("sur"));
  const TempIndex russian{written("pro", "Систему ПРО обсудили.", "ru"),
                          written("word", "Говорили про погоду.", "ru")};
  EXPECT_THAT(russian.ids("ПРО"), ElementsAre("pro"));
  const TempIndex french{written("paris", "À Paris, on a vu PARIS MATCH.", "fr"),
                         written("start", "Paris dort.", "fr")};
  EXPECT_THAT(french.ids("PARIS"), UnorderedElementsAre("paris", "start"));
}

}  // namespace
}  // namespace dateline
