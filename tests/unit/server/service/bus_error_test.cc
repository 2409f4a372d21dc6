#include "server/service/bus_error.h"

#include <csignal>
#include <fstream>

#include <gtest/gtest.h>

#include "search/base/mapped_file.h"
#include "tests/support/temp_index.h"

namespace dateline {
namespace {

// Reads a byte of a file that was cut after it was mapped.
void read_what_was_cut(const std::filesystem::path& path) {
  explain_bus_errors();
  const MappedFile file(path);
  std::filesystem::resize_file(path, 0);
  const volatile char* const first = file.bytes().data();
  static_cast<void>(*first);
}

TEST(BusError, EndsTheProgramWithWhatToDo) {
  const TempFolder folder;
  const std::filesystem::path path = folder.path() / "tokens";
  std::ofstream(path) << "tokens";
  EXPECT_EXIT(read_what_was_cut(path), testing::KilledBySignal(SIGBUS),
              "start the server again.*dateline-index --check");
}

}  // namespace
}  // namespace dateline
