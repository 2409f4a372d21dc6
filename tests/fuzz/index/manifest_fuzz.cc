#include "search/base/content_hash.h"
#include "search/base/error.h"
#include "search/store/article/fields.h"
#include "search/store/manifest.h"
#include "tests/fuzz/index/damaged_file.h"
#include "tests/support/temp_folder.h"

// Any bytes are a manifest.json: a Manifest, which is written as it was read, or an IndexError.
// They are looked at as they are, and with the hash of themselves that they ought to have.
namespace dateline {
namespace {

constexpr std::string_view kHashKey = "  \"manifest_xxh3_128\": \"";

const TempFolder& folder() {
  static const TempFolder made;
  return made;
}

Manifest sound() {
  return {.schema_version = kSchemaVersion,
          .generation = 7,
          .articles = 1'234,
          .text_bytes = 5'678'901,
          .languages = {{"en", 1'200}, {"", 34}},
          .built_at = "2026-11-30T11:45:07Z",
          .built_from = {"/srv/news", "/srv/n\u00E9ws"},
          .segments = {"segment-5", "segment-7-2"},
          .files = {{"groups", 4'711, "00112233445566778899aabbccddeeff"},
                    {"segment-5/lists", 12, "ffeeddccbbaa99887766554433221100"}},
          .pushed = 42,
          .made_by = MadeBy::push};
}

std::string with_own_hash(std::string_view file) {
  const std::string_view before = file.substr(0, file.rfind(kHashKey));
  return std::string(before) + std::string(kHashKey) + content_hash(before) + "\"\n}\n";
}

void read(std::string_view bytes) {
  folder().write("manifest.json", bytes);
  is_of_another_version(folder().path());
  try {
    const Manifest manifest = read_manifest(folder().path());
    require(manifest.schema_version == kSchemaVersion);
    write_manifest(manifest, folder().path());
    require(read_manifest(folder().path()) == manifest);
  } catch (const IndexError&) {
    return;
  }
}

}  // namespace

const std::string& sound_file() {
  static const std::string text = [] {
    write_manifest(sound(), folder().path());
    return read_file(folder().path() / "manifest.json");
  }();
  return text;
}

}  // namespace dateline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = dateline::as_text(data, size);
  dateline::read(bytes);
  dateline::read(dateline::with_own_hash(bytes));
  return 0;
}
