#include "search/store/similar_groups.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {

void use_file(const std::filesystem::path& path) {
  const SimilarGroups groups(path);
  for (std::uint32_t article = 0; article < groups.articles(); ++article) {
    const std::uint32_t group = groups.group_of(article);
    require(group == kNoGroup || group < groups.groups());
  }
  for (std::uint32_t group = 0; group < groups.groups(); ++group) {
    for (const std::uint32_t member : groups.members(group)) require(member < groups.articles());
  }
}

}  // namespace dateline
