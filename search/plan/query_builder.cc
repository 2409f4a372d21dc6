#include "search/plan/query_builder.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "search/base/utf8.h"
#include "search/plan/closed_compounds.h"
#include "search/plan/filter_values.h"
#include "search/plan/query_compound.h"
#include "search/plan/query_cost.h"
#include "search/plan/query_names.h"
#include "search/plan/query_patterns.h"
#include "search/query/query_notes.h"
#include "search/store/article/fields.h"
#include "search/store/text/fold.h"
#include "search/store/text/stop_words.h"

namespace dateline {
namespace {

using Kind = QueryNode::Kind;

// What it costs to compare a spelling with a pattern, and a filter's value with words, in postings.
constexpr std::uint64_t kSpellingComparison = 3;
constexpr std::uint64_t kValueComparison = 15;

// In a headline in capitals, none is an acronym for being in capitals.
std::vector<QueryWord> words_of(const QueryNode& node) {
  std::vector<QueryWord> words = query_words(node.text);
  for (QueryWord& word : words) word.acronym = word.acronym && !node.headline;
  return words;
}

// Italia is meant by l'Italia.
std::vector<QueryWord> without_elided(std::vector<QueryWord> words) {
  const bool all =
      std::all_of(words.begin(), words.end(), [](const QueryWord& word) { return word.elided; });
  if (!all) std::erase_if(words, [](const QueryWord& word) { return word.elided; });
  return words;
}

// Of one word, the form that was typed comes before all others, and of a few it counts a little. In
// a text of many, its words tell of a subject, whatever their forms.
constexpr std::size_t kFewWords = 4;
constexpr double kOwnFormShare = 0.1;
constexpr double kLongNameShare = 0.5;  // of a name in a longer query

// A longer query tells its subject by other words than compounds of these.
constexpr std::size_t kMostWordsInCompounds = 8;

std::size_t count_words(const QueryNode& node) {
  if (node.kind == Kind::word || node.kind == Kind::phrase) return 1;
  std::size_t count = 0;
  for (const QueryNode& child : node.children) count += count_words(child);
  return count;
}

bool has_marks(const QueryNode& node) {
  const auto words = query_words(node.text);
  return std::any_of(words.begin(), words.end(),
                     [](const QueryWord& word) { return word.surface != word.folded; }) ||
         std::any_of(node.children.begin(), node.children.end(), has_marks);
}

// A word without operators of its own, which variants, synonyms and stop words are for.
bool is_plain_word(const QueryNode& node) {
  return node.kind == Kind::word && !node.exact && !node.wildcard && !node.capitals &&
         node.fuzzy == 0;
}

bool is_composed(const QueryNode& node) {
  return node.kind == Kind::all_of || node.kind == Kind::any_of || node.kind == Kind::without ||
         node.kind == Kind::rank_with;
}

PositionNode::Kind scope_of(Kind kind) {
  if (kind == Kind::near) return PositionNode::Kind::near;
  return kind == Kind::same_sentence ? PositionNode::Kind::same_sentence
                                     : PositionNode::Kind::same_paragraph;
}

std::vector<const QueryNode*> pointers(const std::vector<QueryNode>& nodes) {
  std::vector<const QueryNode*> result;
  for (const QueryNode& node : nodes) result.push_back(&node);
  return result;
}

QueryPart weighted(QueryPart part, double weight) {
  if (part.query) part.query = scaled(std::move(*part.query), weight);
  return part;
}

std::vector<Preference> in_the_zone(std::vector<Preference> preferences, QueryNode::Zone zone) {
  for (Preference& one : preferences) {
    one.position = std::make_shared<const PositionNode>(
        PositionNode{.kind = PositionNode::Kind::zone, .children = {*one.position}, .zone = zone});
  }
  return preferences;
}

// The postings of parts, as an operator joins them; what has nothing to search is left out.
QueryPart joined(IndexQuery::Kind kind, const std::vector<QueryPart>& parts) {
  std::vector<IndexQuery> queries;
  for (const QueryPart& part : parts) {
    if (part.query) queries.push_back(*part.query);
  }
  if (queries.empty()) return {};
  return {join_queries(kind, std::move(queries)), std::nullopt};
}

}  // namespace

QueryBuilder::QueryBuilder(std::shared_ptr<const Generation> generation,
                           std::shared_ptr<const Thesaurus> thesaurus, const QueryLimits& limits)
    : limits_(limits), index_(std::move(generation)), variants_(index_, std::move(thesaurus)) {}

BuiltQuery QueryBuilder::build(const QueryNode& root, StopWords in_any_of, const Besides& wanted) {
  result_ = {};
  in_any_of_ = in_any_of;
  wanted_ = wanted;
  marking_ = true;
  const std::size_t words = count_words(root);
  words_ = words;
  own_form_share_ = words == 1 ? 1 : words <= kFewWords ? kOwnFormShare : 0;
  name_share_ = words <= kFewWords ? 1 : kLongNameShare;
  index_.begin(has_marks(root) ? QueryWords::TypedMarks::some : QueryWords::TypedMarks::none);
  result_.query = part_of(root).query;
  return std::move(result_);
}

QueryPart QueryBuilder::part_of(const QueryNode& node) {
  switch (node.kind) {
    case Kind::everything:
      return {IndexQuery{.kind = IndexQuery::Kind::everything}, std::nullopt};
    case Kind::word:
      return word_part(node);
    case Kind::phrase:
      return phrase_part(node);
    case Kind::all_of:
      return all_of_part(node);
    case Kind::any_of:
      return any_of_part(node);
    case Kind::without:
      return without_part(node);
    case Kind::rank_with:
      return rank_with_part(node);
    case Kind::near:
    case Kind::same_sentence:
    case Kind::same_paragraph:
      return together_part(node);
    case Kind::at_least:
      return at_least_part(node);
    case Kind::zone:
      return zone_part(node);
    case Kind::filter:
      return filter_part(node);
    case Kind::dates:
      return dates_part(node);
  }
  return {};
}

void QueryBuilder::mark(const PositionNode& position) {
  if (marking_) result_.marks.push_back(position);
}

// Marks the whole where its parts were marked since there were `marks`.
void QueryBuilder::mark_instead(std::size_t marks, const PositionNode& position) {
  result_.marks.resize(marks);
  mark(position);
}

QueryPart QueryBuilder::word_part(const QueryNode& node) {
  if (node.wildcard || node.fuzzy > 0) return pattern_part(node);
  std::vector<QueryWord> words = words_of(node);
  if (words.empty()) return {};
  if (!node.exact) words = without_elided(std::move(words));
  QueryPart part = words.size() > 1 ? compound(node, words) : single_word_part(node, words[0]);
  if (part.position) mark(*part.position);
  return weighted(std::move(part), node.weight);
}

QueryPart QueryBuilder::single_word_part(const QueryNode& node, const QueryWord& word) {
  if (node.capitals || means_acronym(word)) {
    QueryPart part = index_.as_acronym(word);
    return node.capitals ? part : or_otherwise(word, std::move(part));
  }
  if (node.exact) return index_.in_this_form(word);
  QueryPart part = typed_part(node, word);
  std::vector<Preference> preferred = index_.as_typed(word, *part.query, own_form_share_);
  part = or_apart(index_, word, or_otherwise(word, std::move(part)));
  part = or_in_compounds(word, std::move(part));
  std::move(preferred.begin(), preferred.end(), std::back_inserter(part.query->preferred));
  return part;
}

// In any form; but a name that is typed as one is no ordinary word.
QueryPart QueryBuilder::typed_part(const QueryNode& node, const QueryWord& word) const {
  const bool typed_as_name = !node.headline && is_upper(decode_at(node.text, 0).value);
  // Of a known name, its other words tell which word is meant.
  const bool is_name = typed_as_name && !in_known_name_ && index_.is_name(word.folded);
  return is_name && index_.shares_stem_with_words(word) && index_.tells_names(word)
             ? index_.as_name(word)
             : index_.in_any_form(word);
}

bool QueryBuilder::means_acronym(const QueryWord& word) const {
  return word.acronym && index_.means_acronym(word);
}

// The word as it was typed, or what else it may be called.
QueryPart QueryBuilder::or_otherwise(const QueryWord& word, QueryPart typed) {
  return noted(variants_.of_word({.folded = word.folded, .capitals = word.acronym},
                                 std::move(typed), wanted_));
}

// The word, or a compound that it is a part of. What must not match is excluded as it was typed.
QueryPart QueryBuilder::or_in_compounds(const QueryWord& word, QueryPart typed) {
  if (!marking_ || words_ > kMostWordsInCompounds) return typed;
  return noted(variants_.of_compounds(compounds_with(word, index_), std::move(typed), wanted_));
}

QueryPart QueryBuilder::compound(const QueryNode& node, const std::vector<QueryWord>& words) {
  const bool is_run =
      std::all_of(words.begin(), words.end(), [](const QueryWord& word) { return word.single; });
  // Where any word may be missing, the parts of a compound may stand apart too.
  const CompoundMatch match = node.exact                      ? CompoundMatch::exact
                              : in_any_of_ == StopWords::drop ? CompoundMatch::loose
                                                              : CompoundMatch::close;
  const auto any_form = [this](const QueryWord& word) {
    return or_otherwise(word, index_.in_any_form(word));
  };
  QueryPart part =
      is_run ? run_part(index_, words, match) : compound_part(index_, words, match, any_form);
  const std::vector<SynonymWord> key = synonym_words(node.text);
  const Synonyms::Match synonyms = variants_.synonyms().longest(key);
  if (node.exact || synonyms.words < key.size()) return part;
  return noted(variants_.of_phrase(synonyms.alternatives, std::move(part), wanted_));
}

QueryPart QueryBuilder::noted(QueryVariants::Broadened broadened) {
  std::vector<QueryVariants::Addition>& noted = result_.additions;
  for (QueryVariants::Addition& one : broadened.additions) {
    const bool known = std::any_of(noted.begin(), noted.end(),
                                   [&](const auto& other) { return other.text == one.text; });
    if (marking_ && !known) noted.push_back(std::move(one));
  }
  return std::move(broadened.part);
}

// Counts what building has cost so far, in postings read.
void QueryBuilder::charge(std::uint64_t postings) {
  result_.cost += postings;
  require_affordable(result_.cost, limits_.cost);
}

QueryPart QueryBuilder::pattern_part(const QueryNode& node) {
  const PatternSpellings spellings = spellings_of(node, *index_.generation(), limits_.spellings);
  charge(kSpellingComparison * spellings.compared);
  if (spellings.left_out > 0) {
    result_.notes.push_back(node.text + " stands for more than " +
                            std::to_string(limits_.spellings) +
                            " words of the archive: the most frequent were searched");
  }
  QueryPart part = nearest_first(spellings);
  if (!part.query) return unmatched_pattern_part(node);
  mark(*part.position);
  return weighted(std::move(part), node.weight);
}

// Each letter that differs halves the weight, however rare the spelling.
QueryPart QueryBuilder::nearest_first(const PatternSpellings& spellings) const {
  std::vector<IndexQuery> queries;
  std::vector<PositionNode> positions;
  double weight = 1;
  for (const std::vector<std::string>& folded : spellings.folded) {
    if (!folded.empty()) {
      QueryPart part = index_.in_forms(folded);
      const bool is_nearest = queries.empty();
      queries.push_back(
          is_nearest ? std::move(*part.query)
                     : scaled(index_.no_heavier(std::move(*part.query), queries[0]), weight));
      positions.push_back(std::move(*part.position));
    }
    if (!queries.empty()) weight /= 2;
  }
  if (queries.empty()) return {};
  return {join_queries(IndexQuery::Kind::best_of, std::move(queries)),
          join_positions(PositionNode::Kind::any_of, std::move(positions))};
}

// A pattern that no word of the archive fits is punctuation of a pasted text: (the ?slip? effect).
QueryPart QueryBuilder::unmatched_pattern_part(const QueryNode& node) {
  QueryNode word{.kind = QueryNode::Kind::word, .text = node.text, .weight = node.weight};
  if (node.wildcard) std::erase_if(word.text, [](char c) { return c == '*' || c == '?'; });
  const QueryPart part = word_part(word);
  return part.query ? part : QueryPart{IndexQuery{}, PositionNode{}};
}

QueryPart QueryBuilder::phrase_part(const QueryNode& node) {
  const std::vector<QueryWord> words = words_of(node);
  if (words.empty()) return {};
  QueryPart part =
      words.size() == 1 ? index_.in_this_form(words[0]) : words_in_order(words, node.slop);
  mark(*part.position);
  return weighted(std::move(part), node.weight);
}

QueryPart QueryBuilder::words_in_order(const std::vector<QueryWord>& words,
                                       std::size_t slop) const {
  const auto candidates = [&](const QueryWord& word) { return *index_.candidates(word).query; };
  std::vector<IndexQuery> queries;
  if (slop == 0) {
    queries = postings_in_order(words, candidates);
  } else {  // characters may stand apart, too
    for (const QueryWord& word : words) queries.push_back(candidates(word));
  }
  std::vector<PositionNode> positions;
  for (const QueryWord& word : words) positions.push_back(*index_.candidates(word).position);
  PositionNode position = join_positions(PositionNode::Kind::sequence, std::move(positions));
  position.slop = slop;
  return {confirmed(join_queries(IndexQuery::Kind::all_of, std::move(queries)), position),
          position};
}

QueryPart QueryBuilder::together_part(const QueryNode& node) {
  std::vector<IndexQuery> queries;
  std::vector<PositionNode> positions;
  const std::size_t marks = result_.marks.size();
  for (const QueryNode& child : node.children) {
    QueryPart part = part_of(child);
    if (!part.query || !part.position) continue;
    queries.push_back(*part.query);
    positions.push_back(std::move(*part.position));
  }
  if (queries.empty()) return {};
  PositionNode position = join_positions(scope_of(node.kind), std::move(positions));
  position.distance = node.distance;
  position.ordered = node.ordered;
  mark_instead(marks, position);
  return {confirmed(join_queries(IndexQuery::Kind::all_of, std::move(queries)), position),
          position};
}

// A zone of several parts is each part in the zone; what is counted is counted there.
QueryPart QueryBuilder::zone_part(const QueryNode& node) {
  const QueryNode& child = node.children.front();
  if (is_composed(child) || child.kind == Kind::at_least) {
    QueryNode spread = child;
    for (QueryNode& part : spread.children)
      part = QueryNode{.kind = Kind::zone, .children = {part}, .zone = node.zone};
    return part_of(spread);
  }
  const std::size_t marks = result_.marks.size();
  QueryPart part = part_of(child);
  if (!part.query || !part.position) return part;
  PositionNode position{
      .kind = PositionNode::Kind::zone, .children = {std::move(*part.position)}, .zone = node.zone};
  mark_instead(marks, position);
  IndexQuery in_zone = confirmed(*part.query, position);
  in_zone.preferred = in_the_zone(preferences_of(*part.query), node.zone);
  return {std::move(in_zone), position};
}

QueryPart QueryBuilder::at_least_part(const QueryNode& node) {
  const std::size_t marks = result_.marks.size();
  QueryPart part = part_of(node.children.front());
  if (!part.query || !part.position) return part;
  PositionNode position{.kind = PositionNode::Kind::at_least,
                        .children = {std::move(*part.position)},
                        .count = node.count};
  mark_instead(marks, position);
  return {confirmed(*part.query, position), position};
}

QueryPart QueryBuilder::any_of_part(const QueryNode& node) {
  const std::vector<QueryPart> parts =
      parts_of(in_any_of_ == StopWords::drop ? without_stop_words(node) : pointers(node.children));
  QueryPart result = joined(IndexQuery::Kind::any_of, parts);
  if (in_any_of_ == StopWords::drop) prefer_names(node, result);
  std::vector<PositionNode> positions;
  for (const QueryPart& part : parts) {
    if (part.query && !part.position) return result;
    if (part.query) positions.push_back(*part.position);
  }
  if (result.query)
    result.position = join_positions(PositionNode::Kind::any_of, std::move(positions));
  add_seams(node, result);
  return result;
}

std::vector<QueryPart> QueryBuilder::parts_of(const std::vector<const QueryNode*>& nodes) {
  std::vector<QueryPart> parts;
  for (const QueryNode* node : nodes) parts.push_back(part_of(*node));
  return parts;
}

// "the" in `the war` is left out; in `the who`, where there is nothing else, it counts.
bool QueryBuilder::is_plain_stop_word(const QueryNode& node) const {
  if (!is_plain_word(node)) return false;
  const std::vector<QueryWord> words = words_of(node);
  if (!words.empty() && words[0].single) return is_particle(fold(node.text));
  return words.size() == 1 && !means_acronym(words[0]) && index_.is_stop_word(words[0]);
}

// The children, without plain stop words unless there is nothing else.
std::vector<const QueryNode*> QueryBuilder::without_stop_words(const QueryNode& node) const {
  std::vector<const QueryNode*> telling;
  for (const QueryNode& child : node.children) {
    if (!is_plain_stop_word(child)) telling.push_back(&child);
  }
  return telling.empty() ? pointers(node.children) : telling;
}

QueryPart QueryBuilder::all_of_part(const QueryNode& node) {
  const std::vector<const QueryNode*> children = without_stop_words(node);
  std::vector<QueryPart> parts;
  for (std::size_t i = 0; i < children.size();) {
    std::size_t run = synonym_run(children, i, parts);
    if (run == 0) run = joined_pair(children, i, parts);
    if (run == 0) parts.push_back(part_of(*children[i]));
    i += std::max<std::size_t>(run, 1);
  }
  QueryPart result = joined(IndexQuery::Kind::all_of, parts);
  add_seams(node, result);
  prefer_names(node, result);
  return result;
}

// Names of several words are one.
void QueryBuilder::prefer_names(const QueryNode& node, QueryPart& part) const {
  if (!part.query) return;
  std::vector<Preference> names = names_among(node.children, index_, name_share_);
  std::move(names.begin(), names.end(), std::back_inserter(part.query->preferred));
}

// Where a run was cut into words, articles that have them side by side, as they were typed, come
// first.
void QueryBuilder::add_seams(const QueryNode& node, QueryPart& part) const {
  std::vector<IndexQuery> seams;
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const QueryNode& before = node.children[i - 1];
    const QueryNode& behind = node.children[i];
    if (before.end != behind.begin || !is_plain_word(before) || !is_plain_word(behind)) continue;
    const std::vector<QueryWord> left = query_words(before.text);
    const std::vector<QueryWord> right = query_words(behind.text);
    if (left.empty() || right.empty() || !left.back().single || !right.front().single) continue;
    seams.push_back(any_term({pair_term(left.back().folded, right.front().folded)}));
  }
  part = with_seams(std::move(part), std::move(seams));
}

