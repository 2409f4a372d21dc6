#include "indexer/build/known/source_record.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <set>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <xxhash.h>

#include "indexer/build/known/json_line.h"
#include "indexer/text/encoding.h"
#include "search/base/output_file.h"
#include "search/base/utf8.h"
#include "search/store/generation.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kAside = "";  // in place of an id: no article has it empty
constexpr std::size_t kAsideParts =
    6;  // behind them: 1 for no article, or the hash of a deadly record
constexpr std::string_view kSeal = R"({"xxh3_64":)";

Json to_json(const IndexedArticle& article) {
  Json json = {article.id, to_text(article.hash), article.language, article.text_bytes,
               article.content ? to_text(*article.content) : ""};
  if (article.place) json.push_back(1);  // for people and scripts: it is the one that is searched
  return json;
}

Json aside_json(const SetAside& aside) {
  Json json = {kAside,       aside.origin.path, aside.origin.line, aside.origin.offset,
               aside.reason, aside.advice};
  if (aside.kind == SetAside::Kind::no_article) json.push_back(1);
  if (aside.deadly) json.push_back(to_text(*aside.deadly));
  return json;
}

// Before 1970 it is negative.
std::int64_t time_in(const Json& json) {
  if (!json.is_number_integer()) throw std::out_of_range("a time that is no whole number");
  return json.get<std::int64_t>();
}

SetAside aside_of(const Json& json) {
  SetAside aside{.origin = {.path = json.at(1),
                            .line = number_in(json.at(2)),
                            .offset = number_in(json.at(3))},
                 .reason = json.at(4),
                 .advice = json.at(5)};
  if (json.size() <= kAsideParts) return aside;
  const Json& last = json.at(kAsideParts);
  if (last.is_string())
    aside.deadly = record_hash_of(last.get<std::string>());
  else
    aside.kind = SetAside::Kind::no_article;
  return aside;
}

// Names of files are any bytes, JSON is not: those that are no UTF-8 are written as if they were
// Latin-1, each byte as the character of its number.
constexpr const char* kPath = "path";
constexpr const char* kLatinPath = "path_latin1";

std::string from_latin1(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) append_utf8(text, static_cast<unsigned char>(byte));
  return text;
}

std::string to_latin1(std::string_view text) {
  std::string bytes;
  for (const char32_t character : code_points(text)) bytes += static_cast<char>(character);
  return bytes;
}

std::string path_of(const Json& file) {
  const auto path = file.find(kPath);
  return path != file.end() ? path->get<std::string>()
                            : to_latin1(file.at(kLatinPath).get<std::string>());
}

Json file_json(const std::string& path, const FileStamp& stamp) {
  const Json name = is_utf8(path) ? Json{kPath, path} : Json{kLatinPath, from_latin1(path)};
  return {name, {"bytes", stamp.bytes}, {"modified_ns", stamp.modified_ns}, {"inode", stamp.inode}};
}

void take_article(const Json& json, std::size_t file, SourceFiles& files) {
  const std::string id = json.at(0);
  const std::string language = json.at(2);
  files.add_article(file,
                    {.id = id,
                     .hash = record_hash_of(json.at(1).get<std::string>()).value_or(RecordHash{}),
                     .language = language,
                     .text_bytes = number_in(json.at(3)),
                     .content = record_hash_of(json.at(4).get<std::string>())});
}

// Takes a line that is neither the first nor the last.
void take(const Json& line, SourceFiles& files) {
  if (line.is_object()) {
    files.add(path_of(line), {.bytes = number_in(line.at("bytes")),
                              .modified_ns = time_in(line.at("modified_ns")),
                              .inode = number_in(line.at("inode"))});
    return;
  }
  if (files.size() == 0) throw std::out_of_range("an article without a file");
  const std::size_t file = files.size() - 1;
  if (line.at(0) == kAside) {
    files.add_aside(file, aside_of(line));
  } else {
    take_article(line, file, files);
  }
}

// The hash of all lines, which the last line of the file has.
class Seal {
 public:
  Seal() { XXH3_64bits_reset(state_.get()); }

  void add(std::string_view text) { XXH3_64bits_update(state_.get(), text.data(), text.size()); }

