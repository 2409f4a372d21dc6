#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/concordance.h"
#include "search/passages.h"
#include "search/query/query_limits.h"
#include "search/query/search_request.h"
#include "search/text_comparison.h"

namespace dateline {

class Generation;
struct Thesaurus;

// Two articles, and what the second has made of the first.
struct Comparison {
  SimilarArticle first;
  SimilarArticle second;
  TextComparison text;
  std::uint64_t generation = 0;
};

// Answers queries from one generation. A Searcher belongs to one thread at a time; any number of
// them may stand on the same generation. Throws InputError where the request cannot be answered as
// asked, IndexError where the index is damaged.
class Searcher {
 public:
  // `thesaurus` may be null: then only the archive's own spellings of names are searched as well.
  explicit Searcher(std::shared_ptr<const Generation> generation,
                    std::shared_ptr<const Thesaurus> thesaurus = nullptr,
                    const QueryLimits& limits = {});
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  SearchResult search(const SearchRequest& request) const;

  // The values that one field has among what the request matches; its `facets` are not looked at.
  // `field` is one of kFilterFields.
  FacetResult facet(const SearchRequest& request, const std::string& field,
                    const FacetWindow& window) const;

  // The article with this id, marked for `query` (in the language of docs/query-language.md; may be
  // empty).
  std::optional<ArticleView> article(std::string_view id, std::string_view query) const;

  // The passages of the best articles that show what was asked for.
  PassageResult passages(const PassageRequest& request) const;

  // Every place where the query's words stand in the articles that have all of it.
  ConcordanceResult concordance(const ConcordanceRequest& request) const;

  // Whether the article with this id has all that the request asks for, and if not, why; none where
  // there is no such article.
  std::optional<WhyNot> why(std::string_view id, const SearchRequest& request) const;

  // The story that the article with this id is of, of itself alone where no other has its text;
  // none where there is no such article.
  std::optional<Story> story(std::string_view id) const;

  // What `second` has cut of the text of `first` and added to it, both by their ids; none where one
  // of them is not there.
  std::optional<Comparison> compare(std::string_view first, std::string_view second) const;

  struct Matches {
    std::vector<std::uint32_t> numbers;  // for article_at()
    Total total;
  };

  // Every article that matches, in order. Of the request, `limit` counts where it is less than all;
  // what only a page of hits has is not looked at.
  Matches matches(const SearchRequest& request) const;

  // An article by a number that matches() of the same generation gave.
  Article article_at(std::uint32_t number) const;
  Arrived arrived_at(std::uint32_t number) const;

  // Articles that share their rarest words with this one, best first; none where there is no such
  // article.
  std::optional<std::vector<Hit>> similar(std::string_view id, std::size_t limit) const;

  // Completions of the last word of `typed`, or of the value of a field, with what each would find;
  // then headlines that contain all of it unless these cost too much. At most `limit` of each.
  std::vector<Suggestion> suggest(std::string_view typed, std::size_t limit) const;

  IndexStats stats() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
