#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/build/known/live_segment.h"
#include "indexer/build/known/pushed_articles.h"
#include "indexer/build/proven_files.h"
#include "search/store/columns/compression.h"
#include "search/store/manifest.h"
#include "search/store/public_database.h"

namespace dateline {

// What of a generation is not as it was published.
struct Damage {
  std::vector<std::string> files;               // within the generation's folder
  std::vector<std::filesystem::path> segments;  // the folders of those that have one of them

  bool any() const { return !files.empty(); }
};

// The generation that is current, or the one that is being made of it, as far as an indexer has to
// know it.
struct IndexState {
  std::vector<LiveSegment> segments;  // in the order of the manifest
  std::vector<std::string> grouped;   // the first of them: those that the file of groups is of
  PushedArticles pushed;
  std::uint64_t pushed_sequence = 0;             // of the last entry of the queue that is in it
  std::shared_ptr<const Dictionary> dictionary;  // of all segments
  std::uint64_t generation = 0;
  std::uint64_t articles = 0;
  std::uint64_t text_bytes = 0;
  std::map<std::string, std::uint64_t> languages;  // articles of each
  std::vector<std::string> built_from;
  std::int64_t last_arrival = 0;  // see Manifest
  Damage damage;  // of the current generation; `segments` leaves out those that have any
};

// The damaged files of the current generation, as far as `proven` has it read. An index of another
// schema version has none.
Damage find_damage(const std::filesystem::path& index, ProvenFiles& proven);

// The state of the current generation, without the segments that are damaged. None where there is
// no generation that opens, or no record of what was pushed.
std::optional<IndexState> read_state(const std::filesystem::path& index, Damage damage = {});

// Counts an article that comes, or one that goes.
void count_article(IndexState& state, const std::string& language, std::uint64_t text_bytes);
void uncount_article(IndexState& state, const std::string& language, std::uint64_t text_bytes);

// The number that a generation published now gets.
std::uint64_t next_generation_number(const std::filesystem::path& index);

// Whether the contents of articles can be compared with those of the generation before: other
// settings, or another version, make another record of the same article.
enum class Contents : std::uint8_t { comparable, read_otherwise };

struct PublishOptions {
  std::filesystem::path workplace;  // for files that are being made
  std::size_t keep_generations = 2;
  PublicDatabase public_database = PublicDatabase::off;
  std::size_t threads = 0;  // 0: one a processor
  MadeBy made_by = MadeBy::run;
  Write pushed = Write::changes;
  Contents contents = Contents::comparable;
  ProvenFiles* proven = nullptr;  // null: older generations are removed unasked
  // Called with the number before the generation becomes current: writes what else belongs to it.
  std::function<void(std::uint64_t number)> prepare;
};

// Makes a generation of it, durable, and current; then removes the oldest ones, unless a file of
// the new one is not proven: an older generation may then be the only sound one. Segments without
// live documents are left out. The state is that of the new generation afterwards.
Manifest publish_generation(const std::filesystem::path& index, IndexState& state,
                            const PublishOptions& options);

}  // namespace dateline
