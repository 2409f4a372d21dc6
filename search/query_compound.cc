#include "search/query_compound.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {
namespace {

// The Arabic article as news writes it: al-Nusra, ez-Zor, ash-Sham. One stands for all.
constexpr std::array<std::string_view, 16> kArabicArticles = {"al", "el", "ul",  "il", "ad", "an",
                                                              "ar", "as", "ash", "at", "az", "ed",
                                                              "er", "es", "ez",  "ech"};

bool is_arabic_article(std::string_view folded) {
  return std::find(kArabicArticles.begin(), kArabicArticles.end(), folded) != kArabicArticles.end();
}

QueryPart word_of_compound(const QueryWords& index, const QueryWord& word, CompoundMatch match) {
  if (match == CompoundMatch::exact) return index.in_this_form(word);
  if (is_arabic_article(word.folded))
    return index.in_forms({kArabicArticles.begin(), kArabicArticles.end()});
  return index.in_any_form(word);
}

// Su-35 as Su35.
QueryPart joined(const QueryWords& index, std::string compound, CompoundMatch match) {
  std::erase(compound, '-');
  const QueryWord whole{.surface = compound, .folded = compound};
  return match == CompoundMatch::exact ? index.in_this_form(whole) : index.in_any_form(whole);
}

}  // namespace

QueryPart compound_part(const QueryWords& index, std::span<const QueryWord> words,
                        CompoundMatch match) {
  std::vector<IndexQuery> queries;
  std::vector<PositionNode> positions;
  for (const QueryWord& word : words) {
    QueryPart part = word_of_compound(index, word, match);
    queries.push_back(*part.query);
    positions.push_back(std::move(*part.position));
  }
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
