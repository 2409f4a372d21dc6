#include "indexer/build/known/repeated_articles.h"

#include <unordered_map>

#include "indexer/build/known/same_article.h"

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

void for_each_repeated(const SourceFiles& files, const std::filesystem::path& scratch,
                       const std::function<void(const RepeatedArticle&)>& visit) {
  SeenArticles seen(scratch);
  KeptArticles kept;
  for (std::size_t file = 0; file < files.size(); ++file) {
    files.for_each_article(file, [&](const IndexedArticle& article) {
      const Named named{.path = files.path(file), .id = article.id};
      if (seen.add(article.id, article.content)) {
        kept.add(named, article.content);
      } else {
        visit(kept.find(named, article.content));
      }
    });
  }
}

}  // namespace dateline
