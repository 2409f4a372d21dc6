#include "search/query_builder.h"

#include <algorithm>
#include <array>

#include "search/fields.h"
#include "search/fold.h"
#include "search/posting_sources.h"
#include "search/spelling.h"
#include "search/stop_words.h"
#include "search/tokenizer.h"
#include "search/utf8.h"

namespace dateline {
namespace {

// Spellings that a wildcard or a fuzzy word stands for at most: the most frequent. Each costs the
// matcher some microseconds.
constexpr std::size_t kMaxSpellings = 256;

// The Arabic article as news writes it: al-Nusra, ez-Zor, ash-Sham. One stands for all.
constexpr std::array<std::string_view, 16> kArabicArticles = {"al", "el", "ul",  "il", "ad", "an",
                                                              "ar", "as", "ash", "at", "az", "ed",
                                                              "er", "es", "ez",  "ech"};

bool is_arabic_article(std::string_view folded) {
  return std::find(kArabicArticles.begin(), kArabicArticles.end(), folded) != kArabicArticles.end();
}

void add_once(std::vector<std::string>& texts, std::string_view text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.emplace_back(text);
}

Xapian::Query any_term(const std::vector<std::string>& terms) {
  if (terms.empty()) return Xapian::Query::MatchNothing;
  if (terms.size() == 1) return Xapian::Query(terms.front());
  return Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
}

Xapian::Query unweighted(const Xapian::Query& query) {
  return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 0);
}

std::string without_hyphens(std::string_view compound) {
  std::string result(compound);
  std::erase(result, '-');
  return result;
}

PositionNode combine(PositionNode::Kind kind, std::vector<PositionNode> children) {
  return {.kind = kind, .children = std::move(children)};
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

// The words of a compound's parts, one after another.
PositionNode parts_position(std::string_view compound) {
  PositionNode node{.kind = PositionNode::Kind::sequence};
  while (!compound.empty()) {
    const std::size_t hyphen = std::min(compound.find('-'), compound.size());
    node.children.push_back(
        {.pattern = {FormPattern::Kind::folded, {std::string(compound.substr(0, hyphen))}}});
    compound.remove_prefix(std::min(hyphen + 1, compound.size()));
  }
  return node;
}

bool is_all_capitals(const QueryNode& node) {
  if (node.kind == QueryNode::Kind::word || node.kind == QueryNode::Kind::phrase) {
    for (std::size_t at = 0; at < node.text.size();) {
      const CodePoint c = decode_at(node.text, at);
      at += c.bytes;
      if (char_class(c.value) == CharClass::letter && !is_upper(c.value)) return false;
    }
  }
  return std::all_of(node.children.begin(), node.children.end(), is_all_capitals);
}

std::size_t count_words(const QueryNode& node) {
  if (node.kind == QueryNode::Kind::word || node.kind == QueryNode::Kind::phrase) return 1;
  std::size_t count = 0;
  for (const QueryNode& child : node.children) count += count_words(child);
  return count;
}

}  // namespace

QueryBuilder::QueryBuilder(std::shared_ptr<const Generation> generation,
                           std::shared_ptr<const Thesaurus> thesaurus)
    : generation_(std::move(generation)),
      thesaurus_(thesaurus ? std::move(thesaurus) : std::make_shared<const Thesaurus>()) {
  for (const auto& [code, articles] : generation_->manifest().languages) {
    const LanguageId language = language_id(code);
    if (std::find(languages_.begin(), languages_.end(), language) == languages_.end())
      languages_.push_back(language);
  }
}

BuiltQuery QueryBuilder::build(const QueryNode& root, StopWords in_any_of) {
  result_ = {};
  in_any_of_ = in_any_of;
  marking_ = true;
  all_capitals_ = count_words(root) > 1 && is_all_capitals(root);
  result_.query = part_of(root).query;
  return std::move(result_);
}

QueryBuilder::Part QueryBuilder::part_of(const QueryNode& node) {
  switch (node.kind) {
    case QueryNode::Kind::everything:
      return {Xapian::Query::MatchAll, std::nullopt};
    case QueryNode::Kind::word:
      return word_part(node);
    case QueryNode::Kind::phrase:
      return phrase_part(node);
    case QueryNode::Kind::all_of:
      return all_of_part(node);
    case QueryNode::Kind::any_of:
      return any_of_part(node);
    case QueryNode::Kind::without:
      return without_part(node);
    case QueryNode::Kind::rank_with:
      return rank_with_part(node);
    case QueryNode::Kind::near:
    case QueryNode::Kind::same_sentence:
    case QueryNode::Kind::same_paragraph:
      return together_part(node);
    case QueryNode::Kind::at_least:
      return at_least_part(node);
    case QueryNode::Kind::zone:
      return zone_part(node);
    case QueryNode::Kind::filter:
      return filter_part(node);
    case QueryNode::Kind::dates:
      return dates_part(node);
  }
  return {};
}

std::vector<QueryBuilder::Word> QueryBuilder::words_of(std::string_view text) const {
  std::vector<Word> words;
  Tokenizer tokenizer(text);
  while (const Token* token = tokenizer.next()) {
    Word word{.surface = std::string(token->surface),
              .folded = std::string(token->folded),
              .acronym = token->acronym};
    if (token->acronym) word.surface = word.folded;
    if (token->parts > 1) word.parts.emplace_back(token->compound);
    words.push_back(std::move(word));
  }
  return words;
}

QueryBuilder::Part QueryBuilder::word_part(const QueryNode& node) {
  if (node.wildcard || node.fuzzy > 0) return pattern_part(node);
  const std::vector<Word> words = words_of(node.text);
  if (words.empty()) return {};
  Part part;
  if (words.size() > 1) {
    part = sequence_part(words, node.exact);
  } else if (node.capitals || (words[0].acronym && means_acronym(words[0]))) {
    part = acronym_part(words[0]);
  } else {
    part = node.exact ? exact_part(words[0]) : stem_part(words[0]);
  }
  if (!node.exact && !node.capitals && words.size() == 1)
    part = with_variants(words, std::move(part));
  if (node.weight != 1 && part.query)
    part.query = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, *part.query, node.weight);
  if (marking_ && part.position) result_.marks.push_back(*part.position);
  return part;
}

