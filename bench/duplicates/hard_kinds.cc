#include "bench/duplicates/hard_kinds.h"

#include <algorithm>
#include <array>

#include "bench/duplicates/jaccard.h"

namespace dateline::bench {
namespace {

// A story, and another one to take words from.
struct Material {
  const Article& article;
  Words words;
  const Article& other_article;
  Words other;
};

double share_in_common(const Words& a, const Words& b) {
  return jaccard({.paragraphs = paragraphs_of(a)}, {.paragraphs = paragraphs_of(b)});
}

void take_out(Words& words, std::size_t begin, std::size_t count) {
  const std::size_t end = std::min(begin + count, words.size());
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(begin),
              words.begin() + static_cast<std::ptrdiff_t>(end));
}

// From the end, a word at a time, until no more than this share is in common.
Words shortened(const Words& whole, double share) {
  Words words = whole;
  while (words.size() > 8 && share_in_common(whole, words) > share) words.pop_back();
  return words;
}

// Passages of 5 to 15 words, anywhere.
Words thinned(const Words& whole, double share, Dice& dice) {
  Words words = whole;
  while (words.size() > 24 && share_in_common(whole, words) > share)
    take_out(words, dice.below(words.size() - 15), dice.between(5, 15));
  return words;
}

// The end makes way, a word at a time, for as much of the other text.
Words continued_otherwise(const Words& whole, const Words& other, double share) {
  std::size_t kept = whole.size();
  Words words = whole;
  while (kept > 8 && share_in_common(whole, words) > share) {
    --kept;
    words = part(whole, 0, kept);
    append(words, part(other, 0, whole.size() - kept));
  }
  return words;
}

// One of three ways to leave this share in common.
Words changed_to(double share, const Material& given, Dice& dice) {
  switch (dice.below(3)) {
    case 0:
      return shortened(given.words, share);
    case 1:
      return thinned(given.words, share, dice);
    default:
      return continued_otherwise(given.words, given.other, share);
  }
}

// Adds the story and a version with a share in common that lies in a range, in hundredths. A
// version that a last cut took out of the range is made anew.
void add_within(std::size_t least, std::size_t most, const Material& given, Dice& dice,
                LabelledSet& set) {
  constexpr int kTries = 100;
  for (int i = 0; i < kTries; ++i) {
    const double share = static_cast<double>(dice.between(least * 10, most * 10)) / 1000;
    const Words version = changed_to(share, given, dice);
    const double got = 100 * share_in_common(given.words, version);
    if (got < static_cast<double>(least) || got > static_cast<double>(most)) continue;
    set.add(given.article.title, day_of(given.article), given.words);
    set.add(given.article.title, day_of(given.article) + 1, version);
    return;
  }
}

void add_just_alike(const Material& given, Dice& dice, LabelledSet& set) {
  add_within(52, 60, given, dice, set);
}

void add_just_not(const Material& given, Dice& dice, LabelledSet& set) {
  add_within(40, 48, given, dice, set);
}

// Every so manieth word is another one, and two paragraphs may have changed places.
void add_rewrite(const Material& given, Dice& dice, LabelledSet& set) {
  Words words = given.words;
  const std::size_t step = dice.between(8, 20);
  for (std::size_t i = dice.below(step); i < words.size(); i += step)
    words[i] = given.other[dice.below(given.other.size())];
  if (dice.below(2) == 0)
    std::rotate(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(words.size() / 2),
                words.end());
  set.add(given.article.title, day_of(given.article), given.words);
  set.add(given.other_article.title, day_of(given.article) + 1, words);
}

// The front of one story, then the front of the other, beside both. More than half of it can be of
// one of them only.
void add_merged(const Material& given, Dice& dice, LabelledSet& set) {
  const auto front = [&](const Words& words, std::size_t least) {
    return part(words, 0, words.size() * dice.between(least, 100) / 100);
  };
  Words merged = front(given.words, 70);
  append(merged, front(given.other, 20));
  const std::int32_t day = day_of(given.article);
  set.add(given.article.title, day, given.words);
  set.add(given.other_article.title, day, given.other);
  set.add(given.article.title + ", " + given.other_article.title, day + 1, merged);
}

// Two days' reports of one mould: the story's words, and a value in the place of every so manieth.
void add_reports(const Material& given, Dice& dice, LabelledSet& set) {
  const std::size_t step = dice.between(9, 20);
  const std::size_t first = dice.below(step);
  for (std::int32_t day = 0; day < 2; ++day) {
    Words words = given.words;
    for (std::size_t i = first; i < words.size(); i += step)
      words[i] = std::to_string(dice.between(100, 9999));
    set.add(given.article.title, day_of(given.article) + day, words);
  }
}

// A story that grows: each of three updates has a new lead and the next part of the text, and drops
// some of the end.
void add_updates(const Material& given, Dice& dice, LabelledSet& set) {
  const std::size_t length = given.words.size() / 2;
  Words words = part(given.words, 0, length);
  set.add(given.article.title, day_of(given.article), words);
  for (std::size_t update = 0; update < 3; ++update) {
    take_out(words, words.size() - words.size() * dice.between(5, 35) / 100, words.size());
    Words next = part(given.other, update * 25, update * 25 + dice.between(10, 25));
    const std::size_t from = length + update * length / 5;
    append(next, part(given.words, from, from + length * dice.between(10, 60) / 100));
    append(next, words);
    words = std::move(next);
    set.add(given.article.title, day_of(given.article), words);
  }
}

struct Kind {
  std::string_view name;
  void (*add)(const Material&, Dice&, LabelledSet&);
};

constexpr std::array kKinds{Kind{"0.52 to 0.60 in common", add_just_alike},
                            Kind{"0.40 to 0.48 in common", add_just_not},
                            Kind{"heavy rewrites", add_rewrite},
                            Kind{"two stories merged", add_merged},
                            Kind{"reports of one mould", add_reports},
                            Kind{"updates of a running story", add_updates}};

}  // namespace

void add_hard_kinds(const std::vector<const Article*>& stories, LabelledSet& set) {
  Dice dice;
  for (std::size_t i = 0; i + 1 < stories.size(); i += 2) {
    const Material given{*stories[i], words_of(*stories[i]), *stories[i + 1],
                         words_of(*stories[i + 1])};
    const Kind& kind = kKinds[i / 2 % kKinds.size()];
    set.begin(kind.name);
    kind.add(given, dice, set);
  }
}

}  // namespace dateline::bench
