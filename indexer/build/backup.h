#pragma once

#include <cstdint>
#include <filesystem>

namespace dateline {

// Copies the current generation, and what the next incremental run needs, to the folder `to`, which
// is made or empty and then an index of its own. The copy is synced and checked byte for byte; the
// index may be searched and written meanwhile. Returns the generation's number. Throws IndexError
// where there is no index, the copy is not sound, or `to` is not empty.
std::uint64_t back_up(const std::filesystem::path& index, const std::filesystem::path& to);

}  // namespace dateline
