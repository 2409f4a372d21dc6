// Articles in fifteen languages beside English ones change nothing among these.
#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

constexpr std::size_t kArticles = 320;
constexpr std::size_t kQueries = 300;

struct Foreign {
  std::string_view language;
  std::string_view text;
};

constexpr std::array<Foreign, 15> kForeign = {{
    {"de",
     "Die Regierung hat gestern getagt. Der Minister sprach mit der Presse über die neuen Pläne "
     "für "
     "den Hafen von Hamburg, und die Banken waren wenig erfreut. Man will nun abwarten."},
    {"fr",
     "Le gouvernement s’est réuni hier. Le ministre a présenté ses plans pour le port de Marseille "
     "en mars, et les banques ont pris note des mesures."},
    {"es",
     "El gobierno se reunió ayer. El ministro presentó los planes para el puerto de Valencia y las "
     "notas del banco central. Los canales del país son planos."},
    {"it",
     "Il governo si è riunito ieri. Il ministro ha presentato i piani per il porto di Genova e le "
     "note della banca. La somma non è grande."},
    {"pt",
     "O governo reuniu-se ontem. O ministro apresentou os planos para o porto de Lisboa e as notas "
     "do banco. A empresa não falou dos canais nem das areas do norte."},
    {"nl",
     "De regering kwam gisteren bijeen. De minister sprak met de pers over het nieuwe plan voor de "
     "haven, en de banken waren er niet blij mee. Men wil nu wachten."},
    {"sv",
     "Regeringen samlades i går. Ministern talade med pressen om de nya planerna för hamnen i "
     "Malmö, och bankerna var inte glada. Nu ska man vänta."},
    {"da",
     "Regeringen mødtes i går. Ministeren talte med pressen om de nye planer for havnen i Aarhus, "
     "og bankerne var ikke glade. Nu skal man vente."},
    {"no",
     "Regjeringen møttes i går. Statsråden snakket med pressen om de nye planene for havnen i "
     "Bergen, og bankene var ikke glade. Nå skal man vente."},
    {"fi",
     "Hallitus kokoontui eilen. Ministeri puhui lehdistölle uusista suunnitelmista Turun satamaa "
     "varten, eivätkä pankit olleet iloisia. Summa on suuri."},
    {"hu",
     "A kormány tegnap ülésezett. A miniszter a sajtónak beszélt a kikötő új terveiről, és a "
     "bankok "
     "nem örültek. A forint és az ár is esett."},
    {"ro",
     "Guvernul s-a reunit ieri. Ministrul a vorbit presei despre planuri pentru portul Constanța, "
     "iar băncile nu au fost bucuroase. Este o sumă mare."},
    {"tr",
     "Hükümet dün toplandı. Bakan basına İstanbul limanı için planlardan söz etti ve bankalar "
     "memnun "
     "olmadı. Petrol ve altın fiyatı da düştü."},
    {"ru",
     "Правительство собралось вчера. Министр рассказал прессе о планах для порта Владивосток, и "
     "банки не были рады. Надо ждать."},
    {"ca",
     "El govern es va reunir ahir. El ministre va presentar els plans per al port de Barcelona i "
     "les "
     "notes del banc. La suma no és gran."},
}};

constexpr std::array kWords = std::to_array<std::string_view>(
    {"the",       "of",       "to",       "and",     "for",     "are",    "they",   "can",
     "may",       "not",      "will",     "war",     "die",     "man",    "new",    "with",
     "plan",      "plans",    "plane",    "planes",  "note",    "notes",  "bank",   "banks",
     "bankers",   "area",     "areas",    "canal",   "canals",  "Canada", "Ankara", "Ford",
     "afford",    "Asia",     "took",     "within",  "sum",     "summer", "Sumita", "news",
     "minister",  "ministry", "port",     "ports",   "portion", "fall",   "falls",  "pressed",
     "press",     "govern",   "governor", "central", "centre",  "Mars",   "march",  "marched",
     "Barcelona", "gold",     "petrol",   "NATO",    "IS",      "US",     "1987",   "harbour"});

Article written(std::string id, std::string_view language, std::string text) {
  Article article{.id = std::move(id), .paragraphs = {std::move(text)}};
  article.language = language;
  return article;
}

std::string some_words(std::mt19937& random, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    // The first words come more often than the last.
    const std::size_t most = random() % kWords.size() + 1;
    text.append(text.empty() ? "" : " ").append(kWords[random() % most]);
  }
  return text;
}

std::vector<Article> english_articles() {
  std::mt19937 random(1987);
  std::vector<Article> articles;
  for (std::size_t i = 0; i < kArticles; ++i) {
    Article article = written("en" + std::to_string(i), "en",
                              "It said " + some_words(random, 20 + random() % 60) + ".");
    article.title = some_words(random, 4);
    articles.push_back(std::move(article));
  }
  return articles;
}

std::vector<std::string> queries() {
  std::mt19937 random(7);
  std::vector<std::string> queries;
  for (const std::string_view word : kWords) queries.emplace_back(word);
  while (queries.size() < kQueries) {
    const std::string one = some_words(random, 1);
    const std::string two = some_words(random, 2);
    switch (random() % 6) {
      case 0:
        queries.push_back(two);
        break;
      case 1:
        queries.push_back(one + " OR " + two);
        break;
      case 2:
        queries.push_back(two + " -" + one);
        break;
      case 3:
        queries.push_back("title:" + one);
        break;
      case 4:
        queries.push_back(one + " w/4 " + some_words(random, 1));
        break;
      default:
        queries.push_back("\"" + two + "\"");
    }
  }
  return queries;
}

std::vector<std::pair<std::string, double>> english_hits(const Searcher& searcher,
                                                         const std::string& query, Operator words) {
  std::vector<std::pair<std::string, double>> hits;
  for (const Hit& hit :
       searcher.search({.query = query, .limit = kArticles + kForeign.size(), .words = words})
           .hits) {
    if (hit.id.starts_with("en")) hits.emplace_back(hit.id, hit.score);
  }
  return hits;
}

TEST(ForeignArticles, ChangeNeitherWhatMatchesNorItsOrder) {
  std::vector<Article> articles = english_articles();
  const TempIndex alone(articles);
  for (const Foreign& foreign : kForeign)
    articles.push_back(
        written(std::string(foreign.language), foreign.language, std::string(foreign.text)));
  const TempIndex together(articles);
  const Searcher before = alone.searcher();
  const Searcher after = together.searcher();
  for (const std::string& query : queries()) {
    for (const Operator words : {Operator::all, Operator::any}) {
      const auto expected = english_hits(before, query, words);
      const auto found = english_hits(after, query, words);
      ASSERT_EQ(found.size(), expected.size()) << query;
      // Articles that change places had nearly the same score.
      std::map<std::string, double> score;
      for (const auto& [id, own] : expected) score[id] = own;
      for (std::size_t i = 0; i < found.size(); ++i) {
        ASSERT_TRUE(score.contains(found[i].first)) << query;
        ASSERT_NEAR(score[found[i].first], expected[i].second, 1e-3 * expected[i].second) << query;
      }
    }
    // By default, which of two such articles is among the first ten tells which words are added:
    // the order may differ, what matches does not.
    auto expected = english_hits(before, query, Operator::automatic);
    auto found = english_hits(after, query, Operator::automatic);
    std::ranges::sort(expected);
    std::ranges::sort(found);
    EXPECT_TRUE(std::ranges::equal(found, expected, {}, &std::pair<std::string, double>::first,
                                   &std::pair<std::string, double>::first))
        << query;
  }
}

}  // namespace
}  // namespace dateline
