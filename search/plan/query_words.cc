#include "search/plan/query_words.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "search/base/utf8.h"
#include "search/store/article/fields.h"
#include "search/store/names/romanized.h"
#include "search/store/text/fold.h"
#include "search/store/text/other_letters.h"
#include "search/store/text/stop_words.h"
#include "search/store/text/tokenizer.h"

namespace dateline {
namespace {

void add_once(std::vector<std::string>& texts, std::string_view text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.emplace_back(text);
}

std::string in_small_letters(std::string_view text) {
  std::string small;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    append_lower(small, c.value);
    at += c.bytes;
  }
  return small;
}

// None twice.
std::vector<std::string> in_order(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

std::vector<std::string> folded_of(const std::vector<LexiconEntry>& forms) {
  std::vector<std::string> folded;
  for (const LexiconEntry& form : forms) folded.emplace_back(form.folded);
  return in_order(std::move(folded));
}

std::vector<std::string> terms_of(const std::vector<LexiconEntry>& forms) {
  std::vector<std::string> terms;
  for (const LexiconEntry& form : forms) terms.push_back(form.term());
  return in_order(std::move(terms));
}

// Which a query may be of alone: then it is the word.
bool is_operator(std::string_view folded) {
  return folded == "and" || folded == "or" || folded == "not";
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

// Of all its parts.
std::vector<std::string> all_terms(const IndexQuery& query) {
  std::vector<std::string> terms = query.terms;
  for (const IndexQuery& child : query.children) {
    const std::vector<std::string> more = all_terms(child);
    terms.insert(terms.end(), more.begin(), more.end());
  }
  return in_order(std::move(terms));
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
                   .acronym = token->acronym,
                   .head = std::string(token->head),
                   .elided = token->elided,
                   .single = token->single,
                   .beside = token->beside};
    if (token->acronym) word.surface = in_small_letters(token->surface);
    if (token->parts > 1) word.parts.emplace_back(token->compound);
    words.push_back(std::move(word));
  }
  return words;
}

QueryWords::QueryWords(std::shared_ptr<const Generation> generation)
    : generation_(std::move(generation)),
      postings_(generation_->open_postings()),
      statistics_(*generation_),
      languages_(generation_->languages()),
      unknown_(*generation_) {}

void QueryWords::begin(TypedMarks marks) {
  typed_marks_ = marks;
  known_forms_.clear();
}

QueryWords::Usage QueryWords::usage_of(std::string_view folded) const {
  Usage usage;
  for (const LexiconEntry& form : forms_of(folded)) {
    if (form.compound || !languages_.is_usual(form.language)) continue;
    if (form.acronym) usage.capitals += form.occurrences;
    usage.capitalised += form.acronym ? 0 : form.capitalised;
    usage.small += form.acronym ? 0 : form.small;
  }
  return usage;
}

bool QueryWords::means_acronym(const QueryWord& word) const {
  constexpr std::uint64_t kOften = 4;  // in small letters for once in capitals
  if (is_operator(word.folded) || !is_common_word(word)) return false;
  const Usage usage = usage_of(word.folded);
  return usage.capitals > 0 && (is_stop_word(word) || usage.capitals * kOften >= usage.small);
}

bool QueryWords::occurs_in_capitals(const QueryWord& word) const {
  return usage_of(word.folded).capitals > 0;
}

bool QueryWords::is_common_word(const QueryWord& word) const {
  const Usage usage = usage_of(word.folded);
  return usage.small > usage.capitalised || is_stop_word(word);
}

bool QueryWords::is_stop_word(const QueryWord& word) const {
  constexpr std::uint64_t kMostly = 10;  // times as often as in other languages
  const auto stops = [&](LanguageId language) {
    return languages_.is_usual(language) &&
           dateline::is_stop_word(keeps_marks(language) ? word.surface : word.folded, language);
  };
  if (stops(languages_.main())) return true;
  std::uint64_t as_stop_word = 0;
  std::uint64_t otherwise = 0;
  for (const LexiconEntry& form : forms_of(word.folded)) {
    if (form.acronym || form.compound) continue;
    (stops(form.language) ? as_stop_word : otherwise) += form.occurrences;
  }
  return as_stop_word > kMostly * otherwise;
}

bool QueryWords::occurs(std::string_view folded) const {
  return std::any_of(generation_->segments().begin(), generation_->segments().end(),
                     [&](const auto& segment) { return segment->lexicon().has_folded(folded); });
}

bool QueryWords::occurs_in_usual_language(std::string_view folded) const {
  const std::vector<LexiconEntry>& forms = forms_of(folded);
  return std::any_of(forms.begin(), forms.end(),
                     [&](const LexiconEntry& form) { return languages_.is_usual(form.language); });
}

bool QueryWords::has_word(std::string_view folded) const {
  const std::vector<LexiconEntry>& forms = forms_of(folded);
  return std::any_of(forms.begin(), forms.end(),
                     [](const LexiconEntry& form) { return !form.compound; });
}

bool QueryWords::has_term(const std::string& term) const { return postings_.term_exists(term); }

std::vector<std::vector<std::string>> QueryWords::splits_of(std::string_view folded) const {
  std::vector<std::vector<std::string>> splits;
  std::vector<LexiconEntry> forms = forms_of(folded);
  std::erase_if(forms,
                [&](const LexiconEntry& form) { return !languages_.is_usual(form.language); });
  for (const std::string& compound : compounds_of(forms)) splits.push_back(parts_of(compound));
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
    for (const std::string& term : languages_.usual(query.terms))
      having += static_cast<double>(statistics_.having(term));
    const auto all = static_cast<double>(generation_->collection().documents);
    const double lacking = std::max(all - having, 0.0);
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
  std::vector<std::string> terms = terms_of(word);
  const std::vector<LexiconEntry> forms = forms_with(terms);
  if (!forms.empty()) terms = dateline::terms_of(forms);  // those that occur
  IndexQuery query = any_term(terms);
  return {std::move(query), with_compounds({FormPattern::Kind::terms, std::move(terms)}, forms)};
}

bool QueryWords::is_name(std::string_view folded) const {
  std::uint64_t capitalised = 0;
  std::uint64_t small = 0;
  for (const LexiconEntry& form : forms_of(folded)) {
    if (form.acronym || form.compound) continue;
    capitalised += form.capitalised;
    small += form.small;
  }
  return capitalised > kNameShare * small;
}

bool QueryWords::may_be_name(std::string_view folded) const {
  return !has_capitals(folded) || is_name(folded);
}

bool QueryWords::may_be_syllable(std::string_view folded) const {
  if (!occurs(folded)) return false;
  const std::vector<LexiconEntry>& forms = forms_of(folded);
  return std::any_of(forms.begin(), forms.end(), [&](const LexiconEntry& form) {
    return !form.acronym && !form.compound && languages_.is_usual(form.language) &&
           (keeps_marks(form.language) || is_name(folded));
  });
}

std::uint64_t QueryWords::occurrences(std::string_view folded) const {
  std::uint64_t occurrences = 0;
  for (const LexiconEntry& form : forms_of(folded)) occurrences += form.occurrences;
  return occurrences;
}

// Of the forms of its stem, those that are names, and its own.
std::vector<std::string> QueryWords::names_of(const QueryWord& word) const {
  const std::vector<std::string> terms = terms_of(word);
  std::vector<std::string> names{word.folded};
  for (const auto& segment : generation_->segments()) {
    for (const FormId form : segment->lexicon().with_term(terms)) {
      const LexiconEntry entry = segment->lexicon().entry(form);
      if (entry.acronym || is_name(entry.folded)) names.emplace_back(entry.folded);
    }
  }
  return in_order(std::move(names));
}

bool QueryWords::shares_stem_with_words(const QueryWord& word) const {
  return !terms_of_others(terms_of(word), names_of(word)).empty();
}

// By the signatures of rare forms, whether they are names or the others.
bool QueryWords::tells_names(const QueryWord& word) const {
  constexpr double kMostRead = 5'000;  // streams: half a millisecond
  const std::vector<std::string> terms = terms_of(word);
  const std::vector<std::string> names = names_of(word);
  double articles = 0;
  for (const std::string& term : terms) articles += static_cast<double>(statistics_.having(term));
  if (articles <= kMostRead) return true;
  return std::all_of(
      generation_->segments().begin(), generation_->segments().end(), [&](const auto& segment) {
        const Lexicon& lexicon = segment->lexicon();
        FormId most_frequent_name = kRareForm;
        FormId most_frequent_other = kRareForm;
        for (const FormId form : lexicon.with_term(terms)) {
          const bool is_name = std::binary_search(names.begin(), names.end(), lexicon.folded(form));
          FormId& first = is_name ? most_frequent_name : most_frequent_other;
          first = std::min(first, form);
        }
        return most_frequent_name == kRareForm || most_frequent_other == kRareForm;
      });
}

QueryPart QueryWords::as_name(const QueryWord& word) const { return in_forms(names_of(word)); }

bool QueryWords::is_usual_form(const QueryWord& word, const std::vector<std::string>& terms) const {
  std::uint64_t all = 0;
  std::uint64_t own = 0;
  for (const auto& segment : generation_->segments()) {
    for (const FormId form : segment->lexicon().with_term(terms)) {
      const LexiconEntry entry = segment->lexicon().entry(form);
      if (!languages_.is_usual(entry.language)) continue;
      all += entry.occurrences;
      if (entry.folded == word.folded) own += entry.occurrences;
    }
  }
  return own * 2 >= all;
}

std::vector<Preference> QueryWords::as_typed(const QueryWord& word, const IndexQuery& any_form,
                                             double share) const {
  std::vector<Preference> preferences;
  const auto prefer = [&](FormPattern pattern) {
    preferences.push_back({.words = {all_terms(any_form)},
                           .position = std::make_shared<const PositionNode>(
                               PositionNode{.pattern = std::move(pattern)}),
                           .share = share});
  };
  if (share == 1 ? occurs(word.folded) : !is_usual_form(word, all_terms(any_form)))
    prefer({FormPattern::Kind::folded, {word.folded}});
  if (tells_accents(word)) prefer({FormPattern::Kind::surfaces, {word.surface}});
  return preferences;
}

// Whether the word was typed with accents which the archive often writes and often does not: then
// articles with them come first. A few words without, as in headlines in capitals, tell nothing.
bool QueryWords::tells_accents(const QueryWord& word) const {
  if (word.surface == word.folded) return false;
  std::uint64_t same = 0;
  std::uint64_t other = 0;
  for (const LexiconEntry& form : forms_of(word.folded)) {
    if (languages_.is_usual(form.language))
      (form.surface == word.surface ? same : other) += form.occurrences;
  }
  return same > 0 && other * 10 > same;
}

// In each language of the archive, terms of that language: those of the word as the index has it,
// or, where it has not, of the stem that the stemmer makes. So an unaccented word finds the stem of
// the accented one, and ISIS no stem of another word.
std::vector<std::string> QueryWords::terms_of(const QueryWord& word) const {
  std::vector<std::string> terms;
  std::vector<LanguageId> known;
  for (const LexiconEntry& form : forms_meant(word)) {
    add_once(terms, form.term());
    known.push_back(form.language);
  }
  for (const LanguageId language : languages_.all()) {
    if (std::find(known.begin(), known.end(), language) != known.end()) continue;
    const bool parted = parts_names(language) && !word.head.empty();
    const Stem stem = stemmer_.stem(parted ? word.head : word.surface, language);
    add_once(terms, stem_term(stem.text, stem.language));
    if (parts_names(language)) add_once(terms, fold(parted ? word.head : word.surface));  // ABD'nin
  }
  add_terms_of_other_letters(word, terms);
  for (const std::string& term : std::vector<std::string>(terms)) {
    for (const std::string& with : unknown_.with_unknown(term)) add_once(terms, with);
  }
  return terms;
}

// Of the words that the archive writes with other letters: Praesident for Präsident. One that it
// has in another form only is known by its stem and its first letters.
void QueryWords::add_terms_of_other_letters(const QueryWord& word,
                                            std::vector<std::string>& terms) const {
  for (const LanguageId language : languages_.all()) {
    for (const Respelling& other : other_spellings_of(word.surface, language_code(language))) {
      const Stem stem = stemmer_.stem(other.word, language);
      const std::string term = stem_term(stem.text, stem.language);
      const std::vector<LexiconEntry> forms = forms_with({term});
      const std::string_view tells = std::string_view(other.word).substr(0, other.tells);
      if (std::any_of(forms.begin(), forms.end(), [&](const LexiconEntry& form) {
            return form.language == language && form.surface.starts_with(tells);
          }))
        add_once(terms, term);
    }
  }
}

// The forms with its letters. Of a language whose stems keep their marks, where the query was typed
// with some and the archive has the word so: those with the same.
std::vector<LexiconEntry> QueryWords::forms_meant(const QueryWord& word) const {
  std::vector<LexiconEntry> forms = forms_of(word.folded);
  if (word.surface == word.folded && typed_marks_ == TypedMarks::none) return forms;
  const auto is_typed = [&](const LexiconEntry& form) {
    return form.stem == stemmer_.stem(word.surface, form.stem_language).text;
  };
  const bool occurs = std::any_of(forms.begin(), forms.end(), [&](const LexiconEntry& form) {
    return keeps_marks(form.stem_language) && is_typed(form);
  });
  if (!occurs) return forms;
  std::erase_if(forms, [&](const LexiconEntry& form) {
    return keeps_marks(form.stem_language) && !is_typed(form);
  });
  return forms;
}

std::vector<LexiconEntry> QueryWords::forms_with(const std::vector<std::string>& terms) const {
  std::vector<LexiconEntry> forms;
  for (const auto& segment : generation_->segments()) {
    for (const FormId form : segment->lexicon().with_term(terms))
      forms.push_back(segment->lexicon().entry(form));
  }
  return forms;
}

const std::vector<LexiconEntry>& QueryWords::forms_of(std::string_view folded) const {
  const auto known = known_forms_.find(folded);
  if (known != known_forms_.end()) return known->second;
  const std::string word(folded);
  return known_forms_.emplace(word, forms_of_any({word})).first->second;
}

std::vector<LexiconEntry> QueryWords::forms_of_any(const std::vector<std::string>& folded) const {
  std::vector<LexiconEntry> forms;
  for (const auto& segment : generation_->segments()) {
    for (const FormId form : segment->lexicon().with_folded(folded))
      forms.push_back(segment->lexicon().entry(form));
  }
  return forms;
}

// Of these terms, those that have other forms than the ones in `folded`, which is in order.
std::vector<std::string> QueryWords::terms_of_others(const std::vector<std::string>& terms,
                                                     const std::vector<std::string>& folded) const {
  std::vector<LexiconEntry> forms = forms_with(terms);
  std::erase_if(forms, [&](const LexiconEntry& form) {
    return std::binary_search(folded.begin(), folded.end(), form.folded);
  });
  return dateline::terms_of(forms);
}

// The postings know stems only: where a stem has other forms too, the token stream decides. It is
// asked for the forms of such stems alone: few, of the many that a wildcard stands for.
QueryPart QueryWords::in_forms(std::vector<std::string> folded) const {
  folded = in_order(std::move(folded));
  std::vector<LexiconEntry> forms = forms_of_any(folded);
  PositionNode position = with_compounds({FormPattern::Kind::folded, folded}, forms);
  const std::vector<std::string> terms = dateline::terms_of(forms);
  const std::vector<std::string> undecided = terms_of_others(terms, folded);
  if (undecided.empty()) return {any_term(terms), std::move(position)};

  std::erase_if(forms, [&](const LexiconEntry& form) {
    return !std::binary_search(undecided.begin(), undecided.end(), form.term());
  });
  IndexQuery rest = confirmed(any_term(undecided),
                              with_compounds({FormPattern::Kind::folded, folded_of(forms)}, forms));
  std::vector<std::string> decided;
  std::set_difference(terms.begin(), terms.end(), undecided.begin(), undecided.end(),
                      std::back_inserter(decided));
  if (decided.empty()) return {std::move(rest), std::move(position)};
  return {join_queries(IndexQuery::Kind::any_of, {any_term(std::move(decided)), std::move(rest)}),
          std::move(position)};
}

QueryPart QueryWords::candidates(const QueryWord& word) const {
  const std::vector<LexiconEntry>& forms = forms_of(word.folded);
  return {any_term(dateline::terms_of(forms)),
          with_compounds({FormPattern::Kind::folded, {word.folded}}, forms)};
}

}  // namespace dateline
