#include "search/query_words.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "search/fields.h"
#include "search/stop_words.h"
#include "search/tokenizer.h"

namespace dateline {
namespace {

void add_once(std::vector<std::string>& texts, std::string_view text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.emplace_back(text);
}

// None twice.
std::vector<std::string> in_order(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

std::vector<std::string> texts_of(const std::vector<LexiconEntry>& forms,
                                  std::string_view LexiconEntry::*text) {
  std::vector<std::string> texts;
  for (const LexiconEntry& form : forms) texts.emplace_back(form.*text);
  return in_order(std::move(texts));
}

std::vector<std::string> compounds_of(const std::vector<LexiconEntry>& forms) {
  std::vector<std::string> compounds;
  for (const LexiconEntry& form : forms) {
    if (form.compound) compounds.emplace_back(form.surface);
  }
  return in_order(std::move(compounds));
}

std::vector<std::string> parts_of(std::string_view compound) {
  std::vector<std::string> parts;
  while (!compound.empty()) {
    const std::size_t hyphen = std::min(compound.find('-'), compound.size());
    parts.emplace_back(compound.substr(0, hyphen));
    compound.remove_prefix(std::min(hyphen + 1, compound.size()));
  }
  return parts;
}

// The words of a compound's parts, one after another.
PositionNode parts_position(std::string_view compound) {
  PositionNode node{.kind = PositionNode::Kind::sequence};
  for (std::string& part : parts_of(compound))
    node.children.push_back({.pattern = {FormPattern::Kind::folded, {std::move(part)}}});
  return node;
}

// Where the words of `pattern` stand: single words, and the compounds of its forms, which stand as
// several.
PositionNode with_compounds(FormPattern pattern, const std::vector<LexiconEntry>& forms) {
  PositionNode words{.pattern = std::move(pattern)};
  const std::vector<std::string> compounds = compounds_of(forms);
  if (compounds.empty()) return words;
  std::vector<PositionNode> choices{std::move(words)};
  for (const std::string& compound : compounds) choices.push_back(parts_position(compound));
  return join_positions(PositionNode::Kind::any_of, std::move(choices));
}

}  // namespace

std::vector<QueryWord> query_words(std::string_view text) {
  std::vector<QueryWord> words;
  Tokenizer tokenizer(text);
  while (const Token* token = tokenizer.next()) {
    QueryWord word{.surface = std::string(token->surface),
                   .folded = std::string(token->folded),
                   .acronym = token->acronym};
    if (token->acronym) word.surface = word.folded;
    if (token->parts > 1) word.parts.emplace_back(token->compound);
    words.push_back(std::move(word));
  }
  return words;
}

QueryWords::QueryWords(std::shared_ptr<const Generation> generation)
    : generation_(std::move(generation)), postings_(generation_->open_postings()) {
  for (const auto& [code, articles] : generation_->manifest().languages) {
    const LanguageId language = language_id(code);
    if (std::find(languages_.begin(), languages_.end(), language) == languages_.end())
      languages_.push_back(language);
  }
}

template <typename Predicate>
bool QueryWords::has_form(std::string_view folded, const Predicate& is_wanted) const {
  for (const auto& segment : generation_->segments()) {
    for (const FormId form : segment->lexicon().with_folded(folded)) {
      if (is_wanted(segment->lexicon().entry(form))) return true;
    }
  }
  return false;
}

bool QueryWords::means_acronym(const QueryWord& word) const {
  return is_common_word(word) &&
         has_form(word.folded, [](const LexiconEntry& entry) { return entry.acronym; });
}

bool QueryWords::is_common_word(const QueryWord& word) const {
  return has_form(word.folded, [](const LexiconEntry& entry) {
    return !entry.acronym && entry.occurrences > entry.capitalised;
  });
}

bool QueryWords::is_stop_word(const QueryWord& word) const {
  return std::any_of(languages_.begin(), languages_.end(), [&](LanguageId language) {
    return dateline::is_stop_word(word.folded, language);
  });
}

bool QueryWords::occurs(std::string_view folded) const {
  return std::any_of(
      generation_->segments().begin(), generation_->segments().end(),
      [&](const auto& segment) { return !segment->lexicon().with_folded(folded).empty(); });
}

bool QueryWords::has_word(std::string_view folded) const {
  return has_form(folded, [](const LexiconEntry& entry) { return !entry.compound; });
}

bool QueryWords::has_term(const std::string& term) const { return postings_.term_exists(term); }

std::vector<std::vector<std::string>> QueryWords::splits_of(std::string_view folded) const {
  std::vector<std::vector<std::string>> splits;
  for (const std::string& compound : compounds_of(forms_of({std::string(folded)})))
    splits.push_back(parts_of(compound));
  return splits;
}

IndexQuery QueryWords::no_heavier(IndexQuery query, const IndexQuery& typed) const {
  constexpr double kNone = 1e-9;  // against division by zero
  const double ratio = rarity(query) / std::max(rarity(typed), kNone);
  return scaled(std::move(query), 1 / std::max(ratio, 1.0));
}

// What BM25 multiplies the scores of the query's terms with, of those that an article needs.
double QueryWords::rarity(const IndexQuery& query) const {
  double rarity = 0;
  if (!query.terms.empty()) {
    double having = 0;
    for (const std::string& term : query.terms) having += postings_.get_termfreq(term);
    const double lacking = std::max(postings_.get_doccount() - having, 0.0);
    const double odds = (lacking + 0.5) / (having + 0.5);
    rarity = std::log(odds < 2 ? odds / 2 + 1 : odds);
  }
  const bool one_of =
      query.kind == IndexQuery::Kind::best_of || query.kind == IndexQuery::Kind::any_of;
  for (const IndexQuery& child : query.children)
    rarity = one_of ? std::max(rarity, this->rarity(child)) : rarity + this->rarity(child);
  return query.weight * rarity;
}

QueryPart QueryWords::as_acronym(const QueryWord& word) const {
  return {any_term({std::string(kAcronymPrefix) + word.folded}),
          PositionNode{.pattern = {FormPattern::Kind::acronyms, {word.folded}}}};
}

QueryPart QueryWords::in_any_form(const QueryWord& word) const {
  std::vector<std::string> stems = stems_of(word);
  IndexQuery query = any_term(stems);
  if (tells_accents(word)) {
    const PositionNode accented{.pattern = {FormPattern::Kind::surfaces, {word.surface}}};
    query = join_queries(IndexQuery::Kind::rank_with, {query, confirmed(query, accented)});
  }
  return {std::move(query), stems_position(std::move(stems))};
}

// Whether the word was typed with accents which the archive often writes and often does not: then
// articles with them come first. A few words without, as in headlines in capitals, tell nothing.
bool QueryWords::tells_accents(const QueryWord& word) const {
  if (word.surface == word.folded) return false;
  std::uint64_t same = 0;
  std::uint64_t other = 0;
  for (const auto& segment : generation_->segments()) {
    for (const FormId form : segment->lexicon().with_folded(word.folded)) {
      const LexiconEntry entry = segment->lexicon().entry(form);
      (entry.surface == word.surface ? same : other) += entry.occurrences;
    }
  }
  return same > 0 && other * 10 > same;
}

// In each language of the archive: the stems of the word as the index has it, or, where it has not,
// as the stemmer makes it. So an unaccented word finds the stem of the accented one, and ISIS no
// stem of another word.
std::vector<std::string> QueryWords::stems_of(const QueryWord& word) const {
  std::vector<std::string> stems;
  std::vector<LanguageId> known;
  for (const auto& segment : generation_->segments()) {
    for (const FormId form : segment->lexicon().with_folded(word.folded)) {
      const LexiconEntry entry = segment->lexicon().entry(form);
      add_once(stems, entry.stem);
      known.push_back(entry.language);
    }
  }
  for (const LanguageId language : languages_) {
    if (std::find(known.begin(), known.end(), language) != known.end()) continue;
    add_once(stems, stemmer_.stem(word.surface, language));
  }
  return stems;
}

PositionNode QueryWords::stems_position(std::vector<std::string> stems) const {
  std::vector<LexiconEntry> forms;
  for (const auto& segment : generation_->segments()) {
    for (const FormId form : segment->lexicon().with_stem(stems))
      forms.push_back(segment->lexicon().entry(form));
  }
  return with_compounds({FormPattern::Kind::stems, std::move(stems)}, forms);
}

std::vector<LexiconEntry> QueryWords::forms_of(const std::vector<std::string>& folded) const {
  std::vector<LexiconEntry> forms;
  for (const auto& segment : generation_->segments()) {
    for (const FormId form : segment->lexicon().with_folded(folded))
      forms.push_back(segment->lexicon().entry(form));
  }
  return forms;
}

// Of these stems, those that have other forms than the ones in `folded`, which is in order.
std::vector<std::string> QueryWords::stems_of_others(const std::vector<std::string>& stems,
                                                     const std::vector<std::string>& folded) const {
  std::vector<std::string> found;
  for (const auto& segment : generation_->segments()) {
    const Lexicon& lexicon = segment->lexicon();
    for (const FormId form : lexicon.with_stem(stems)) {
      if (!std::binary_search(folded.begin(), folded.end(), lexicon.folded(form)))
        found.emplace_back(lexicon.entry(form).stem);
    }
  }
  return in_order(std::move(found));
}

// The postings know stems only: where a stem has other forms too, the token stream decides. It is
// asked for the forms of such stems alone: few, of the many that a wildcard stands for.
QueryPart QueryWords::in_forms(std::vector<std::string> folded) const {
  folded = in_order(std::move(folded));
  std::vector<LexiconEntry> forms = forms_of(folded);
  PositionNode position = with_compounds({FormPattern::Kind::folded, folded}, forms);
  const std::vector<std::string> stems = texts_of(forms, &LexiconEntry::stem);
  const std::vector<std::string> undecided = stems_of_others(stems, folded);
  if (undecided.empty()) return {any_term(stems), std::move(position)};

  std::erase_if(forms, [&](const LexiconEntry& form) {
    return !std::binary_search(undecided.begin(), undecided.end(), form.stem);
  });
  IndexQuery rest = confirmed(
      any_term(undecided),
      with_compounds({FormPattern::Kind::folded, texts_of(forms, &LexiconEntry::folded)}, forms));
  std::vector<std::string> decided;
  std::set_difference(stems.begin(), stems.end(), undecided.begin(), undecided.end(),
                      std::back_inserter(decided));
  if (decided.empty()) return {std::move(rest), std::move(position)};
  return {join_queries(IndexQuery::Kind::any_of, {any_term(std::move(decided)), std::move(rest)}),
          std::move(position)};
}

QueryPart QueryWords::candidates(const QueryWord& word) const {
  const std::vector<LexiconEntry> forms = forms_of({word.folded});
  return {any_term(texts_of(forms, &LexiconEntry::stem)),
          with_compounds({FormPattern::Kind::folded, {word.folded}}, forms)};
}

}  // namespace dateline