// Words side by side that a synonym group has as one: islamic state. Adds their part, and says how
// many they are.
std::size_t QueryBuilder::synonym_run(const std::vector<const QueryNode*>& nodes, std::size_t at,
                                      std::vector<QueryPart>& parts) {
  std::vector<SynonymWord> words;
  std::vector<std::size_t> ends;  // how many of `words` the nodes up to each have
  const std::size_t most = variants_.synonyms().most_words();
  for (std::size_t i = at; i < nodes.size() && words.size() < most; ++i) {
    if (!is_plain_word(*nodes[i])) break;
    const std::vector<SynonymWord> own = synonym_words(nodes[i]->text);
    words.insert(words.end(), own.begin(), own.end());
    ends.push_back(words.size());
  }
  const Synonyms::Match match = variants_.synonyms().longest(words);
  const auto end = std::find(ends.begin(), ends.end(), match.words);
  if (match.words < 2 || end == ends.end()) return 0;
  const auto run = static_cast<std::size_t>(end - ends.begin()) + 1;
  std::vector<IndexQuery> queries;
  std::vector<PositionNode> positions;
  const bool outside = std::exchange(in_known_name_, true);
  for (std::size_t i = at; i < at + run; ++i) {
    QueryPart part = part_of(*nodes[i]);
    if (!part.query || !part.position) break;
    queries.push_back(*part.query);
    positions.push_back(std::move(*part.position));
  }
  in_known_name_ = outside;
  if (queries.size() < run) return 0;
  QueryPart all{join_queries(IndexQuery::Kind::all_of, std::move(queries)),
                join_positions(PositionNode::Kind::any_of, std::move(positions))};
  std::vector<QueryWord> name;
  for (const SynonymWord& word : std::span(words).first(match.words))
    name.push_back({.surface = word.folded, .folded = word.folded});
  all.query->preferred.push_back(side_by_side(name, index_, name_share_));
  parts.push_back(noted(variants_.of_phrase(match.alternatives, std::move(all), wanted_)));
  mark(*parts.back().position);
  return run;
}

