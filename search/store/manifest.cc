#include "search/store/manifest.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>

#include <nlohmann/json.hpp>

#include "search/base/content_hash.h"
#include "search/base/error.h"
#include "search/base/mapped_file.h"
#include "search/base/output_file.h"
#include "search/store/article/fields.h"

namespace dateline {
namespace {

constexpr const char* kName = "manifest.json";

const char* name_of(MadeBy made_by) {
  switch (made_by) {
    case MadeBy::run:
      return "run";
    case MadeBy::push:
      return "push";
    case MadeBy::merge:
      return "merge";
  }
  return "";
}

MadeBy made_by_of(const std::string& name) {
  for (const MadeBy made_by : {MadeBy::push, MadeBy::merge}) {
    if (name == name_of(made_by)) return made_by;
  }
  return MadeBy::run;
}

// The last line of the file is that of its own hash, which is over all bytes before.
constexpr std::string_view kHashKey = "  \"manifest_xxh3_128\": \"";
constexpr std::string_view kEnd = "\"\n}\n";

std::string with_own_hash(std::string json) {
  json.resize(json.size() - std::string_view("\n}").size());
  json += ",\n";
  const std::string hash = content_hash(json);
  return json.append(kHashKey).append(hash).append(kEnd);
}

bool has_own_hash(std::string_view file) {
  const std::size_t at = file.rfind(kHashKey);
  if (at == std::string_view::npos) return false;
  const std::string_view before = file.substr(0, at);
  return file.substr(at) == std::string(kHashKey) + content_hash(before) + std::string(kEnd);
}

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw IndexError("there is no " + path.string() + ": run dateline-index to build the index");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

Manifest read_manifest(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kName;
  const std::string text = read_whole(path);
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  const int version = json.is_object() ? json.value("schema_version", 0) : 0;
  if (version == 0) throw IndexError(path.string() + " is damaged: run dateline-index --full");
  if (version != kSchemaVersion) {
    throw IndexError("the index has schema version " + std::to_string(version) +
                     " and this program reads version " + std::to_string(kSchemaVersion) +
                     ": run dateline-index --full");
  }
  if (!has_own_hash(text))
    throw IndexError(path.string() + " is damaged: run dateline-index --full");
  try {
    Manifest manifest{.schema_version = version,
                      .generation = json.at("generation"),
                      .articles = json.at("articles"),
                      .text_bytes = json.at("text_bytes"),
                      .languages = json.at("languages"),
                      .built_at = json.at("built_at"),
                      .built_from = json.at("built_from"),
                      .segments = json.at("segments"),
                      .pushed = json.value("pushed", std::uint64_t{0}),
                      .made_by = made_by_of(json.value("made_by", "run")),
                      .last_arrival = json.value("last_arrival", std::int64_t{0})};
    for (const nlohmann::json& file : json.at("files")) {
      manifest.files.push_back({file.at("name"), file.at("bytes"), file.at("xxh3_128")});
    }
    return manifest;
  } catch (const nlohmann::json::exception& error) {
    throw IndexError(path.string() + " is damaged (" + error.what() +
                     "): run dateline-index --full");
  }
}

bool is_of_another_version(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder / kName, error)) return false;
  const std::string text = read_whole(folder / kName);
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  const int version = json.is_object() ? json.value("schema_version", 0) : 0;
  return version != 0 && version != kSchemaVersion && has_own_hash(text);
}

void write_manifest(const Manifest& manifest, const std::filesystem::path& folder) {
  nlohmann::ordered_json json = {{"schema_version", manifest.schema_version},
                                 {"generation", manifest.generation},
                                 {"articles", manifest.articles},
                                 {"text_bytes", manifest.text_bytes},
                                 {"languages", manifest.languages},
                                 {"built_at", manifest.built_at},
                                 {"built_from", manifest.built_from},
                                 {"segments", manifest.segments},
                                 {"pushed", manifest.pushed},
                                 {"made_by", name_of(manifest.made_by)},
                                 {"last_arrival", manifest.last_arrival},
                                 {"files", nlohmann::ordered_json::array()}};
  for (const ManifestFile& file : manifest.files) {
    json["files"].push_back({{"name", file.name}, {"bytes", file.bytes}, {"xxh3_128", file.hash}});
  }
  OutputFile out(folder / kName);
  out.write(with_own_hash(json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace)));
  out.finish();
}

std::int64_t last_arrival_of(const std::filesystem::path& folder) try {
  const std::string text = read_whole(folder / kName);
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !has_own_hash(text)) return 0;
  return json.value("last_arrival", std::int64_t{0});
} catch (const IndexError&) {
  return 0;
}

ManifestFile describe_file(const std::filesystem::path& folder, const std::string& name) {
  return {name, std::filesystem::file_size(folder / name),
          content_hash(MappedFile(folder / name).bytes())};
}

std::vector<ManifestFile> describe_files(const std::filesystem::path& folder) {
  std::vector<ManifestFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().lexically_relative(folder).string();
    if (name != kName) files.push_back(describe_file(folder, name));
  }
  std::sort(files.begin(), files.end(),
            [](const ManifestFile& a, const ManifestFile& b) { return a.name < b.name; });
  return files;
}

std::vector<std::string> verify_files(const Manifest& manifest,
                                      const std::filesystem::path& folder) {
  std::vector<std::string> faults;
  const std::vector<ManifestFile> present = describe_files(folder);
  const auto find = [](const std::vector<ManifestFile>& files, const std::string& name) {
    return std::find_if(files.begin(), files.end(),
                        [&](const ManifestFile& file) { return file.name == name; });
  };
  for (const ManifestFile& file : manifest.files) {
    const auto found = find(present, file.name);
    if (found == present.end()) {
      faults.push_back(file.name + " is missing");
    } else if (!(*found == file)) {
      faults.push_back(file.name + " is not as it was published");
    }
  }
  for (const ManifestFile& file : present) {
    if (find(manifest.files, file.name) == manifest.files.end())
      faults.push_back(file.name + " does not belong to the generation");
  }
  return faults;
}

}  // namespace dateline
