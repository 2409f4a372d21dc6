// A stem belongs to the language of the stemmer that made it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/plan/thesaurus.h"
#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

Article written(std::string id, std::string language, std::string text) {
  Article article{.id = std::move(id), .paragraphs = {std::move(text)}};
  article.language = std::move(language);
  return article;
}

Article titled(std::string id, std::string language, std::string title, std::string text) {
  Article article = written(std::move(id), std::move(language), std::move(text));
  article.title = std::move(title);
  return article;
}

const std::vector<Article>& four_articles() {
  static const std::vector<Article> articles{
      titled("plan", "en", "Plan", "The board has a plan for the area and they are all for it."),
      titled("planes", "en", "Planes", "Two planes landed in Asia."),
      written("de", "de", "Die Regierung hat gestern getagt."),
      written("hu", "hu", "A kormány tegnap ülésezett.")};
  return articles;
}

TEST(StemLanguage, AStemMatchesOnlyWordsOfItsLanguage) {
  const TempIndex index(four_articles());
  EXPECT_THAT(index.ids("planes"), ElementsAre("planes"));
  EXPECT_THAT(index.ids("plane"), ElementsAre("planes"));
  EXPECT_THAT(index.ids("plans"), ElementsAre("plan"));
  EXPECT_THAT(index.ids("Ford"), IsEmpty());
  EXPECT_THAT(index.ids("areas"), ElementsAre("plan"));
}

TEST(StemLanguage, OperatorsFollowTheSameRule) {
  const TempIndex index(four_articles());
  EXPECT_THAT(index.ids("title:planes"), ElementsAre("planes"));
  EXPECT_THAT(index.ids("lead:planes"), ElementsAre("planes"));
  EXPECT_THAT(index.ids("planes w/3 board"), IsEmpty());
  EXPECT_THAT(index.ids("plans w/3 board"), ElementsAre("plan"));
  EXPECT_THAT(index.ids("-planes"), UnorderedElementsAre("plan", "de", "hu"));
  EXPECT_THAT(index.ids("planes OR Regierungen"), UnorderedElementsAre("planes", "de"));
  EXPECT_THAT(index.ids("\"planes landed\""), ElementsAre("planes"));
  EXPECT_THAT(index.ids("atleast3(planes)"), IsEmpty());
}

TEST(StemLanguage, FacetsCountOnlyWhatMatches) {
  std::vector<Article> articles = four_articles();
  articles[0].source = "Gazette";
  articles[1].source = "Courier";
  const SearchResult result = TempIndex(articles).search({.query = "planes", .facets = {"source"}});
  ASSERT_EQ(result.facets.size(), 1U);
  ASSERT_EQ(result.facets[0].values.size(), 1U);
  EXPECT_EQ(result.facets[0].values[0].value, "Courier");
}

// Each word is, to the stemmer of the other language, a form of a word that an English article has.
TEST(StemLanguage, AForeignArticleChangesNoAnswerAmongTheOthers) {
  struct Case {
    const char* query;
    const char* text;
    const char* language;
    const char* foreign;
  };
  for (const Case& one : {
           Case{"took", "To be or not to be.", "hu", "A miniszter tegnap Budapesten beszélt."},
           Case{"notes", "The minister may not come.", "es", "El ministro habló ayer en Madrid."},
           Case{"Canada", "They can do it.", "pt", "O ministro falou ontem em Lisboa."},
           Case{"news", "A new bridge.", "fr", "Le ministre a parlé hier à Paris."},
           Case{"bankers", "The bank is shut.", "da", "Ministeren talte i går i Aarhus."},
           Case{"Sumita", "The sum is large.", "fi", "Ministeri puhui eilen Helsingissä."},
           Case{"within", "They came with him.", "tr", "Bakan dün Ankara'da konuştu."},
           Case{"Ankara", "An answer came.", "sv", "Ministern talade i går i Lund."},
           Case{"Anden", "An answer came.", "no", "Ministeren talte i går i Bergen."},
           Case{"carer", "The car stood there.", "nl", "De minister sprak gisteren in Gent."},
           Case{"Mario", "The mare ran.", "it", "Il ministro ha parlato ieri a Roma."},
           Case{"Lorena", "The lore of old.", "ro", "Ministrul a vorbit ieri la Cluj."},
           Case{"plana", "A plan for all.", "ru", "Министр вчера выступил в Твери."},
           Case{"portes", "In port at last.", "ca", "El ministre va parlar ahir a Girona."},
       }) {
    const Article english = written("en", "en", one.text);
    const std::vector<std::string> alone = TempIndex{english}.ids(one.query);
    const TempIndex both{english, written("foreign", one.language, one.foreign)};
    EXPECT_EQ(both.ids(one.query), alone) << one.query << ' ' << one.language;
  }
}

