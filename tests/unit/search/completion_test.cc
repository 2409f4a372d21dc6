#include "search/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/store/deleted.h"
#include "search/store/segment.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> shown(const Generation& generation, std::string_view prefix,
                               std::size_t limit = 8) {
  std::vector<std::string> words;
  for (const Completion& word : completions(generation, prefix, limit)) words.push_back(word.shown);
  return words;
}

Article article(std::string text) {
  return {.id = text.substr(0, 8), .paragraphs = {std::move(text)}};
}

TEST(Completions, TheMostFrequentComeFirstAsTheyAreWritten) {
  const TempIndex index{
      article("So Lavrov met Lavrov, and the lava flowed; a lavish dinner, lava.")};
  EXPECT_THAT(shown(index.generation(), "lav"), ElementsAre("lava", "Lavrov", "lavish"));
  EXPECT_THAT(shown(index.generation(), "lav", 1), ElementsAre("lava"));
}

TEST(Completions, ForgiveAnErrorFromFourLettersOnAndTwoFromEight) {
  const TempIndex index{article("The minister of petroleum met Lavrov in parliament.")};
  struct Case {
    const char* typed;
    std::vector<std::string> meant;
  };
  for (const Case& one :
       {Case{"lavr", {"Lavrov"}}, Case{"larv", {"Lavrov"}},  // swapped
        Case{"lavv", {"Lavrov"}},                            // another letter
        Case{"lvro", {"Lavrov"}},                            // one is missing
        Case{"laavr", {"Lavrov"}},                           // one too many
        Case{"kavrov", {}},                                  // the first letter is seldom wrong
        Case{"lvrv", {}},                                    // two
        Case{"parlirment", {"parliament"}}, Case{"parlaiment", {"parliament"}},
        Case{"pertoluem", {"petroleum"}}, Case{"mni", {}}}) {  // too short to tell
    EXPECT_EQ(shown(index.generation(), one.typed), one.meant) << one.typed;
  }
}

TEST(Completions, ThoseWithoutAnErrorComeFirst) {
  const TempIndex index{article("Harvest, harvest, harvest; a harbour.")};
  EXPECT_THAT(shown(index.generation(), "harb"), ElementsAre("harbour", "harvest"));
}

// The archive without its second article.
Generation without_the_second(const TempIndex& index) {
  std::vector<bool> deleted(index.generation().segments().front()->documents());
  deleted[1] = true;
  write_deleted(DeletedDocuments(deleted), index.folder() / "segment-0" / segment_files::kDeleted);
  return Generation(index.folder());
}

TEST(Completions, OfArticlesThatAreGoneThereAreNone) {
  const TempIndex index{article("The ferry returned."), article("The ferret returned.")};
  const Generation now = without_the_second(index);
  EXPECT_THAT(shown(now, "ferr"), ElementsAre("ferry"));
  EXPECT_THAT(shown(now, "ferre"), ElementsAre("ferry"));  // one error away
}

TEST(Completions, OfAFormThatOnlyArticlesWhichAreGoneHaveThereIsNone) {
  const TempIndex index{article("He negotiates still."), article("They negotiated then.")};
  EXPECT_THAT(shown(index.generation(), "negot"), ElementsAre("negotiated", "negotiates"));
  EXPECT_THAT(shown(without_the_second(index), "negot"), ElementsAre("negotiates"));
}

TEST(Completions, OfNothingInAnEmptyArchive) {
  EXPECT_THAT(shown(TempIndex{article("1")}.generation(), "harb"), IsEmpty());
}

}  // namespace
}  // namespace dateline
