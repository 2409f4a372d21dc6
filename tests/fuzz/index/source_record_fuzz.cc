#include <cstdio>

#include <xxhash.h>

#include "indexer/build/known/repeated_articles.h"
#include "indexer/build/known/source_record.h"
#include "tests/fuzz/index/damaged_file.h"
#include "tests/support/temp_folder.h"

// Any bytes are a sources/000007.jsonl: a record that is written as it was read, or none. They are
// looked at as they are, and with the hash of themselves that they ought to have.
namespace dateline {
namespace {

constexpr std::uint64_t kRead = 7;
constexpr std::uint64_t kWritten = 8;
constexpr std::string_view kSeal = R"({"xxh3_64":)";

const std::filesystem::path& index() {
  static const TempFolder made;
  return made.path();
}

IndexedArticle article(std::string_view id, std::uint64_t hash) {
  return {.id = id,
          .hash = {.high = hash, .low = ~hash},
          .language = "en",
          .text_bytes = 2'000 + hash,
          .content =
              hash % 2 == 0 ? std::optional(RecordHash{.high = 1, .low = hash / 4}) : std::nullopt};
}

SourceFiles sound() {
  SourceFiles files(index());
  const std::size_t first = files.add("/srv/news/a.jsonl", {9'000, 1'700'000'000'000'000'000, 11});
  for (const auto id : {"a1", "a2", "n\u00E9e", "a1"}) files.add_article(first, article(id, first));
  files.add_aside(first, {.origin = {.path = "/srv/news/a.jsonl", .line = 9, .offset = 812},
                          .reason = "no JSON",
                          .advice = "mend it",
                          .kind = SetAside::Kind::no_article});
  const std::size_t second = files.add("/srv/news/\xFF.txt", {12, 1, 12});
  files.add_article(second, article("b", 4));
  files.add_article(second, article("c", 4));
  files.add_aside(second, {.origin = {.path = "b"},
                           .reason = "it killed the parser",
                           .deadly = RecordHash{.high = 5, .low = 6}});
  files.add("/srv/news/empty", {});
  return files;
}

std::string with_own_hash(std::string_view file) {
  const std::string before(file.substr(0, file.rfind(kSeal)));
  char line[48];
  std::snprintf(line, sizeof line, "{\"xxh3_64\":\"%016llx\"}\n",
                static_cast<unsigned long long>(XXH3_64bits(before.data(), before.size())));
  return before + line;
}

std::string written(const SourceRecord& record) {
  write_source_record(record.settings, record.files, index(), kWritten);
  return read_file(source_record_path(index(), kWritten));
}

void read(std::string_view bytes) {
  write_file(source_record_path(index(), kRead), bytes);
  read_source_settings(index(), kRead);
  const auto record = read_source_record(index(), kRead, index());
  if (!record) return;
  for_each_repeated(record->files, index(), [](const RepeatedArticle&) {});
  const std::string once = written(*record);
  const auto again = read_source_record(index(), kWritten, index());
  require(again.has_value() && written(*again) == once);
}

}  // namespace

const std::string& sound_file() {
  static const std::string text = [] {
    write_source_record("{\"max_record\":16777216}", sound(), index(), kRead);
    return read_file(source_record_path(index(), kRead));
  }();
  return text;
}

}  // namespace dateline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dateline::sound_file();  // makes the folder
  const std::string_view bytes = dateline::as_text(data, size);
  dateline::read(bytes);
  dateline::read(dateline::with_own_hash(bytes));
  return 0;
}
