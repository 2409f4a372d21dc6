#include "search/store/columns/arrivals.h"
#include "tests/fuzz/index/segment_file.h"

namespace dateline {

void use_file(const std::filesystem::path& path) {
  const Arrivals arrivals(path);
  for (std::uint32_t i = 0; i < arrivals.documents(); ++i) {
    require(arrivals[i].id == arrivals.id(i));
    arrival_text(arrivals.added(i));
    arrival_text(arrivals.changed(i));
  }
}

}  // namespace dateline
