#include "search/store/columns/columns.h"
#include "search/store/similar/near_duplicates.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {

void use_file(const std::filesystem::path& path) {
  const SignatureFile signatures(path);
  std::vector<SignedArticle> articles;
  for (std::uint32_t i = 0; i < signatures.documents(); ++i)
    articles.push_back({signatures[i], i % 2 == 0 ? kNoDay : static_cast<std::int32_t>(i)});
  const auto linked = link_near_duplicates(articles, path.parent_path());
  for (std::size_t i = 0; i < linked.size(); ++i) require(linked[i] < articles.size());
}

}  // namespace dateline
