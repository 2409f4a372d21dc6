#include "search/plan/query_variants.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "search/base/ascii.h"
#include "search/base/utf8.h"
#include "search/store/names/romanized.h"
#include "search/store/names/sound_keys.h"
#include "search/store/text/fold.h"

namespace dateline {
namespace {

// Of what was typed. With the second, an article that repeats another spelling in its headline
// stays below a long one with a single mention of the spelling that was typed.
constexpr double kSynonymWeight = 0.4;
constexpr double kSpellingWeight = 0.12;
constexpr double kCompoundWeight = 0.3;

// An archive has so many mentions of a name that is frequent, or one for so many articles.
constexpr std::uint64_t kFrequentName = 10;
constexpr std::uint64_t kFrequentShare = 1000;

// Of words of a script without capitals, any may be a name. Short ones that sound alike are mostly
// other words: Hindi दिन, दीन.
constexpr std::size_t kLongWithoutCapitals = 6;  // characters, marks included

bool is_long_without_capitals(std::string_view folded) {
  return code_points(folded).size() >= kLongWithoutCapitals;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return ascii::is_lower(c); });
}

bool contains(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

std::string upper(std::string_view folded) {
  std::string result;
  for (std::size_t at = 0; at < folded.size();) {
    const CodePoint c = decode_at(folded, at);
    append_upper(result, c.value);
    at += c.bytes;
  }
  return result;
}

std::string as_written(const Synonyms::Phrase& phrase) {
  std::string text;
  for (const SynonymWord& word : phrase) {
    if (!text.empty()) text += ' ';
    text += word.capitals ? upper(word.folded) : word.folded;
  }
  return text;
}

}  // namespace

QueryVariants::QueryVariants(const QueryWords& index, std::shared_ptr<const Thesaurus> thesaurus)
    : index_(index),
      thesaurus_(thesaurus ? std::move(thesaurus) : std::make_shared<const Thesaurus>()) {}

QueryVariants::Broadened QueryVariants::of_word(const SynonymWord& word, QueryPart typed,
                                                const Besides& wanted) const {
  std::vector<Alternative> alternatives;
  for (const Synonyms::Phrase& synonym : thesaurus_->words.longest({&word, 1}).alternatives)
    alternatives.push_back({synonym, kSynonymWeight});
  if (wanted.names == NameSpellings::exact)
    return broadened(alternatives, std::move(typed), wanted);
  for (const Synonyms::Phrase& name : thesaurus_->names.longest({&word, 1}).alternatives)
    alternatives.push_back({name, kSpellingWeight});
  for (Alternative& spelling : other_spellings(word.folded))
    alternatives.push_back(std::move(spelling));
  return broadened(alternatives, std::move(typed), wanted);
}

// A word that the archive has, and not as a name, is no name: company is not Compani.
std::vector<QueryVariants::Alternative> QueryVariants::other_spellings(
    std::string_view folded) const {
  std::vector<Alternative> spellings;
  if (index_.occurs(folded) && !index_.may_be_name(folded)) return spellings;
  for (std::string& other : index_.generation()->name_variants().like(folded)) {
    if (is_spelling_of(folded, other))
      spellings.push_back({{SynonymWord{.folded = std::move(other)}}, kSpellingWeight});
  }
  return spellings;
}

// Of two names that sound alike, both of which are frequent, each is a name of its own: Philips and
// Phillips. Not so where only the script differs, or how an umlaut is written.
bool QueryVariants::is_spelling_of(std::string_view folded, std::string_view other) const {
  if (!index_.may_be_name(other)) return false;
  if (is_ascii(folded) != is_ascii(other)) return true;
  if (!has_capitals(folded) && !has_capitals(other) &&
      !(is_long_without_capitals(folded) && is_long_without_capitals(other)))
    return false;
  if (!index_.occurs_in_usual_language(other)) return false;
  if (without_umlauts(folded) == without_umlauts(other)) return true;
  const std::uint64_t frequent =
      std::max(kFrequentName, index_.generation()->manifest().articles / kFrequentShare);
  return std::min(index_.occurrences(folded), index_.occurrences(other)) < frequent;
}

QueryVariants::Broadened QueryVariants::of_compounds(const std::vector<std::string>& compounds,
                                                     QueryPart typed, const Besides& wanted) const {
  std::vector<Alternative> weighed;
  for (const std::string& compound : compounds)
    weighed.push_back({{SynonymWord{.folded = compound}}, kCompoundWeight, Forms::any});
  return broadened(weighed, std::move(typed), wanted);
}

QueryPart QueryVariants::in_any_form(const SynonymWord& word) const {
  return index_.in_any_form({.surface = word.folded, .folded = word.folded});
}

QueryVariants::Broadened QueryVariants::of_phrase(std::span<const Synonyms::Phrase> alternatives,
                                                  QueryPart typed, const Besides& wanted) const {
  std::vector<Alternative> weighed;
  for (const Synonyms::Phrase& phrase : alternatives) weighed.push_back({phrase, kSynonymWeight});
  return broadened(weighed, std::move(typed), wanted);
}

QueryVariants::Broadened QueryVariants::broadened(const std::vector<Alternative>& alternatives,
                                                  QueryPart typed, const Besides& wanted) const {
  Broadened result;
  std::vector<std::string> added;
  std::vector<IndexQuery> queries{std::move(*typed.query)};
  std::vector<PositionNode> positions{std::move(*typed.position)};
  for (const auto& [phrase, weight, forms] : alternatives) {
    std::string text = as_written(phrase);
    if (contains(wanted.without, fold(text)) || contains(added, fold(text))) continue;
    QueryPart part = forms == Forms::any ? in_any_form(phrase.front()) : alternative(phrase);
    if (!part.query) continue;
    added.push_back(fold(text));
    result.additions.push_back({std::move(text), *part.query});
    queries.push_back(scaled(index_.no_heavier(std::move(*part.query), queries.front()), weight));
    positions.push_back(std::move(*part.position));
  }
  if (queries.size() == 1) return {{std::move(queries.front()), std::move(positions.front())}, {}};
  result.part = {join_queries(IndexQuery::Kind::best_of, std::move(queries)),
                 join_positions(PositionNode::Kind::any_of, std::move(positions))};
  return result;
}

// Its words side by side, in the forms of the file; nothing where the archive lacks one of them. Of
// several words, the phrase decides on their forms.
QueryPart QueryVariants::alternative(const Synonyms::Phrase& phrase) const {
  std::vector<IndexQuery> queries;
  std::vector<PositionNode> positions;
  for (const SynonymWord& word : phrase) {
    const QueryWord own{.surface = word.folded, .folded = word.folded};
    const bool acronym =
        word.capitals && index_.is_common_word(own) && index_.occurs_in_capitals(own);
    if (!index_.occurs(word.folded)) return {};
    if (word.capitals && !acronym && index_.is_common_word(own)) return {};  // "is" is not IS
    QueryPart part = acronym              ? index_.as_acronym(own)
                     : phrase.size() == 1 ? index_.in_this_form(own)
                                          : index_.candidates(own);
    queries.push_back(*part.query);
    positions.push_back(std::move(*part.position));
  }
  if (queries.size() == 1) return {queries.front(), positions.front()};
  const PositionNode position = join_positions(PositionNode::Kind::sequence, std::move(positions));
  return {confirmed(join_queries(IndexQuery::Kind::all_of, std::move(queries)), position),
          position};
}

}  // namespace dateline
