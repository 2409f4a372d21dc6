#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/duplicates/editing.h"
#include "search/store/article/article.h"

namespace dateline::bench {

// What an article of the labelled set was made for.
struct Purpose {
  std::string_view kind;
  std::size_t of = 0;  // a number that the articles of one story have, and no others
};

// Articles that were made on purpose. What they are to one another is not said here: it is counted.
class LabelledSet {
 public:
  // A story, of which versions are added next.
  void begin(std::string_view kind) { purpose_ = {.kind = kind, .of = ++stories_}; }

  void add(std::string title, std::int32_t day, const Words& body) {
    purposes_.push_back(purpose_);
    articles_.push_back({.id = std::to_string(articles_.size()),
                         .title = std::move(title),
                         .language = "en",
                         .published = from_day_number(day),
                         .paragraphs = paragraphs_of(body)});
  }

  const std::vector<Article>& articles() const { return articles_; }
  const std::vector<Purpose>& purposes() const { return purposes_; }

 private:
  std::vector<Article> articles_;
  std::vector<Purpose> purposes_;  // of each article
  Purpose purpose_;
  std::size_t stories_ = 0;
};

inline std::int32_t day_of(const Article& article) {
  return article.published ? day_number(*article.published) : 0;
}

}  // namespace dateline::bench
