// Which names are searched for one another, and which are not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/searcher.h"
#include "search/store/names/sound_keys.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

Article about(const std::string& name, std::string language = "en") {
  return {.id = name,
          .language = std::move(language),
          .paragraphs = {"On that day they met " + name + " in town, and then " + name +
                         " left again. It is said that " + name + " will come back."}};
}

Article in_russian(const std::string& name) {
  return {.id = name,
          .language = "ru",
          .paragraphs = {"Вчера в городе был " + name + ", и там " + name + " сказал речь."}};
}

TEST(NameSpellings, FindOneAnotherWhateverTheFirstLetter) {
  const std::vector<std::vector<std::string>> names = {
      {"Gaddafi", "Qaddafi", "Qadhafi", "Kadhafi", "Khadafy", "Gadhafi", "Gadafi"},
      {"Yeltsin", "Eltsin", "Jelzin"},
      {"Hussein", "Husayn", "Hussain"},
      {"Markovich", "Markovic", "Markovitch"},
      {"Bashar", "Bachar"},
      {"Khrushchev", "Khrouchtchev"},
      {"Gorbachev", "Gorbatchev"},
      {"Zelensky", "Zelenskyy", "Zelenskiy"},
      {"Yevtushenko", "Evtushenko"},
      {"Qasimov", "Kasimov", "Gasimov"},
      {"Mueller", "Müller", "Muller"},
      {"Schröder", "Schroeder", "Schroder"},
      {"Düsseldorf", "Duesseldorf", "Dusseldorf"},
      {"Århus", "Aarhus"},
      {"Ørsted", "Oersted"},
      {"Jørgensen", "Joergensen"},
  };
  for (const std::vector<std::string>& spellings : names) {
    std::vector<Article> articles;
    for (const std::string& spelling : spellings) articles.push_back(about(spelling));
    const TempIndex index(articles);
    for (const std::string& typed : spellings) {
      EXPECT_THAT(index.ids(typed), SizeIs(spellings.size())) << typed;
      EXPECT_THAT(index.ids("\"" + typed + "\""), Contains(typed));
    }
  }
}

TEST(NameSpellings, AreFoundWhereTheArchiveHasNotTheOneThatWasTyped) {
  const TempIndex index{about("Gaddafi"), about("Yeltsin")};
  for (const char* typed : {"qaddafi", "qadhafi", "Kadhafi", "Khadafy", "Gadhafi"})
    EXPECT_THAT(index.ids(typed), ElementsAre("Gaddafi")) << typed;
  EXPECT_THAT(index.ids("Eltsin"), ElementsAre("Yeltsin"));
}

TEST(NameSpellings, MeetInDifferentScripts) {
  const TempIndex index{about("Putin"),
                        about("Lavrov"),
                        about("Gaddafi"),
                        about("Netanyahu"),
                        about("Mitsotakis"),
                        about("Saakashvili"),
                        about("Sargsyan"),
                        about("Markovic"),
                        about("Yeltsin"),
                        in_russian("Путин"),
                        in_russian("Лавров"),
                        in_russian("Маркович"),
                        in_russian("Ельцин"),
                        about("القذافي", "ar"),
                        about("نتنياهو", "ar"),
                        about("بوتين", "ar"),
                        about("Μητσοτάκης", "el"),
                        about("נתניהו", "he"),
                        about("სააკაშვილი", "ka"),
                        about("Սարգսյան", "hy")};
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"Putin", "Путин"},       {"Lavrov", "Лавров"},
      {"Markovic", "Маркович"}, {"Yeltsin", "Ельцин"},
      {"Gaddafi", "القذافي"},   {"Netanyahu", "نتنياهو"},
      {"Putin", "بوتين"},       {"Mitsotakis", "Μητσοτάκης"},
      {"Netanyahu", "נתניהו"},  {"Saakashvili", "სააკაშვილი"},
      {"Sargsyan", "Սարգսյան"}};
  for (const auto& [latin, other] : pairs) {
    EXPECT_THAT(index.ids(latin), Contains(other)) << latin;
    EXPECT_THAT(index.ids(other), Contains(latin)) << other;
    EXPECT_EQ(index.ids(latin).front(), latin);
    EXPECT_EQ(index.ids(other).front(), other);
  }
}

