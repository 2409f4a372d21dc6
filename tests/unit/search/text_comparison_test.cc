#include "search/text_comparison.h"

#include <algorithm>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using State = ComparedParagraph::State;
using Kind = ComparedPiece::Kind;
using Texts = std::vector<std::string>;

std::vector<State> states(const TextComparison& comparison) {
  std::vector<State> result;
  for (const ComparedParagraph& paragraph : comparison.paragraphs)
    result.push_back(paragraph.state);
  return result;
}

// "kept [-cut-] {+added+}"
std::string as_text(const ComparedParagraph& paragraph) {
  std::string text;
  for (const ComparedPiece& piece : paragraph.pieces) {
    if (piece.kind == Kind::same) text += piece.text;
    if (piece.kind == Kind::cut) text += "[-" + piece.text + "-]";
    if (piece.kind == Kind::added) text += "{+" + piece.text + "+}";
  }
  return text;
}

TEST(TextComparison, OfATextWithItselfFindsNothing) {
  const Texts text = {"The harbour opens in March.", "***", "", "港が開く。"};
  const TextComparison comparison = compare_texts(text, text);
  EXPECT_EQ(comparison.cut + comparison.added, 0U);
  for (const ComparedParagraph& paragraph : comparison.paragraphs) {
    EXPECT_EQ(paragraph.state, State::same);
    EXPECT_EQ(paragraph.first, paragraph.second);
  }
}

TEST(TextComparison, TellsWhatWasCutAndAdded) {
  const TextComparison comparison = compare_texts(
      {"The harbour of the old town opens in March, officials said on Monday.",
       "Cranes came from Rotterdam last week.", "Nobody was hurt."},
      {"The harbour of the town opens in March, officials said on Monday evening in Paris.",
       "Nobody was hurt.", "The Daily was there with a camera."});
  EXPECT_THAT(states(comparison),
              ElementsAre(State::changed, State::cut, State::same, State::added));
  EXPECT_EQ(as_text(comparison.paragraphs[0]),
            "The harbour of the [-old -]town opens in March, officials said on Monday {+evening in "
            "Paris.+}");
  EXPECT_EQ(comparison.paragraphs[1].first, 1U);
  EXPECT_EQ(comparison.paragraphs[1].second, std::nullopt);
  EXPECT_EQ(comparison.paragraphs[3].second, 2U);
  EXPECT_EQ(comparison.cut, 7U);
  EXPECT_EQ(comparison.added, 10U);
}

TEST(TextComparison, DoesNotMindCaseAccentsPunctuationAndTheEndsOfParagraphs) {
  const TextComparison comparison =
      compare_texts({"Erdoğan spoke in Ankara. He left at noon; the crowd stayed."},
                    {"ERDOGAN spoke in Ankara.", "He left at noon. The crowd stayed!"});
  EXPECT_EQ(comparison.cut + comparison.added, 0U);
  EXPECT_THAT(states(comparison), ElementsAre(State::same, State::same));
  EXPECT_EQ(comparison.paragraphs[1].first, 0U);
}

TEST(TextComparison, AParagraphThatStandsElsewhereHasMoved) {
  const TextComparison comparison = compare_texts(
      {"First the port was closed for a day.", "Then the dockers went on strike again.",
       "At last the ferries sailed at dawn."},
      {"At last the ferries sailed at dawn.", "First the port was closed for a day.",
       "Then the dockers went on strike again."});
  EXPECT_EQ(comparison.cut + comparison.added, 0U);
  EXPECT_THAT(states(comparison), ElementsAre(State::moved, State::same, State::same));
  EXPECT_EQ(comparison.paragraphs[0].first, 2U);
}

TEST(TextComparison, AWordInCommonAmongChangesIsNoAgreement) {
  const TextComparison comparison =
      compare_texts({"Ministers met the envoys in Geneva to settle borders."},
                    {"Bakers sold the bread in villages to hungry children."});
  EXPECT_EQ(comparison.same, 0U);
}