// Two words side by side that the archive also writes as one: counter terrorism. Adds their part,
// and says how many they are.
std::size_t QueryBuilder::joined_pair(const std::vector<const QueryNode*>& nodes, std::size_t at,
                                      std::vector<QueryPart>& parts) {
  if (at + 1 >= nodes.size() || !is_plain_word(*nodes[at]) || !is_plain_word(*nodes[at + 1]))
    return 0;
  const std::vector<QueryWord> first = words_of(*nodes[at]);
  const std::vector<QueryWord> second = words_of(*nodes[at + 1]);
  if (first.size() != 1 || second.size() != 1) return 0;
  if (!index_.has_word(first[0].folded + second[0].folded)) return 0;
  const std::size_t marks = result_.marks.size();
  QueryPart left = part_of(*nodes[at]);
  QueryPart right = part_of(*nodes[at + 1]);
  QueryPart both{join_queries(IndexQuery::Kind::all_of, {*left.query, *right.query}),
                 join_positions(PositionNode::Kind::any_of, {*left.position, *right.position})};
  parts.push_back(or_joined(index_, first[0], second[0], std::move(both)));
  mark_instead(marks, *parts.back().position);
  return 2;
}

QueryPart QueryBuilder::without_part(const QueryNode& node) {
  const QueryPart wanted = part_of(node.children[0]);
  const bool marking = std::exchange(marking_, false);
  const QueryPart unwanted = part_of(node.children[1]);
  marking_ = marking;
  if (!unwanted.query) return wanted;
  const IndexQuery everything{.kind = IndexQuery::Kind::everything};
  return {
      join_queries(IndexQuery::Kind::without, {wanted.query.value_or(everything), *unwanted.query}),
      std::nullopt};
}

