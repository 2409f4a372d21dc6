#include "indexer/build/index_state.h"

#include <algorithm>

#include "indexer/build/arrival_upkeep.h"
#include "indexer/build/group_upkeep.h"
#include "indexer/build/known/source_record.h"
#include "indexer/build/public_upkeep.h"
#include "indexer/dates/utc_text.h"
#include "search/base/error.h"
#include "search/base/mapped_file.h"
#include "search/store/article/fields.h"
#include "search/store/deleted.h"
#include "search/store/generation.h"
#include "search/store/segment.h"

namespace dateline {
namespace {

LiveSegment segment_of(const Manifest& manifest, const std::string& name,
                       const std::filesystem::path& folder) {
  const RecordHashes hashes(folder / segment_files::kHashes);
  std::vector<bool> deleted = read_deleted(folder / segment_files::kDeleted).bits();
  deleted.resize(hashes.documents());
  return {.name = name,
          .folder = folder,
          .described = files_of(manifest, name),
          .public_database = public_file_of(manifest, name),
          .deleted = std::move(deleted)};
}

bool lies_in(const std::string& file, const std::string& segment) {
  return file.starts_with(segment + "/");
}

// The public database is no part of it: it can be made again of the others.
bool is_damaged(const Damage& damage, const std::string& segment) {
  return std::any_of(damage.files.begin(), damage.files.end(), [&](const std::string& file) {
    return lies_in(file, segment) && file != segment + "/" + kPublicFile;
  });
}

// How many segments, the first ones, the file of groups is of. Opens the generation as readers open
// it: what does not open is no base for the next one.
std::size_t grouped_segments(const std::filesystem::path& folder, const Damage& damage) {
  if (!damage.any()) return Generation(folder).grouped_segments();
  const Manifest manifest = read_manifest(folder);
  for (const std::string& name : manifest.segments) {
    if (!is_damaged(damage, name)) Segment(folder / name);
  }
  return 0;  // groups are found anew
}

// The dictionary of a generation's segments, of which all have the same. Null where each is
// damaged.
std::shared_ptr<const Dictionary> read_dictionary(const std::filesystem::path& folder,
                                                  const Manifest& manifest, const Damage& damage) {
  for (const std::string& name : manifest.segments) {
    const std::string file = name + "/" + segment_files::kDictionary;
    if (std::find(damage.files.begin(), damage.files.end(), file) != damage.files.end()) continue;
    return std::make_shared<const Dictionary>(std::string(MappedFile(folder / file).bytes()));
  }
  return nullptr;
}

bool is_of_a_run(const std::filesystem::path& folder) try {
  return read_manifest(folder).made_by == MadeBy::run;
} catch (const IndexError&) {
  return false;
}

// Keeps the current generation, the newest before it, and of the others the newest that runs made:
// a second of pushed articles is not what one goes back by. The others leave their place by one
// rename: one that is half removed would look damaged. Their records go after them, so that a
// generation that can still be gone back to has its own.
void remove_old_generations(const std::filesystem::path& index, std::uint64_t current,
                            std::size_t keep, const std::filesystem::path& workplace) {
  std::vector<std::uint64_t> numbers = generation_numbers(index);
  std::erase(numbers, current);
  std::size_t left = std::max<std::size_t>(keep, 1) - 1;
  for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
    const std::filesystem::path folder = generation_folder(index, *number);
    const bool is_newest = number == numbers.rbegin();
    const bool is_run = is_of_a_run(folder);
    if (left > 0 && (is_newest || is_run)) {
      if (is_run) --left;
      continue;
    }
    const std::filesystem::path removed = workplace / "removed";
    std::filesystem::rename(folder, removed);
    std::filesystem::remove_all(removed);
  }
  remove_stale_source_records(index);
}

Manifest manifest_of(const IndexState& state, std::uint64_t number, MadeBy made_by) {
  return {.schema_version = kSchemaVersion,
          .generation = number,
          .articles = state.articles,
          .text_bytes = state.text_bytes,
          .languages = state.languages,
          .built_at = utc_now_text(),
          .built_from = state.built_from,
          .pushed = state.pushed_sequence,
          .made_by = made_by,
          .last_arrival = state.last_arrival};
}

void name_segments(std::vector<LiveSegment>& segments, std::uint64_t generation) {
  std::size_t unnamed = 0;
  for (LiveSegment& segment : segments) {
    if (!segment.name.empty()) continue;
    segment.name = "segment-" + std::to_string(generation);
    if (unnamed++ > 0) segment.name += "-" + std::to_string(unnamed);
  }
}

// One stays where all would go: an index without articles is an index too.
void drop_empty(std::vector<LiveSegment>& segments) {
  std::vector<LiveSegment> kept;
  for (LiveSegment& segment : segments) {
    const bool is_last = &segment == &segments.back();
    if (segment.live_documents() > 0 || (is_last && kept.empty()))
      kept.push_back(std::move(segment));
  }
  segments = std::move(kept);
}

}  // namespace