TEST(StemLanguage, EachLanguageHasItsOwnForms) {
  const TempIndex index{written("en", "en", "Two planes landed."),
                        written("es", "es", "El gobierno tiene un plan y otros planes."),
                        written("de", "de", "Die Häuser am Hafen brannten."),
                        written("ru", "ru", "О переговорах в Москве."),
                        written("fr", "fr", "Les chevaux et le cheval."),
                        written("sv", "sv", "Ministrarna talade om bilarna.")};
  EXPECT_THAT(index.ids("planes"), UnorderedElementsAre("en", "es"));
  EXPECT_THAT(index.ids("plan"), ElementsAre("es"));
  EXPECT_THAT(index.ids("Haus"), ElementsAre("de"));
  EXPECT_THAT(index.ids("hausern"), ElementsAre("de"));
  EXPECT_THAT(index.ids("Москва"), ElementsAre("ru"));
  EXPECT_THAT(index.ids("bil"), ElementsAre("sv"));
}

// What no stemmer touches is the same word in every language.
TEST(StemLanguage, NamesNumbersAndAcronymsAreFoundInEveryLanguage) {
  const TempIndex index{written("en", "en", "Hamas and NATO met Lavrov in 2017 about the Su-35."),
                        written("de", "de", "Hamas und NATO trafen Lavrov 2017 wegen der Su-35."),
                        written("pl", "is", "Hamas i NATO spotkali Lavrov w 2017 o Su-35."),
                        written("und", "und", "Hamas, NATO, Lavrov, 2017, Su-35")};
  for (const char* query : {"Hamas", "NATO", "nato", "Lavrov", "2017", "Su-35", "su35", "\"hamas\"",
                            "title:x OR lavrov", "Lavr*", "lavrof~1"}) {
    EXPECT_THAT(index.ids(query), UnorderedElementsAre("en", "de", "pl", "und")) << query;
  }
}

TEST(StemLanguage, AWordOfALanguageWithoutStemmerIsFoundAsItIsWritten) {
  const TempIndex index{written("pl", "is", "Plany rządu i areas."),
                        written("en", "en", "The area is large.")};
  EXPECT_THAT(index.ids("area"), ElementsAre("en"));
  EXPECT_THAT(index.ids("areas"), UnorderedElementsAre("en", "pl"));
  EXPECT_THAT(index.ids("plany"), ElementsAre("pl"));
}

TEST(UnknownLanguage, TakesPartThroughTheMainLanguage) {
  const TempIndex index{written("en", "en", "The minister spoke of two stories."),
                        written("short", "und", "Story of planes"),
                        written("none", "und", "Stormy seas, planets")};
  EXPECT_THAT(index.ids("story"), UnorderedElementsAre("en", "short"));
  EXPECT_THAT(index.ids("stories"), UnorderedElementsAre("en", "short"));
  EXPECT_THAT(index.ids("plane"), ElementsAre("short"));
  EXPECT_THAT(index.ids("stories w/3 plane"), ElementsAre("short"));
  EXPECT_THAT(index.ids("lead:plane"), ElementsAre("short"));
  EXPECT_THAT(index.ids("-stories"), ElementsAre("none"));
  EXPECT_THAT(index.ids("\"stories\""), ElementsAre("en"));
  EXPECT_THAT(index.ids("\"story\""), ElementsAre("short"));
}

