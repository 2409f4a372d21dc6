#include "search/plan/synonyms.h"

#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dateline {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::string joined(const Synonyms::Phrase& phrase) {
  std::string text;
  for (const SynonymWord& word : phrase) text += (text.empty() ? "" : " ") + word.folded;
  return text;
}

// What is searched for besides the words that `query` starts with.
std::vector<std::string> also(const Synonyms& synonyms, std::string_view query) {
  const std::vector<SynonymWord> words = synonym_words(query);
  std::vector<std::string> found;
  for (const Synonyms::Phrase& phrase : synonyms.longest(words).alternatives) {
    found.push_back(joined(phrase));
  }
  return found;
}

std::vector<std::string> also(std::string_view file, std::string_view query) {
  return also(Synonyms::parse(file, "test"), query);
}

std::size_t covered(std::string_view file, std::string_view query) {
  return Synonyms::parse(file, "test").longest(synonym_words(query)).words;
}

TEST(Synonyms, EntriesOfATwoWayLineFindOneAnother) {
  const std::string_view file = "UN, United Nations, ONU\n";
  EXPECT_THAT(also(file, "UN"), ElementsAre("united nations", "onu"));
  EXPECT_THAT(also(file, "United Nations"), ElementsAre("un", "onu"));
  EXPECT_THAT(also(file, "onu"), ElementsAre("un", "united nations"));
  EXPECT_THAT(also(file, "nations"), IsEmpty());
}

TEST(Synonyms, AnArrowPointsOneWay) {
  const std::string_view file = "PM, premier => prime minister, head of government\n";
  EXPECT_THAT(also(file, "PM"), ElementsAre("prime minister", "head of government"));
  EXPECT_THAT(also(file, "premier"), ElementsAre("prime minister", "head of government"));
  EXPECT_THAT(also(file, "prime minister"), IsEmpty());
}

TEST(Synonyms, TheLongestPhraseIsTaken) {
  const std::string_view file = "Islamic State, ISIS\nIslamic State in Iraq => ISI\nstate, land\n";
  EXPECT_THAT(also(file, "islamic state in iraq and syria"), ElementsAre("isi"));
  EXPECT_EQ(covered(file, "islamic state in iraq and syria"), 4U);
  EXPECT_THAT(also(file, "islamic state in syria"), ElementsAre("isis"));
  EXPECT_EQ(covered(file, "islamic state in syria"), 2U);
  EXPECT_EQ(covered(file, "islamic"), 0U);
  EXPECT_EQ(covered(file, ""), 0U);
}

TEST(Synonyms, CaseAccentsHyphensAndDotsDoNotMatter) {
  const std::string_view file = "Nur-Sultan, Nursultan\nU.N., United Nations\nKöln, Cologne\n";
  EXPECT_THAT(also(file, "NUR SULTAN"), ElementsAre("nursultan"));
  EXPECT_THAT(also(file, "nursultan"), ElementsAre("nur sultan"));
  EXPECT_THAT(also(file, "un"), ElementsAre("united nations"));
  EXPECT_THAT(also(file, "koln"), ElementsAre("cologne"));
}

TEST(Synonyms, AcronymsThatAreCommonWordsAreMeantInCapitals) {
  const std::string_view file =
      "IS, Daesh\nUS, U.S., United States\nWHO, World Health Organization\n";
  EXPECT_THAT(also(file, "IS"), ElementsAre("daesh"));
  EXPECT_THAT(also(file, "is"), IsEmpty());
  EXPECT_THAT(also(file, "Is"), IsEmpty());
  EXPECT_THAT(also(file, "us"), IsEmpty());
  EXPECT_THAT(also(file, "US"), ElementsAre("united states"));
  EXPECT_THAT(also(file, "U.S."), ElementsAre("united states"));
  EXPECT_THAT(also(file, "who said so"), IsEmpty());
  EXPECT_THAT(also(file, "WHO said so"), ElementsAre("world health organization"));

  const Synonyms synonyms = Synonyms::parse(file, "test");
  const auto daesh = synonym_words("daesh");
  EXPECT_THAT(synonyms.longest(daesh).alternatives[0],
              ElementsAre(SynonymWord{.folded = "is", .capitals = true}));
}

TEST(Synonyms, OtherAcronymsAreMeantInAnyCase) {
  EXPECT_THAT(also("NATO, OTAN\n", "nato"), ElementsAre("otan"));
  EXPECT_THAT(also("G20, Group of Twenty\n", "g20"), ElementsAre("group of twenty"));
}

TEST(Synonyms, LinesWithTheSameEntryAddUpButDoNotChain) {
  const std::string_view file = "a1, b1\na1, c1, b1\nc1, d1\n";
  EXPECT_THAT(also(file, "a1"), ElementsAre("b1", "c1"));
  EXPECT_THAT(also(file, "b1"), ElementsAre("a1", "c1"));
  EXPECT_THAT(also(file, "c1"), ElementsAre("a1", "b1", "d1"));
}

