#pragma once

#include "indexer/build/index_build.h"
#include "indexer/service/run_record.h"

namespace dateline {

// Performs a run of INDEX/runs, keeps its status up to date meanwhile, and its outcome and log
// afterwards. What goes wrong is in the outcome.
RunOutcome recorded_run(IndexWriter& writer, BuildOptions options, const RunRequest& request,
                        Progress& progress, Merging merging);

}  // namespace dateline
