#include <filesystem>
#include <memory>
#include <regex>

#include <gtest/gtest.h>

#include "search/searcher.h"
#include "search/synonyms.h"
#include "search/thesaurus.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

// A row of the manual: a query, and the article with what matched in brackets.
struct Row {
  const char* query;
  const char* marked;
};

// What is marked in an article whose only paragraph is the text of `marked`, without its brackets.
std::string marked_by(std::string_view query, std::string_view marked) {
  std::string text(marked);
  std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
  const TempIndex index{Article{.id = "a", .paragraphs = {text}}};
  const std::filesystem::path config = std::filesystem::path(DATELINE_SOURCE_DIR) / "config";
  const auto thesaurus = std::make_shared<const Thesaurus>(Thesaurus{
      Synonyms::read(config / "synonyms.txt"), Synonyms::read(config / "given_names.txt")});
  const Searcher searcher(index.shared_generation(), thesaurus);
  const std::string found = with_marks(searcher.article("a", query)->paragraphs.at(0));
  return std::regex_replace(std::regex_replace(found, std::regex("<mark>"), "["),
                            std::regex("</mark>"), "]");
}

void expect_rows(std::initializer_list<Row> rows) {
  for (const Row& row : rows) EXPECT_EQ(marked_by(row.query, row.marked), row.marked) << row.query;
}

TEST(Highlights, WordsAreMarkedInAllTheirForms) {
  expect_rows({
      {"negotiate", "They [negotiated] and [negotiate] still."},
      {"\"negotiate\"", "They negotiated and [negotiate] still."},
      {"lavrov", "Then [Lavrov]\u2019s aide met [LAVROV]."},
      {"erdogan", "President [Erdo\u011Fan] and [Erdogan]."},
      {"oil OR gas", "[Oil] is up, [gas] is not."},
      {"oil -gas", "[Oil] is up, gas is not."},
      {"+oil gas", "[Oil] is up, [gas] is not."},
      {"oil^3", "[Oil] is up."},
  });
}

TEST(Highlights, AcronymsAreMarkedWhereTheyAreAcronyms) {
  expect_rows({
      {"IS", "The fight against [IS] goes on, as it is."},
      {"US", "They told us that the [US] and the [U.S.] envoy left."},
      {"caps:WHO", "The [WHO] asked who it was."},
  });
}

TEST(Highlights, PhrasesAreMarkedAsWholesAndNowhereElse) {
  expect_rows({
      {"\"war on terror\"", "A [war on terror] is no war on fear, nor terror."},
      {"\"war terror\"~3", "A war is not the [war against all terror] of old."},
      {"\"Russia foreign policy\"",
       "It is [Russia\u2019s foreign policy]; Russia has another policy."},
  });
}

TEST(Highlights, NearWordsAreMarkedWhereTheyAreNear) {
  expect_rows({
      {"russia w/3 indonesia",
       "[Russia] and [Indonesia] agreed after all. Russia said that in the end it was for others "
       "and not for "
       "Indonesia."},
      {"indonesia pre/3 russia", "Russia and [Indonesia] and [Russia] agreed."},
      {"russia /s indonesia", "[Russia] met [Indonesia]. Then Russia left."},
      {"atleast2(war)", "[War] is [war]."},
      {"atleast3(war) OR peace", "War, then [peace], then war."},
      {"title:war", "War is war."},
  });
}

TEST(Highlights, PatternsMarkWhatTheyStandFor) {
  expect_rows({
      {"terror*", "[Terror], [terrorists] and error."},
      {"*stan", "[Kazakhstan] is no stand."},
      {"colo?r", "Color and [colour]."},
      {"lavrov~1", "[Lavrov] or [Lawrov], not Larov\u00E1."},
  });
}

TEST(Highlights, SpellingsAreMarkedAsTheTextHasThem) {
  expect_rows({
      {"counterterrorism", "The [counter-terrorism] and [counterterrorism] push in counter terms."},
      {"counter-terrorism", "The [counter-terrorism] and [counterterrorism] push."},
      {"Su35", "A [Su-35], a [Su35] and a [Su 35] over the 35 of them."},
      {"U.N.", "The [UN] and the [U.N.] met."},
      {"1234.5", "It cost [1,234.5] then."},
      {"\u6771\u4EAC", "[\u6771\u4EAC]\u90FD\u306E\u4EAC"},
  });
}

TEST(Highlights, VariantsAndSynonymsAreMarkedToo) {
  expect_rows({
      {"sergei", "So [Sergey] met [Sergei], and [Sergey] left with Serge."},
      {"daesh", "Now [ISIS], which is the [Islamic State], and [Daesh]: a state."},
      {"islamic state", "Now [ISIS], which is the [Islamic] [State]."},
      {"counter terrorism", "Of [counter-terrorism] and [counterterrorism]."},
      {"\"Daesh\"", "Now ISIS, which is [Daesh]."},
  });
}

}  // namespace
}  // namespace dateline