// A word in capitals is read as the acronym if the archive has it as one, and has the same letters
// as an ordinary word too: IS, US, WHO. ISIS or NATO need no such care, and are found in
// all-capital headlines as well.
bool QueryBuilder::means_acronym(const Word& word) const {
  if (all_capitals_) return false;
  bool as_acronym = false;
  bool as_word = false;
  for (const auto& segment : generation_->segments()) {
    for (const FormId form : segment->lexicon().with_folded(word.folded)) {
      const LexiconEntry entry = segment->lexicon().entry(form);
      as_acronym = as_acronym || entry.acronym;
      as_word = as_word || (!entry.acronym && entry.occurrences > entry.capitalised);
    }
  }
  return as_acronym && as_word;
}

QueryBuilder::Part QueryBuilder::acronym_part(const Word& word) const {
  return {Xapian::Query(std::string(kAcronymPrefix) + word.folded),
          PositionNode{.pattern = {FormPattern::Kind::acronyms, {word.folded}}}};
}

// In each language of the archive: the stems of the word as the index has it, or, where it has not,
// as the stemmer makes it. So an unaccented word finds the stem of the accented one, and ISIS no
// stem of another word.
std::vector<std::string> QueryBuilder::stems_of(const Word& word) const {
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

// Where forms with these stems stand: single words, and compounds, which stand as several.
PositionNode QueryBuilder::stems_position(std::vector<std::string> stems) const {
  std::vector<std::string> compounds;
  for (const auto& segment : generation_->segments()) {
    for (const std::string& stem : stems) {
      for (const FormId form : segment->lexicon().with_stem(stem)) {
        const LexiconEntry entry = segment->lexicon().entry(form);
        if (entry.compound) add_once(compounds, entry.surface);
      }
    }
  }
  PositionNode words{.pattern = {FormPattern::Kind::stems, std::move(stems)}};
  if (compounds.empty()) return words;
  std::vector<PositionNode> choices{std::move(words)};
  for (const std::string& compound : compounds) choices.push_back(parts_position(compound));
  return combine(PositionNode::Kind::any_of, std::move(choices));
}

QueryBuilder::Part QueryBuilder::stem_part(const Word& word) const {
  std::vector<std::string> stems = stems_of(word);
  const Xapian::Query query = any_term(stems);
  return {query, stems_position(std::move(stems))};
}

QueryBuilder::Part QueryBuilder::exact_part(const Word& word) const {
  return cover_part({word.folded});
}

// The articles that have a word with one of these folded spellings. The postings know stems only:
// where a stem has other forms too, the token stream decides.
QueryBuilder::Part QueryBuilder::cover_part(const std::vector<std::string>& folded) const {
  const auto wanted = [&](std::string_view text) {
    return std::find(folded.begin(), folded.end(), text) != folded.end();
  };
  std::vector<std::string> stems;
  std::vector<std::string> compounds;
  for (const auto& segment : generation_->segments()) {
    for (const std::string& text : folded) {
      for (const FormId form : segment->lexicon().with_folded(text)) {
        const LexiconEntry entry = segment->lexicon().entry(form);
        add_once(stems, entry.stem);
        if (entry.compound) add_once(compounds, entry.surface);
      }
    }
  }
  std::vector<std::string> whole;
  std::vector<std::string> partial;
  for (const std::string& stem : stems) {
    bool all = true;
    for (const auto& segment : generation_->segments()) {
      for (const FormId form : segment->lexicon().with_stem(stem))
        all = all && wanted(segment->lexicon().entry(form).folded);
    }
    (all ? whole : partial).push_back(stem);
  }
  PositionNode position{.pattern = {FormPattern::Kind::folded, folded}};
  if (!compounds.empty()) {
    std::vector<PositionNode> choices{std::move(position)};
    for (const std::string& compound : compounds) choices.push_back(parts_position(compound));
    position = combine(PositionNode::Kind::any_of, std::move(choices));
  }
  if (partial.empty()) return {any_term(whole), position};
  const Xapian::Query rest = filtered(any_term(partial), position);
  if (whole.empty()) return {rest, position};
  return {Xapian::Query(Xapian::Query::OP_OR, any_term(whole), rest), position};
}

bool QueryBuilder::occurs(std::string_view folded) const {
  return std::any_of(
      generation_->segments().begin(), generation_->segments().end(),
      [&](const auto& segment) { return !segment->lexicon().with_folded(folded).empty(); });
}

// One alternative of a synonym group: its words side by side, in the forms of the file.
QueryBuilder::Part QueryBuilder::alternative_part(const Synonyms::Phrase& phrase) const {
  std::vector<Xapian::Query> queries;
  std::vector<PositionNode> positions;
  for (const SynonymWord& word : phrase) {
    if (!occurs(word.folded)) return {};
    const Word own{.surface = word.folded, .folded = word.folded};
    Part part = word.capitals && means_acronym(own) ? acronym_part(own) : exact_part(own);
    queries.push_back(*part.query);
    positions.push_back(std::move(*part.position));
  }
  if (queries.size() == 1) return {queries.front(), positions.front()};
  const PositionNode position = combine(PositionNode::Kind::sequence, std::move(positions));
  return {filtered(Xapian::Query(Xapian::Query::OP_AND, queries.begin(), queries.end()), position),
          position};
}

// What was typed, or one of the alternatives. Articles with what was typed come first among equals:
// an alternative weighs less than half.
QueryBuilder::Part QueryBuilder::broadened(Part typed, std::span<const Synonyms::Phrase> phrases,
                                           const std::vector<std::string>& spellings) {
  constexpr double kAlternativeWeight = 0.4;
  std::vector<Synonyms::Phrase> all(phrases.begin(), phrases.end());
  for (const std::string& spelling : spellings) all.push_back({SynonymWord{.folded = spelling}});
  std::vector<Xapian::Query> queries;
  std::vector<PositionNode> positions;
  for (const Synonyms::Phrase& phrase : all) {
    Part part = alternative_part(phrase);
    if (!part.query) continue;
    queries.push_back(*part.query);
    positions.push_back(std::move(*part.position));
    std::string text;
    for (const SynonymWord& word : phrase)
      text += (text.empty() ? "" : " ") + (word.capitals ? upper(word.folded) : word.folded);
    if (marking_) add_once(result_.also_searched, text);
  }
  if (queries.empty()) return typed;
  const Xapian::Query others(Xapian::Query::OP_SCALE_WEIGHT,
                             Xapian::Query(Xapian::Query::OP_MAX, queries.begin(), queries.end()),
                             kAlternativeWeight);
  positions.insert(positions.begin(), std::move(*typed.position));
  return {Xapian::Query(Xapian::Query::OP_OR, *typed.query, others),
          combine(PositionNode::Kind::any_of, std::move(positions))};
}

// The word with its synonyms, the spellings of a given name, and the names of the archive that
// sound like it.
QueryBuilder::Part QueryBuilder::with_variants(std::span<const Word> words, Part typed) {
  if (!typed.query || !typed.position) return typed;
  std::vector<SynonymWord> key;
  for (const Word& word : words)
    key.push_back({.folded = word.folded, .capitals = word.acronym && !all_capitals_});
  std::vector<Synonyms::Phrase> phrases;
  for (const Synonyms* group : {&thesaurus_->words, &thesaurus_->names}) {
    const Synonyms::Match match = group->longest(key);
    if (match.words == words.size())
      phrases.insert(phrases.end(), match.alternatives.begin(), match.alternatives.end());
  }
  const std::vector<std::string> spellings = words.size() == 1
                                                 ? generation_->name_variants().of(words[0].folded)
                                                 : std::vector<std::string>();
  return broadened(std::move(typed), phrases, spellings);
}

// Words side by side that a synonym group has as one: islamic state. Adds their part, and says how
// many they are.
std::size_t QueryBuilder::synonym_run(const std::vector<const QueryNode*>& nodes, std::size_t at,
                                      std::vector<Part>& parts) {
  std::vector<SynonymWord> words;
  std::vector<std::size_t> ends;  // how many of `words` the nodes up to each have
  for (std::size_t i = at; i < nodes.size(); ++i) {
    const QueryNode& node = *nodes[i];
    if (node.kind != QueryNode::Kind::word || node.exact || node.wildcard || node.capitals ||
        node.fuzzy > 0)
      break;
    const std::vector<SynonymWord> own = synonym_words(node.text);
    words.insert(words.end(), own.begin(), own.end());
    ends.push_back(words.size());
  }
  const Synonyms::Match match = thesaurus_->words.longest(words);
  const auto end = std::find(ends.begin(), ends.end(), match.words);
  if (match.words < 2 || end == ends.end()) return 0;
  const auto run = static_cast<std::size_t>(end - ends.begin()) + 1;
  std::vector<Xapian::Query> queries;
  std::vector<PositionNode> positions;
  for (std::size_t i = at; i < at + run; ++i) {
    Part part = part_of(*nodes[i]);
    if (!part.query || !part.position) return 0;
    queries.push_back(*part.query);
    positions.push_back(std::move(*part.position));
  }
  Part all{Xapian::Query(Xapian::Query::OP_AND, queries.begin(), queries.end()),
           combine(PositionNode::Kind::any_of, std::move(positions))};
  parts.push_back(broadened(std::move(all), match.alternatives, {}));
  if (marking_ && parts.back().position) result_.marks.push_back(*parts.back().position);
  return run;
}

// Candidates that the token stream confirms.
Xapian::Query QueryBuilder::filtered(const Xapian::Query& candidates,
                                     const PositionNode& position) const {
  auto* source = new PositionFilter(generation_, std::make_shared<const PositionNode>(position));
  return Xapian::Query(Xapian::Query::OP_FILTER, candidates, Xapian::Query(source->release()));
}

// Words that a hyphen, a slash or a script without spaces holds together: Su-35, AC/DC, 東京. They
// must stand side by side, and a compound may be written joined as well.
QueryBuilder::Part QueryBuilder::sequence_part(const std::vector<Word>& words, bool exact) {
  std::vector<Xapian::Query> queries;
  std::vector<PositionNode> positions;
  for (const Word& word : words) {
    const bool article = !exact && words.size() > 1 && is_arabic_article(word.folded);
    Part part = article ? cover_part({kArabicArticles.begin(), kArabicArticles.end()})
                : exact ? exact_part(word)
                        : stem_part(word);
    queries.push_back(*part.query);
    positions.push_back(std::move(*part.position));
  }
  const PositionNode position = combine(PositionNode::Kind::sequence, std::move(positions));
  // Where any word may be missing, the parts of a compound may stand apart too.
  const bool loose = in_any_of_ == StopWords::drop && !exact;
  Part result{loose ? Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end())
                    : filtered(Xapian::Query(Xapian::Query::OP_AND, queries.begin(), queries.end()),
                               position),
              position};
  if (words[0].parts.empty()) return result;
  const std::string joined = without_hyphens(words[0].parts[0]);
  const Word whole{.surface = joined, .folded = joined};
  Part alternative = exact ? exact_part(whole) : stem_part(whole);
  result.query = Xapian::Query(Xapian::Query::OP_OR, *result.query, *alternative.query);
  result.position = combine(PositionNode::Kind::any_of, {*result.position, *alternative.position});
  return result;
}

