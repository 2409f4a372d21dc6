#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/searcher.h"
#include "search/store/article/article.h"
#include "search/store/generation.h"
#include "tests/support/temp_folder.h"

namespace dateline {

// What a TempIndex has last arrived before its first article: 2017-01-25T10:00:00Z.
inline constexpr std::int64_t kFirstArrival = 1'485'338'400'000'000;

// A real generation on disk with these articles, which arrived one microsecond after another.
// Articles without a language are English.
class TempIndex {
 public:
  // With `segments` above 1, the articles are dealt out to that many.
  explicit TempIndex(const std::vector<Article>& articles, std::size_t segments = 1);
  TempIndex(std::initializer_list<Article> articles) : TempIndex(std::vector<Article>(articles)) {}

  std::vector<std::string> ids(std::string_view query) const;
  std::vector<std::string> ids(const SearchRequest& request) const;
  SearchResult search(const SearchRequest& request) const { return searcher().search(request); }
  Searcher searcher() const { return Searcher(generation_); }
  std::shared_ptr<const Generation> shared_generation() const { return generation_; }
  const Generation& generation() const { return *generation_; }
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TempFolder folder_;
  std::shared_ptr<const Generation> generation_;
};

// The spellings and synonyms that were searched as well.
std::vector<std::string> also_searched(const SearchResult& result);

// "… <mark>Lavrov</mark> said …"
std::string with_marks(const MarkedText& text);

}  // namespace dateline
