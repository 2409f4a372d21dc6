#include "bench/duplicates/copies.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::bench {
namespace {

constexpr std::size_t kReportDays = 250;

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

class Papers {
 public:
  explicit Papers(LabelledSet& set) : set_(set) {}

  // The original and four papers' versions, within three days.
  void add_copies(const Article& article, const Words& other) {
    set_.begin(kCopies);
    set_.add(article.title, day_of(article), words_of(article));
    for (std::size_t paper = 0; paper < 4; ++paper) {
      Words words = words_of(article);
      for (const Change change : kPapers[dice_.below(kPapers.size())]) change(words, other, dice_);
      const std::string title =
          paper % 2 == 0 ? article.title : other[0] + " " + other[1] + " " + other[2];
      set_.add(title, day_of(article) + static_cast<std::int32_t>(dice_.below(4)), words);
    }
  }

  // The next day's article: new text, and of the old one a third as background.
  void add_follow_up(const Article& article, const Words& other) {
    const Words old = words_of(article);
    const std::size_t background = old.size() * dice_.between(20, 35) / 100;
    Words words = part(other, 0, old.size() - background);
    append(words, part(old, 0, background));
    set_.begin("follow-ups");
    set_.add(article.title, day_of(article) + 1, words);
  }

  // Three of the texts that are written anew each day with other numbers.
  void add_reports(std::int32_t day) {
    add_report("Markets", day, shares());
    add_report("Currencies", day, currencies());
    add_report("Weather", day, weather());
  }

 private:
  void add_report(const std::string& title, std::int32_t day, const std::string& text) {
    set_.begin("daily reports");
    set_.add(title, day, {text});
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
  LabelledSet& set_;
};

}  // namespace

void add_copies(const std::vector<const Article*>& stories, LabelledSet& set) {
  Papers papers(set);
  const std::size_t half = stories.size() / 2;
  for (std::size_t i = 0; i < half; ++i) {
    const Words other = words_of(*stories[half + i]);
    papers.add_copies(*stories[i], other);
    papers.add_follow_up(*stories[i], other);
  }
  for (std::size_t day = 0; day < kReportDays; ++day)
    papers.add_reports(static_cast<std::int32_t>(day));
}

}  // namespace dateline::bench
