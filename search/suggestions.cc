#include "search/suggestions.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "search/companions.h"
#include "search/completion.h"
#include "search/did_you_mean.h"
#include "search/facets.h"
#include "search/query/query_parser.h"
#include "search/query/query_text.h"
#include "search/store/article/fields.h"
#include "search/store/text/fold.h"
#include "search/store/text/tokenizer.h"
#include "search/typed_query.h"

namespace dateline {
namespace {

using Kind = QueryNode::Kind;

// What finding the articles of the words before may cost, in postings; some 3 ms at most, as a
// posting takes 20 ns at most.
constexpr std::uint64_t kHeadCost = 150'000;

// The folded letters of a first word that are completed; behind another word one is enough.
constexpr std::size_t kLeastBytes = 2;

QueryNode parse_all(std::string_view query) { return parse_query(query, Operator::all).root; }

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  Tokenizer tokenizer(text);
  while (const Token* token = tokenizer.next()) words.emplace_back(token->folded);
  return words;
}

std::string last_word(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  return words.empty() ? std::string() : words.back();
}

std::uint64_t count(const std::vector<DocumentBits>& documents) {
  std::uint64_t sum = 0;
  for (const DocumentBits& each : documents) sum += each.count();
  return sum;
}

// Whether the last word of the query is only one more that is wanted with those before it.
bool is_side_by_side(const QueryNode& before, std::string_view query) {
  const QueryNode whole = parse_all(query);
  if (whole.kind != Kind::all_of || whole.children.back().kind != Kind::word) return false;
  return before.kind != Kind::all_of || whole.children.size() == before.children.size() + 1;
}

class Suggester {
 public:
  Suggester(std::size_t limit, const Generation& generation, Retriever& retriever)
      : limit_(limit), generation_(generation), retriever_(retriever) {}

  void add_values(const TypedQuery::Value& value) {
    const std::size_t colon = value.head.rfind(':');
    const std::string_view before = value.head.substr(0, name_begin(value.head, colon));
    const SearchRequest request{.query = std::string(before),
                                .limit = 1,
                                .words = Operator::all,
                                .facets = {std::string(kFilterFields[value.field].name)}};
    if (!matches_of(parse_all(before))) return;
    const Answer answer = retriever_.retrieve(request);
    const Facet facet =
        facet_of(*answer.counts, request, {.prefix = std::string(value.text), .limit = limit_});
    for (const FacetValue& each : facet.values) {
      found_.push_back({.text = std::string(value.head) + quoted_value(each.value),
                        .kind = Suggestion::Kind::value,
                        .id = {},
                        .articles = each.count});
    }
  }

  // `before` is typed.before, and `head` typed.head, with typing errors mended.
  void add_words(const TypedQuery& typed, const std::string& before, const std::string& head) {
    const QueryNode wanted = parse_all(before);
    for (const Completion& word : completed(typed, before, wanted)) {
      if (found_.size() == limit_) return;
      std::string query = head + word.shown + std::string(typed.closing);
      const bool is_beside = typed.closing.empty() && is_side_by_side(wanted, query);
      add_counted(std::move(query), is_beside ? word.folded : std::string());
    }
  }

  // What is typed itself, where it finds something: a word of a script without spaces has no
  // letters to be added.
  void add_as_typed(const std::string& query) {
    if (found_.empty()) add_counted(query, {});
  }

  bool has_found() const { return !found_.empty(); }
  std::vector<Suggestion> take() { return std::move(found_); }

 private:
  // Where the field's name starts, with a minus or a bracket before it left out.
  static std::size_t name_begin(std::string_view head, std::size_t colon) {
    const std::size_t before = head.find_last_of(" \t\n(", colon);
    return before == std::string_view::npos ? 0 : before + 1;
  }

