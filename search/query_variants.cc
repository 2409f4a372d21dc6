#include "search/query_variants.h"

#include <algorithm>
#include <utility>

#include "search/fold.h"
#include "search/utf8.h"

namespace dateline {
namespace {

// Of what was typed. With the second, an article that repeats another spelling in its headline
// stays below a long one with a single mention of the spelling that was typed.
constexpr double kSynonymWeight = 0.4;
constexpr double kSpellingWeight = 0.12;

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

QueryVariants::Broadened QueryVariants::of_word(const SynonymWord& word, QueryPart typed) const {
  std::vector<Alternative> alternatives;
  for (const Synonyms::Phrase& synonym : thesaurus_->words.longest({&word, 1}).alternatives)
    alternatives.push_back({synonym, kSynonymWeight});
  for (const Synonyms::Phrase& name : thesaurus_->names.longest({&word, 1}).alternatives)
    alternatives.push_back({name, kSpellingWeight});
  // A word that the archive has, and not as a name, is no name: company is not Compani.
  const NameVariants& names = index_.generation()->name_variants();
  if (names.is_name(word.folded) || !index_.occurs(word.folded)) {
    for (std::string& spelling : names.of(word.folded))
      alternatives.push_back({{SynonymWord{.folded = std::move(spelling)}}, kSpellingWeight});
  }
  return broadened(alternatives, std::move(typed));
}

QueryVariants::Broadened QueryVariants::of_phrase(std::span<const Synonyms::Phrase> alternatives,
                                                  QueryPart typed) const {
  std::vector<Alternative> weighed;
  for (const Synonyms::Phrase& phrase : alternatives) weighed.push_back({phrase, kSynonymWeight});
  return broadened(weighed, std::move(typed));
}

QueryVariants::Broadened QueryVariants::broadened(const std::vector<Alternative>& alternatives,
                                                  QueryPart typed) const {
  Broadened result;
  std::vector<IndexQuery> queries{std::move(*typed.query)};
  std::vector<PositionNode> positions{std::move(*typed.position)};
  for (const auto& [phrase, weight] : alternatives) {
    QueryPart part = alternative(phrase);
    if (!part.query) continue;
    queries.push_back(scaled(index_.no_heavier(std::move(*part.query), queries.front()), weight));
    positions.push_back(std::move(*part.position));
    result.also_searched.push_back(as_written(phrase));
  }
  if (queries.size() == 1) return {{std::move(queries.front()), std::move(positions.front())}, {}};
  result.part = {join_queries(IndexQuery::Kind::best_of, std::move(queries)),
                 join_positions(PositionNode::Kind::any_of, std::move(positions))};
  return result;
}

// Its words side by side, in the forms of the file; nothing where the archive lacks one of them.
QueryPart QueryVariants::alternative(const Synonyms::Phrase& phrase) const {
  std::vector<IndexQuery> queries;
  std::vector<PositionNode> positions;
  for (const SynonymWord& word : phrase) {
    const QueryWord own{.surface = word.folded, .folded = word.folded};
    const bool acronym =
        word.capitals && index_.is_common_word(own) && index_.occurs_in_capitals(own);
    if (!index_.occurs(word.folded)) return {};
    if (word.capitals && !acronym && index_.is_common_word(own)) return {};  // "is" is not IS
    QueryPart part = acronym ? index_.as_acronym(own) : index_.in_this_form(own);
    queries.push_back(*part.query);
    positions.push_back(std::move(*part.position));
  }
  if (queries.size() == 1) return {queries.front(), positions.front()};
  const PositionNode position = join_positions(PositionNode::Kind::sequence, std::move(positions));
  return {confirmed(join_queries(IndexQuery::Kind::all_of, std::move(queries)), position),
          position};
}

}  // namespace dateline
