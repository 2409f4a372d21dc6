#include "indexer/build/progress.h"
#include "indexer/service/run_record.h"
#include "search/exchange/run_mailbox.h"
#include "tests/fuzz/index/damaged_file.h"
#include "tests/support/temp_folder.h"

// Any bytes are a runs/000007.json, or a runs/000008.request: requests are read, and runs that were
// interrupted closed.
namespace dateline {
namespace {

const TempFolder& index() {
  static const TempFolder made;
  return made;
}

void read(std::string_view bytes) {
  index().write("runs/000007.json", bytes);
  index().write("runs/000008.request", bytes);
  require(waiting_requests(index().path()).size() == 1);
  close_interrupted_runs(index().path());
  require(run_status(index().path(), 7).has_value());
  require(run_status(index().path(), 8).has_value());
}

}  // namespace

const std::string& sound_file() {
  static const std::string text = [] {
    index().write("runs/000007.request", "command everything\n");
    Progress progress;
    const RunRecord record(index().path(), {.run = 7}, progress);
    return run_status(index().path(), 7).value();
  }();
  return text;
}

}  // namespace dateline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dateline::sound_file();
  dateline::read(dateline::as_text(data, size));
  return 0;
}
