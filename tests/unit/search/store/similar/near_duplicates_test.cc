#include "search/store/similar/near_duplicates.h"

#include <algorithm>
#include <deque>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xxhash.h>

#include "search/store/columns/columns.h"
#include "search/store/text/tokenizer.h"

namespace dateline {
namespace {

using ::testing::ElementsAre;

constexpr const char* kWire =
    "The harbour of the old town will open again in March after two years of works, the port "
    "authority said on Monday. Cranes for the new quay arrived from Rotterdam last week, and two "
    "hundred dockers have been hired since January. The town paid nine million for the works, a "
    "third more than planned, because the sea wall had to be built anew after the storm of 2019. "
    "Fishermen had protested against the plan for months. Their union said that berths for small "
    "boats cost twice as much as before. The mayor promised talks with the union in the spring, "
    "and a first ferry to the islands is expected in April.";

// As SegmentBuilder signs an article.
std::string sign(std::string_view title, std::string_view body) {
  SignatureBuilder builder;
  const auto hash = [](const Token* token) {
    return XXH3_64bits(token->folded.data(), token->folded.size());
  };
  Tokenizer words_of_title(title);
  while (const Token* token = words_of_title.next()) builder.add_title_word(hash(token));
  Tokenizer words_of_body(body);
  while (const Token* token = words_of_body.next()) builder.add_body_word(hash(token));
  return std::string(builder.finish().bytes());
}

// Articles that keep the bytes of their signatures.
class Archive {
 public:
  Archive& add(std::string_view title, std::string_view body, std::int32_t day = 100) {
    return add_signed(sign(title, body), day);
  }

  Archive& add_signed(std::string signature, std::int32_t day) {
    signatures_.push_back(std::move(signature));
    articles_.push_back({Signature(signatures_.back()), day});
    return *this;
  }

  std::vector<std::uint32_t> linked() const {
    const ScratchArray<std::uint32_t> linked = link_near_duplicates(articles_);
    return {linked.begin(), linked.end()};
  }

