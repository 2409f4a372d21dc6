#pragma once

#include <string>
#include <string_view>

#include "search/query/search_request.h"

namespace dateline {

// What the page of one request shows; all but `main_html` is plain text.
struct PageContent {
  std::string title;                  // of the window, before the name of the program; may be empty
  std::string feed = "/api/v1/feed";  // the address of the feed of what is shown
  std::string query;
  std::string main_html;
};

// web/index.html with results written into it by the server, for browsers without JavaScript; with
// it, the page's script replaces them. Immutable, for any number of threads.
class Page {
 public:
  // `html` holds <!--title--> before its title, <!--feed--> for the address of the feed,
  // <!--query--> inside the value of its search box and <!--results--> where results go, in this
  // order. What is missing is not filled.
  // Links begin with `base_path`.
  explicit Page(std::string_view html, std::string base_path = "");

  std::string render(const PageContent& content) const;

 private:
  std::string base_path_;
  std::string before_title_;
  std::string before_feed_;
  std::string before_query_;
  std::string between_;
  std::string after_results_;
};

// What goes there: the results of a search, an article, or why there is neither. The classes are
// those that web/results.js and web/article.js give the same things.
std::string results_html(const SearchRequest& request, const SearchResult& result);
// `back` is the address of the results that the article was opened from.
std::string article_html(const ArticleView& view, std::string_view query,
                         std::string_view back = "/");
std::string failure_html(std::string_view title, std::string_view detail);

}  // namespace dateline
