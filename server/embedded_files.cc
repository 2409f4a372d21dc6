#include "server/embedded_files.h"

#include <algorithm>

namespace dateline {

std::string_view embedded_file(std::string_view name) {
  const auto files = embedded_files();
  const auto found = std::ranges::find(files, name, &EmbeddedFile::name);
  return found == files.end() ? std::string_view{} : found->bytes;
}

}  // namespace dateline
