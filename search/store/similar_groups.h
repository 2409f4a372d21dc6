#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "search/base/mapped_file.h"

// Which articles of a generation are nearly the same text: the file kGroupsFile of its folder. Its
// articles are numbered through its segments, deleted ones counted. Those of segments that came
// since the groups were found have numbers behind all of the file's, and no group.
//
//   u64   kMagic, articles, groups, members
//   u32   the group of each article; kNoGroup where there is no other of its text
//   u32   where each group's members start, and the end of the last: groups + 1
//   u32   the members of each group: the earliest first, undated ones last, the longest of them
//         first
namespace dateline {

inline constexpr const char* kGroupsFile = "groups";
inline constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();

// For any number of threads.
class SimilarGroups {
 public:
  explicit SimilarGroups(const std::filesystem::path& path);

  std::uint32_t articles() const { return articles_; }
  std::uint32_t groups() const { return groups_; }

  std::uint32_t group_of(std::uint32_t article) const;

  // In the order of the file; at least two, some of which may have been deleted since. `group` is
  // less than groups().
  std::vector<std::uint32_t> members(std::uint32_t group) const;

 private:
  MappedFile file_;
  std::uint32_t articles_ = 0;
  std::uint32_t groups_ = 0;
};

// Finds the groups of a generation whose segments are in place, and writes its file. The same
// articles make the same groups, whichever segments they lie in. Takes time linear in their number
// and some 70 bytes of memory for each.
void write_similar_groups(const std::filesystem::path& generation_folder,
                          const std::vector<std::string>& segments);

}  // namespace dateline