Damage find_damage(const std::filesystem::path& index, ProvenFiles& proven) {
  const auto folder = current_generation(index);
  if (!folder || is_of_another_version(*folder)) return {};
  Damage damage;
  try {
    const Manifest manifest = read_manifest(*folder);
    damage.files = proven.damaged(manifest, *folder);
    for (const std::string& name : manifest.segments) {
      if (is_damaged(damage, name)) damage.segments.push_back(*folder / name);
    }
  } catch (const IndexError&) {
    damage.files = {"manifest.json"};
  }
  return damage;
}

std::optional<IndexState> read_state(const std::filesystem::path& index, Damage damage) try {
  const auto folder = current_generation(index);
  if (!folder) return std::nullopt;
  const std::size_t grouped = grouped_segments(*folder, damage);
  const Manifest manifest = read_manifest(*folder);
  clean_pushed(index, manifest.generation);
  auto pushed = read_pushed(index, manifest.generation);
  if (!pushed || manifest.segments.empty()) return std::nullopt;
  IndexState state{.pushed = std::move(*pushed),
                   .pushed_sequence = manifest.pushed,
                   .generation = manifest.generation,
                   .articles = manifest.articles,
                   .text_bytes = manifest.text_bytes,
                   .languages = manifest.languages,
                   .built_from = manifest.built_from,
                   .last_arrival = manifest.last_arrival};
  for (const std::string& name : manifest.segments) {
    if (!is_damaged(damage, name))
      state.segments.push_back(segment_of(manifest, name, *folder / name));
  }
  const auto first = manifest.segments.begin();
  state.grouped.assign(first, first + static_cast<std::ptrdiff_t>(grouped));
  state.dictionary = read_dictionary(*folder, manifest, damage);
  state.damage = std::move(damage);
  return state;
} catch (const IndexError&) {
  return std::nullopt;
}

void count_article(IndexState& state, const std::string& language, std::uint64_t text_bytes) {
  ++state.articles;
  state.text_bytes += text_bytes;
  ++state.languages[language];
}

void uncount_article(IndexState& state, const std::string& language, std::uint64_t text_bytes) {
  --state.articles;
  state.text_bytes -= text_bytes;
  if (--state.languages[language] == 0) state.languages.erase(language);
}

std::uint64_t next_generation_number(const std::filesystem::path& index) {
  const std::vector<std::uint64_t> numbers = generation_numbers(index);
  return numbers.empty() ? 1 : numbers.back() + 1;
}

Manifest publish_generation(const std::filesystem::path& index, IndexState& state,
                            const PublishOptions& options) {
  const std::uint64_t number = next_generation_number(index);
  const std::filesystem::path made = options.workplace / "generation";
  std::filesystem::remove_all(made);
  std::filesystem::create_directory(made);
  drop_empty(state.segments);
  name_segments(state.segments, number);
  stamp_arrivals(index, state, options.contents, options.workplace);
  Manifest manifest = manifest_of(state, number, options.made_by);
  for (const LiveSegment& segment : state.segments) {
    manifest.segments.push_back(segment.name);
    place_segment(segment, made, manifest.files);
  }
  place_groups(index, state, made, manifest);
  place_public_databases(state, options, made, manifest);
  write_manifest(manifest, made);
  if (options.prepare) options.prepare(number);
  write_pushed(index, number, state.pushed, options.pushed);
  std::filesystem::create_directories(index / "generations");
  const std::filesystem::path folder = generation_folder(index, number);
  std::filesystem::rename(made, folder);
  publish(index, number);
  if (options.proven != nullptr) options.proven->add(manifest, folder);
  if (options.proven == nullptr || options.proven->covers(manifest, folder))
    remove_old_generations(index, number, options.keep_generations, options.workplace);
  state.damage = {};
  state.generation = number;
  for (LiveSegment& segment : state.segments) {
    segment.folder = folder / segment.name;
    segment.described = files_of(manifest, segment.name);
    segment.public_database = public_file_of(manifest, segment.name);
  }
  return manifest;
}

}  // namespace dateline
