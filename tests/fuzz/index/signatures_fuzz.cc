#include <cstddef>
#include <iterator>

#include "search/store/columns/columns.h"
#include "search/store/similar/near_duplicates.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {

// Those of the sound file are all alike, so that each would be compared with each.
constexpr std::ptrdiff_t kLinked = 12;

void use_file(const std::filesystem::path& path) {
  const SignatureFile signatures(path);
  std::vector<SignedArticle> articles;
  for (std::uint32_t i = 0; i < signatures.documents(); ++i)
    articles.push_back({signatures[i], i % 2 == 0 ? kNoDay : static_cast<std::int32_t>(i)});
  if (std::ssize(articles) > kLinked) articles.erase(articles.begin() + kLinked, articles.end());
  const auto linked = link_near_duplicates(articles, path.parent_path());
  for (std::size_t i = 0; i < linked.size(); ++i) require(linked[i] < articles.size());
}

}  // namespace dateline