TEST(NameSpellings, AreNotThoseOfOtherNamesAndWords) {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"Colombia", "Columbia"}, {"Gulf", "golf"},       {"Paris", "parish"}, {"House", "Hosei"},
      {"March", "Marts"},       {"Cuba", "Koba"},       {"King", "Keng"},    {"Lake", "lace"},
      {"Danish", "Danes"},      {"Irish", "Iris"},      {"Wales", "Wallis"}, {"City", "Kitty"},
      {"Perry", "Pierre"},      {"Sheikh", "Sikh"},     {"Rico", "Ricoh"},   {"Bonn", "Bonny"},
      {"Kerry", "Gerry"},       {"Jerry", "Erie"},      {"Oman", "Ohman"},   {"Mali", "Malley"},
      {"Gates", "Kates"},       {"Cameroon", "Cameron"}};
  for (const auto& [name, other] : pairs) {
    const TempIndex index{about(name), about(other)};
    EXPECT_THAT(index.ids(name), Not(Contains(other)));
    EXPECT_THAT(index.ids(other), Not(Contains(name)));
  }
}

TEST(NameSpellings, OfTwoFrequentNamesAreTwoNames) {
  for (const auto& [one, other] : {std::pair("Philips", "Phillips"), std::pair("Alan", "Allan"),
                                   std::pair("Luis", "Louis"), std::pair("Paine", "Payne"),
                                   std::pair("Mitchell", "Michel"), std::pair("Denis", "Dennis")}) {
    std::vector<Article> articles;
    for (int i = 0; i < 6; ++i) {
      articles.push_back(about(one));
      articles.back().id += std::to_string(i);
      articles.push_back(about(other));
      articles.back().id += std::to_string(i);
    }
    const TempIndex index(articles);
    EXPECT_THAT(index.ids(one), SizeIs(6)) << one;
    EXPECT_THAT(index.ids(other), SizeIs(6)) << other;
  }
}

TEST(NameSpellings, AreListedWithTheArticlesThatHaveThem) {
  const TempIndex index{about("Gaddafi"), about("Qaddafi")};
  const SearchResult result = index.search({.query = "Gaddafi"});
  ASSERT_THAT(result.also_searched, SizeIs(1));
  EXPECT_EQ(result.also_searched[0].text, "qaddafi");
  EXPECT_EQ(result.also_searched[0].count, 1U);
}

TEST(NameSpellings, CanBeLeftOutOneByOneOrAll) {
  const TempIndex index{about("Gaddafi"), about("Qaddafi"), about("Kadhafi")};
  EXPECT_THAT(index.ids("Gaddafi"), SizeIs(3));
  const SearchRequest fewer{.query = "Gaddafi", .besides = {.without = {"qaddafi"}}};
  EXPECT_THAT(index.ids(fewer), ElementsAre("Gaddafi", "Kadhafi"));
  const SearchRequest exact{.query = "Gaddafi", .besides = {.names = NameSpellings::exact}};
  EXPECT_THAT(index.ids(exact), ElementsAre("Gaddafi"));
  EXPECT_THAT(index.search(exact).also_searched, IsEmpty());
  EXPECT_THAT(index.ids("\"Gaddafi\""), ElementsAre("Gaddafi"));
}

TEST(NameSpellings, StandBelowTheOneThatWasTyped) {
  Article often{.id = "other",
                .title = "Qaddafi, Qaddafi and Qaddafi",
                .paragraphs = {"So Qaddafi and Qaddafi met Qaddafi, and Qaddafi left Qaddafi."}};
  const TempIndex index{often, about("Gaddafi")};
  EXPECT_THAT(index.ids("gaddafi"), ElementsAre("Gaddafi", "other"));
}

TEST(SoundKeys, ShortNamesNeedTheirVowels) {
  const auto meet = [](std::string_view a, std::string_view b) {
    for (const std::string& key : sound_keys(a)) {
      const std::vector<std::string> others = sound_keys(b);
      if (std::find(others.begin(), others.end(), key) != others.end()) return true;
    }
    return false;
  };
  EXPECT_TRUE(meet("moallem", "muallem"));
  EXPECT_FALSE(meet("muller", "moller"));
  EXPECT_FALSE(meet("golf", "gulf"));
  EXPECT_TRUE(meet("kiev", "kyiv"));
}

// The first segment alone writes it as a name, and all of them together do not.
TEST(NameSpellings, DoNotDependOnSegments) {
  const std::string name =
      "We saw Markovich, and Markovich, and Markovich, and Markovich, and Markovich.";
  const std::string word = "We saw a markovich, a markovich, and a markovich.";
  const std::vector<Article> articles = {
      {.id = "name", .language = "en", .paragraphs = {name}},
      {.id = "word", .language = "en", .paragraphs = {word}},
  };
  const std::vector<Article> names = {
      {.id = "name", .language = "en", .paragraphs = {name}},
      {.id = "too", .language = "en", .paragraphs = {name}},
  };
  for (const std::size_t segments : {1U, 2U}) {
    EXPECT_THAT(TempIndex(articles, segments).ids("Markovic"), IsEmpty()) << segments;
    EXPECT_THAT(TempIndex(names, segments).ids("Markovic"), SizeIs(2)) << segments;
  }
}

}  // namespace
}  // namespace dateline
