// What people type is never refused for its cost.
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/base/error.h"
#include "search/searcher.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::size_t kOrdinary = 400;
constexpr std::size_t kWordsOfArticle = 400;

// Costs grow with the number of articles, so the share of the limit that an archive of 100,000 has
// is what a small one with the same words is held to.
constexpr std::uint64_t kLimit = QueryLimits{}.cost * kOrdinary / 100'000;

struct Share {
  std::string_view word;
  double of_text;
};

// The commonest words of English, as often as newspapers have them.
constexpr std::array<Share, 20> kCommon = {{
    {"the", 0.06},   {"of", 0.03},   {"to", 0.027}, {"in", 0.023},   {"and", 0.023},
    {"a", 0.022},    {"said", 0.01}, {"on", 0.009}, {"for", 0.009},  {"that", 0.009},
    {"it", 0.008},   {"is", 0.007},  {"by", 0.007}, {"from", 0.006}, {"be", 0.006},
    {"will", 0.005}, {"not", 0.005}, {"or", 0.003}, {"its", 0.004},  {"before", 0.002},
}};

constexpr std::array<std::string_view, 24> kTopics = {
    "minister", "government", "plan",     "budget", "parliament", "vote", "year",  "visit",
    "talks",    "president",  "company",  "shares", "market",     "bank", "price", "oil",
    "police",   "court",      "election", "monday", "theatre",    "june", "trade", "theft"};

// A rare word of its own for each number.
std::string syllables(std::size_t number) {
  static constexpr std::string_view kConsonants = "bdfgklmnprstvz";
  static constexpr std::string_view kVowels = "aeiou";
  std::string word;
  for (number += 70; number > 0; number /= 70) {
    word += kConsonants[number % kConsonants.size()];
    word += kVowels[number / kConsonants.size() % kVowels.size()];
  }
  return word;
}

std::string name(std::size_t number) { return "Kal" + syllables(number) + "ov"; }

// Articles of common words, rare ones, and those of four topics and two names each.
class Writer {
 public:
  Article article(std::size_t number) {
    const std::size_t topics = below(kTopics.size());
    const std::size_t names = below(40);
    std::string text;
    for (std::size_t i = 1; i <= kWordsOfArticle; ++i) {
      text += word(topics, names);
      text += i % 80 == 0 ? ".\n" : i % 20 == 0 ? ". The " : " ";
    }
    return {.id = std::to_string(number),
            .title = "The " + word(topics, names) + " of " + word(topics, names),
            .paragraphs = {text}};
  }

 private:
  std::size_t below(std::size_t count) { return random_() % count; }

  std::string word(std::size_t topics, std::size_t names) {
    double at = static_cast<double>(below(10'000)) / 10'000;
    for (const Share& common : kCommon) {
      if (at < common.of_text) return std::string(common.word);
      at -= common.of_text;
    }
    const std::size_t other = below(50);
    if (other == 0) return name((names + below(2)) % 40);
    if (other < 10) return std::string(kTopics[(topics + 5 * below(4)) % kTopics.size()]);
    return syllables(below(5000));
  }

  std::mt19937 random_{7};  // which gives the same numbers everywhere
};

const TempIndex& archive() {
  static const TempIndex index([] {
    Writer writer;
    std::vector<Article> articles;
    for (std::size_t i = 0; i < kOrdinary; ++i) articles.push_back(writer.article(i));
    return articles;
  }());
  return index;
}

SearchResult search(const SearchRequest& request) {
  static const Searcher searcher(archive().shared_generation(), nullptr, {.cost = kLimit});
  return searcher.search(request);
}

std::string forty_names(std::string_view between) {
  std::string names;
  for (std::size_t i = 0; i < 40; ++i) names += (i > 0 ? std::string(between) : "") + name(i);
  return names;
}

TEST(OrdinaryQueries, ASentenceIsAnsweredWithWhatHasSomeOfItsWords) {
  const std::string sentence =
      "The minister said on Monday that the government will not change its plan for the budget and "
      "that it is to be put to a vote in parliament before June";
  EXPECT_THAT(search({.query = sentence}).hits, Not(IsEmpty()));
  EXPECT_THAT(search({.query = sentence, .words = Operator::any}).hits, Not(IsEmpty()));
  EXPECT_THAT(search({.query = sentence, .broaden = true}).hits, Not(IsEmpty()));
}

TEST(OrdinaryQueries, PhrasesOfCommonWordsAreAnswered) {
  const std::string dozen =
      "\"in the\" \"of the\" \"to the\" \"for the\" \"on the\" \"by the\" "
      "\"in a\" \"of a\" \"to a\" \"for a\" \"on a\" \"by a\"";
  for (const std::string& query :
       {std::string("\"of the\""), std::string("\"to be or not to be\""),
        std::string("\"it is\" OR \"that it is\""), std::string("\"the price of oil in the\"~3"),
        std::string("title:\"of the\""), std::string("title:the"), dozen}) {
    EXPECT_NO_THROW(search({.query = query})) << query;
  }
  EXPECT_THAT(search({.query = "\"of the\""}).hits, Not(IsEmpty()));
}

TEST(OrdinaryQueries, CommonBeginningsAreAnswered) {
  EXPECT_EQ(search({.query = "the*"}).total.value, kOrdinary);
  EXPECT_THAT(search({.query = "the* pri* ka*"}).hits, Not(IsEmpty()));
  EXPECT_THAT(search({.query = "*aov OR *eov", .facets = {"source"}}).hits, Not(IsEmpty()));
}

TEST(OrdinaryQueries, ALibrariansFortyNamesAreAnswered) {
  const std::string any = "(" + forty_names(" OR ") + ")";
  const std::string query = any +
                            " AND (minister w/10 (visit OR talks) OR \"prime minister\" OR "
                            "title:(president OR government) OR vot*) AND NOT (theft OR " +
                            name(3) + " /s police) AND date:..2018";
  EXPECT_NO_THROW(search({.query = query}));
  EXPECT_THAT(search({.query = any}).hits, Not(IsEmpty()));
  EXPECT_THAT(search({.query = any + " w/20 (minister OR president)"}).hits, Not(IsEmpty()));
  EXPECT_THAT(search({.query = forty_names(" "), .timeline = Period::day}).hits, Not(IsEmpty()));
}

TEST(OrdinaryQueries, PlacesOfTheCommonestWordsAreAnswered) {
  for (const std::string_view query :
       {"the w/5 of", "the pre/5 of", "the /s of", "the /p of", "atleast5(the)", "\"of the\"~2"})
    EXPECT_THAT(search({.query = std::string(query)}).hits, Not(IsEmpty())) << query;
}

// What none of these is: all the places of the commonest words, compared with one another.
TEST(OrdinaryQueries, ChainsOfTheCommonestWordsCostTooMuch) {
  EXPECT_THROW(search({.query = "the w/5 of w/5 to"}), InputError);
  EXPECT_THROW(search({.query = "lead:(the w/5 of w/5 to)"}), InputError);
}

}  // namespace
}  // namespace dateline
