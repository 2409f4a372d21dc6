#include "server/queue_end.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "search/exchange/article_queue.h"
#include "search/exchange/queue_file.h"

namespace dateline {
namespace {

// Not mapped: what a crash left at the end of the file may be cut off meanwhile.
std::string read_from(const std::filesystem::path& file, std::uint64_t position) {
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(position));
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

QueueEnd::QueueEnd(const std::filesystem::path& index) : folder_(queue_folder(index)) {}

std::uint64_t QueueEnd::sequence() {
  const std::lock_guard lock(mutex_);
  const std::vector<std::filesystem::path> files = queue_files(folder_);
  if (files.empty()) return 0;
  if (file_ != files.back()) {
    file_ = files.back();
    position_ = 0;
    sequence_ = std::max<std::uint64_t>(first_sequence(file_), 1) - 1;
  }
  const std::string news = read_from(file_, position_);
  QueueFileParser parser(news);
  while (const auto entry = parser.next()) sequence_ = std::max(sequence_, entry->sequence);
  position_ += parser.position();
  return sequence_;
}

}  // namespace dateline