  std::string line() const {
    char hash[24];
    std::snprintf(hash, sizeof hash, "%016llx",
                  static_cast<unsigned long long>(XXH3_64bits_digest(state_.get())));
    return json_line({{"xxh3_64", hash}});
  }

 private:
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state_{XXH3_createState(),
                                                                  &XXH3_freeState};
};

std::string settings_in(const std::string& first_line) {
  return Json::parse(first_line).at("settings");
}

// Reads a record line by line. False where there is none, or where it turns out to be damaged.
template <typename First, typename Other>
bool read_lines(const std::filesystem::path& path, First first, Other other) {
  std::ifstream in(path, std::ios::binary);
  std::string line;
  if (!std::getline(in, line)) return false;
  line += '\n';
  first(line);
  Seal seal;
  seal.add(line);
  while (std::getline(in, line)) {
    line += '\n';
    if (line.starts_with(kSeal)) return line == seal.line();
    seal.add(line);
    other(line);
  }
  return false;
}

}  // namespace

std::filesystem::path source_record_path(const std::filesystem::path& index,
                                         std::uint64_t generation) {
  return index / "sources" / (generation_folder(index, generation).filename().string() + ".jsonl");
}

std::optional<SourceRecord> read_source_record(const std::filesystem::path& index,
                                               std::uint64_t generation,
                                               const std::filesystem::path& scratch) try {
  std::string settings;
  SourceFiles files(scratch);
  const bool is_sound = read_lines(
      source_record_path(index, generation),
      [&](const std::string& first) { settings = settings_in(first); },
      [&](const std::string& line) { take(Json::parse(line), files); });
  if (!is_sound) return std::nullopt;
  return SourceRecord{.settings = std::move(settings), .files = std::move(files)};
} catch (const nlohmann::json::exception&) {
  return std::nullopt;
} catch (const std::out_of_range&) {
  return std::nullopt;
}

std::optional<std::string> read_source_settings(const std::filesystem::path& index,
                                                std::uint64_t generation) try {
  std::string settings;
  const bool is_sound = read_lines(
      source_record_path(index, generation),
      [&](const std::string& first) { settings = settings_in(first); }, [](const std::string&) {});
  return is_sound ? std::optional(std::move(settings)) : std::nullopt;
} catch (const nlohmann::json::exception&) {
  return std::nullopt;
}

void write_source_record(const std::string& settings, const SourceFiles& files,
                         const std::filesystem::path& index, std::uint64_t generation) {
  const std::filesystem::path path = source_record_path(index, generation);
  std::filesystem::create_directories(path.parent_path());
  const std::filesystem::path next = path.parent_path() / "next";
  OutputFile out(next);
  Seal seal;
  const auto put = [&](const Json& json) {
    const std::string line = json_line(json);
    seal.add(line);
    out.write(line);
  };
  put({{"settings", settings}});
  for (std::size_t file = 0; file < files.size(); ++file) {
    put(file_json(std::string(files.path(file)), files.stamp(file)));
    files.for_each_article(file, [&](const IndexedArticle& article) { put(to_json(article)); });
    files.for_each_aside(file, [&](const SetAside& aside) { put(aside_json(aside)); });
  }
  out.write(seal.line());
  out.finish();
  put_in_place(next, path);
}

void link_source_record(const std::filesystem::path& index, std::uint64_t from, std::uint64_t to) {
  const std::filesystem::path path = source_record_path(index, to);
  std::filesystem::remove(path);
  std::error_code none;  // an index of pushed articles alone has no record
  std::filesystem::create_hard_link(source_record_path(index, from), path, none);
  if (!none) sync_path(path.parent_path());
}

void remove_stale_source_records(const std::filesystem::path& index) {
  const std::filesystem::path folder = index / "sources";
  if (!std::filesystem::exists(folder)) return;
  const std::vector<std::uint64_t> numbers = generation_numbers(index);
  std::set<std::filesystem::path> kept;
  for (const std::uint64_t number : numbers) kept.insert(source_record_path(index, number));
  std::vector<std::filesystem::path> stale;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().stem().string();
    const bool is_numbered = name.find_first_not_of("0123456789") == std::string::npos;
    if (is_numbered && !kept.contains(entry.path())) stale.push_back(entry.path());
  }
  for (const std::filesystem::path& path : stale) std::filesystem::remove(path);
}

}  // namespace dateline
