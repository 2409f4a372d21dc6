#include <exception>
#include <iostream>

#include "indexer/commands/command.h"

namespace dateline {

int run_scheduled(const BuildOptions& options, const Schedule& schedule) {
  run_on_schedule(schedule, options.index, [&] {
    try {
      return run_build(options);
    } catch (const std::exception& error) {
      std::cerr << "dateline-index: " << error.what() << "\n";
      return static_cast<int>(nothing_done);  // the next run may do better
    }
  });
  return all_well;
}

}  // namespace dateline
