#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/store/text/tokenizer.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

Article turkish(std::string id, std::string text) {
  return {.id = std::move(id), .language = "tr", .paragraphs = {std::move(text)}};
}

TEST(Turkish, WhatStandsBeforeTheApostropheIsTheWord) {
  const TempIndex index{turkish("from", "Ankara’dan haber geldi."),
                        turkish("to", "Bakan Ankara'ya gitti."),
                        turkish("other", "Bakan İzmir'e gitti.")};
  EXPECT_THAT(index.ids("Ankara"), UnorderedElementsAre("from", "to"));
  EXPECT_THAT(index.ids("ankara'da"), UnorderedElementsAre("from", "to"));
  EXPECT_THAT(index.ids("-Ankara"), ElementsAre("other"));
  EXPECT_THAT(index.ids("İzmir"), ElementsAre("other"));
}

TEST(Turkish, SoItIsForAcronyms) {
  const TempIndex index{turkish("genitive", "ABD’nin tutumu belli."),
                        turkish("alone", "ABD konuştu."), turkish("nato", "NATO'dan yanıt geldi.")};
  EXPECT_THAT(index.ids("ABD"), UnorderedElementsAre("alone", "genitive"));
  EXPECT_THAT(index.ids("NATO"), ElementsAre("nato"));
}

TEST(Turkish, AndInHeadlinesInCapitals) {
  const TempIndex index{turkish("head", "SURİYE'DEKİ SON DURUM"),
                        turkish("text", "Suriye’de son durum böyle.")};
  EXPECT_THAT(index.ids("Suriye"), UnorderedElementsAre("head", "text"));
}

TEST(Turkish, AzerbaijaniIsAlike) {
  const TempIndex index{
      Article{.id = "in", .language = "az", .paragraphs = {"Bakı’da görüş keçirildi."}},
      Article{.id = "name", .language = "az", .paragraphs = {"Bakı gözəl şəhərdir."}},
      Article{.id = "other", .language = "az", .paragraphs = {"Gəncə gözəl şəhərdir."}}};
  EXPECT_THAT(index.ids("Bakı"), ElementsAre("name", "in"));
}

TEST(Turkish, OtherLanguagesKeepTheirApostrophes) {
  const TempIndex index{Article{.id = "en", .paragraphs = {"Miss O'Brien didn't come."}}};
  EXPECT_THAT(index.ids("O'Brien"), ElementsAre("en"));
  EXPECT_THAT(index.ids("didnt"), ElementsAre("en"));
  EXPECT_THAT(index.ids("didn"), ElementsAre());
}

TEST(Tokenizer, TellsWhatStandsBeforeAnApostrophe) {
  Tokenizer tokenizer("Ankara'dan ABD’nin Russia's");
  const Token* token = tokenizer.next();
  EXPECT_EQ(token->head, "ankara");
  EXPECT_FALSE(token->head_acronym);
  token = tokenizer.next();
  EXPECT_EQ(token->head, "abd");
  EXPECT_TRUE(token->head_acronym);
  token = tokenizer.next();
  EXPECT_EQ(token->folded, "russia");
  EXPECT_EQ(token->head, "");
}

}  // namespace
}  // namespace dateline
