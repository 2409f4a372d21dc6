#include "indexer/repeated_articles.h"

#include <unordered_map>

#include "indexer/same_article.h"

namespace dateline {
namespace {

using Named = RepeatedArticle::Named;

// The articles that SeenArticles lets in, findable by what they keep out.
class KeptArticles {
 public:
  void add(const Named& article, const std::optional<RecordHash>& content) {
    by_id_.emplace(article.id, article);
    if (content) by_content_.emplace(content->low, article);
  }

  RepeatedArticle find(const Named& again, const std::optional<RecordHash>& content) const {
    const auto of_id = by_id_.find(again.id);
    if (of_id != by_id_.end()) return {again, of_id->second, RepeatedArticle::KnownBy::id};
    return {again, by_content_.at(content.value().low), RepeatedArticle::KnownBy::text};
  }

 private:
  std::unordered_map<std::string_view, Named> by_id_;
  std::unordered_map<std::uint64_t, Named> by_content_;
};

}  // namespace

std::vector<RepeatedArticle> repeated_articles(const std::vector<SourceFile>& files) {
  SeenArticles seen;
  KeptArticles kept;
  std::vector<RepeatedArticle> repeated;
  for (const SourceFile& file : files) {
    for (const IndexedArticle& article : file.articles) {
      const Named named{.path = file.path, .id = article.id};
      if (seen.add(article.id, article.content)) {
        kept.add(named, article.content);
      } else {
        repeated.push_back(kept.find(named, article.content));
      }
    }
  }
  return repeated;
}

}  // namespace dateline
