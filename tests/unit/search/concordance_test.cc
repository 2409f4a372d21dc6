#include "search/concordance.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using testing::ElementsAre;

Article article(const std::string& id, std::int32_t day, std::vector<std::string> paragraphs) {
  return {.id = id,
          .title = "News",
          .source = "Source of " + id,
          .published = Date{.year = 2017, .month = 3, .day = day},
          .paragraphs = std::move(paragraphs)};
}

const TempIndex& ports() {
  static const TempIndex made{
      article("a", 1, {"Pilots left the old harbour at dawn.", "A harbour is no place to sleep."}),
      article("b", 2, {"The new harbour opened; the harbour master spoke."}),
      article("c", 3, {"Nothing came in."}),
  };
  return made;
}

ConcordanceResult ask(ConcordanceRequest request) {
  request.search.sort = Sort::newest;
  request.search.besides.names = NameSpellings::exact;
  return ports().searcher().concordance(request);
}

std::vector<std::string> lines(const ConcordanceResult& result) {
  std::vector<std::string> lines;
  for (const ContextLine& line : result.lines)
    lines.push_back(line.id + ": " + line.left + "[" + line.match + "]" + line.right);
  return lines;
}

TEST(Concordance, HasALineForEachPlaceInItsParagraph) {
  const ConcordanceResult result = ask({.search = {.query = "harbour"}, .context = 2});
  EXPECT_EQ(result.lines_found, 4);
  EXPECT_EQ(result.articles_found, 2);
  EXPECT_THAT(lines(result), ElementsAre("b: The new [harbour] opened; the",
                                         "b: opened; the [harbour] master spoke",
                                         "a: the old [harbour] at dawn", "a: A [harbour] is no"));
  EXPECT_EQ(result.lines[3].paragraph, 1);
  EXPECT_EQ(result.lines[3].source, "Source of a");
}

TEST(Concordance, IsPutInOrderByItsContextOrSource) {
  const auto places = [](ContextOrder order) {
    std::vector<std::string> words;
    for (const ContextLine& line :
         ask({.search = {.query = "harbour"}, .order = order, .context = 1}).lines)
      words.push_back(line.left + "|" + line.right);
    return words;
  };
  EXPECT_THAT(places(ContextOrder::left),
              ElementsAre("A | is", "new | opened", "old | at", "the | master"));
  EXPECT_THAT(places(ContextOrder::right),
              ElementsAre("old | at", "A | is", "the | master", "new | opened"));
  EXPECT_THAT(places(ContextOrder::source),
              ElementsAre("old | at", "A | is", "new | opened", "the | master"));
}

TEST(Concordance, HasPages) {
  const ConcordanceResult result =
      ask({.search = {.query = "harbour", .offset = 1, .limit = 2}, .context = 1});
  EXPECT_EQ(result.lines_found, 4);
  EXPECT_THAT(lines(result), ElementsAre("b: the [harbour] master", "a: old [harbour] at"));
  EXPECT_THAT(lines(ask({.search = {.query = "harbour", .offset = 9}})), ElementsAre());
}

TEST(Concordance, ShowsPhrasesAndWildcardsAsTheyStand) {
  EXPECT_THAT(lines(ask({.search = {.query = "\"harbour master\""}, .context = 1})),
              ElementsAre("b: the [harbour master] spoke"));
  EXPECT_THAT(lines(ask({.search = {.query = "pilo*"}, .context = 1})),
              ElementsAre("a: [Pilots] left"));
}

// Articles of random small words, one paragraph a list.
using ParagraphWords = std::vector<std::string>;
using ArchiveTexts = std::vector<std::vector<ParagraphWords>>;

ArchiveTexts random_texts(std::mt19937_64& random) {
  static const ParagraphWords kWords = {"alpha", "beta",  "gamma", "alphabet",
                                        "delta", "omega", "kappa"};
  ArchiveTexts texts(40);
  for (auto& paragraphs : texts) {
    paragraphs.resize(1 + random() % 3);
    for (ParagraphWords& words : paragraphs) {
      const std::size_t count = 1 + random() % 25;
      for (std::size_t i = 0; i < count; ++i) words.push_back(kWords[random() % kWords.size()]);
    }
  }
  return texts;
}

TempIndex index_of(const ArchiveTexts& texts) {
  std::vector<Article> articles;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Article one{.id = "t" + std::to_string(i), .title = "Title"};
    for (const ParagraphWords& words : texts[i]) {
      std::string text;
      for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
      one.paragraphs.push_back(text);
    }
    articles.push_back(one);
  }
  return TempIndex(articles, 3);
}

// Whether a place of a paragraph is one that is looked for.
using IsPlace = std::function<bool(const ParagraphWords&, std::size_t)>;

std::uint64_t scan(const ArchiveTexts& texts, const IsPlace& is_place) {
  std::uint64_t count = 0;
  for (const auto& paragraphs : texts) {
    for (const ParagraphWords& words : paragraphs) {
      for (std::size_t i = 0; i < words.size(); ++i) count += is_place(words, i) ? 1 : 0;
    }
  }
  return count;
}

bool has_near(const ParagraphWords& words, std::size_t at, std::string_view other,
              std::size_t distance) {
  for (std::size_t i = at - std::min(at, distance); i < words.size() && i <= at + distance; ++i) {
    if (i != at && words[i] == other) return true;
  }
  return false;
}

TEST(Concordance, CountsWhatAScanOfTheTextCounts) {
  std::mt19937_64 random(11);
  struct Case {
    std::string query;
    IsPlace is_place;
  };
  const std::vector<Case> cases = {
      {"\"alpha\"", [](const ParagraphWords& w, std::size_t i) { return w[i] == "alpha"; }},
      {"alph*", [](const ParagraphWords& w, std::size_t i) { return w[i].starts_with("alph"); }},
      {"\"beta\" OR \"gamma\"",
       [](const ParagraphWords& w, std::size_t i) { return w[i] == "beta" || w[i] == "gamma"; }},
      {"\"delta omega\"",
       [](const ParagraphWords& w, std::size_t i) {
         return w[i] == "delta" && i + 1 < w.size() && w[i + 1] == "omega";
       }},
      {"\"kappa\" w/3 \"omega\"",
       [](const ParagraphWords& w, std::size_t i) {
         return (w[i] == "kappa" && has_near(w, i, "omega", 3)) ||
                (w[i] == "omega" && has_near(w, i, "kappa", 3));
       }},
  };
  for (int round = 0; round < 8; ++round) {
    const ArchiveTexts texts = random_texts(random);
    const TempIndex index = index_of(texts);
    for (const Case& one : cases) {
      for (const ContextOrder order : {ContextOrder::articles, ContextOrder::left}) {
        const ConcordanceResult result = index.searcher().concordance(
            {.search = {.query = one.query, .limit = 100'000}, .order = order});
        EXPECT_EQ(result.lines_found, scan(texts, one.is_place)) << one.query;
        EXPECT_EQ(result.lines.size(), result.lines_found);
      }
    }
  }
}

}  // namespace
}  // namespace dateline
