#include <filesystem>
#include <initializer_list>
#include <memory>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/plan/synonyms.h"
#include "search/plan/thesaurus.h"
#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A row of the manual: a query, and the article with what matched in brackets. Of several lines the
// first is the headline, each other one a paragraph; a single line is a paragraph.
struct Row {
  const char* query;
  const char* marked;
};

Article article_of(std::string text) {
  std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
  std::istringstream lines(text);
  Article article{.id = "a"};
  if (text.find('\n') != std::string::npos) std::getline(lines, article.title);
  for (std::string line; std::getline(lines, line);) article.paragraphs.push_back(line);
  return article;
}

Searcher searcher_of(const TempIndex& index) {
  const std::filesystem::path config = std::filesystem::path(DATELINE_SOURCE_DIR) / "config";
  return Searcher(index.shared_generation(), std::make_shared<const Thesaurus>(Thesaurus{
                                                 Synonyms::read(config / "synonyms.txt"),
                                                 Synonyms::read(config / "given_names.txt")}));
}

std::string in_brackets(const MarkedText& text) {
  return std::regex_replace(std::regex_replace(with_marks(text), std::regex("<mark>"), "["),
                            std::regex("</mark>"), "]");
}

std::string in_brackets(const ArticleView& view) {
  std::string all = view.title.text.empty() ? "" : in_brackets(view.title) + "\n";
  for (std::size_t i = 0; i < view.paragraphs.size(); ++i)
    all += (i > 0 ? "\n" : "") + in_brackets(view.paragraphs[i]);
  return all;
}

// What stands in brackets.
std::vector<std::string> bracketed(const std::string& marked) {
  static const std::regex bracket("\\[([^\\]]*)\\]");
  std::vector<std::string> texts;
  for (std::sregex_iterator at(marked.begin(), marked.end(), bracket), end; at != end; ++at)
    texts.push_back((*at)[1]);
  return texts;
}

// Headline and snippets, one a line.
std::string in_brackets(const Hit& hit) {
  std::string all = in_brackets(hit.title);
  for (const MarkedText& snippet : hit.snippets) all += "\n" + in_brackets(snippet);
  return all;
}

// The query finds the article, and what is marked in the hit is marked where it is opened.
void expect_rows(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    const TempIndex index{article_of(row.marked)};
    const Searcher searcher = searcher_of(index);
    EXPECT_EQ(in_brackets(searcher.article("a", row.query).value()), row.marked) << row.query;
    const std::vector<Hit> hits = searcher.search({.query = row.query, .snippet_words = 1000}).hits;
    ASSERT_THAT(hits, SizeIs(1)) << row.query;
    EXPECT_THAT(bracketed(in_brackets(hits[0])), ElementsAreArray(bracketed(row.marked)))
        << row.query;
  }
}

// The query does not find the article; opened from another answer, it is marked all the same.
void expect_rows_not_found(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    const TempIndex index{article_of(row.marked)};
    const Searcher searcher = searcher_of(index);
    EXPECT_EQ(in_brackets(searcher.article("a", row.query).value()), row.marked) << row.query;
    EXPECT_THAT(searcher.search({.query = row.query}).hits, IsEmpty()) << row.query;
  }
}

TEST(Highlights, WordsAreMarkedInAllTheirForms) {
  expect_rows({
      {"negotiate", "They [negotiated] and [negotiate] still."},
      {"\"negotiate\"", "They negotiated and [negotiate] still."},
      {"lavrov", "Then [Lavrov]\u2019s aide met [LAVROV]."},
      {"Lavrov\u2019s aide", "Then [Lavrov]\u2019s [aide] met [Lavrov]."},
      {"oil OR gas", "[Oil] is up, [gas] is not."},
      {"oil gas", "[Oil] is up, [gas] is not."},
      {"+oil gas", "[Oil] is up, [gas] is not."},
      {"(oil OR coal) AND gas", "[Oil] is up, [gas] is not."},
      {"oil^3", "[Oil] is up."},
      {"(oil OR gas)^2 bank", "[Oil] is up, [gas] is not, said a [bank]."},
  });
}

TEST(Highlights, StopWordsAreMarkedWhereTheyCount) {
  expect_rows({
      {"the oil of the north", "The [oil] of the [north] is the best."},
      {"\"of the north\"", "The oil [of the north] is the best."},
      {"the", "[The] oil of [the] north."},
  });
}

