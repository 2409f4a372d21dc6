#include "search/match/position_matcher.h"

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/plan/query_builder.h"
#include "search/query/query_parser.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The places in an article, whose words are numbered from 0, that a query marks: "0-2 5".
std::vector<std::string> places(const std::string& paragraph, std::string_view query) {
  const TempIndex index{Article{.id = "a", .paragraphs = {paragraph}}};
  QueryBuilder builder(index.shared_generation(), nullptr);
  const BuiltQuery built =
      builder.build(parse_query(query, Operator::all).root, QueryBuilder::StopWords::keep);
  const Segment& segment = *index.generation().segments().front();
  TokenStream stream;
  stream.decode(segment.tokens(0));
  std::vector<std::string> result;
  for (const PositionNode& mark : built.marks) {
    for (const PositionSpan& span : PositionMatcher(mark, segment.lexicon()).find(stream)) {
      result.push_back(std::to_string(span.first) +
                       (span.first == span.last ? "" : "-" + std::to_string(span.last)));
    }
  }
  return result;
}

TEST(PositionMatcher, APhraseWithOthersAmongItsWordsIsTheTightestOne) {
  EXPECT_THAT(places("war war on terror", "\"war terror\"~3"), ElementsAre("1-3"));
  EXPECT_THAT(places("war on terror and terror", "\"war terror\"~3"), ElementsAre("0-2", "0-4"));
  EXPECT_THAT(places("war on and on and terror", "\"war terror\"~3"), IsEmpty());
}

TEST(PositionMatcher, NearIsAChainOfNeighbours) {
  EXPECT_THAT(places("a x b x x c", "a w/2 b w/3 c"), ElementsAre("0", "2", "2", "5"));
  EXPECT_THAT(places("a x b x c", "a w/2 b w/2 c"), ElementsAre("0", "2", "4"));
  EXPECT_THAT(places("a x b x x c", "a w/2 b w/2 c"), IsEmpty());
  EXPECT_THAT(places("b a", "a pre/2 b"), IsEmpty());
  EXPECT_THAT(places("a", "a w/2 a"), IsEmpty());
}

constexpr std::string_view kRandomWords = "abcdef";

PositionNode random_word(std::mt19937& random) {
  const std::string word(1, kRandomWords[random() % kRandomWords.size()]);
  return {.pattern = {FormPattern::Kind::folded, {word}}};
}

// A word, a phrase of two, or either of both, as words have that are also written apart.
PositionNode random_part(std::mt19937& random) {
  if (random() % 3 == 0) return random_word(random);
  PositionNode phrase{.kind = PositionNode::Kind::sequence,
                      .children = {random_word(random), random_word(random)}};
  if (random() % 2 == 0) return phrase;
  return {.kind = PositionNode::Kind::any_of, .children = {random_word(random), phrase}};
}

PositionNode random_node(std::mt19937& random) {
  using Kind = PositionNode::Kind;
  constexpr std::array kKinds = {Kind::sequence, Kind::near, Kind::same_sentence,
                                 Kind::same_paragraph};
  PositionNode node{.kind = kKinds[random() % kKinds.size()],
                    .slop = random() % 3,
                    .distance = random() % 4 + 1,
                    .ordered = random() % 2 == 0};
  for (std::size_t children = random() % 2 + 2; children > 0; --children)
    node.children.push_back(random_part(random));
  return node;
}

std::string random_text(std::mt19937& random) {
  std::string text;
  for (std::size_t words = random() % 12 + 1; words > 0; --words) {
    text += random() % 4 == 0 ? std::string("X")
                              : std::string(1, kRandomWords[random() % kRandomWords.size()]);
    text += random() % 5 == 0 ? ". " : " ";
  }
  return text;
}

TEST(PositionMatcher, BytesTellWhatTheDecodedStreamDoes) {
  std::mt19937 random(11);
  std::vector<Article> articles;
  for (int i = 0; i < 60; ++i) {
    articles.push_back(
        {.id = std::to_string(i), .paragraphs = {random_text(random), random_text(random)}});
  }
  const TempIndex index(articles);
  const Segment& segment = *index.generation().segments().front();
  int found = 0;
  for (int round = 0; round < 500; ++round) {
    const PositionMatcher matcher(random_node(random), segment.lexicon());
    for (std::uint32_t document = 0; document < segment.documents(); ++document) {
      TokenStream stream;
      stream.decode(segment.tokens(document));
      TokenStream scratch;
      const bool wanted = !matcher.find(stream).empty();
      ASSERT_EQ(matcher.matches(segment.tokens(document), scratch), wanted)
          << "round " << round << ", document " << document;
      found += wanted ? 1 : 0;
    }
  }
  EXPECT_GT(found, 3000);
}

TEST(PositionMatcher, AChainOfFrequentWordsCostsNoMoreThanItsWords) {
  std::string text;
  std::string query = "the";
  for (int i = 0; i < 300; ++i) text += "the ";
  for (int i = 0; i < 30; ++i) query += " w/500 the";  // 300 to the 30th ways to choose
  EXPECT_EQ(places(text, query).size(), 300U);
}

}  // namespace
}  // namespace dateline
