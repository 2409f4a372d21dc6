#include "bench/shards/messages.h"

#include <algorithm>
#include <map>

#include "search/plan/query_words.h"
#include "search/query/query_parser.h"
#include "search/store/tokens/token_stream.h"

namespace dateline::bench {
namespace {

void add_terms(const IndexQuery& query, std::set<std::string>& terms) {
  terms.insert(query.terms.begin(), query.terms.end());
  for (const Preference& preference : query.preferred) {
    for (const std::vector<std::string>& word : preference.words)
      terms.insert(word.begin(), word.end());
  }
  for (const IndexQuery& child : query.children) add_terms(child, terms);
}

std::uint64_t number_bytes(std::uint64_t number) { return std::to_string(number).size() + 1; }

// surface folded stem language flags occurrences capitalised small
std::uint64_t form_bytes(const LexiconEntry& form) {
  return form.surface.size() + form.folded.size() + form.stem.size() + 3 + 5 +
         number_bytes(form.occurrences) + number_bytes(form.capitalised) + number_bytes(form.small);
}

}  // namespace

std::set<std::string> terms_of(const std::vector<BuiltQuery>& plans) {
  std::set<std::string> terms;
  for (const BuiltQuery& plan : plans) {
    if (plan.query) add_terms(*plan.query, terms);
  }
  return terms;
}

std::set<std::string> words_of(std::string_view query, const Generation& generation) {
  std::set<std::string> words;
  for (const QueryWord& word : query_words(query)) {
    words.insert(word.folded);
    for (std::string& alike : generation.name_variants().like(word.folded))
      words.insert(std::move(alike));
  }
  return words;
}

std::vector<LexiconEntry> told_forms(Leaf& leaf, const SearchRequest& request) {
  std::vector<BuiltQuery> plans;
  for (const Operator words : {request.words, Operator::any}) {
    const ParsedQuery parsed = parse_query(request.query, words);
    const auto stop_words =
        words == Operator::any ? QueryBuilder::StopWords::drop : QueryBuilder::StopWords::keep;
    plans.push_back(leaf.builder.build(parsed.root, stop_words, request.besides));
    if (parsed.without_quotes)
      plans.push_back(leaf.builder.build(*parsed.without_quotes, stop_words, request.besides));
  }
  const Lexicon& lexicon = leaf.shard.lexicon();
  std::set<FormId> told;
  for (const std::string& term : terms_of(plans)) {
    for (const FormId form : lexicon.with_term(term)) told.insert(form);
  }
  for (const std::string& word : words_of(request.query, *leaf.generation)) {
    for (const FormId form : lexicon.with_folded(word)) told.insert(form);
  }
  std::vector<LexiconEntry> entries;
  for (const FormId form : told) entries.push_back(lexicon.entry(form));
  return entries;
}

std::uint64_t fact_bytes(const std::set<std::string>& terms, const std::set<std::string>& words,
                         const std::vector<const Segment*>& shards) {
  std::uint64_t bytes = 0;
  std::map<std::string, std::uint64_t> having;
  std::map<std::string, std::uint64_t> forms;  // several shards' are added up
  for (const Segment* shard : shards) {
    const Lexicon& lexicon = shard->lexicon();
    std::set<FormId> told;
    for (const std::string& term : terms) {
      if (const auto list = shard->lists()->find(term)) having[term] += list->size();
      for (const FormId form : lexicon.with_term(term)) told.insert(form);
    }
    for (const std::string& word : words) {
      for (const FormId form : lexicon.with_folded(word)) told.insert(form);
    }
    for (const FormId form : told) {
      const LexiconEntry entry = lexicon.entry(form);
      forms[std::string(entry.surface) + "/" + std::to_string(entry.language)] = form_bytes(entry);
    }
  }
  for (const auto& [term, articles] : having) bytes += term.size() + 1 + number_bytes(articles);
  for (const auto& [form, size] : forms) bytes += size;
  return bytes + number_bytes(1'000'000'000) + number_bytes(1'000'000'000);  // articles, length
}

std::uint64_t vector_bytes(std::span<const Scored> articles, const Generation& generation,
                           std::set<std::string>& stems) {
  std::uint64_t bytes = 0;
  for (const Scored& one : articles) {
    const auto [segment, document] = generation.locate(one.docid);
    TokenStream stream;
    stream.decode(segment->tokens(document));
    std::map<std::string, std::uint64_t> frequencies;
    for (const FormId form : stream.forms) ++frequencies[segment->lexicon().entry(form).term()];
    for (const auto& [stem, frequency] : frequencies) {
      bytes += stem.size() + 1 + number_bytes(frequency);
      stems.insert(stem);
    }
  }
  return bytes;
}

}  // namespace dateline::bench