TEST(UnknownLanguage, IsOfTheMostFrequentLanguageThatHasAStemmer) {
  std::vector<Article> articles{
      written("x", "und", "Häuser, Hauses"), written("de1", "de", "Ein Haus brannte."),
      written("de2", "de", "Das Wetter ist gut."), written("en", "en", "The houses burnt.")};
  for (const char* id : {"pl1", "pl2", "pl3"}) articles.push_back(written(id, "is", "Hus."));
  EXPECT_THAT(TempIndex(articles).ids("Haus"), UnorderedElementsAre("x", "de1"));
  // A stem of another language does not reach it.
  articles[0] = written("x", "und", "landing");
  articles.push_back(written("en2", "en", "A plane landed."));
  articles.push_back(written("de3", "de", "Der Hafen ist groß."));
  EXPECT_THAT(TempIndex(articles).ids("landed"), ElementsAre("en2"));
}

TEST(UnknownLanguage, MarksTheFormsThatMatched) {
  const TempIndex unknown{written("en", "en", "Talks went on."),
                          written("short", "und", "Planes over the sea")};
  const SearchResult result = unknown.search({.query = "plane"});
  ASSERT_EQ(result.hits.size(), 1U);
  EXPECT_EQ(with_marks(result.hits[0].snippets.at(0)), "<mark>Planes</mark> over the sea");
}

TEST(UnknownLanguage, SimilarArticlesAreFoundAcrossIt) {
  std::vector<Article> articles{
      written("known", "en", "Glaciers melted while volcanoes erupted near villages."),
      written("unknown", "und", "Glacier melting, volcano erupting, village")};
  for (int i = 0; i < 12; ++i)
    articles.push_back(written("other" + std::to_string(i), "en", "The board met again today."));
  const TempIndex index(articles);
  const auto ids = [&](const char* id) {
    std::vector<std::string> found;
    const std::vector<Hit> similar = index.searcher().similar(id, 3).value();
    for (const Hit& hit : similar) found.push_back(hit.id);
    return found;
  };
  EXPECT_THAT(ids("unknown"), Contains("known"));
  EXPECT_THAT(ids("known"), Contains("unknown"));
}

TEST(StopWords, AForeignArticleMakesNoWordAStopWord) {
  // Each is a stop word of the other language, and an ordinary word here.
  for (const auto& [language, foreign, query, text] :
       {std::array{"de", "Er war hier und sie war da.", "war syria", "The war in Syria goes on."},
        std::array{"de", "Die Stadt, die wir sahen.", "die sailors", "Two sailors die at sea."},
        std::array{"de", "Wie bin ich da hin.", "bin laden", "They sought Bin Laden there."},
        std::array{"fr", "Un fait, on fait tout.", "son president", "The son of the president."},
        std::array{"nl", "Een man die kon hij zien.", "van gogh", "A work by Van Gogh sold."},
        std::array{"es", "Los hijos, los unos.", "los angeles", "A fire in Los Angeles."}}) {
    const std::string other = std::string(query).substr(std::string(query).find(' ') + 1);
    const TempIndex index{written("both", "en", text), written("one", "en", "About " + other + "."),
                          written("foreign", language, foreign)};
    EXPECT_THAT(index.ids({.query = query, .words = Operator::all}), ElementsAre("both")) << query;
  }
}

TEST(StopWords, OfALanguageThatMuchIsWrittenInAreLeftOut) {
  const TempIndex index{
      written("en", "en", "The minister spoke."),
      written("de", "de", "Der Minister sprach mit der Presse über die Reise."),
      written("two", "de", "Die Presse schrieb über den Minister und die Reise.")};
  EXPECT_THAT(index.ids({.query = "Minister mit Presse", .words = Operator::all}),
              UnorderedElementsAre("de", "two"));
}

}  // namespace
}  // namespace dateline