TEST(Highlights, WhatMustNotBeThereIsNeverMarked) {
  expect_rows({
      {"oil -coal", "[Oil] is up, gas is not."},
      {"oil -\"gas prices\"", "[Oil] is up, and prices of gas fell."},
      {"oil NOT (gas w/1 prices)", "[Oil] is up, and gas and its prices fell."},
      {"oil -title:gas", "Up and up\n[Oil] is up, and gas."},
      {"-coal", "Oil is up, gas is not."},
  });
  expect_rows_not_found({
      {"oil -gas", "[Oil] is up, gas is not."},
      {"oil -\"gas prices\"", "[Oil] is up, gas prices are not."},
  });
}

TEST(Highlights, AcronymsAreMarkedWhereTheyAreAcronyms) {
  expect_rows({
      {"IS", "The fight against [IS] goes on, as it is."},
      {"US", "They told us that the [US] and the [U.S.] envoy left."},
      {"U.S.", "They told us that the [US] and the [U.S.] envoy left."},
      {"caps:WHO", "The [WHO] asked who it was."},
      {"caps(WHO OR UN)", "The [WHO] and the [UN] asked who it was."},
      {"U S SAYS OIL PRICES RISE", "The [U.S.] [says] that [oil] [prices] [rise]."},
  });
}

TEST(Highlights, PhrasesAreMarkedAsWholesAndNowhereElse) {
  expect_rows({
      {"\"war on terror\"", "A [war on terror] is no war on fear, nor terror."},
      {"\u201CWar on Terror\u201D", "A [war on terror] is no war on fear, nor terror."},
      {"\"war terror\"~3", "A war is not the [war against all terror] of old."},
      {"\"war terror\"~1", "A [war on terror], a terror war, a war against all terror."},
      {"\"Russia foreign policy\"",
       "It is [Russia\u2019s foreign policy]; Russia has another policy."},
      {"\"oil price\" OR gas", "The [oil price] and oil prices, a price of oil and [gas]."},
  });
}

TEST(Highlights, NearWordsAreMarkedWhereTheyAreNear) {
  expect_rows({
      {"russia w/3 indonesia",
       "[Russia] and [Indonesia] agreed after all. Russia said that in the end it was for others "
       "and not for "
       "Indonesia."},
      {"russia NEAR/1 indonesia", "[Russia], [Indonesia] and Russia."},
      {"russia n/2 indonesia", "[Indonesia] and [Russia], not as Russia is."},
      {"indonesia pre/3 russia", "Russia and [Indonesia] and [Russia] agreed."},
      {"\"foreign policy\" w/4 (russia OR moscow)",
       "A [foreign policy] of [Moscow], and [Russia]; a foreign minister with a policy of trade "
       "for all who come to Moscow."},
      {"oil w/2 bank w/2 north",
       "An [oil] and [bank] of [north]. Then oil is far from what the north had."},
      {"negotiate w/2 russia",
       "[Russia] [negotiated], and others negotiated for a while with Russia."},
      {"sergei w/2 lavrov",
       "[Sergey] V. [Lavrov] came; so they say, and Sergey left with another Lavrov."},
      {"terror* w/2 attack",
       "A [terrorist] [attack] is not all of terror, then at last an attack."},
  });
}

TEST(Highlights, WordsOfOneSentenceOrParagraphAreMarkedThere) {
  expect_rows({
      {"russia /s indonesia", "[Russia] met [Indonesia]. Then Russia left."},
      {"russia w/s indonesia", "[Russia] met [Indonesia]. Then Russia left."},
      {"russia /p indonesia", "Russia\n[Russia] came. It met [Indonesia].\nThen Russia left."},
      {"russia w/p \"foreign policy\"",
       "Russia\n[Russia] came. It has a [foreign policy].\nThen Russia left."},
      {"title:(russia /s indonesia)", "[Russia] met [Indonesia]\nRussia met Indonesia."},
  });
}

TEST(Highlights, FieldsAreMarkedWhereTheyAreLookedFor) {
  expect_rows({
      {"title:war", "The [war] goes on\nA war is a war."},
      {"headline:war", "The [war] goes on\nA war is a war."},
      {"title:war terror", "The [war] goes on\nA war on [terror]."},
      {"lead:war", "The [war] goes on\nA [war] is on.\nThe war is far."},
      {"title:(war OR peace)", "The [war] and the [peace]\nA war, a peace."},
      {"lead:\"war on terror\"", "War\nThe [war on terror].\nA war on terror."},
      {"title:(russia w/3 indonesia)", "[Russia] and [Indonesia]\nRussia and Indonesia."},
      {"lead:terror*", "No [terror]\nA [terrorist].\nMore terrorists."},
      {"title:(atleast2(war))", "[War] after [war]\nA war."},
      {"source:TASS OR war", "A [war] of TASS."},
  });
  expect_rows_not_found({
      {"title:war", "War is war."},
      {"title:\"war on terror\"", "War\nThe war on terror."},
      {"title:(atleast2(war))", "A war\nThe war."},
  });
}

