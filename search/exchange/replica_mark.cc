#include "search/exchange/replica_mark.h"

#include <fstream>

#include "search/base/error.h"
#include "search/base/output_file.h"

namespace dateline {
namespace {

std::filesystem::path mark_path(const std::filesystem::path& index) { return index / "replica"; }

}  // namespace

std::optional<std::string> replica_of(const std::filesystem::path& index) {
  std::ifstream in(mark_path(index));
  if (!in) return std::nullopt;
  std::string origin;
  std::getline(in, origin);
  return origin;
}

void require_no_replica(const std::filesystem::path& index) {
  const std::optional<std::string> origin = replica_of(index);
  if (!origin) return;
  throw IndexError(index.string() + " is a replica of " + *origin +
                   ", and is changed by dateline-replica alone: change the index there, or make "
                   "this one stand for itself with dateline-replica --promote");
}

void mark_replica(const std::filesystem::path& index, const std::string& origin) {
  write_in_place(mark_path(index), origin + "\n");
}

void unmark_replica(const std::filesystem::path& index) {
  std::filesystem::remove(mark_path(index));
  sync_path(index);
}

}  // namespace dateline