QueryBuilder::Part QueryBuilder::phrase_part(const QueryNode& node) {
  const std::vector<Word> words = words_of(node.text);
  if (words.empty()) return {};
  std::vector<Xapian::Query> queries;
  std::vector<PositionNode> positions;
  for (const Word& word : words) {
    Part part = cover_part({word.folded});
    // The phrase's own filter decides on the forms: the stems' postings are enough here.
    std::vector<std::string> stems;
    for (const auto& segment : generation_->segments()) {
      for (const FormId form : segment->lexicon().with_folded(word.folded)) {
        add_once(stems, segment->lexicon().entry(form).stem);
      }
    }
    queries.push_back(any_term(stems));
    positions.push_back(std::move(*part.position));
  }
  if (words.size() == 1) {
    Part part = exact_part(words[0]);
    if (marking_) result_.marks.push_back(*part.position);
    return part;
  }
  PositionNode position = combine(PositionNode::Kind::sequence, std::move(positions));
  position.slop = node.slop;
  Xapian::Query query =
      filtered(Xapian::Query(Xapian::Query::OP_AND, queries.begin(), queries.end()), position);
  if (node.weight != 1) query = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, node.weight);
  if (marking_) result_.marks.push_back(position);
  return {query, position};
}

QueryBuilder::Part QueryBuilder::pattern_part(const QueryNode& node) {
  const std::string folded = fold(node.text);
  const std::vector<std::string> spellings = matching_spellings(node, folded);
  if (spellings.empty()) return {Xapian::Query::MatchNothing, PositionNode{}};
  Part part = cover_part(spellings);
  if (marking_) result_.marks.push_back(*part.position);
  return part;
}

