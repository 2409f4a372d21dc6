#include "bench/duplicates/labelled.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>

#include "bench/duplicates/archive.h"
#include "bench/duplicates/jaccard.h"

namespace dateline::bench {
namespace {

constexpr std::size_t kStories = 2000;
constexpr std::size_t kLeastStoryWords = 120;
constexpr std::size_t kReportDays = 250;

// The same numbers on every machine.
class Dice {
 public:
  std::size_t below(std::size_t end) { return engine_() % end; }
  std::size_t between(std::size_t first, std::size_t last) {
    return first + below(last - first + 1);
  }

 private:
  std::mt19937_64 engine_{20260114};
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// The words of the body; where a word ends a paragraph, it ends in a line feed.
std::vector<std::string> words_of(const Article& article) {
  std::vector<std::string> words;
  for (const std::string& paragraph : article.paragraphs) {
    for (std::string& word : split(paragraph)) words.push_back(std::move(word));
    if (!words.empty()) words.back() += '\n';
  }
  return words;
}

std::vector<std::string> paragraphs_of(const std::vector<std::string>& words) {
  std::vector<std::string> paragraphs(1);
  for (const std::string& word : words) {
    if (!paragraphs.back().empty()) paragraphs.back() += ' ';
    paragraphs.back() += word;
    if (!word.ends_with('\n')) continue;
    paragraphs.back().pop_back();
    paragraphs.emplace_back();
  }
  if (paragraphs.back().empty()) paragraphs.pop_back();
  return paragraphs;
}

using Words = std::vector<std::string>;

// What an editor does to an agency's text. `other` is another story, to take words from.
void cut_the_end(Words& words, const Words& /*other*/, Dice& dice) {
  words.resize(words.size() * dice.between(65, 90) / 100);
}

void write_another_lead(Words& words, const Words& other, Dice& dice) {
  const std::size_t old_lead = std::min(dice.between(15, 30), words.size() / 5);
  const std::size_t new_lead = std::min({dice.between(15, 30), words.size() / 5, other.size()});
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(old_lead));
  words.insert(words.begin(), other.begin(), other.begin() + static_cast<std::ptrdiff_t>(new_lead));
}

void edit_words(Words& words, const Words& other, Dice& dice) {
  const std::size_t edits = words.size() * dice.between(1, 5) / 100 + 1;
  for (std::size_t i = 0; i < edits; ++i)
    words[dice.below(words.size())] = other[dice.below(other.size())];
}

void take_out_a_passage(Words& words, const Words& /*other*/, Dice& dice) {
  const std::size_t length = words.size() * dice.between(8, 20) / 100;
  const auto begin = words.begin() + static_cast<std::ptrdiff_t>(dice.below(words.size() - length));
  words.erase(begin, begin + static_cast<std::ptrdiff_t>(length));
}

void set_paragraphs_anew(Words& words, const Words& /*other*/, Dice& dice) {
  for (std::string& word : words) {
    if (word.ends_with('\n')) word.pop_back();
    if (dice.below(40) == 0) word += '\n';
  }
}

void date_from_elsewhere(Words& words, const Words& other, Dice& dice) {
  words.insert(words.begin(),
               {other[dice.below(other.size())], "(" + other[dice.below(other.size())] + ")", "-"});
}

void leave_as_it_is(Words& /*words*/, const Words& /*other*/, Dice& /*dice*/) {}

using Change = void (*)(Words&, const Words&, Dice&);

// What one paper does; the headline is another one in every second.
constexpr std::array<std::array<Change, 2>, 9> kPapers{{{leave_as_it_is, leave_as_it_is},
                                                        {date_from_elsewhere, set_paragraphs_anew},
                                                        {cut_the_end, leave_as_it_is},
                                                        {cut_the_end, date_from_elsewhere},
                                                        {write_another_lead, leave_as_it_is},
                                                        {write_another_lead, set_paragraphs_anew},
                                                        {edit_words, date_from_elsewhere},
                                                        {take_out_a_passage, leave_as_it_is},
                                                        {edit_words, set_paragraphs_anew}}};

class LabelledSet {
 public:
  explicit LabelledSet(const std::vector<Article>& given) {
    std::vector<const Article*> stories;
    for (const Article& article : given) {
      if (stories.size() < kStories && words_of(article).size() >= kLeastStoryWords)
        stories.push_back(&article);
    }
    const std::size_t half = stories.size() / 2;  // the rest lends words, and is not of the set
    for (std::size_t i = 0; i < half; ++i) {
      const Words other = words_of(*stories[half + i]);
      add_copies(*stories[i], other);
      add_follow_up(*stories[i], other);
    }
    for (std::size_t day = 0; day < kReportDays; ++day) add_reports(static_cast<std::int32_t>(day));
  }

  const std::vector<Article>& articles() const { return articles_; }

