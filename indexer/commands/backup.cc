#include "indexer/build/backup.h"

#include <iostream>

#include "indexer/commands/command.h"

namespace dateline {

int run_backup(const std::filesystem::path& index, const std::filesystem::path& to) {
  const std::uint64_t number = back_up(index, to);
  std::cout << "generation " << number << " is copied to " << to.string()
            << " and checked; to restore it, copy that folder back to " << index.string() << "\n";
  return all_well;
}

}  // namespace dateline
