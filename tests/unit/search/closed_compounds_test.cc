#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/store/text/linking_elements.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// An article for each text, named by it. So that parts of compounds are words of the archive, each
// of `words` stands three times in an article of its own, whose name begins with "word".
class ArchiveOfCompounds {
 public:
  ArchiveOfCompounds(const std::string& language, const std::vector<std::string>& texts,
                     const std::vector<std::string>& words)
      : index_(articles(language, texts, words)) {}

  std::vector<std::string> ids(const SearchRequest& request) const {
    std::vector<std::string> found = index_.ids(request);
    std::erase_if(found, [](const std::string& id) { return id.starts_with("word "); });
    return found;
  }
  std::vector<std::string> ids(const std::string& query) const {
    return ids(SearchRequest{.query = query, .limit = 100, .words = Operator::all});
  }
  const TempIndex& index() const { return index_; }

 private:
  static std::vector<Article> articles(const std::string& language,
                                       const std::vector<std::string>& texts,
                                       const std::vector<std::string>& words) {
    std::vector<Article> all;
    for (const std::string& text : texts)
      all.push_back({.id = text, .language = language, .paragraphs = {"zz " + text + " zz."}});
    for (const std::string& word : words) {
      all.push_back({.id = "word " + word,
                     .language = language,
                     .paragraphs = {"zz " + word + " zz " + word + " zz " + word + " zz."}});
    }
    return all;
  }

  TempIndex index_;
};

TEST(ClosedCompounds, GermanWordsFindThem) {
  const ArchiveOfCompounds archive(
      "de", {"Steuerreform", "Mehrwertsteuer", "Regierungskrise", "Bundesregierung", "Schulreform"},
      {"Steuer", "Reform", "Mehrwert", "Regierung", "Krise", "Bund", "Schule"});
  EXPECT_THAT(archive.ids("Steuer"), UnorderedElementsAre("Steuerreform", "Mehrwertsteuer"));
  EXPECT_THAT(archive.ids("Reform"), UnorderedElementsAre("Steuerreform", "Schulreform"));
  EXPECT_THAT(archive.ids("Regierung"), UnorderedElementsAre("Regierungskrise", "Bundesregierung"));
  EXPECT_THAT(archive.ids("Schule"), ElementsAre("Schulreform"));
}

TEST(ClosedCompounds, SoDoWordsOfOtherLanguages) {
  struct Case {
    std::string language;
    std::string compound;
    std::string first;
    std::string last;
  };
  const std::vector<Case> cases = {
      {"sv", "kärnkraftverk", "kärnkraft", "verk"},
      {"sv", "regeringskris", "regering", "kris"},
      {"sv", "kyrkomöte", "kyrka", "möte"},
      {"da", "regeringskrise", "regering", "krise"},
      {"no", "oljeprisen", "olje", "prisen"},
      {"nl", "regeringscrisis", "regering", "crisis"},
      {"nl", "belastinghervorming", "belasting", "hervorming"},
      {"fi", "ydinvoimalaitos", "ydinvoima", "laitos"},
      {"hu", "atomenergia", "atom", "energia"},
  };
  for (const auto& [language, compound, first, last] : cases) {
    const ArchiveOfCompounds archive(language, {compound}, {first, last});
    EXPECT_THAT(archive.ids(first), ElementsAre(compound)) << first;
    EXPECT_THAT(archive.ids(last), ElementsAre(compound)) << last;
  }
}

TEST(ClosedCompounds, WholeWordsComeFirstAndCompoundsAreNamed) {
  const TempIndex index{
      Article{.id = "compound",
              .title = "Steuerreform",
              .language = "de",
              .paragraphs = {"Die Steuerreform kam, und mit der Steuerreform kam Streit."}},
      Article{.id = "whole",
              .language = "de",
              .paragraphs = {"Es ging um vieles andere und am Ende auch um eine Steuer, wie der "
                             "Minister am Abend vor der Presse in langen Worten sagte."}},
      Article{.id = "more",
              .language = "de",
              .paragraphs = {"Eine Steuer, eine Reform, eine Reform, Steuer und Reform, Steuer."}}};
  const SearchResult result = index.search({.query = "Steuer"});
  ASSERT_EQ(result.hits.size(), 3U);
  EXPECT_EQ(result.hits.back().id, "compound");
  EXPECT_THAT(also_searched(result), ElementsAre("steuerreform"));
  EXPECT_EQ(result.also_searched.front().count, 1U);
}

TEST(ClosedCompounds, AreLeftOutWhereTheWriterSaysSo) {
  const ArchiveOfCompounds archive("de", {"Steuerreform", "Steuer"}, {"Steuer", "Reform"});
  EXPECT_THAT(archive.ids("Steuer"), ElementsAre("Steuer", "Steuerreform"));
  EXPECT_THAT(archive.ids("\"Steuer\""), ElementsAre("Steuer"));
  EXPECT_THAT(archive.ids({.query = "Steuer",
                           .limit = 100,
                           .words = Operator::all,
                           .besides = {.without = {"steuerreform"}}}),
              ElementsAre("Steuer"));
  EXPECT_THAT(archive.ids("-Steuer"), ElementsAre("Steuerreform"));
}

TEST(ClosedCompounds, ACompoundDoesNotFindItsParts) {
  const ArchiveOfCompounds archive("de", {"Steuerreform"}, {"Steuer", "Reform"});
  EXPECT_THAT(archive.index().ids("Steuerreform"), ElementsAre("Steuerreform"));
}

TEST(ClosedCompounds, WordsThatOnlyBeginOrEndAlikeAreNone) {
  const ArchiveOfCompounds german(
      "de", {"vertraglich", "gerecht", "Landschaft", "Unterstadt", "Mannheim", "Mannheim Mannheim"},
      {"Vertrag", "Recht", "Land", "Stadt", "Mann", "unter"});
  EXPECT_THAT(german.ids("Vertrag"), IsEmpty());  // lich is no word
  EXPECT_THAT(german.ids("Recht"), IsEmpty());    // ge is too short
  EXPECT_THAT(german.ids("Land"), IsEmpty());     // nor is schaft
  EXPECT_THAT(german.ids("Stadt"), IsEmpty());    // a stop word is no part
  EXPECT_THAT(german.ids("Mann"), IsEmpty());     // heim is no word here
  const ArchiveOfCompounds swedish("sv", {"Tyskland", "undersökning"},
                                   {"land", "tysk", "under", "sökning"});
  EXPECT_THAT(swedish.ids("land"), IsEmpty());     // a name
  EXPECT_THAT(swedish.ids("sökning"), IsEmpty());  // a stop word is no part
}

TEST(ClosedCompounds, RareAndFrequentWordsAreWeighed) {
  // Of the archive's words, the whole is more frequent than its parts: it is a word of its own.
  const ArchiveOfCompounds archive("de", {"Handwerk Handwerk Handwerk Handwerk Handwerk"},
                                   {"Hand", "Werk"});
  EXPECT_THAT(archive.ids("Werk"), IsEmpty());
}

TEST(ClosedCompounds, EnglishHasNone) {
  EXPECT_THAT(linking_elements(language_id("en")), IsEmpty());
  const ArchiveOfCompounds archive("en", {"wordplay"}, {"words", "play", "word"});
  EXPECT_THAT(archive.ids("play"), Not(Contains("wordplay")));
}

}  // namespace
}  // namespace dateline
