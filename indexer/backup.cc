#include "indexer/backup.h"

#include "indexer/source_record.h"
#include "search/error.h"
#include "search/generation.h"
#include "search/index_check.h"
#include "search/output_file.h"

namespace dateline {
namespace {

void require_empty(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  if (!std::filesystem::is_empty(folder))
    throw IndexError(folder.string() + " is not empty: name a folder that is, or is not there yet");
}

}  // namespace

std::uint64_t back_up(const std::filesystem::path& index, const std::filesystem::path& to) {
  const auto current = current_generation(index);
  if (!current) throw IndexError("there is no index at " + index.string());
  require_empty(to);
  const std::uint64_t number = generation_number(*current);
  const std::filesystem::path copy = generation_folder(to, number);
  std::filesystem::create_directories(copy.parent_path());
  std::filesystem::copy(*current, copy, std::filesystem::copy_options::recursive);
  const std::vector<std::string> faults = check_generation(copy);
  if (!faults.empty()) {
    throw IndexError("the copy in " + to.string() + " is not sound: " + faults.front() +
                     ": check the index with dateline-index --check");
  }
  if (const auto record = read_source_record(index, number))
    write_source_record(*record, to, number);
  publish(to, number);
  if (to.has_parent_path()) sync_path(to.parent_path());
  return number;
}

}  // namespace dateline