TEST(Highlights, CountedWordsAreMarkedWhereThereAreEnough) {
  expect_rows({
      {"atleast2(war)", "[War] is [war]."},
      {"atleast2(\"war on\")", "A [war on] fear, a [war on] terror, a war."},
      {"atleast3(war OR peace)", "A [war], a [peace], a [war]."},
      {"atleast3(war) OR peace", "A war, a [peace], a war."},
  });
  expect_rows_not_found({{"atleast3(war)", "War is war."}});
}

TEST(Highlights, PatternsMarkWhatTheyStandFor) {
  expect_rows({
      {"terror*", "[Terror], [terrorists] and error."},
      {"*stan", "[Kazakhstan] is no stand."},
      {"colo?r", "Color and [colour]."},
      {"lavrov~1", "[Lavrov] or [Lawrov], not Larov\u00E1."},
      {"lavrov~2", "[Lavrov], [Lawrow] or [Larova], not Lemarova."},
  });
}

TEST(Highlights, SpellingsAreMarkedAsTheTextHasThem) {
  expect_rows({
      {"counterterrorism", "The [counter-terrorism] and [counterterrorism] push in counter terms."},
      {"counter-terrorism", "The [counter-terrorism] and [counterterrorism] push."},
      {"counter terrorism", "The [counter-terrorism] and [counterterrorism] push."},
      {"Su35", "A [Su-35], a [Su35] and a [Su 35] over the 35 of them."},
      {"Su-35", "A [Su-35], a [Su35] and a [Su 35] over the 35 of them."},
      {"\"Su-35\"", "A [Su-35], a [Su35] and a [Su 35] over the 35 of them."},
      {"U.N.", "The [UN] and the [U.N.] met."},
      {"1234.5", "It cost [1,234.5] then."},
      {"$2.7", "It cost $[2.7] then, not 2.8."},
      {"#election", "An #[election], an [election]."},
      {"AC/DC", "They heard [AC/DC], not an AC or a DC."},
  });
}

TEST(Highlights, AccentsAreNoMatterButInQuotes) {
  expect_rows({
      {"erdogan", "President [Erdo\u011Fan] and [Erdogan]."},
      {"Erdo\u011Fan", "President [Erdo\u011Fan] and [Erdogan]."},
      {"caf\u00E9", "A [cafe], a [caf\u00E9], a [cafe\u0301]."},
      {"title:Erdo\u011Fan", "For [Erdogan]\nWith Erdogan."},
  });
}

TEST(Highlights, ScriptsWithoutSpacesAreMarkedByTheirCharacters) {
  expect_rows({
      {"\u6771\u4EAC", "[\u6771\u4EAC]\u90FD\u306E\u4EAC"},
      {"\u5317\u4EAC\u5927\u5B66", "\u5728[\u5317\u4EAC\u5927\u5B66]\u3001[\u5927\u5B66]"},
      {"\"\u4EAC\u90FD\" OR \u5317", "\u6771[\u4EAC\u90FD]\u306E[\u5317]"},
      {"\u0441\u043E\u0432\u0435\u0442", "\u0411\u044B\u043B [\u0421\u043E\u0432\u0435\u0442]."},
  });
}

TEST(Highlights, VariantsAndSynonymsAreMarkedToo) {
  expect_rows({
      {"sergei", "So [Sergey] met [Sergei], and [Sergey] left with Serge."},
      {"sergei lavrov", "So [Sergey] [Lavrov] met [Sergei]."},
      {"daesh", "Now [ISIS], which is the [Islamic State], and [Daesh]: a state."},
      {"\"Daesh\"", "Now ISIS, which is [Daesh]."},
      {"islamic state", "Now [ISIS], which is the [Islamic] [State], and [Daesh]: a [state]."},
      {"islamic state oil", "Now [ISIS] or [Daesh] sells [oil] of an [Islamic] [state]."},
      {"\"islamic state\"", "Now ISIS, which is the [Islamic State], and Daesh: a state."},
      {"Deir ez-Zor", "From [Deir ez-Zor], or [Deir al-Zor], to Zor."},
      {"walid al-moallem", "Then [Walid] [al-Moallem] and another."},
      {"title:daesh", "For [ISIS]\nFor ISIS."},
      {"daesh w/2 oil", "[ISIS] and [oil], then at last some oil."},
  });
}

}  // namespace
}  // namespace dateline
