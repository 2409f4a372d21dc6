#include "indexer/source_record.h"

#include <cstdio>
#include <fstream>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>
#include <xxhash.h>

#include "indexer/json_line.h"
#include "search/generation.h"
#include "search/output_file.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

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
  return {aside.origin.path, aside.origin.line, aside.origin.offset, aside.reason, aside.advice};
}

SetAside aside_of(const Json& json) {
  return {.origin = {.path = json.at(0), .line = json.at(1), .offset = json.at(2)},
          .reason = json.at(3),
          .advice = json.at(4)};
}

Json to_json(const SourceFile& file) {
  Json json = {
      {"path", file.path},   {"bytes", file.bytes},       {"modified_ns", file.modified_ns},
      {"inode", file.inode}, {"articles", Json::array()}, {"set_aside", Json::array()}};
  for (const IndexedArticle& article : file.articles) json["articles"].push_back(to_json(article));
  for (const SetAside& aside : file.set_aside) json["set_aside"].push_back(aside_json(aside));
  return json;
}

SourceFile file_of(const Json& json) {
  SourceFile file{.path = json.at("path"),
                  .bytes = json.at("bytes"),
                  .modified_ns = json.at("modified_ns"),
                  .inode = json.at("inode")};
  for (const Json& article : json.at("articles")) file.articles.push_back(article_of(article));
  for (const Json& aside : json.at("set_aside")) file.set_aside.push_back(aside_of(aside));
  return file;
}

std::string seal_of(std::string_view lines) {
  char hash[24];
  std::snprintf(hash, sizeof hash, "%016llx",
                static_cast<unsigned long long>(XXH3_64bits(lines.data(), lines.size())));
  return json_line({{"xxh3_64", hash}});
}

// The lines before the last, where the last seals them.
std::optional<std::string> sealed_lines(std::string text) {
  if (text.empty()) return std::nullopt;
  const std::size_t end = text.find_last_of('\n', text.size() - 2);
  if (end == std::string::npos) return std::nullopt;
  const std::string seal = text.substr(end + 1);
  text.resize(end + 1);
  if (seal != seal_of(text)) return std::nullopt;
  return text;
}

}  // namespace

std::filesystem::path source_record_path(const std::filesystem::path& index,
                                         std::uint64_t generation) {
  return index / "sources" / (generation_folder(index, generation).filename().string() + ".jsonl");
}

std::optional<SourceRecord> read_source_record(const std::filesystem::path& index,
                                               std::uint64_t generation) try {
  std::ifstream in(source_record_path(index, generation), std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  const std::optional<std::string> lines = sealed_lines(std::move(text).str());
  if (!lines) return std::nullopt;
  std::istringstream rest(*lines);
  std::string line;
  std::getline(rest, line);
  const Json head = Json::parse(line);
  SourceRecord record{.settings = head.at("settings")};
  while (std::getline(rest, line)) record.files.push_back(file_of(Json::parse(line)));
  return record;
} catch (const nlohmann::json::exception&) {
  return std::nullopt;
}

void write_source_record(const SourceRecord& record, const std::filesystem::path& index,
                         std::uint64_t generation) {
  const std::filesystem::path path = source_record_path(index, generation);
  std::filesystem::create_directories(path.parent_path());
  std::string text = json_line({{"settings", record.settings}});
  for (const SourceFile& file : record.files) text += json_line(to_json(file));
  const std::filesystem::path next = path.parent_path() / "next";
  OutputFile out(next);
  out.write(text);
  out.write(seal_of(text));
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
