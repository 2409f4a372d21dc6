#include "search/store/deleted.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {

void use_file(const std::filesystem::path& path) {
  const DeletedDocuments deleted = read_deleted(path);
  require(deleted.count() <= deleted.bits().size());
  require(!deleted.contains(static_cast<std::uint32_t>(deleted.bits().size())));
}

}  // namespace dateline
