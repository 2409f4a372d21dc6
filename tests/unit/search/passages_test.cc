#include "search/passages.h"

#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/base/utf8.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Article kPort{
    .id = "port",
    .title = "Port opens",
    .paragraphs = {"Nothing was said of it at first.",
                   "The harbour opened on Monday. Pilots had waited for a week. The harbour master "
                   "spoke of an end to the strike.",
                   "A ferry came in.", "The strike was over in the harbour."}};

PassageResult ask(const TempIndex& index, const std::string& query, const PassageLimits& limits) {
  return index.searcher().passages({.search = {.query = query}, .limits = limits});
}

std::vector<std::string> texts(const PassageResult& result) {
  std::vector<std::string> texts;
  for (const QuotedArticle& article : result.articles) {
    for (const Passage& passage : article.passages) texts.push_back(passage.text);
  }
  return texts;
}

TEST(Passages, AreTheParagraphsThatShowMostInTheOrderOfTheText) {
  const TempIndex index({kPort});
  const PassageResult result = ask(index, "harbour strike", {.words = 100, .passages = 2});
  ASSERT_EQ(result.articles.size(), 1);
  EXPECT_EQ(result.articles[0].passages[0].paragraph, 1);
  EXPECT_EQ(result.articles[0].passages[1].paragraph, 3);
  EXPECT_EQ(result.articles[0].passages[1].text, "The strike was over in the harbour.");
  EXPECT_EQ(result.left_out, 0);
}

TEST(Passages, OfALongParagraphAreTheSentencesAroundTheBestOne) {
  const TempIndex index({kPort});
  EXPECT_THAT(texts(ask(index, "harbour strike", {.words = 11, .passages = 1})),
              ElementsAre("The harbour master spoke of an end to the strike."));
}

TEST(Passages, AreTheBeginningWhereOnlyTheHeadlineMatched) {
  const TempIndex index({kPort});
  EXPECT_THAT(texts(ask(index, "port", {.words = 100, .passages = 2})),
              ElementsAre("Nothing was said of it at first."));
}

TEST(Passages, SayHowManyArticlesTheBudgetLeavesOut) {
  Article other = kPort;
  other.id = "other";
  other.title = "Port closes";
  const TempIndex index({kPort, other});
  const PassageResult result = ask(index, "harbour strike", {.words = 21, .passages = 1});
  EXPECT_EQ(result.articles.size(), 1);
  EXPECT_EQ(result.left_out, 1);
  const TempIndex empty({Article{.id = "e", .title = "Harbour"}});
  EXPECT_THAT(texts(ask(empty, "harbour", {.words = 100, .passages = 1})), IsEmpty());
}

// Characters `begin` to `end` of a text.
std::string cut(const std::string& text, std::size_t begin, std::size_t end) {
  std::string result;
  const std::u32string characters = code_points(text);
  for (std::size_t i = begin; i < end && i < characters.size(); ++i)
    append_utf8(result, characters[i]);
  return result;
}

// Articles of random words of many scripts, with an index of them.
class RandomArchive {
 public:
  explicit RandomArchive(std::uint64_t seed) : random_(seed) {
    for (int i = 0; i < 30; ++i) articles_.push_back(article(i));
  }

  const std::vector<Article>& articles() const { return articles_; }
  std::string word() {
    static const std::vector<std::string> kWords = {
        "harbour", "strike", "гавань", "Łódź",  "naïve", "首相",  "北京",   "ميناء", "😀",
        "Su-35",   "don’t",  "U.S.",   "ferry", "pilot", "seoul", "서울은", "café",  "1,234.5"};
    return kWords[random_() % kWords.size()];
  }
  std::size_t below(std::size_t count) { return random_() % count; }

 private:
  Article article(int number) {
    Article made{.id = "a" + std::to_string(number), .title = "Title " + word()};
    for (std::size_t p = 0; p < 1 + below(5); ++p) {
      std::string text;
      for (std::size_t w = 0; w < 1 + below(60); ++w) {
        text += (text.empty() ? "" : " ") + word();
        if (below(9) == 0) text += ". Then";
      }
      made.paragraphs.push_back(text + ".");
    }
    return made;
  }

  std::mt19937_64 random_;
  std::vector<Article> articles_;
};

TEST(Passages, HaveOffsetsThatCutTheSameTextAndKeepToTheirBudget) {
  RandomArchive archive(7);
  const TempIndex index(archive.articles());
  std::size_t checked = 0;
  for (int i = 0; i < 200; ++i) {
    const PassageLimits limits{.words = 20 + archive.below(120), .passages = 1 + archive.below(3)};
    const std::string query = archive.word() + (i % 2 == 0 ? " OR " : " ") + archive.word();
    const PassageResult result = ask(index, query, limits);
    EXPECT_LE(result.words, limits.words);
    for (const QuotedArticle& quoted : result.articles) {
      EXPECT_LE(quoted.passages.size(), limits.passages);
      for (const Passage& passage : quoted.passages) {
        const std::string& paragraph = quoted.article.paragraphs.at(passage.paragraph);
        EXPECT_EQ(cut(paragraph, passage.begin, passage.end), passage.text) << query;
        for (const Span& mark : passage.marks) {
          EXPECT_LE(passage.begin, mark.begin);
          EXPECT_LT(mark.begin, mark.end);
          EXPECT_LE(mark.end, passage.end);
        }
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 200);
}

}  // namespace
}  // namespace dateline