  // The words that may be meant, each of which the articles of the head have.
  std::vector<Completion> completed(const TypedQuery& typed, const std::string& before,
                                    const QueryNode& wanted) {
    const std::string prefix = fold(typed.word);
    const bool is_first = wanted.kind == Kind::everything;
    if (prefix.size() < (is_first ? kLeastBytes : 1)) return {};
    if (is_first) return completions(generation_, prefix, limit_);
    if (!typed.is_alternative) head_ = matches_of(wanted);
    const Retriever::Matches all = head_ ? *head_ : every_article();
    const std::vector<std::string> words_before = words_of(before);
    const Company company{all.documents, words_before, !typed.closing.empty()};
    std::vector<Completion> words = companions(generation_, company, prefix, limit_);
    if (words.size() < limit_) add_mistyped(words, all.documents, prefix);
    return words;
  }

  std::optional<Retriever::Matches> matches_of(const QueryNode& node) {
    return retriever_.matches(node, kHeadCost);
  }

  Retriever::Matches every_article() {
    return retriever_.matches({}, kHeadCost).value_or(Retriever::Matches());
  }

  // Those that are meant where something was mistyped, as far as the articles have them.
  void add_mistyped(std::vector<Completion>& words, const std::vector<DocumentBits>& articles,
                    std::string_view prefix) {
    if (!forgives_typing_errors(prefix)) return;
    for (Completion& word : completions(generation_, prefix, limit_)) {
      if (word.typing_errors == 0 || words.size() == limit_) continue;
      if (articles_with(generation_, articles, word.folded) > 0) words.push_back(std::move(word));
    }
  }

  // Adds the query with what it finds, unless that is nothing. Where counting all of it would cost
  // too much, it is counted how many of the head's articles have `beside`, if it is given.
  void add_counted(std::string query, const std::string& beside) {
    Suggestion row{.text = std::move(query), .id = {}, .articles = {}};
    if (const auto matches = retriever_.matches(parse_all(row.text), counts_left_)) {
      counts_left_ -= matches->cost;
      row.articles = count(matches->documents);
    } else if (head_ && !beside.empty()) {
      row.articles = articles_with(generation_, head_->documents, beside);
    }
    if (row.articles != 0U) found_.push_back(std::move(row));
  }

  std::size_t limit_;
  const Generation& generation_;
  Retriever& retriever_;
  std::vector<Suggestion> found_;
  std::optional<Retriever::Matches> head_;  // of the words before, where they were found
  std::uint64_t counts_left_ = kCountsCost;
};

// What is typed, its last word not to the end: as a prefix, or where no word of the archive starts
// so, as one of the words that may be meant.
QueryNode with_last_word(const QueryNode& head, const std::string& word,
                         const std::vector<Suggestion>& rows) {
  QueryNode last{.kind = Kind::word, .text = word + "*", .wildcard = true};
  const bool is_whole = std::none_of(rows.begin(), rows.end(), [&](const Suggestion& row) {
    return fold(last_word(row.text)).starts_with(fold(word));
  });
  if (is_whole && !rows.empty()) {
    last = {.kind = Kind::any_of};
    for (const Suggestion& row : rows)
      last.children.push_back({.kind = Kind::word, .text = last_word(row.text), .exact = true});
  } else if (is_whole) {
    last = {.kind = Kind::word, .text = word};
  }
  if (head.kind == Kind::everything) return last;
  return {.kind = Kind::all_of, .children = {head, std::move(last)}};
}

}  // namespace

QuerySuggestions suggestions_for(std::string_view typed, std::size_t limit,
                                 const Generation& generation, Retriever& retriever) {
  const TypedQuery query = read_typed(typed);
  Suggester suggester(limit, generation, retriever);
  if (query.value) suggester.add_values(*query.value);
  if (query.word.empty() || suggester.has_found()) return {suggester.take(), {}};
  const std::string before = did_you_mean(query.before, parse_all(query.before), generation)
                                 .value_or(std::string(query.before));
  const std::string head = before + std::string(query.head.substr(query.before.size()));
  suggester.add_words(query, before, head);
  const std::string word(query.word);
  if (fold(word).size() < kLeastBytes) return {suggester.take(), {}};
  suggester.add_as_typed(head + word + std::string(query.closing));
  QuerySuggestions result{suggester.take(), {}};
  result.headline = with_last_word(parse_all(before), fold(word), result.queries);
  return result;
}

}  // namespace dateline
