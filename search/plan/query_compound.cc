#include "search/plan/query_compound.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/base/ascii.h"
#include "search/base/utf8.h"
#include "search/query/korean_words.h"
#include "search/query/query_runs.h"
#include "search/store/article/fields.h"

namespace dateline {
namespace {

// Of two characters where words of a run meet, beside a word. Measured on Chinese and Thai
// questions, see docs/relevance.md.
constexpr double kWeightOfSeam = 0.5;

// Of a Korean word's particles, beside the word.
constexpr double kWeightOfEnding = 0.5;

// The Arabic article as news writes it: al-Nusra, ez-Zor, ash-Sham. One stands for all.
constexpr std::array<std::string_view, 16> kArabicArticles = {"al", "el", "ul",  "il", "ad", "an",
                                                              "ar", "as", "ash", "at", "az", "ed",
                                                              "er", "es", "ez",  "ech"};

bool is_arabic_article(std::string_view folded) {
  return std::find(kArabicArticles.begin(), kArabicArticles.end(), folded) != kArabicArticles.end();
}

QueryPart word_of_compound(const QueryWords& index, const QueryWord& word, CompoundMatch match,
                           const AnyForm& any_form) {
  if (match == CompoundMatch::exact || word.single) return index.in_this_form(word);
  if (is_arabic_article(word.folded))
    return index.in_forms({kArabicArticles.begin(), kArabicArticles.end()});
  return any_form(word);
}

// Su-35 as Su35.
QueryPart joined(const QueryWords& index, std::string compound, CompoundMatch match) {
  std::erase(compound, '-');
  const QueryWord whole{.surface = compound, .folded = compound};
  return match == CompoundMatch::exact ? index.in_this_form(whole) : index.in_any_form(whole);
}

// The parts of su35, "su" and "35"; none where digits and letters do not meet exactly once.
std::vector<std::string> parted_by_digits(std::string_view folded) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t border = 0;
  for (std::size_t at = 1; at < folded.size(); ++at) {
    if (is_digit(folded[at]) == is_digit(folded[at - 1])) continue;
    if (border > 0) return {};
    border = at;
  }
  if (border == 0) return {};
  return {std::string(folded.substr(0, border)), std::string(folded.substr(border))};
}

// Names of two syllables: hanoi as ha noi, where the archive has both.
std::vector<std::vector<std::string>> parted_as_names(const QueryWords& index,
                                                      std::string_view folded) {
  constexpr std::size_t kShortest = 5;
  constexpr std::size_t kSyllable = 7;  // letters: no Vietnamese one has more
  std::vector<std::vector<std::string>> splits;
  const bool letters = std::all_of(folded.begin(), folded.end(), ascii::is_lower);
  if (!letters || folded.size() < kShortest || folded.size() > 2 * kSyllable) return splits;
  const std::size_t first = std::max(folded.size(), kSyllable + 2) - kSyllable;
  for (std::size_t at = first; at + 2 <= folded.size() && at <= kSyllable; ++at) {
    if (index.may_be_syllable(folded.substr(0, at)) && index.may_be_syllable(folded.substr(at)))
      splits.push_back({std::string(folded.substr(0, at)), std::string(folded.substr(at))});
  }
  return splits;
}

// Side by side; nothing where one of them does not occur, or is too common to tell.
QueryPart side_by_side(const QueryWords& index, const std::vector<std::string>& parts) {
  std::vector<IndexQuery> queries;
  std::vector<PositionNode> positions;
  for (const std::string& part : parts) {
    const QueryWord word{.surface = part, .folded = part};
    if (index.is_stop_word(word) || !index.has_word(part)) return {};
    QueryPart found = index.in_any_form(word);
    queries.push_back(std::move(*found.query));
    positions.push_back(std::move(*found.position));
  }
  const PositionNode position = join_positions(PositionNode::Kind::sequence, std::move(positions));
  return {confirmed(join_queries(IndexQuery::Kind::all_of, std::move(queries)), position),
          position};
}

// The other way to write it weighs half, so that what was typed comes first among equals.
QueryPart either(const QueryWords& index, QueryPart typed, QueryPart other) {
  IndexQuery less = scaled(index.no_heavier(std::move(*other.query), *typed.query), 0.5);
  return {join_queries(IndexQuery::Kind::best_of, {std::move(*typed.query), std::move(less)}),
          join_positions(PositionNode::Kind::any_of,
                         {std::move(*typed.position), std::move(*other.position)})};
}

std::string surface_of(std::span<const QueryWord> words) {
  std::string text;
  for (const QueryWord& word : words) text += word.surface;
  return text;
}

// How many of the syllables of a Korean word are left without its particles; all of other words.
std::size_t stem_of(std::span<const QueryWord> words) {
  const std::string text = surface_of(words);
  constexpr std::size_t kSyllable = 3;  // bytes
  if (text.size() != words.size() * kSyllable || !is_hangul_syllable(decode_at(text, 0).value))
    return words.size();
  return korean_stem(text) / kSyllable;
}

PositionNode character_position(const QueryWord& word) {
  return {.pattern = {FormPattern::Kind::folded, {word.folded}}};
}

PositionNode characters_position(std::span<const QueryWord> words) {
  std::vector<PositionNode> positions;
  for (const QueryWord& word : words) positions.push_back(character_position(word));
  return join_positions(PositionNode::Kind::sequence, std::move(positions));
}

// Any two characters that stand side by side. Those of a name that no dictionary has may be words
// of their own, as those of longer words are none.
QueryPart any_pair(const QueryWords& index, std::span<const QueryWord> words,
                   std::vector<IndexQuery> pairs) {
  std::vector<PositionNode> positions;
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    positions.push_back(characters_position(words.subspan(i, 2)));
  PositionNode position = join_positions(PositionNode::Kind::any_of, std::move(positions));
  IndexQuery any = join_queries(IndexQuery::Kind::any_of, std::move(pairs));
  if (!is_unknown_name(surface_of(words))) return {std::move(any), std::move(position)};
  std::vector<IndexQuery> characters;
  for (const QueryWord& word : words) characters.push_back(*index.in_this_form(word).query);
  IndexQuery apart = join_queries(IndexQuery::Kind::any_of, std::move(characters));
  return {join_queries(IndexQuery::Kind::rank_with,
                       {std::move(apart), scaled(std::move(any), kWeightOfSeam)}),
          std::move(position)};
}

}  // namespace

