#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "search/index_reader.h"
#include "server/index_changes.h"

// What /metrics tells of the index and of those who change it, in the text format of Prometheus.
namespace dateline {

// What is served, and how sound it is. `stats` is of the generation that searches stand on; none
// where they stand on none.
void append_index_metrics(std::string& text, const IndexReader& index,
                          const std::optional<IndexStats>& stats);

// What was pushed: how much, how long it took to make it durable, and what is not in the index yet.
void append_queue_metrics(std::string& text, IndexChanges& changes,
                          const std::optional<IndexStats>& stats);

// What the newest runs of dateline-index left in INDEX/runs: how and when the last one ended, what
// it set aside, and whether one goes on. Nothing of a run that there is not.
void append_run_metrics(std::string& text, const std::filesystem::path& index);

}  // namespace dateline