// The folded spellings of the index that a wildcard or fuzzy word stands for, the most frequent
// first.
std::vector<std::string> QueryBuilder::matching_spellings(const QueryNode& node,
                                                          std::string_view folded) {
  const std::size_t fixed =
      node.wildcard ? folded.find_first_of("*?") : std::min<std::size_t>(1, folded.size());
  const std::string_view prefix =
      utf8_prefix(folded, node.wildcard ? fixed : decode_at(folded, 0).bytes);
  std::vector<std::pair<std::uint64_t, std::string>> found;
  for (const auto& segment : generation_->segments()) {
    const auto [begin, end] = segment->lexicon().folded_range(prefix);
    for (std::uint32_t rank = begin; rank < end; ++rank) {
      const LexiconEntry entry = segment->lexicon().entry(segment->lexicon().at_folded_rank(rank));
      const bool matches = node.wildcard ? matches_wildcard(entry.folded, folded)
                                         : within_distance(entry.folded, folded, node.fuzzy);
      if (!matches) continue;
      if (!found.empty() && found.back().second == entry.folded) {
        found.back().first += entry.occurrences;
      } else {
        found.emplace_back(entry.occurrences, entry.folded);
      }
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> spellings;
  for (const auto& [count, text] : found) {
    if (spellings.size() == kMaxSpellings) {
      result_.notes.push_back(node.text + " stands for more than " + std::to_string(kMaxSpellings) +
                              " words of the archive: the most frequent were searched");
      break;
    }
    add_once(spellings, text);
  }
  return spellings;
}

QueryBuilder::Part QueryBuilder::together_part(const QueryNode& node) {
  std::vector<Xapian::Query> queries;
  std::vector<PositionNode> positions;
  const std::size_t marks = result_.marks.size();
  for (const QueryNode& child : node.children) {
    Part part = part_of(child);
    if (!part.query || !part.position) continue;
    queries.push_back(*part.query);
    positions.push_back(std::move(*part.position));
  }
  if (queries.empty()) return {};
  const PositionNode::Kind kind = node.kind == QueryNode::Kind::near ? PositionNode::Kind::near
                                  : node.kind == QueryNode::Kind::same_sentence
                                      ? PositionNode::Kind::same_sentence
                                      : PositionNode::Kind::same_paragraph;
  PositionNode position = combine(kind, std::move(positions));
  position.distance = node.distance;
  position.ordered = node.ordered;
  result_.marks.resize(marks);
  if (marking_) result_.marks.push_back(position);
  return {filtered(Xapian::Query(Xapian::Query::OP_AND, queries.begin(), queries.end()), position),
          position};
}

// A zone of several parts is each part in the zone.
QueryBuilder::Part QueryBuilder::zone_part(const QueryNode& node) {
  const QueryNode& child = node.children.front();
  const bool composed =
      child.kind == QueryNode::Kind::all_of || child.kind == QueryNode::Kind::any_of ||
      child.kind == QueryNode::Kind::without || child.kind == QueryNode::Kind::rank_with;
  if (composed) {
    QueryNode spread = child;
    for (QueryNode& part : spread.children) {
      part = QueryNode{.kind = QueryNode::Kind::zone, .children = {part}, .zone = node.zone};
    }
    return part_of(spread);
  }
  const std::size_t marks = result_.marks.size();
  Part part = part_of(child);
  if (!part.query || !part.position) return part;
  PositionNode position{
      .kind = PositionNode::Kind::zone, .children = {std::move(*part.position)}, .zone = node.zone};
  result_.marks.resize(marks);
  if (marking_) result_.marks.push_back(position);
  return {filtered(*part.query, position), position};
}

QueryBuilder::Part QueryBuilder::at_least_part(const QueryNode& node) {
  Part part = part_of(node.children.front());
  if (!part.query || !part.position) return part;
  PositionNode position{.kind = PositionNode::Kind::at_least,
                        .children = {std::move(*part.position)},
                        .count = node.count};
  return {filtered(*part.query, position), position};
}

QueryBuilder::Part QueryBuilder::any_of_part(const QueryNode& node) {
  std::vector<const QueryNode*> children;
  for (const QueryNode& child : node.children) children.push_back(&child);
  if (in_any_of_ == StopWords::drop) children = without_stop_words(node);
  std::vector<Xapian::Query> queries;
  std::vector<PositionNode> positions;
  for (const QueryNode* child : children) {
    Part part = part_of(*child);
    if (!part.query) continue;
    queries.push_back(*part.query);
    if (part.position) positions.push_back(std::move(*part.position));
  }
  if (queries.empty()) return {};
  Part result{Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end()), std::nullopt};
  if (positions.size() == queries.size())
    result.position = combine(PositionNode::Kind::any_of, std::move(positions));
  return result;
}

// "the" in `the war` is left out; in `the who`, where there is nothing else, it counts.
bool QueryBuilder::is_plain_stop_word(const QueryNode& node) const {
  if (node.kind != QueryNode::Kind::word || node.exact || node.wildcard || node.capitals ||
      node.fuzzy > 0)
    return false;
  const std::vector<Word> words = words_of(node.text);
  if (words.size() != 1 || (words[0].acronym && means_acronym(words[0]))) return false;
  return std::any_of(languages_.begin(), languages_.end(),
                     [&](LanguageId language) { return is_stop_word(words[0].folded, language); });
}

// The children, without plain stop words unless there is nothing else.
std::vector<const QueryNode*> QueryBuilder::without_stop_words(const QueryNode& node) const {
  std::vector<const QueryNode*> all;
  std::vector<const QueryNode*> telling;
  for (const QueryNode& child : node.children) {
    all.push_back(&child);
    if (!is_plain_stop_word(child)) telling.push_back(&child);
  }
  return telling.empty() ? all : telling;
}

QueryBuilder::Part QueryBuilder::all_of_part(const QueryNode& node) {
  const std::vector<const QueryNode*> children = without_stop_words(node);
  std::vector<Part> parts;
  for (std::size_t i = 0; i < children.size();) {
    const std::size_t run = synonym_run(children, i, parts);
    if (run == 0) parts.push_back(part_of(*children[i]));
    i += std::max<std::size_t>(run, 1);
  }
  std::vector<Xapian::Query> queries;
  for (const Part& part : parts) {
    if (part.query) queries.push_back(*part.query);
  }
  if (queries.empty()) return {};
  return {Xapian::Query(Xapian::Query::OP_AND, queries.begin(), queries.end()), std::nullopt};
}

QueryBuilder::Part QueryBuilder::without_part(const QueryNode& node) {
  const Part wanted = part_of(node.children[0]);
  const bool marking = std::exchange(marking_, false);
  const Part unwanted = part_of(node.children[1]);
  marking_ = marking;
  if (!unwanted.query) return wanted;
  return {Xapian::Query(Xapian::Query::OP_AND_NOT, wanted.query.value_or(Xapian::Query::MatchAll),
                        *unwanted.query),
          std::nullopt};
}

QueryBuilder::Part QueryBuilder::rank_with_part(const QueryNode& node) {
  const Part needed = part_of(node.children[0]);
  const Part welcome = part_of(node.children[1]);
  if (!needed.query) return welcome;
  if (!welcome.query) return needed;
  return {Xapian::Query(Xapian::Query::OP_AND_MAYBE, *needed.query, *welcome.query), std::nullopt};
}

QueryBuilder::Part QueryBuilder::filter_part(const QueryNode& node) {
  if (node.field == "id") return {unweighted(Xapian::Query(id_term(node.text))), std::nullopt};
  const std::size_t field = filter_field(node.field);
  if (field == kFilterFields.size()) return {};
  return {unweighted(Xapian::Query(filter_term(kFilterFields[field], node.text))), std::nullopt};
}

QueryBuilder::Part QueryBuilder::dates_part(const QueryNode& node) {
  return {day_range_query(generation_, node.from, node.to), std::nullopt};
}

}  // namespace dateline
