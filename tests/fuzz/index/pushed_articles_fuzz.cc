#include <nlohmann/json.hpp>

#include "indexer/build/known/json_line.h"
#include "indexer/build/known/pushed_articles.h"
#include "search/base/content_hash.h"
#include "tests/fuzz/index/damaged_file.h"
#include "tests/support/temp_folder.h"

// Any bytes are a sources/pushed.jsonl: articles, which are written as they were read, or none.
// They are looked at as they are, and with the hash in each line that it ought to have.
namespace dateline {
namespace {

constexpr std::uint64_t kGeneration = 7;

const std::filesystem::path& index() {
  static const TempFolder made;
  return made.path();
}

std::string with_own_hash(const std::string& line) {
  auto array = nlohmann::ordered_json::parse(line, nullptr, false);
  if (!array.is_array() || array.empty()) return line + "\n";
  array.erase(array.size() - 1);
  array.push_back("#" + content_hash(json_line(array)));
  return json_line(array);
}

std::string with_own_hashes(std::string_view file) {
  std::string text;
  while (!file.empty()) {
    const std::size_t end = file.find('\n');
    text += with_own_hash(std::string(file.substr(0, end)));
    file.remove_prefix(end == std::string_view::npos ? file.size() : end + 1);
  }
  return text;
}

void read(std::string_view bytes) {
  write_file(pushed_path(index()), bytes);
  const auto before = read_pushed(index(), kGeneration);
  clean_pushed(index(), kGeneration);
  auto pushed = read_pushed(index(), kGeneration);
  if (before) require(pushed && pushed->all() == before->all());
  if (!pushed) return;
  pushed->set("new", {.sequence = 99});
  write_pushed(index(), kGeneration, *pushed, Write::changes);
  require(read_pushed(index(), kGeneration).value().all() == pushed->all());
  write_pushed(index(), kGeneration, *pushed, Write::everything);
  require(read_pushed(index(), kGeneration).value().all() == pushed->all());
}

}  // namespace

const std::string& sound_file() {
  static const std::string text = [] {
    PushedArticles pushed;
    const RecordHash hash{.high = 1, .low = 2};
    pushed.set("a", {.sequence = 1, .hash = hash, .language = "en", .text_bytes = 300});
    pushed.set("b", {.sequence = 2, .hides = HiddenArticle{hash, hash}});
    write_pushed(index(), kGeneration - 2, pushed, Write::everything);
    pushed.set("c", {.sequence = 3, .hash = hash, .hides = HiddenArticle{hash, {}}});
    pushed.erase("a");
    write_pushed(index(), kGeneration, pushed, Write::changes);
    pushed.erase("b");
    write_pushed(index(), kGeneration + 1, pushed, Write::changes);
    return read_file(pushed_path(index()));
  }();
  return text;
}

}  // namespace dateline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dateline::sound_file();  // makes the folder
  const std::string_view bytes = dateline::as_text(data, size);
  dateline::read(bytes);
  dateline::read(dateline::with_own_hashes(bytes));
  return 0;
}