// Whatever the texts: all of the second one is there, as it was, and every word of either is
// counted.
TEST(TextComparison, LosesNothingOfEitherText) {
  std::mt19937 random(3);
  const auto text = [&](std::size_t words) {
    Texts paragraphs(1);
    for (std::size_t i = 0; i < words; ++i) {
      paragraphs.back() += "w" + std::to_string(random() % 40) + (random() % 5 == 0 ? ". " : " ");
      if (random() % 12 == 0) paragraphs.emplace_back();
    }
    return paragraphs;
  };
  for (int round = 0; round < 300; ++round) {
    const std::size_t words = random() % 120;
    Texts first = text(words);
    Texts second = round % 3 == 0 ? text(random() % 120) : first;
    for (std::string& paragraph : second) {
      if (random() % 3 == 0) paragraph += "new" + std::to_string(random() % 9) + " words";
      if (random() % 4 == 0) paragraph = paragraph.substr(paragraph.size() / 2);
    }
    std::shuffle(second.begin(), second.end(), random);
    const TextComparison comparison = compare_texts(first, second);
    std::vector<std::string> found(second.size());
    for (const ComparedParagraph& paragraph : comparison.paragraphs) {
      for (const ComparedPiece& piece : paragraph.pieces) {
        if (piece.kind != Kind::cut) found[paragraph.second.value()] += piece.text;
      }
    }
    EXPECT_EQ(found, second);
    const TextComparison back = compare_texts(second, first);
    EXPECT_EQ(comparison.same + comparison.cut, back.same + back.added);
    EXPECT_FALSE(comparison.rough);
  }
}

TEST(TextComparison, OfLongAndDifferentTextsSaysThatItIsRough) {
  Texts first(1);
  Texts second(1);
  for (int i = 0; i < 20'000; ++i) {
    first[0] += "a" + std::to_string(i % 90) + " ";
    second[0] += "a" + std::to_string((i * 7) % 91) + " ";
  }
  const TextComparison comparison = compare_texts(first, second);
  EXPECT_TRUE(comparison.rough);
  EXPECT_EQ(comparison.same + comparison.added, 20'000U);
}

constexpr const char* kWire =
    "The harbour of the old town will open again in March after two years of works. Cranes for the "
    "new quay arrived from Rotterdam last week, and two hundred dockers have been hired.";

Article paper(std::string id, std::string source, std::string_view date, std::string text) {
  return {.id = std::move(id),
          .source = std::move(source),
          .published = parse_iso_date(date),
          .paragraphs = {std::move(text)}};
}

TEST(Story, TellsWhoHadItFirstAndWhatOthersMadeOfIt) {
  const TempIndex index({paper("daily", "Daily", "2017-01-26", std::string(kWire) + " So it was."),
                         paper("wire", "Wire", "2017-01-25T09:00:00Z", kWire),
                         paper("post", "Post", "2017-01-25", kWire),
                         paper("late", "Late", "2017-01-25T11:00:00Z", kWire),
                         paper("blog", "Blog", "", kWire), paper("other", "Wire", "", "Nothing.")});
  const std::optional<Story> story = index.searcher().story("daily");
  ASSERT_TRUE(story);
  EXPECT_EQ(story->count, 5U);
  std::map<std::string, std::optional<bool>> first;
  for (const StoryMember& member : story->members) first[member.article.id] = member.first;
  EXPECT_EQ(first["wire"], true);
  EXPECT_EQ(first["post"], true);  // on the same day, at what time is not known
  EXPECT_EQ(first["late"], false);
  EXPECT_EQ(first["daily"], false);
  EXPECT_EQ(first["blog"], std::nullopt);
  for (const StoryMember& member : story->members)
    EXPECT_EQ(member.added, member.article.id == "daily" ? 3U : 0U) << member.article.id;
}

TEST(Story, OfAnArticleWithoutCopiesIsItselfAlone) {
  const TempIndex index({paper("wire", "Wire", "2017-01-25", kWire)});
  ASSERT_TRUE(index.searcher().story("wire"));
  EXPECT_EQ(index.searcher().story("wire")->count, 1U);
  EXPECT_FALSE(index.searcher().story("none"));
  EXPECT_FALSE(index.searcher().compare("wire", "none"));
}

}  // namespace
}  // namespace dateline
