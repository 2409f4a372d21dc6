#include "indexer/commands/command.h"

namespace dateline {

int run_scheduled(const BuildOptions& options, const ScheduleOptions& schedule) {
  serve_schedule(options, schedule);
  return all_well;
}

}  // namespace dateline
