#include "indexer/build/backup.h"

#include "indexer/build/known/pushed_articles.h"
#include "indexer/build/known/source_record.h"
#include "search/base/error.h"
#include "search/base/output_file.h"
#include "search/exchange/article_queue.h"
#include "search/store/generation.h"
#include "search/store/index_check.h"

namespace dateline {
namespace {

void require_empty(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  if (!std::filesystem::is_empty(folder))
    throw IndexError(folder.string() + " is not empty: name a folder that is, or is not there yet");
}

// What the next run has to know: of the files of a generation, if its record is sound, and of what
// was pushed, with its queue.
void copy_sources(const std::filesystem::path& index, std::uint64_t generation,
                  const std::filesystem::path& to) {
  std::vector<std::filesystem::path> files = queue_files(queue_folder(index));
  if (std::filesystem::exists(pushed_path(index))) files.push_back(pushed_path(index));
  if (read_source_settings(index, generation))
    files.push_back(source_record_path(index, generation));
  for (const std::filesystem::path& file : files) {
    const std::filesystem::path copy = to / file.lexically_relative(index);
    std::filesystem::create_directories(copy.parent_path());
    std::filesystem::copy_file(file, copy);
    sync_path(copy);
    sync_path(copy.parent_path());
  }
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
  copy_sources(index, number, to);
  publish(to, number);
  if (to.has_parent_path()) sync_path(to.parent_path());
  return number;
}

}  // namespace dateline
