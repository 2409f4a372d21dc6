#include "indexer/source_record.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <set>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <xxhash.h>

#include "indexer/encoding.h"
#include "indexer/json_line.h"
#include "search/generation.h"
#include "search/output_file.h"
#include "search/utf8.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kAside = "";  // in place of an id: no article has it empty
constexpr std::string_view kSeal = R"({"xxh3_64":)";

Json to_json(const IndexedArticle& article) {
  Json json = {article.id, to_text(article.hash), article.language, article.text_bytes,
               article.content ? to_text(*article.content) : ""};
  if (article.place) json.push_back(1);  // for people and scripts: it is the one that is searched
  return json;
}

IndexedArticle article_of(const Json& json) {
  return {.id = json.at(0),
          .hash = record_hash_of(json.at(1).get<std::string>()).value_or(RecordHash{}),
          .language = json.at(2),
          .text_bytes = json.at(3),
          .content = record_hash_of(json.at(4).get<std::string>())};
}

Json aside_json(const SetAside& aside) {
  return {kAside,       aside.origin.path, aside.origin.line, aside.origin.offset,
          aside.reason, aside.advice};
}

SetAside aside_of(const Json& json) {
  return {.origin = {.path = json.at(1), .line = json.at(2), .offset = json.at(3)},
          .reason = json.at(4),
          .advice = json.at(5)};
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

Json to_json(const SourceFile& file) {
  const Json path =
      is_utf8(file.path) ? Json{kPath, file.path} : Json{kLatinPath, from_latin1(file.path)};
  return {path, {"bytes", file.bytes}, {"modified_ns", file.modified_ns}, {"inode", file.inode}};
}

// Takes a line that is neither the first nor the last.
void take(const Json& line, std::vector<SourceFile>& files) {
  if (line.is_object()) {
    files.push_back({.path = path_of(line),
                     .bytes = line.at("bytes"),
                     .modified_ns = line.at("modified_ns"),
                     .inode = line.at("inode")});
  } else if (line.at(0) == kAside) {
    files.at(files.size() - 1).set_aside.push_back(aside_of(line));
  } else {
    files.at(files.size() - 1).articles.push_back(article_of(line));
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

}  // namespace

std::filesystem::path source_record_path(const std::filesystem::path& index,
                                         std::uint64_t generation) {
  return index / "sources" / (generation_folder(index, generation).filename().string() + ".jsonl");
}

std::optional<SourceRecord> read_source_record(const std::filesystem::path& index,
                                               std::uint64_t generation) try {
  std::ifstream in(source_record_path(index, generation), std::ios::binary);
  std::string line;
  if (!std::getline(in, line)) return std::nullopt;
  SourceRecord record{.settings = Json::parse(line).at("settings")};
  Seal seal;
  seal.add(line + "\n");
  while (std::getline(in, line)) {
    line += '\n';
    if (line.starts_with(kSeal)) break;
    seal.add(line);
    take(Json::parse(line), record.files);
  }
  if (line != seal.line()) return std::nullopt;
  return record;
} catch (const nlohmann::json::exception&) {
  return std::nullopt;
} catch (const std::out_of_range&) {  // an article without a file
  return std::nullopt;
}

void write_source_record(const SourceRecord& record, const std::filesystem::path& index,
                         std::uint64_t generation) {
  const std::filesystem::path path = source_record_path(index, generation);
  std::filesystem::create_directories(path.parent_path());
  const std::filesystem::path next = path.parent_path() / "next";
  OutputFile out(next);
  Seal seal;
  const auto put = [&](const std::string& line) {
    seal.add(line);
    out.write(line);
  };
  put(json_line({{"settings", record.settings}}));
  for (const SourceFile& file : record.files) {
    put(json_line(to_json(file)));
    for (const IndexedArticle& article : file.articles) put(json_line(to_json(article)));
    for (const SetAside& aside : file.set_aside) put(json_line(aside_json(aside)));
  }
  out.write(seal.line());
  out.finish();
  sync_path(next);
  std::filesystem::rename(next, path);
  sync_path(path.parent_path());
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