  std::vector<Pair> truth() const {
    std::vector<Pair> pairs;
    for (std::uint32_t j = 0; j < story_.size(); ++j) {
      for (std::uint32_t i = j; i-- > 0 && story_[i] == story_[j];) pairs.emplace_back(i, j);
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  }

 private:
  void add(std::size_t story, std::string title, std::int32_t day, std::vector<std::string> body) {
    story_.push_back(story);
    articles_.push_back({.id = std::to_string(articles_.size()),
                         .title = std::move(title),
                         .language = "en",
                         .published = from_day_number(day),
                         .paragraphs = std::move(body)});
  }

  static std::int32_t day_of(const Article& article) {
    return article.published ? day_number(*article.published) : 0;
  }

  // The original and four papers' versions, within three days.
  void add_copies(const Article& article, const Words& other) {
    const std::size_t story = stories_++;
    add(story, article.title, day_of(article), article.paragraphs);
    for (std::size_t paper = 0; paper < 4; ++paper) {
      Words words = words_of(article);
      for (const Change change : kPapers[dice_.below(kPapers.size())]) change(words, other, dice_);
      add(story, paper % 2 == 0 ? article.title : other[0] + " " + other[1] + " " + other[2],
          day_of(article) + static_cast<std::int32_t>(dice_.below(4)), paragraphs_of(words));
    }
  }

  // The next day's article: new text, and of the old one a third as background.
  void add_follow_up(const Article& article, const Words& other) {
    const Words old = words_of(article);
    const std::size_t background = old.size() * dice_.between(20, 35) / 100;
    Words words(other.begin(), other.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                   other.size(), old.size() - background)));
    words.insert(words.end(), old.begin(), old.begin() + static_cast<std::ptrdiff_t>(background));
    add(stories_++, article.title, day_of(article) + 1, paragraphs_of(words));
  }

  // Three of the texts that are written anew each day with other numbers.
  void add_reports(std::int32_t day) {
    add(stories_++, "Markets", day, {shares()});
    add(stories_++, "Currencies", day, {currencies()});
    add(stories_++, "Weather", day, {weather()});
  }

  std::string number() {
    return std::to_string(dice_.between(1, 99)) + "." + std::to_string(dice_.below(100));
  }

  template <std::size_t kCount>
  std::string any_of(const std::array<std::string_view, kCount>& words) {
    return std::string(words[dice_.below(kCount)]);
  }

  static constexpr std::array<std::string_view, 5> kMoves{"rose", "fell", "gained", "lost",
                                                          "slipped"};
  static constexpr std::array<std::string_view, 6> kSectors{
      "banks", "miners", "retailers", "carmakers", "insurers", "oil companies"};
  static constexpr std::array<std::string_view, 6> kSkies{"dry", "cloudy", "sunny",
                                                          "wet", "windy",  "foggy"};
  static constexpr std::array<std::string_view, 6> kPlaces{
      "the north", "the south", "the islands", "the coast", "the capital", "the hills"};

  std::string shares() {
    return "Shares " + any_of(kMoves) + " on the exchange today, led by " + any_of(kSectors) +
           ". The index of leading shares " + any_of(kMoves) + " " + number() + " points to " +
           number() + ", dealers said. Turnover was " + number() + " million shares against " +
           number() + " million the day before. Among " + any_of(kSectors) + " the largest " +
           any_of(kMoves) + " " + number() + " per cent, while " + any_of(kSectors) + " " +
           any_of(kMoves) + " " + number() +
           " per cent. Dealers said trading was quiet ahead of figures on inflation. The bond "
           "market " +
           any_of(kMoves) + " as yields of ten years stood at " + number() + " per cent.";
  }

  std::string currencies() {
    return "The dollar " + any_of(kMoves) + " to " + number() + " yen from " + number() +
           " at the close yesterday, and the pound " + any_of(kMoves) + " to " + number() +
           " dollars. The central bank fixed the rate at " + number() + " after " + number() +
           ". One dealer said " + any_of(kSectors) + " had sold " + number() +
           " million. Gold was fixed at " + number() + " dollars an ounce against " + number() +
           ", silver at " + number() + ", and oil for delivery next month " + any_of(kMoves) + " " +
           number() + " cents to " + number() + " dollars a barrel in late trading.";
  }

  std::string weather() {
    return "It will be " + any_of(kSkies) + " in " + any_of(kPlaces) + " and " + any_of(kSkies) +
           " in " + any_of(kPlaces) + " tomorrow with highs of " + number() +
           " degrees, the weather service said. Winds from " + any_of(kPlaces) + " reach " +
           number() + " kilometres an hour. The night will be " + any_of(kSkies) +
           " with lows of " + number() + " degrees in " + any_of(kPlaces) + ". Rain of " +
           number() + " millimetres fell in " + any_of(kPlaces) + " and " + number() + " in " +
           any_of(kPlaces) + ". The outlook for the days to come is " + any_of(kSkies) + ".";
  }

  Dice dice_;
  std::vector<Article> articles_;
  std::vector<std::size_t> story_;  // of each article: copies have the same
  std::size_t stories_ = 0;
};

}  // namespace

void measure_labelled_set(const std::vector<Article>& articles) {
  const LabelledSet set(distinct(articles));
  std::printf("%zu articles\n", set.articles().size());
  print_score("labelled set", set.truth(), grouped_pairs(set.articles()));
}

}  // namespace dateline::bench
