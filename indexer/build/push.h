#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/apart/record_extraction.h"
#include "indexer/build/index_writer.h"
#include "indexer/formats/record_source.h"
#include "indexer/sources/raw_article.h"
#include "indexer/sources/record.h"
#include "search/exchange/article_queue.h"

// How pushed articles get from the queue into the index. An entry is read and extracted as a line
// of a JSON lines file is; the last entry of an id counts.
namespace dateline {

struct PushReport {
  std::uint64_t entries = 0;
  std::uint64_t added = 0;    // articles that are new or changed
  std::uint64_t removed = 0;  // articles that are gone
  std::vector<SetAside> set_aside;
  std::uint64_t damaged_bytes = 0;  // of the queue, see ArticleQueueReader
  std::uint64_t generation = 0;     // that was published; 0: none
};

// An entry of the queue as a record of a source is.
Record record_of(QueueEntry entry, const SourceOptions& sources);

// Publishes what the queue has beyond the current generation, some megabytes at most; none where it
// has nothing, not even damage. Small segments at the end are merged with the new one. Throws
// IndexError where the current generation is damaged: the queue waits until a run has mended that.
std::optional<PushReport> apply_pushed(IndexWriter& writer, const SourceOptions& sources,
                                       RecordExtraction& extraction);
std::optional<PushReport> apply_pushed(IndexWriter& writer, const SourceOptions& sources);

// Drops entries of the queue that were replaced, once there are enough files of it. What a
// generation that one may go back to has not applied yet stays.
void drop_replaced(IndexWriter& writer);

// That so many bytes of the queue are damaged, and what can be done.
std::string describe_damaged_queue(std::uint64_t bytes);

// How a full build takes pushed articles over: all of the queue is read, beside the files.
struct PushedBefore {
  PushedArticles articles;     // what is known of them, or nothing
  std::uint64_t sequence = 0;  // up to which entry that was known
  bool contents_are_comparable = true;
};

// Adds all of the queue to a state that has the articles of all files. Entries that the files went
// before stay without effect.
PushReport apply_whole_queue(const std::filesystem::path& index, IndexState& state,
                             const SourceOptions& sources, const PushedBefore& before,
                             const std::filesystem::path& workplace);

}  // namespace dateline