 private:
  std::deque<std::string> signatures_;  // which do not move
  std::vector<SignedArticle> articles_;
};

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  return text.replace(text.find(what), what.size(), with);
}

double resemblance_of(std::string_view a, std::string_view b) {
  const std::string left = sign("", a);
  const std::string right = sign("", b);
  return resemblance(Signature(left), Signature(right));
}

TEST(NearDuplicates, LinksWhatPapersMakeOfAWireStory) {
  const std::string wire = kWire;
  const struct {
    const char* what;
    std::string body;
  } copies[] = {
      {"as it is", wire},
      {"in capitals, with other quotes and spaces", replaced(wire, "The mayor", "  THE MAYOR")},
      {"the dateline left in", "OLD TOWN (Harbour Wire) - " + wire},
      {"the last sentence cut", wire.substr(0, wire.find("The mayor promised"))},
      {"another first sentence",
       "Ships can call at the old town again from March." + wire.substr(wire.find(" Cranes"))},
      {"words edited", replaced(replaced(wire, "two hundred", "200"), "nine million", "9 mln")},
      {"a sentence put in", replaced(wire, "Their union", "They blocked the quay. Their union")},
  };
  for (const auto& copy : copies) {
    const auto linked = Archive().add("Harbour", wire).add("Port news", copy.body).linked();
    EXPECT_EQ(linked[0], linked[1]) << copy.what;
  }
}

TEST(NearDuplicates, DoesNotLinkWhatOnlySharesWords) {
  const std::string wire = kWire;
  const std::string background = wire.substr(wire.find("The town paid"));
  const struct {
    const char* what;
    std::string body;
  } others[] = {
      {"the next story, with the last one's background",
       "Two dockers were hurt on Friday when a container fell from a crane in the harbour of the "
       "old town, police said. The younger man was taken to hospital by helicopter. An inspector "
       "said the chain had been tested in June and showed no damage. The union called for a strike "
       "of one day, and the port authority stopped all cranes until the cause is known. " +
           background.substr(0, background.find(" Fishermen"))},
      {"the same subject in other words",
       "Two years after works began, the port authority announced that ships may return to the old "
       "harbour in the spring. New cranes came by sea from Rotterdam. The cost rose by a third. "
       "Owners of small boats are angry that they shall pay double, and the mayor will meet them."},
  };
  for (const auto& other : others) {
    const auto linked = Archive().add("Harbour", wire).add("Harbour", other.body).linked();
    EXPECT_NE(linked[0], linked[1]) << other.what;
  }
}

TEST(NearDuplicates, DoesNotLinkReportsOfDifferentDaysInOneMould) {
  const auto report = [](const char* move, const char* points, const char* index, const char* sales,
                         const char* sector) {
    return std::string("Shares ") + move + " on the exchange today, led by " + sector +
           ". The index of leading shares stood " + points + " points higher at " + index +
           ", dealers said. Turnover was " + sales + " million shares. Among " + sector +
           " the largest rose " + points + " per cent.";
  };
  const auto linked = Archive()
                          .add("Markets", report("rose", "12.4", "1,998.2", "410", "banks"), 10)
                          .add("Markets", report("gained", "3.1", "2,001.3", "385", "miners"), 11)
                          .linked();
  EXPECT_THAT(linked, ElementsAre(0, 1));
}

TEST(NearDuplicates, LinksWithinTwoWeeks) {
  const auto linked = [](std::int32_t a, std::int32_t b) {
    const auto roots = Archive().add("Harbour", kWire, a).add("Harbour", kWire, b).linked();
    return roots[0] == roots[1];
  };
  EXPECT_TRUE(linked(100, 114));
  EXPECT_FALSE(linked(100, 115));
  EXPECT_FALSE(linked(115, 100));
  EXPECT_TRUE(linked(kNoDay, 115));
  EXPECT_TRUE(linked(kNoDay, kNoDay));
}

TEST(NearDuplicates, ComparesShortTextsAsAWhole) {
  const auto linked = Archive()
                          .add("Weather", "No change today.")
                          .add("Weather", "No change, today!")
                          .add("Roads", "No change today.")
                          .add("Weather", "No change tonight.")
                          .linked();
  EXPECT_EQ(linked[0], linked[1]);
  EXPECT_NE(linked[0], linked[2]);
  EXPECT_NE(linked[0], linked[3]);
}

TEST(NearDuplicates, DoesNotLinkArticlesWithoutText) {
  EXPECT_THAT(Archive().add("Picture", "").add("Picture", "").linked(), ElementsAre(0, 1));
}

// A body of numbers as words.
std::string counted(int first, int last) {
  std::string body;
  for (int number = first; number < last; ++number) body += std::to_string(number) + " ";
  return body;
}

TEST(NearDuplicates, LinksByWayOfOthers) {
  const std::string early = counted(100, 300);
  const std::string middle = counted(150, 350);
  const std::string late = counted(200, 400);
  EXPECT_GT(resemblance_of(early, middle), kSimilar);
  EXPECT_LT(resemblance_of(early, late), kSimilar);
  EXPECT_THAT(Archive().add("", early).add("", late).linked(), ElementsAre(0, 1));
  EXPECT_THAT(Archive().add("", early).add("", late).add("", middle).linked(),
              ElementsAre(0, 0, 0));
}

TEST(NearDuplicates, EstimatesTheShareOfShingles) {
  std::mt19937 dice(7);
  std::string common;
  std::string left;
  std::string right;
  for (int i = 0; i < 300; ++i) {
    common += "c" + std::to_string(dice()) + " ";
    left += "l" + std::to_string(dice()) + " ";
    right += "r" + std::to_string(dice()) + " ";
  }
  EXPECT_NEAR(resemblance_of(common, common), 1, 1e-9);
  EXPECT_NEAR(resemblance_of(left, right), 0, 0.05);
  // 297 shingles are common, 300 on each side are not.
  EXPECT_NEAR(resemblance_of(common + left, common + right), 1.0 / 3, 0.1);
}

// Numbers words as a newsroom of random texts would, one in three a copy, all with a closing line.
std::vector<std::pair<std::string, std::int32_t>> random_articles(std::size_t count) {
  std::mt19937 dice(20260114);
  std::vector<std::vector<std::uint64_t>> bodies;
  std::vector<std::pair<std::string, std::int32_t>> articles;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::uint64_t> body;
    if (i % 3 == 2) body = bodies[dice() % bodies.size()];
    body.resize(60);
    for (std::uint64_t& word : body) {
      if (word == 0 || dice() % 30 == 0) word = dice() % 1000 + 1;
    }
    bodies.push_back(body);
    SignatureBuilder builder;
    for (const std::uint64_t word : body) builder.add_body_word(word);
    for (std::uint64_t word = 2000; word < 2030; ++word) builder.add_body_word(word);
    const auto day = dice() % 5 == 0 ? kNoDay : static_cast<std::int32_t>(dice() % 60);
    articles.emplace_back(builder.finish().bytes(), day);
  }
  return articles;
}

using Partition = std::set<std::set<std::pair<std::string, std::int32_t>>>;

Partition partition(const std::vector<std::pair<std::string, std::int32_t>>& articles) {
  Archive archive;
  for (const auto& [signature, day] : articles) archive.add_signed(signature, day);
  std::map<std::uint32_t, std::set<std::pair<std::string, std::int32_t>>> sets;
  const std::vector<std::uint32_t> roots = archive.linked();
  for (std::size_t i = 0; i < roots.size(); ++i) sets[roots[i]].insert(articles[i]);
  Partition result;
  for (auto& [root, members] : sets) result.insert(std::move(members));
  return result;
}

TEST(NearDuplicates, DoesNotDependOnTheOrderOfArticles) {
  auto articles = random_articles(600);
  const Partition expected = partition(articles);
  EXPECT_LT(expected.size(), 600U);
  std::mt19937 dice(1);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(articles.begin(), articles.end(), dice);
    EXPECT_EQ(partition(articles), expected);
  }
}

}  // namespace
}  // namespace dateline
