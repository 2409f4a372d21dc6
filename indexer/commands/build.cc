#include <iostream>

#include "indexer/build_report.h"
#include "indexer/commands/command.h"
#include "indexer/progress.h"

namespace dateline {

int run_build(const BuildOptions& options) {
  Progress progress;
  BuildReport report;
  {
    const ProgressDisplay display(progress);
    report = build_index(options, progress);
  }
  std::cout << summary(report) << std::flush;
  if (report.unchanged) return all_well;
  if (report.generation == 0) {
    std::cerr << "dateline-index: there was no article to index, and nothing was published\n";
    return nothing_done;
  }
  return report.set_aside > 0 ? some_set_aside : all_well;
}

}  // namespace dateline