QueryPart with_seams(QueryPart part, std::vector<IndexQuery> seams) {
  if (seams.empty() || !part.query) return part;
  IndexQuery beside =
      scaled(join_queries(IndexQuery::Kind::any_of, std::move(seams)), kWeightOfSeam);
  part.query =
      join_queries(IndexQuery::Kind::rank_with, {std::move(*part.query), std::move(beside)});
  return part;
}

std::vector<IndexQuery> postings_in_order(
    std::span<const QueryWord> words, const std::function<IndexQuery(const QueryWord&)>& single) {
  std::vector<IndexQuery> queries;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool before = words[i].beside && i > 0;
    const bool behind = i + 1 < words.size() && words[i + 1].beside;
    if (before) queries.push_back(any_term({pair_term(words[i - 1].folded, words[i].folded)}));
    if (!before && !behind) queries.push_back(single(words[i]));
  }
  return queries;
}

QueryPart run_part(const QueryWords& index, std::span<const QueryWord> words, CompoundMatch match) {
  const auto postings = [&](std::span<const QueryWord> some) {
    return postings_in_order(
        some, [&](const QueryWord& word) { return *index.in_this_form(word).query; });
  };
  const std::size_t stem = match == CompoundMatch::exact ? words.size() : stem_of(words);
  std::vector<IndexQuery> pairs = postings(words.first(stem));
  const PositionNode position = characters_position(words.first(stem));
  const bool is_decided = pairs.size() == 1;  // a character, or two side by side
  if (match == CompoundMatch::loose && !is_decided) return any_pair(index, words, postings(words));
  IndexQuery together = join_queries(IndexQuery::Kind::all_of, std::move(pairs));
  if (!is_decided) together = confirmed(std::move(together), position);
  if (stem == words.size()) return {std::move(together), position};
  IndexQuery ending = scaled(
      join_queries(IndexQuery::Kind::any_of, postings(words.subspan(stem - 1))), kWeightOfEnding);
  return {join_queries(IndexQuery::Kind::rank_with, {std::move(together), std::move(ending)}),
          position};
}

QueryPart or_apart(const QueryWords& index, const QueryWord& word, QueryPart typed) {
  std::vector<std::vector<std::string>> splits = index.splits_of(word.folded);
  if (std::vector<std::string> parts = parted_by_digits(word.folded); !parts.empty())
    splits.push_back(std::move(parts));
  for (std::vector<std::string>& syllables : parted_as_names(index, word.folded))
    splits.push_back(std::move(syllables));
  for (const std::vector<std::string>& parts : splits) {
    QueryPart apart = side_by_side(index, parts);
    if (apart.query) typed = either(index, std::move(typed), std::move(apart));
  }
  return typed;
}

QueryPart or_joined(const QueryWords& index, const QueryWord& first, const QueryWord& second,
                    QueryPart typed) {
  const QueryWord whole{.surface = first.surface + second.surface,
                        .folded = first.folded + second.folded};
  const bool telling = !index.is_stop_word(first) && !index.is_stop_word(second);
  if (!telling || !index.has_word(whole.folded)) return typed;
  return either(index, std::move(typed), index.in_any_form(whole));
}

QueryPart compound_part(const QueryWords& index, std::span<const QueryWord> words,
                        CompoundMatch match, const AnyForm& any_form) {
  std::vector<PositionNode> positions;
  std::vector<IndexQuery> queries = postings_in_order(words, [&](const QueryWord& word) {
    return *word_of_compound(index, word, match, any_form).query;
  });
  for (const QueryWord& word : words)
    positions.push_back(*word_of_compound(index, word, match, any_form).position);
  const PositionNode position = join_positions(PositionNode::Kind::sequence, std::move(positions));
  IndexQuery apart =
      match == CompoundMatch::loose
          ? join_queries(IndexQuery::Kind::any_of, std::move(queries))
          : confirmed(join_queries(IndexQuery::Kind::all_of, std::move(queries)), position);
  if (words[0].parts.empty()) return {apart, position};
  const QueryPart whole = joined(index, words[0].parts[0], match);
  return {join_queries(IndexQuery::Kind::any_of, {std::move(apart), *whole.query}),
          join_positions(PositionNode::Kind::any_of, {position, *whole.position})};
}

}  // namespace dateline
