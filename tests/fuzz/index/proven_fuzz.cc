#include "indexer/build/proven_files.h"
#include "search/base/content_hash.h"
#include "tests/fuzz/index/damaged_file.h"
#include "tests/support/temp_folder.h"

// Any bytes are an INDEX/proven: whatever they say, a damaged file that nobody has read is not
// taken for sound for long, and the next record is a sound one. They are looked at as they are, and
// with the hash of themselves that they ought to have.
namespace dateline {
namespace {

const TempFolder& index() {
  static const TempFolder made;
  return made;
}

const Manifest& manifest() {
  static const Manifest made = [] {
    index().write("g/a", "what was published");
    index().write("g/b", "and this");
    return Manifest{.files = {describe_file(index().path() / "g", "a"),
                              describe_file(index().path() / "g", "b")}};
  }();
  return made;
}

std::string with_own_hash(std::string_view file) {
  const std::size_t end = file.find_last_of('\n', file.size() < 2 ? 0 : file.size() - 2);
  const std::string before(file.substr(0, end == std::string_view::npos ? 0 : end + 1));
  return before + content_hash(before) + "\n";
}

void read(std::string_view bytes) {
  const std::filesystem::path folder = index().path() / "g";
  index().write("proven", bytes);
  ProvenFiles proven(index().path());
  proven.covers(manifest(), folder);
  require(proven.damaged(manifest(), folder).empty());
  require(proven.covers(manifest(), folder));
  require(ProvenFiles(index().path()).covers(manifest(), folder));
}

}  // namespace

const std::string& sound_file() {
  static const std::string text = [] {
    ProvenFiles(index().path()).add(manifest(), index().path() / "g");
    return read_file(index().path() / "proven");
  }();
  return text;
}

}  // namespace dateline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = dateline::as_text(data, size);
  dateline::manifest();
  dateline::read(bytes);
  dateline::read(dateline::with_own_hash(bytes));
  return 0;
}