TEST(Synonyms, CommentsEmptyLinesAndLineEndsOfAnyKindAreSkipped) {
  const std::string_view file = "# names\r\n\r\n  \nUN , ONU # the same\r\n#UN, XY\n";
  EXPECT_THAT(also(file, "un"), ElementsAre("onu"));
  EXPECT_EQ(Synonyms::parse(file, "test").size(), 2U);
  EXPECT_EQ(Synonyms::parse("", "test").size(), 0U);
  EXPECT_THAT(also("a1, b1", "b1"), ElementsAre("a1"));
  EXPECT_THAT(also(Synonyms(), "un"), IsEmpty());
}

std::string refusal_of_file(std::string_view file) {
  try {
    Synonyms::parse(file, "synonyms.txt");
  } catch (const SynonymsError& error) {
    return error.what();
  }
  return "";
}

TEST(Synonyms, ErrorsNameFileAndLine) {
  EXPECT_EQ(refusal_of_file("a, b\n\nUN\n"),
            "synonyms.txt:3: a group needs two entries or more, with commas between");
  EXPECT_EQ(refusal_of_file("UN,,ONU"), "synonyms.txt:1: an entry has no word: \"\"");
  EXPECT_EQ(refusal_of_file("UN => "), "synonyms.txt:1: an entry has no word: \"\"");
  EXPECT_EQ(refusal_of_file("=> UN"), "synonyms.txt:1: an entry has no word: \"\"");
  EXPECT_EQ(refusal_of_file("UN, --"), "synonyms.txt:1: an entry has no word: \"--\"");
  EXPECT_EQ(refusal_of_file("a => b => c"), "synonyms.txt:1: a line takes one => at most");
  EXPECT_EQ(refusal_of_file("a, b\n\xFF, c"), "synonyms.txt:2: the line is not UTF-8");
  EXPECT_EQ(refusal_of_file("x, a b c d e f g h i"),
            "synonyms.txt:1: an entry takes 8 words at most: \"a b c d e f g h i\"");
  std::string many = "a0";
  for (int i = 1; i <= 32; ++i) many += ", a" + std::to_string(i);
  EXPECT_EQ(refusal_of_file(many), "synonyms.txt:1: a line takes 32 entries at most");
}

TEST(Synonyms, AFileThatIsNotThereIsAnError) {
  EXPECT_THROW(Synonyms::read("no/such/file.txt"), SynonymsError);
}

const std::filesystem::path kConfig = std::filesystem::path(DATELINE_SOURCE_DIR) / "config";

TEST(SynonymsFile, NamesOneThingByAllItsNames) {
  const Synonyms synonyms = Synonyms::read(kConfig / "synonyms.txt");
  EXPECT_GE(synonyms.size(), 300U);
  EXPECT_THAT(also(synonyms, "daesh"), Contains("is"));
  EXPECT_THAT(also(synonyms, "daesh"), Contains("islamic state"));
  EXPECT_THAT(also(synonyms, "ISIL"), Contains("isis"));
  EXPECT_THAT(also(synonyms, "IS terrorists"), Contains("daesh"));
  EXPECT_THAT(also(synonyms, "is it so"), IsEmpty());
  EXPECT_THAT(also(synonyms, "US ambassador"), Contains("united states"));
  EXPECT_THAT(also(synonyms, "us and them"), IsEmpty());
  EXPECT_THAT(also(synonyms, "who"), IsEmpty());
  EXPECT_THAT(also(synonyms, "astana"), ElementsAre("nursultan", "nur sultan"));
  EXPECT_THAT(also(synonyms, "Deir al-Zour"), Contains("deir ez zor"));
  EXPECT_THAT(also(synonyms, "al-Qaida"), Contains("al qaeda"));
}

TEST(GivenNamesFile, KnowsTheSpellingsOfAName) {
  const Synonyms names = Synonyms::read(kConfig / "given_names.txt");
  EXPECT_GE(names.size(), 200U);
  EXPECT_THAT(also(names, "Sergei Lavrov"), Contains("sergey"));
  EXPECT_THAT(also(names, "Sergej"), Contains("sergei"));
  EXPECT_THAT(also(names, "mohamed"), Contains("muhammad"));
  EXPECT_THAT(also(names, "lavrov"), IsEmpty());
}

// Words of every page, which no name may stand for.
TEST(GivenNamesFile, HasNoCommonWords) {
  const Synonyms names = Synonyms::read(kConfig / "given_names.txt");
  for (const char* word :
       {"said", "semen", "will", "may", "mark", "art", "bill", "frank", "grant"}) {
    EXPECT_THAT(also(names, word), IsEmpty()) << word;
  }
}

}  // namespace
}  // namespace dateline
