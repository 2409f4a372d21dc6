#include "indexer/build/public_upkeep.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

namespace dateline {
namespace {

constexpr std::size_t kSmallSegment = 2048;  // documents of a segment: 0.2 s

std::size_t threads_of(const PublishOptions& options) {
  return options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

bool is_good_enough(PublicState state, const LiveSegment& segment, const PublishOptions& options) {
  const bool may_lag = options.made_by != MadeBy::run && segment.deleted.size() > kSmallSegment;
  return state == PublicState::current || (state == PublicState::lagging && may_lag);
}

bool is_damaged_file(const std::string& file, const IndexState& state) {
  const std::vector<std::string>& files = state.damage.files;
  return std::find(files.begin(), files.end(), file) != files.end();
}

// The database of the generation before, if it will do; else a new one. A segment that is new may
// have come with one.
void place_public_database(const LiveSegment& segment, const IndexState& state,
                           const PublishOptions& options, const std::filesystem::path& made,
                           Manifest& manifest) {
  const auto will_do = [&](const std::filesystem::path& file) {
    return is_good_enough(public_state(file, segment.deleted, options.public_database), segment,
                          options);
  };
  const std::filesystem::path file = made / segment.name / kPublicFile;
  const std::string name = segment.name + "/" + kPublicFile;
  const std::filesystem::path before = segment.folder / kPublicFile;
  if (segment.public_database && !is_damaged_file(name, state) && will_do(before)) {
    std::filesystem::create_hard_link(before, file);
    manifest.files.push_back(*segment.public_database);
    return;
  }
  if (!will_do(file)) {
    std::filesystem::remove(file);
    write_public_database(made / segment.name, segment.deleted, options.public_database, file,
                          threads_of(options));
  }
  manifest.files.push_back(describe_file(made, name));
}

}  // namespace

void place_public_databases(const IndexState& state, const PublishOptions& options,
                            const std::filesystem::path& made, Manifest& manifest) {
  if (options.public_database == PublicDatabase::off) {
    for (const LiveSegment& segment : state.segments)
      std::filesystem::remove(made / segment.name / kPublicFile);
    return;
  }
  for (const LiveSegment& segment : state.segments)
    place_public_database(segment, state, options, made, manifest);
  write_public_stub(manifest.segments, made / kPublicStub);
  manifest.files.push_back(describe_file(made, kPublicStub));
}

bool have_current_public_databases(const IndexState& state, PublicDatabase kind) {
  return std::all_of(state.segments.begin(), state.segments.end(), [&](const LiveSegment& one) {
    if (kind == PublicDatabase::off) return !one.public_database;
    return public_state(one.folder / kPublicFile, one.deleted, kind) == PublicState::current;
  });
}

}  // namespace dateline