QueryPart QueryBuilder::rank_with_part(const QueryNode& node) {
  const QueryPart needed = part_of(node.children[0]);
  const QueryPart welcome = part_of(node.children[1]);
  if (!needed.query) return welcome;
  if (!welcome.query) return needed;
  return {join_queries(IndexQuery::Kind::rank_with, {*needed.query, *welcome.query}), std::nullopt};
}

// An address or a host. Half an address finds nothing, which a reader must be told.
QueryPart QueryBuilder::url_part(const QueryNode& node) {
  std::string term = url_term(node.text);
  if (!index_.has_term(term)) {
    result_.notes.push_back("no article is from " + shortened(node.text) +
                            " (url: takes a whole address or a host)");
  }
  return {scaled(any_term({std::move(term)}), 0), std::nullopt};
}

// A value as a whole; where no article has it, the values that have its words.
QueryPart QueryBuilder::filter_part(const QueryNode& node) {
  if (node.field == "id") return {scaled(any_term({id_term(node.text)}), 0), std::nullopt};
  if (node.field == "url") return url_part(node);
  const std::size_t field = filter_field(node.field);
  if (field == kFilterFields.size()) return {};
  const Generation& generation = *index_.generation();
  if (has_value(generation, field, node.text))
    return {scaled(any_term({filter_term(kFilterFields[field], node.text)}), 0), std::nullopt};
  ValueTerms values = terms_with_words(generation, field, node.text, limits_.spellings);
  charge(kValueComparison * values.compared);
  if (!values.terms.empty()) {
    result_.notes.push_back("no article has the " + node.field + " \u201C" + node.text +
                            "\u201D as a whole: those that have its words were searched");
  }
  return {scaled(any_term(std::move(values.terms)), 0), std::nullopt};
}

QueryPart QueryBuilder::dates_part(const QueryNode& node) const {
  return {published_within(node.from, node.to), std::nullopt};
}

}  // namespace dateline
