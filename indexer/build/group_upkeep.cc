#include "indexer/build/group_upkeep.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "search/store/generation.h"
#include "search/store/similar_groups.h"

namespace dateline {
namespace {

constexpr std::uint64_t kSmall = 10'000;  // documents, which take some 15 ms
constexpr std::uint64_t kUngroupedShare = 50;

std::uint64_t documents_of(std::span<const LiveSegment> segments) {
  std::uint64_t documents = 0;
  for (const LiveSegment& segment : segments) documents += segment.deleted.size();
  return documents;
}

// The file numbers articles through its segments: it holds as long as they are the first ones.
bool are_first(const std::vector<std::string>& grouped, const std::vector<LiveSegment>& segments) {
  return grouped.size() <= segments.size() &&
         std::equal(grouped.begin(), grouped.end(), segments.begin(),
                    [](const std::string& name, const LiveSegment& segment) {
                      return name == segment.name;
                    });
}

bool may_lag(const IndexState& state) {
  if (!are_first(state.grouped, state.segments)) return false;
  const std::uint64_t documents = documents_of(state.segments);
  const std::uint64_t ungrouped =
      documents - documents_of(std::span(state.segments).first(state.grouped.size()));
  return documents > kSmall && ungrouped * kUngroupedShare <= documents;
}

}  // namespace

bool is_grouped(const IndexState& state) { return state.grouped.size() == state.segments.size(); }

void place_groups(const std::filesystem::path& index, IndexState& state,
                  const std::filesystem::path& made, Manifest& manifest) {
  if (manifest.made_by != MadeBy::run && may_lag(state)) {
    std::filesystem::create_hard_link(generation_folder(index, state.generation) / kGroupsFile,
                                      made / kGroupsFile);
  } else {
    write_similar_groups(made, manifest.segments);
    state.grouped = manifest.segments;
  }
  manifest.files.push_back(describe_file(made, kGroupsFile));
}

}  // namespace dateline
