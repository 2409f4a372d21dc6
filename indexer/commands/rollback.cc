#include <iostream>
#include <limits>

#include "indexer/commands/command.h"
#include "search/exchange/index_lock.h"
#include "search/exchange/replica_mark.h"
#include "search/store/generation.h"
#include "search/store/index_check.h"

namespace dateline {

int run_rollback(const std::filesystem::path& index) {
  const auto folder = current_generation(index);
  if (!folder && generation_numbers(index).empty()) {
    std::cerr << "dateline-index: there is no index at " << index.string() << "\n";
    return nothing_done;
  }
  require_no_replica(index);
  const IndexLock lock(index);
  const std::uint64_t current =
      folder ? generation_number(*folder) : std::numeric_limits<std::uint64_t>::max();
  std::vector<std::uint64_t> numbers = generation_numbers(index);
  for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
    if (*number >= current) continue;
    const std::vector<std::string> faults = check_generation(generation_folder(index, *number));
    if (!faults.empty()) {
      std::cerr << "generation " << *number << " is damaged: " << faults.front() << "\n";
      continue;
    }
    publish(index, *number);
    std::cout << "generation " << *number << " is current";
    if (folder) std::cout << ", " << current << " was";
    std::cout << "; the next run brings it up to date\n";
    return all_well;
  }
  std::cerr << "dateline-index: there is no sound generation before the current one; nothing was "
               "changed (index.keep_generations says how many stay)\n";
  return nothing_done;
}

}  // namespace dateline
